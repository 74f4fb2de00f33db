"""Who may do and read what, when a command says who acts."""

from pathlib import Path

import pytest

from tests.e2e.conftest import AMARA, LUKAS, OFFICE
from tests.support.command_line import CommandLine

ANA = "ana@example.org"
COUNTED = {
    "users": (8, 3, 1),
    "courses": (1, 1, 0),
    "enrollments": (2, 2, 0),
    "enrollment_history": (4, 4, 0),
    "progress": (2, 2, 0),
    "certificates": (1, 1, 0),
    "course_materials": (1, 1, 0),
    "modules": (2, 2, 0),
    "lessons": (3, 3, 0),
    "instructor_profiles": (2, 1, 1),
    "refresh_tokens": (0, 0, 0),
}
"""Rows of a table that the admin, the course's instructor and another instructor see."""
READING = (
    ("rows", "users"),
    ("content", "tea"),
    ("metrics",),
    ("check",),
    ("export-course", "tea", "out"),
    ("export", "users", "out.csv"),
    ("export", "progress", "out.csv"),
    ("issue-certificates", "--course", "tea", "--out", "out"),
    ("verify", "SC-2026-000001"),
)


@pytest.fixture
def busy(school: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """A school with a learner on the way, one who completed, and that one's certificate."""
    monkeypatch.chdir(tmp_path)
    school("enroll", ANA, "tea")
    school("enroll", "ben@example.org", "tea")
    school("progress", "ben@example.org", "tea", "Boil")
    school("enrollment", ANA, "tea", "complete")
    school("issue-certificates", "--course", "tea", "--out", "issued")
    return school


def test_an_instructor_sees_own_courses_and_their_learners(busy: CommandLine) -> None:
    for table, counts in COUNTED.items():
        seen = [len(busy("--as", who, "rows", table)) for who in (OFFICE, AMARA, LUKAS)]
        assert tuple(seen) == counts, table
        assert len(busy.rows(table)) == counts[0], table
    ben = busy("--as", AMARA, "rows", "users", "--where", "username=ben", "--limit", 1)
    assert [one["email"] for one in ben] == ["ben@example.org"]
    assert busy("--as", LUKAS, "rows", "users", "--where", "username=ben") == []
    for table in ("notifications", "events", "workflow_executions", "announcements"):
        assert len(busy("--as", LUKAS, "rows", table)) <= len(busy.rows(table))
    assert {one["user_id"] for one in busy("--as", LUKAS, "rows", "notifications")} == {
        busy.row("users", email=LUKAS)["id"]
    }


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_nobody_reads_in_the_name_of_a_stranger_or_a_learner(
    busy: CommandLine, words: tuple[str, ...], tmp_path: Path
) -> None:
    before = sorted(tmp_path.rglob("*"))
    assert "nobody@example.org" in busy.refused("--as", "nobody@example.org", *words)
    assert "student" in busy.refused("--as", ANA, *words)
    assert sorted(one for one in tmp_path.rglob("*") if "workspace.db-" not in one.name) == [
        one for one in before if "workspace.db-" not in one.name
    ]


def test_another_instructors_course_is_neither_read_nor_printed(
    busy: CommandLine, tmp_path: Path
) -> None:
    for words in (
        ("content", "tea"),
        ("export-course", "tea", "out"),
        ("issue-certificates", "--course", "tea", "--out", "out"),
    ):
        assert "instructor" in busy.refused("--as", LUKAS, *words)
        assert busy.run("--as", AMARA, *words).code == 0
    assert busy.refused("--as", LUKAS, "publish", "tea")


@pytest.mark.parametrize("table", ["users", "enrollments", "progress"])
def test_whole_tables_are_exported_by_admins(busy: CommandLine, table: str, tmp_path: Path) -> None:
    assert "admin" in busy.refused("--as", AMARA, "export", table, "out.csv")
    assert not (tmp_path / "out.csv").exists()
    assert busy("--as", OFFICE, "export", table, "out.csv")["rows"] > 0


def test_who_is_no_longer_active_neither_reads_nor_acts(busy: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        "email,username,first_name,last_name,role,is_active\n"
        f"{LUKAS},lukas,Lukas,Lindström,instructor,false\n",
        encoding="utf-8",
    )
    busy("import", "users", file)
    assert "not active" in busy.refused("--as", LUKAS, "rows", "courses")
    assert "not active" in busy.refused("--as", LUKAS, "undo")


def test_another_instructor_imports_neither_a_changed_nor_an_unchanged_course(
    school: CommandLine, tea: Path
) -> None:
    assert "does not allow this" in school.refused("--as", LUKAS, "import-course", tea)
    (tea / "01-water" / "01-boil.md").write_text("Boil it twice.\n", encoding="utf-8")
    assert "does not allow this" in school.refused("--as", LUKAS, "import-course", tea)
    assert school("--as", AMARA, "import-course", tea)["changed"] is True
    assert school("--as", AMARA, "import-course", tea)["changed"] is False
