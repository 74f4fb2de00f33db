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
    assert preview.unknown == (("surprise",) if table == "enrollments" else ())


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
