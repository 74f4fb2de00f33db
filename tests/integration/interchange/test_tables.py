"""Users, enrollments and progress by CSV."""

import csv
from pathlib import Path

import pytest

from app.domain.commands import AddLesson, AddModule
from app.domain.entities import Enrollment, Lesson, Module, Progress, User
from app.usecases.batches import undo
from tests.support.exchange import ADMIN, World, write_csv

USERS = "email,username,first_name,last_name,role"
ANA, BEN = "ana@example.org,ana,Ana,Alba,student", "ben@example.org,ben,Ben,Bell,student"


def _counts(report: object) -> tuple[int, int, int, list[int]]:
    return (
        report.added,
        report.updated,
        report.unchanged,
        [one.row for one in report.bad],
    )


@pytest.fixture
def school(world: World) -> World:
    """Ana and Ben, and the draft ``tea`` with a text and a quiz."""
    world.take_rows("users", USERS, ANA, BEN)
    course_id = world.add_course("tea")
    (module_id,) = world.store.allocate_ids(Module, 1)
    boil, check = world.store.allocate_ids(Lesson, 2)
    run = world.bus.execute
    run(AddModule(module_id=module_id, course_id=course_id, title="Tea"), world.admin)
    run(AddLesson(lesson_id=boil, module_id=module_id, title="Boil"), world.admin)
    run(AddLesson(lesson_id=check, module_id=module_id, title="Check", type="quiz"), world.admin)
    return world


def test_people_are_added_updated_and_left_alone(world: World) -> None:
    head = "role,email,created_at,last_name,first_name,username,is_verified"
    report = world.take_rows(
        "users",
        head,
        "instructor, Ines@Example.ORG ,2025-05-01T10:00:00+02:00,Ito,Ines,ines,true",
        "student,ana@example.org,,Alba,Ana,ana,no",
        ",ben@example.org,,,,ben,",
    )
    assert _counts(report) == (3, 0, 0, [])
    [ines] = world.find(User, email="ines@example.org")
    assert (ines.role, ines.is_verified, ines.is_active) == ("instructor", True, True)
    assert ines.created_at.isoformat() == "2025-05-01T08:00:00+00:00"
    [ben] = world.find(User, email="ben@example.org")
    assert (ben.role, ben.first_name, ben.hashed_password) == ("student", None, "!")
    again = world.take_rows(
        "users",
        head,
        "instructor,ines@example.org,,Itō,,ines,",
        "student,ana@example.org,,Alba,Ana,ana,no",
        "student,ben@example.org,,,,ben,YES",
    )
    assert _counts(again) == (0, 2, 1, [])
    [ines] = world.find(User, email="ines@example.org")
    assert (ines.first_name, ines.last_name) == ("Ines", "Itō")
    assert world.find(User, email="ben@example.org")[0].is_verified


def test_bad_people_are_named_by_row(school: World) -> None:
    report = school.take_rows(
        "users",
        USERS + ",is_active,created_at",
        "good@example.org,good,G,O,student,,",
        "no-address,b1,B,B,student,,",
        ",b2,B,B,student,,",
        "b3@example.org,,B,B,student,,",
        "b4@example.org,b4,B,B,wizard,,",
        "b5@example.org,b5,B,B,student,maybe,",
        "b6@example.org,b6,B,B,student,,yesterday",
        "GOOD@example.org,again,G,O,student,,",
        "ana@example.org,ana,Ana,Alba,admin,,",
        f"b7@example.org,b7,{'x' * 101},B,student,,",
        "b8@example.org,b 8,B,B,student,,",
    )
    assert _counts(report) == (1, 0, 0, [3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    reasons = {one.row: one.reason for one in report.bad}
    assert "Row 2" in reasons[9]
    assert "role" in reasons[10]
    assert {user.email for user in school.find(User)} == {
        ADMIN,
        "ana@example.org",
        "ben@example.org",
        "good@example.org",
    }


def test_a_student_may_be_called_what_the_window_calls_one(school: World) -> None:
    report = school.take_rows(
        "users",
        USERS,
        "new@example.org,new,N,Ew,Learner",
        "ana@example.org,ana,Ana,Alba,learner",
    )
    assert _counts(report) == (1, 0, 1, [])
    [new] = school.find(User, email="new@example.org")
    assert new.role == "student"


def test_a_username_that_is_taken_gets_a_number_and_keeps_it(school: World) -> None:
    row = "ana2@example.org,ana,Ana,Two,student"
    report = school.take_rows("users", USERS, row)
    assert _counts(report) == (1, 0, 0, [])
    assert "row 2" in report.warnings[0]
    assert school.find(User, email="ana2@example.org")[0].username == "ana-2"
    assert _counts(school.take_rows("users", USERS, row)) == (0, 0, 1, [])


def test_what_a_file_cannot_change_is_told(school: World) -> None:
    report = school.take_rows("users", USERS + ",created_at", ANA + ",2001-01-01")
    assert _counts(report) == (0, 0, 1, [])
    assert "created_at" in report.warnings[0]


def test_unknown_columns_and_old_reasons_are_no_fault(school: World) -> None:
    report = school.take_rows("enrollments", "shoe,email,error,course", "42,ana@example.org,x,tea")
    assert _counts(report) == (1, 0, 0, [])
    [warning] = report.warnings
    assert "shoe" in warning
    assert "error" not in warning


def test_enrollments_come_with_all_that_is_known(school: World) -> None:
    report = school.take_rows(
        "enrollments",
        "course,email,status,enrolled_at,started_at,completed_at,payment_status,"
        "payment_amount,enrollment_source",
        "tea,ana@example.org,completed,2026-01-01,2026-01-02T08:00Z,2026-02-01,refunded,12.5,web",
        " tea , BEN@example.org ,,,,,,,",
    )
    assert _counts(report) == (2, 0, 0, [])
    ana, ben = school.find(Enrollment)
    assert (ana.status, ana.payment_status, str(ana.payment_amount)) == (
        "completed",
        "refunded",
        "12.50",
    )
    assert ana.completed_at.isoformat() == "2026-02-01T00:00:00+00:00"
    assert (ana.enrollment_source, ben.status) == ("web", "active")


@pytest.mark.parametrize(
    ("table", "head", "rows", "reasons"),
    [
        (
            "users",
            USERS,
            (
                "cat@example.org,c 1,Cat,Cole,student",
                "cat@example.org,cat,Cat,Cole,wizard",
                "cat@example.org,cat,Cat,Cole,student",
                "cat@example.org,cat,Cat,Cole,wizard",
                "cat@example.org,other,Cat,Cole,student",
                "cat@,cat,Cat,Cole,student",
                "cat@,cat,Cat,Cole,student",
                f"ana@example.org,ana,{'x' * 101},Alba,student",
                "ana@example.org,ana,Anna,Alba,student",
            ),
            {
                2: "username",
                3: "role",
                5: "role",
                6: "Row 4",
                7: "cat@",
                8: "cat@",
                9: "first_name",
            },
        ),
        (
            "enrollments",
            "email,course,status,enrolled_at,completed_at,enrollment_source",
            (
                "ana@example.org,tea,finished,,,",
                "ana@example.org,tea,completed,2026-03-01,2026-02-01,",
                f"ana@example.org,tea,,,,{'x' * 101}",
                "ana@example.org,tea,completed,2026-01-01,2026-02-01,",
                "ana@example.org,tea,active,31.11.2026,,",
                "ana@example.org,tea,active,2026-01-01,,",
            ),
            {2: "status", 3: "2026-02-01", 4: "100", 6: "enrolled_at", 7: "Row 5"},
        ),
    ],
)
def test_a_row_says_its_own_fault_and_a_bad_one_stands_in_no_good_ones_way(
    school: World, table: str, head: str, rows: tuple[str, ...], reasons: dict[int, str]
) -> None:
    report = school.take_rows(table, head, *rows)
    found = {one.row: one.reason for one in report.bad}
    assert found.keys() == reasons.keys()
    for number, words in reasons.items():
        assert words in found[number]
    assert report.added + report.updated == len(rows) - len(reasons)


def test_progress_says_its_own_fault_before_that_it_comes_twice(school: World) -> None:
    school.take_rows("enrollments", "email,course", "ana@example.org,tea")
    rows = ("Check,", "Check,101", "Check,80", "Check,x", "Check,90")
    report = school.take_rows(
        "progress", "email,course,lesson,score", *(f"ana@example.org,tea,{one}" for one in rows)
    )
    assert [one.row for one in report.bad] == [2, 3, 5, 6]
    assert "score" in report.bad[2].reason
    assert "Row 4" in report.bad[3].reason


def test_bad_enrollments_are_named_by_row_and_can_be_corrected(school: World) -> None:
    head = "email,course,status,enrolled_at,completed_at,payment_amount"
    rows = [
        "ana@example.org,tea,active,,,",
        "nobody@example.org,tea,,,,",
        "ben@example.org,coffee,,,,",
        ",tea,,,,",
        "ben@example.org,,,,,",
        "ben@example.org,tea,paused,,,",
        "ben@example.org,tea,,tomorrow,,",
        "ben@example.org,tea,,,,-1",
        "ben@example.org,tea,,,,1.005",
        "Ana@example.org,tea,,,,",
        f"{ADMIN},tea,,,,",
        "ben@example.org,tea,completed,2026-02-01,2026-01-01,",
    ]
    report = school.take_rows("enrollments", head, *rows)
    assert _counts(report)[:3] == (1, 0, 0)
    assert [one.row for one in report.bad] == list(range(3, 14))
    errors = Path(report.error_file or "")
    assert errors.name == "enrollments.errors.csv"
    with errors.open(encoding="utf-8", newline="") as stream:
        written = list(csv.DictReader(stream))
    assert list(written[0]) == [*head.split(","), "error"]
    assert [row["error"] for row in written] == [one.reason for one in report.bad]
    text = errors.read_text(encoding="utf-8").replace("paused", "suspended")
    errors.write_text(text, encoding="utf-8")
    assert school.take("enrollments", errors).added == 1
    assert school.find(Enrollment)[1].status == "suspended"


def test_an_error_file_that_somebody_corrected_is_never_overwritten(school: World) -> None:
    bad = ("enrollments", "email,course", "nobody@example.org,tea")
    first = school.take_rows(*bad)
    errors = Path(first.error_file or "")
    again = school.take_rows(*bad)
    assert (again.error_file, again.warnings) == (first.error_file, ())
    corrected = errors.read_text(encoding="utf-8").replace("nobody@", "ana@")
    errors.write_text(corrected, encoding="utf-8")
    third = school.take_rows(*bad)
    kept = errors.with_name("enrollments.errors.1.csv")
    assert third.warnings == ("The earlier enrollments.errors.csv was kept as " + kept.name + ".",)
    assert third.error_file == first.error_file
    assert kept.read_text(encoding="utf-8") == corrected
    assert "nobody@" in errors.read_text(encoding="utf-8")
    assert school.take("enrollments", kept).added == 1


def test_the_same_person_and_course_twice_is_bad_from_the_second_on(school: World) -> None:
    rows = ["ana@example.org,tea"] * 3
    assert _counts(school.take_rows("enrollments", "email,course", *rows)) == (1, 0, 0, [3, 4])


def test_progress_is_recorded_by_title_or_id(school: World) -> None:
    school.take_rows("enrollments", "email,course", "ana@example.org,tea", "ben@example.org,tea")
    [boil] = school.find(Lesson, title="Boil")
    report = school.take_rows(
        "progress",
        "email,course,lesson,score,minutes,at",
        "ana@example.org,tea,Boil,,7,2026-01-03",
        "ana@example.org,tea,Check,30,,2026-01-04",
        "ana@example.org,tea,Check,90.5,,2026-01-05",
        f"ben@example.org,tea,{boil.id},,,",
    )
    assert _counts(report) == (3, 1, 0, [])
    ana, ben = school.find(Progress)
    assert ana.time_spent_minutes == 7
    assert list(ana.quiz_scores.values()) == [90.5]
    assert ben.completed_lessons == (boil.id,)


def test_bad_progress_is_named_by_row(school: World) -> None:
    school.take_rows("enrollments", "email,course", "ana@example.org,tea")
    report = school.take_rows(
        "progress",
        "email,course,lesson,score,minutes,at",
        "ana@example.org,tea,Boil,,,",
        "ana@example.org,tea,Check,,,",
        "ana@example.org,tea,Milk,,,",
        "ana@example.org,tea,,,,",
        "ana@example.org,tea,Check,101,,",
        "ana@example.org,tea,Check,NaN,,",
        "ana@example.org,tea,Check,50,-1,",
        "ana@example.org,tea,Check,50,1.5,",
        "ana@example.org,tea,Check,50,,now",
        "ben@example.org,tea,Boil,,,",
        "ana@example.org,tea,Boil,,,",
        "eve@example.org,tea,Boil,,,",
        "ana@example.org,milk,Boil,,,",
    )
    assert _counts(report) == (1, 0, 0, list(range(3, 15)))


def test_a_title_that_two_lessons_have_is_no_answer(school: World) -> None:
    [module] = school.find(Module)
    (number,) = school.store.allocate_ids(Lesson, 1)
    school.bus.execute(AddLesson(lesson_id=number, module_id=module.id, title="Boil"), school.admin)
    school.take_rows("enrollments", "email,course", "ana@example.org,tea")
    rows = ("ana@example.org,tea,Boil", f"ana@example.org,tea,{number}")
    assert _counts(school.take_rows("progress", "email,course,lesson", *rows)) == (1, 0, 0, [2])


@pytest.mark.parametrize(
    ("table", "head", "rows"),
    [
        ("users", USERS, ("x@example.org,ana,X,Y,student", "x,x,X,Y,student", BEN + "x", ANA)),
        (
            "enrollments",
            "email,course,status,completed_at",
            (
                "ana@example.org,tea,completed,2020-01-01",
                "ben@example.org,tea,,",
                f"{ADMIN},tea,,",
                "eve@example.org,tea,,",
            ),
        ),
    ],
)
def test_a_dry_run_foretells_the_run_and_writes_nothing(
    school: World, table: str, head: str, rows: tuple[str, ...]
) -> None:
    kinds = (User, Enrollment)
    before = [school.find(kind) for kind in kinds]
    entries = len(school.store.journal())
    rehearsed = school.take_rows(table, head, *rows, dry_run=True)
    assert [school.find(kind) for kind in kinds] == before
    assert len(school.store.journal()) == entries
    assert list(school.folder.glob("*.errors.csv")) == []
    done = school.take_rows(table, head, *rows)
    assert (rehearsed.bad, rehearsed.warnings) == (done.bad, done.warnings)
    assert _counts(rehearsed) == _counts(done)
    assert done.bad


def test_a_dry_run_sees_what_earlier_rows_of_the_file_do(school: World, tmp_path: Path) -> None:
    """Usernames clash across the thousand rows that one command takes."""
    rows = [f"n{number}@example.org,name{number % 1005},N,N,student" for number in range(1010)]
    path = write_csv(tmp_path / "users.csv", [one.split(",") for one in (USERS, *rows)])
    rehearsed = school.take("users", path, dry_run=True)
    done = school.take("users", path)
    assert rehearsed == done
    assert "5 rows, the first is row 1007" in done.warnings[0]


def test_an_import_is_one_step_to_undo(school: World, tmp_path: Path) -> None:
    rows = [f"n{number}@example.org,n{number},N,N,student" for number in range(2100)]
    path = write_csv(tmp_path / "users.csv", [one.split(",") for one in (USERS, *rows)])
    seen: list[tuple[int, int | None]] = []
    report = school.exchange.import_table(
        "users",
        path,
        actor=school.admin,
        dry_run=False,
        progress=lambda done, total: seen.append((done, total)),
    )
    assert report.added == 2100
    read = [(1000, None), (2000, None), (2100, None)]
    assert seen == [*read, (1000, 2100), (2000, 2100), (2100, 2100)]
    assert len(undo(school.bus, school.store, school.admin)) == 1
    assert len(school.find(User, is_deleted=False)) == 3


def test_a_preview_shows_the_first_rows_and_their_faults(school: World, tmp_path: Path) -> None:
    many = ([f"{number}@example.org", "tea"] for number in range(99))
    rows = [["a@example.org", "tea"], ["only one"], *many]
    path = write_csv(tmp_path / "e.csv", [["email", "course"], *rows])
    preview = school.exchange.preview_table(path, "enrollments")
    assert preview.columns == ("email", "course")
    assert len(preview.rows) == 50
    assert preview.rows[:2] == ((2, ("a@example.org", "tea")), (4, ("0@example.org", "tea")))
    assert [number for number, _ in preview.faults] == [3]


@pytest.mark.parametrize("table", ["users", "enrollments", "progress"])
def test_an_export_imports_again_without_a_change(
    school: World, tmp_path: Path, table: str
) -> None:
    school.take_rows(
        "users",
        USERS + ",is_active",
        'sum@example.org,sum,\'=SUM(A1),"-\tMinus, ""x""",student,false',
        "quote@example.org,q,''=x,'t Hooft,student,true",
    )
    [odd] = school.find(User, email="quote@example.org")
    assert (odd.first_name, odd.last_name) == ("'=x", "'t Hooft")
    school.take_rows(
        "enrollments",
        "email,course,status,enrolled_at,dropped_at,payment_amount,enrollment_source",
        "ana@example.org,tea,,2026-01-01T10:11:12.131415Z,,0,'@web",
        "ben@example.org,tea,dropped,2026-01-01,2026-01-09,,",
    )
    school.take_rows(
        "progress",
        "email,course,lesson,score,minutes,at",
        "ana@example.org,tea,Boil,,7,2026-01-03",
        "ana@example.org,tea,Check,12.34,5,2026-01-04",
    )
    before = [school.find(kind) for kind in (User, Enrollment, Progress)]
    count = school.exchange.export_table(table, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        cells = list(csv.reader(stream))
    assert len(cells) - 1 == count > 0
    assert not [cell for row in cells for cell in row if cell.startswith(tuple("=+-@\t\r"))]
    report = school.take(table, tmp_path / "out.csv")
    assert _counts(report) == (0, 0, count, [])
    assert [school.find(kind) for kind in (User, Enrollment, Progress)] == before


def test_an_export_goes_into_another_workspace(school: World, other: World, tmp_path: Path) -> None:
    school.take_rows("enrollments", "email,course,enrolled_at", "ana@example.org,tea,2026-01-01")
    school.take_rows(
        "progress",
        "email,course,lesson,score,minutes,at",
        "ana@example.org,tea,Boil,,7,2026-01-03",
        "ana@example.org,tea,Check,88,5,2026-01-04",
    )
    other.store.allocate_ids(Lesson, 70)
    school.exchange.export_course("tea", tmp_path / "tea")
    other.take_course(tmp_path / "tea")
    for table in ("users", "enrollments", "progress"):
        school.exchange.export_table(table, tmp_path / f"{table}.csv")
        assert other.take(table, tmp_path / f"{table}.csv").bad == ()
        other.exchange.export_table(table, tmp_path / f"{table}-2.csv")
        assert (tmp_path / f"{table}.csv").read_bytes() == (
            tmp_path / f"{table}-2.csv"
        ).read_bytes()
