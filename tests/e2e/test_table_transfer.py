"""import and export of users, enrollments and progress."""

import csv
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import AMARA, PEOPLE
from tests.support.command_line import CommandLine

REPORT = {"added", "updated", "unchanged", "bad", "warnings", "error_file"}


@pytest.fixture
def take(school: CommandLine, tmp_path: Path) -> Any:
    """``take("users", text)`` imports a file with that text."""

    def import_text(table: str, text: str, *words: str, code: int = 0) -> dict[str, Any]:
        file = tmp_path / f"{table}.csv"
        file.write_text(text, encoding="utf-8")
        ran = school.run("import", table, file, *words, "--json")
        assert ran.code == code, ran
        report: dict[str, Any] = ran.json
        assert set(report) == REPORT
        return report

    return import_text


def _counts(report: dict[str, Any]) -> tuple[int, int, int, list[int]]:
    bad = [one["row"] for one in report["bad"]]
    return report["added"], report["updated"], report["unchanged"], bad


def test_a_copy_is_made_before_an_import_unless_there_is_a_fresh_one(
    empty: CommandLine, tea: Path, tmp_path: Path
) -> None:
    backups = empty.workspace / "backups"
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    empty("import", "users", people, "--dry-run")
    assert not list(backups.glob("*.db"))
    empty("import", "users", people)
    (copy,) = backups.glob("*.db")
    before = sqlite3.connect(copy)
    assert before.execute("SELECT count(*) FROM users").fetchone() == (1,)
    before.close()
    empty("import-course", tea, "--instructor", AMARA)
    assert list(backups.glob("*.db")) == [copy]
    old = copy.rename(backups / "20260101T000000Z.db")
    empty("import-course", tea)
    (new,) = set(backups.glob("*.db")) - {old}
    after = sqlite3.connect(new)
    assert after.execute("SELECT count(*) FROM users").fetchone() == (8,)
    after.close()


def test_people_are_added_and_updated(school: CommandLine, take: Any) -> None:
    report = take(
        "users",
        "email,username,first_name,last_name,role\n"
        "new@example.org,new,New,Person,student\n"
        "ana@example.org,ana,Anna,Peña,student\n"
        "ben@example.org,ben,Ben,Oduya,student\n",
    )
    assert _counts(report) == (1, 1, 1, [])
    assert school.row("users", username="ana")["first_name"] == "Anna"
    assert school.row("users", username="new")["role"] == "student"
    assert len(school.rows("users")) == 9


def test_nobody_is_removed_because_a_file_lacks_them(school: CommandLine, take: Any) -> None:
    take("users", "email,username,first_name,last_name,role\nx@example.org,x,X,Y,student\n")
    assert len(school.rows("users", is_deleted="false")) == 9


def test_bad_rows_are_named_and_good_ones_go_in(
    school: CommandLine, take: Any, tmp_path: Path
) -> None:
    report = take(
        "users",
        "email,username,first_name,last_name,role\n"
        "good@example.org,good,Good,One,student\n"
        "no-address,bad,Bad,One,student\n"
        "other@example.org,other,Other,One,wizard\n"
        "good@example.org,twice,Good,Again,student\n",
    )
    assert _counts(report) == (1, 0, 0, [3, 4, 5])
    assert all(one["reason"] for one in report["bad"])
    errors = Path(report["error_file"])
    assert errors == tmp_path / "users.errors.csv"
    with errors.open(encoding="utf-8", newline="") as stream:
        written = list(csv.DictReader(stream))
    assert [row["email"] for row in written] == [
        "no-address",
        "other@example.org",
        "good@example.org",
    ]


def test_a_corrected_error_file_can_be_imported(
    school: CommandLine, take: Any, tmp_path: Path
) -> None:
    report = take("users", PEOPLE + "late@example.org,late,La,Te,wizard\n")
    errors = Path(report["error_file"])
    errors.write_text(errors.read_text("utf-8").replace("wizard", "student", 1), encoding="utf-8")
    assert school("import", "users", errors)["added"] == 1


def test_what_was_done_is_told_where_no_error_file_can_be_written(
    school: CommandLine, take: Any, tmp_path: Path
) -> None:
    (tmp_path / "users.errors.csv").mkdir()
    head = "email,username,first_name,last_name,role\n"
    report = take("users", head + "fay@example.org,fay,Fay,Ito,student\nx,x,X,Y,student\n")
    assert _counts(report) == (1, 0, 0, [3])
    assert report["error_file"] is None
    assert "users.errors.csv cannot be written" in report["warnings"][-1]
    assert len(school.rows("users", email="fay@example.org")) == 1


def test_a_dry_run_writes_nothing(school: CommandLine, take: Any, tmp_path: Path) -> None:
    text = (
        "email,username,first_name,last_name,role\n"
        "new@example.org,new,New,Person,student\n"
        "bad,bad,Bad,One,student\n"
    )
    report = take("users", text, "--dry-run")
    assert _counts(report) == (1, 0, 0, [3])
    assert report["error_file"] is None
    assert [file.name for file in tmp_path.glob("*.csv")] == ["users.csv"]
    assert len(school.rows("users")) == 8
    assert school("undo")[0]["command"] == "course.publish"


def test_no_good_row_is_a_failure(school: CommandLine, take: Any) -> None:
    head = "email,username,first_name,last_name,role\n"
    assert _counts(take("users", head + "x,x,X,Y,student\n", code=1))[3] == [2]
    assert _counts(take("users", PEOPLE)) == (0, 0, 7, [])
    assert take("users", head, code=1)["added"] == 0


def test_unknown_columns_are_reported(take: Any) -> None:
    report = take(
        "users",
        "shoe_size,role,last_name,first_name,username,email\n42,student,Y,X,x,x@example.org\n",
    )
    assert report["added"] == 1
    assert any("shoe_size" in warning for warning in report["warnings"])


def test_an_import_is_undone_at_once(school: CommandLine, take: Any) -> None:
    rows = "".join(f"n{i}@example.org,n{i},N,{i},student\n" for i in range(60))
    take("users", "email,username,first_name,last_name,role\n" + rows)
    assert len(school("undo")) == 1
    assert len(school.rows("users", is_deleted="false")) == 8
    assert school("check")["ok"]


def test_enrollments_with_and_without_a_status(school: CommandLine, take: Any) -> None:
    report = take(
        "enrollments",
        "email,course,status,enrolled_at,completed_at,payment_amount\n"
        "ana@example.org,tea,,2026-01-05,,\n"
        "ben@example.org,tea,completed,2026-01-05,2026-02-01T10:00:00+01:00,12.50\n"
        "chi@example.org,coffee,,,,\n"
        "nobody@example.org,tea,,,,\n",
    )
    assert _counts(report) == (2, 0, 0, [4, 5])
    ana, ben = school.rows("enrollments")
    assert (ana["status"], ana["enrolled_at"]) == ("active", "2026-01-05T00:00:00.000000Z")
    assert (ben["status"], ben["completed_at"]) == ("completed", "2026-02-01T09:00:00.000000Z")
    assert (ben["completion_percentage"], ben["payment_amount"]) == (100, 12.5)
    assert [one["action"] for one in school.rows("enrollment_history")] == ["imported"] * 2


def test_a_full_course_puts_rows_without_status_on_the_waiting_list(
    school: CommandLine, take: Any
) -> None:
    school("edit", "course", "tea", "max_students=1")
    report = take(
        "enrollments",
        "email,course,status\nana@example.org,tea,\nben@example.org,tea,\n"
        "chi@example.org,tea,active\n",
    )
    assert report["bad"] == []
    assert [row["status"] for row in school.rows("enrollments")] == ["active", "active"]
    assert school("enroll", "dua@example.org", "tea")["place"] == 2


def test_progress_completes_by_the_rules_but_never_an_imported_status(
    school: CommandLine, take: Any
) -> None:
    take(
        "enrollments",
        "email,course,status,enrolled_at\n"
        "ana@example.org,tea,,2026-01-05\nben@example.org,tea,dropped,2026-01-05\n",
    )
    done = "".join(
        f"{who}@example.org,tea,{lesson},{score},7,2026-01-0{day}\n"
        for who in ("ana", "ben")
        for day, (lesson, score) in enumerate(
            (("Boil", ""), ("Steep", ""), ("Check", "30"), ("Check", "90")), 5
        )
    )
    report = take("progress", "email,course,lesson,score,minutes,at\n" + done)
    assert report["bad"] == []
    ana, ben = school.rows("enrollments")
    assert (ana["status"], ana["completed_at"]) == ("completed", "2026-01-08T00:00:00.000000Z")
    assert ben["status"] == "dropped"
    assert ben["completed_at"] is None
    assert school.rows("progress")[0]["time_spent_minutes"] == 28


def test_a_quiz_needs_a_score(school: CommandLine, take: Any) -> None:
    school("enroll", "ana@example.org", "tea")
    report = take(
        "progress",
        "email,course,lesson,score\nana@example.org,tea,Check,\nana@example.org,tea,Boil,\n"
        "ana@example.org,tea,Milk,\n",
    )
    assert _counts(report) == (1, 0, 0, [2, 4])


@pytest.mark.parametrize("table", ["users", "enrollments", "progress"])
def test_an_export_imports_again_without_a_change(
    school: CommandLine, take: Any, tmp_path: Path, table: str
) -> None:
    take("users", "email,username,first_name,last_name,role\n"
         "sum@example.org,sum,=SUM(A1),-Minus,student\n")  # fmt: skip
    school("enroll", "sum@example.org", "tea")
    school("progress", "sum@example.org", "tea", "Boil", "--minutes", 4)
    school("progress", "sum@example.org", "tea", "Check", "--score", 30)
    before = school.rows(table)
    answer = school("export", table, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        exported = list(csv.reader(stream))
    assert answer == {"rows": len(exported) - 1}
    assert not any(cell[:1] in tuple("=+-@\t\r") for row in exported for cell in row if cell)
    report = school("import", table, tmp_path / "out.csv")
    assert _counts(report) == (0, 0, len(exported) - 1, [])
    assert school.rows(table) == before


def test_the_text_report_says_what_to_do(school: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE + "x,x,X,Y,student\n", encoding="utf-8")
    text = school.text("import", "users", file)
    assert "0 added, 0 updated, 7 unchanged, 1 bad." in text
    assert "row 9:" in text
    assert str(file.with_suffix(".errors.csv")) in text
    assert str(tmp_path / "out.csv") in school.text("export", "users", tmp_path / "out.csv")


def test_a_single_row_is_told_as_one(empty: CommandLine, tmp_path: Path) -> None:
    # Whoever made the workspace is alone in it.
    told = empty.text("export", "users", tmp_path / "out.csv")
    assert told.startswith("1 row was written to")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"email,course\n", "username"),
        (b"", "empty.csv"),
        (b"\xff\xfe\x00\x01", "empty.csv"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(
    school: CommandLine, tmp_path: Path, content: bytes, named: str
) -> None:
    file = tmp_path / "empty.csv"
    file.write_bytes(content)
    assert named in school.refused("import", "users", file)


def test_why_nothing_went_in_is_told(school: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE.splitlines()[0] + "\n", encoding="utf-8")
    ran = school.run("import", "users", file)
    assert (ran.code, ran.out.startswith("0 added")) == (1, True)
    assert ran.err == (
        "smartcourse-admin: people.csv has no row that can go in. "
        "Correct the file and import it again.\n"
    )


def test_a_file_that_is_not_there_is_named(school: CommandLine, tmp_path: Path) -> None:
    assert "none.csv" in school.refused("import", "users", tmp_path / "none.csv")
    assert "none" in school.refused("export", "users", tmp_path / "none" / "out.csv")


def test_people_are_the_admins_matter(school: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE + "x@example.org,x,X,Y,student\n", encoding="utf-8")
    ran = school.run("--as", AMARA, "import", "users", file)
    assert ran.code == 1
    assert len(school.rows("users")) == 8
