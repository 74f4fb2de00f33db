"""What an import would do, told row by row before anything is done."""

from pathlib import Path

import pytest

from app.domain.entities import Enrollment, User
from app.domain.errors import BadInput
from app.ports.interchange import Problem, RowChange, TableCheck, TableName
from tests.support.exchange import World, quiet, write_csv

USERS = ["email", "username", "first_name", "last_name", "role"]
KIM = ["kim@example.org", "kim", "Kim", "Lee", "student"]


@pytest.fixture
def school(world: World) -> World:
    """A course and Kim, who is enrolled."""
    world.add_course("tea")
    world.take_rows("users", ",".join(USERS), ",".join(KIM))
    world.take_rows("enrollments", "email,course,status", "kim@example.org,tea,active")
    return world


def check(school: World, table: TableName, path: Path) -> TableCheck:
    return school.exchange.check_table(table, path, actor=school.admin, progress=quiet)


def test_a_check_tells_what_each_row_would_do_and_does_nothing(
    school: World, tmp_path: Path
) -> None:
    rows = [
        USERS,
        ["kim@example.org", "kim", "Kimberley", "Lee", ""],
        ["lou@example.org", "lou", "Lou", "Ray", "student"],
        ["ana@", "ana", "Ana", "Ruiz", "student"],
        KIM,
    ]
    found = check(school, "users", write_csv(tmp_path / "people.csv", rows))
    assert (found.added, found.updated, found.unchanged) == (1, 1, 0)
    assert found.changes == (
        RowChange(
            row=2,
            kind="change",
            subject="kim@example.org",
            column="first_name",
            before="Kim",
            after="Kimberley",
        ),
        RowChange(
            row=3,
            kind="add",
            subject="lou@example.org",
            column="",
            before="",
            after="Lou, Ray, student",
        ),
    )
    assert [(one.row, one.column, one.value) for one in found.problems] == [
        (4, "email", "ana@"),
        (5, "", ""),
    ]
    assert found.problems[0].wrong == "ana@ is not an e-mail address."
    assert len(school.find(User)) == 2


def test_a_check_of_enrollments_tells_the_value_before(school: World, tmp_path: Path) -> None:
    rows = [["email", "course", "status"], ["kim@example.org", "tea", "completed"]]
    found = check(school, "enrollments", write_csv(tmp_path / "e.csv", rows))
    status = next(one for one in found.changes if one.column == "status")
    assert (status.before, status.after) == ("active", "completed")
    assert status.subject == "kim@example.org, tea"
    assert school.find(Enrollment)[0].status == "active"


@pytest.mark.parametrize(
    ("columns", "table"),
    [
        (USERS, "users"),
        (["Course", "EMAIL", "surprise"], "enrollments"),
        (["email", "course", "lesson", "score"], "progress"),
    ],
)
def test_a_header_tells_which_table_it_is(
    world: World, tmp_path: Path, columns: list[str], table: str
) -> None:
    preview = world.exchange.preview_table(write_csv(tmp_path / "x.csv", [columns]))
    assert preview.table == table
    known = [one for one in columns if one != "surprise"]
    assert sorted(preview.meant.values()) == list(range(len(known)))
    assert all(columns[place].lower() == name for name, place in preview.meant.items())


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_line_tells_what_parts_the_cells(
    school: World, tmp_path: Path, delimiter: str
) -> None:
    """In the command line's imports too; the bad rows go out as they came."""
    head = delimiter.join((*USERS, '"a note, with; signs"'))
    rows = (
        delimiter.join(("lou@example.org", "lou", '"Lou; or, Louise"', "Ray", "student", "")),
        delimiter.join(("ana@example.org", "ana", "Ana", "Ruiz", "wizard", "x")),
    )
    path = tmp_path / "people.csv"
    path.write_text("\n".join((head, *rows, "")), encoding="utf-8")
    assert school.exchange.preview_table(path).delimiter == delimiter
    report = school.take("users", path)
    assert (report.added, [one.row for one in report.bad]) == (1, [3])
    assert school.find(User, email="lou@example.org")[0].first_name == "Lou; or, Louise"
    assert report.error_file is not None
    corrected = Path(report.error_file)
    corrected.write_text(corrected.read_text("utf-8").replace("wizard", "student"), "utf-8")
    assert corrected.read_text("utf-8").startswith(delimiter.join(USERS))
    assert school.take("users", corrected).added == 1


ODD = ["E-mail address", "User name", "First name", "Surname", "Role", "First Name (old)"]


def test_close_names_are_taken_for_what_they_mean_where_somebody_looks(
    school: World, tmp_path: Path
) -> None:
    rows = [ODD, ["lou@example.org", "lou", "Lou", "Ray", "student", "L"]]
    path = write_csv(tmp_path / "people.csv", rows)
    preview = school.exchange.preview_table(path)
    assert preview.table == "users"
    assert preview.meant == dict(zip(USERS, range(5), strict=True))
    with pytest.raises(BadInput) as refusal:
        school.take("users", path)
    assert refusal.value.reason == "table.missing_columns"


def test_whoever_says_what_the_columns_are_imports_any_table(school: World, tmp_path: Path) -> None:
    rows = [
        ["Adresse", "email", "Konto", "Vor", "Nach", "Rolle"],
        ["lou@example.org", "old@", "lou", "Lou", "Ray", "student"],
        ["ana@", "ana@example.org", "ana", "Ana", "Ruiz", "student"],
    ]
    path = write_csv(tmp_path / "people.csv", rows)
    meant = {"email": 0, "username": 2, "first_name": 3, "last_name": 4, "role": 5}
    found = school.exchange.check_table(
        "users", path, actor=school.admin, progress=quiet, meant=meant
    )
    assert [(one.row, one.column, one.value) for one in found.problems] == [(3, "email", "ana@")]
    assert found.changes[0].subject == "lou@example.org"
    report = school.exchange.import_table(
        "users", path, actor=school.admin, dry_run=False, progress=quiet, meant=meant
    )
    assert report.added == 1
    assert "left out: email" in report.warnings[0]
    assert report.error_file is not None
    header = Path(report.error_file).read_text(encoding="utf-8").splitlines()[0]
    assert header == "email,other email,username,first_name,last_name,role,error"


def test_a_column_that_is_lacking_is_no_fault_of_a_preview(world: World, tmp_path: Path) -> None:
    preview = world.exchange.preview_table(write_csv(tmp_path / "x.csv", [["Mail", "Kurs"]]))
    assert preview.meant == {"email": 0}
    assert set(preview.required) > {"email"}


def test_a_header_of_no_table_is_refused(world: World, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refusal:
        world.exchange.preview_table(write_csv(tmp_path / "x.csv", [["name", "age"]]))
    assert refusal.value.reason == "table.not_known"


def test_bad_rows_are_saved_with_their_reasons(school: World, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "e.csv",
        [["email", "course"], ["kim@example.org", "tea"], ["nobody@x.org", "tea"]],
    )
    problems = check(school, "enrollments", path).problems
    assert [type(one) for one in problems] == [Problem]
    target = tmp_path / "bad.csv"
    assert school.exchange.save_bad_rows("enrollments", path, problems, target) == 1
    header, row = target.read_text(encoding="utf-8").splitlines()
    assert header == "email,course,error"
    assert row.startswith("nobody@x.org,tea,Nobody here has the e-mail nobody@x.org.")
