"""init, undo, check, doctor."""

import sqlite3
from pathlib import Path

import pytest

from tests.e2e.conftest import AMARA, OFFICE
from tests.support.command_line import CommandLine


def test_init_makes_a_workspace_with_its_admin(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path / "new" / "school")
    answer = cli("init", "--admin", OFFICE, "--institution", "Harbour School")
    admin = cli.row("users")
    assert answer == {"id": admin["id"]}
    assert (admin["email"], admin["role"], admin["is_active"]) == (OFFICE, "admin", True)
    assert admin["hashed_password"] == "***"
    assert cli("check") == {"ok": True, "faults": []}


def test_init_tells_where_in_words(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path / "school")
    text = cli.text("init", "--admin", OFFICE)
    assert str(cli.workspace) in text
    assert OFFICE in text


def test_init_leaves_a_workspace_that_is_there_alone(empty: CommandLine) -> None:
    before = empty.rows("users")
    assert str(empty.workspace) in empty.refused("init", "--admin", "other@example.org")
    assert empty.rows("users") == before


def test_init_without_a_password_says_how_to_give_one(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path / "school")
    del cli.environment["SMARTCOURSE_PASSWORD"]
    assert "SMARTCOURSE_PASSWORD" in cli.refused("init", "--admin", OFFICE)
    assert not cli.workspace.exists()


@pytest.mark.parametrize("password", ["short", "password1", "Ж" * 37])
def test_init_judges_the_password_as_everything_else_does(tmp_path: Path, password: str) -> None:
    cli = CommandLine(tmp_path / "school")
    cli.environment["SMARTCOURSE_PASSWORD"] = password
    assert "password" in cli.refused("init", "--admin", OFFICE).lower()
    assert not cli.workspace.exists()


def test_init_takes_no_address_that_is_none(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path / "school")
    assert "nobody" in cli.refused("init", "--admin", "nobody")
    cli("init", "--admin", OFFICE)


def test_a_folder_without_a_workspace_is_named(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path / "nowhere")
    assert str(cli.workspace) in cli.refused("rows", "users")
    assert not cli.workspace.exists()


def test_undo_takes_the_last_command_back(school: CommandLine) -> None:
    before = school("content", "tea")
    school("add", "module", "tea", "Milk")
    [undone] = school("undo")
    assert set(undone) == {"command", "at", "label"}
    assert undone["command"] == "module.add"
    assert school("content", "tea")["modules"] == before["modules"]


def test_undo_takes_several_back_newest_first(school: CommandLine) -> None:
    school("edit", "course", "tea", "title=Green tea")
    school("edit", "course", "tea", "title=Black tea")
    school("add", "module", "tea", "Milk")
    assert [one["command"] for one in school("undo", 2)] == ["module.add", "course.edit"]
    assert school.row("courses")["title"] == "Green tea"
    assert school.text("undo").startswith("Undone: ")
    assert school.row("courses")["title"] == "Tea"


def test_undo_is_ones_own(school: CommandLine) -> None:
    school("--as", AMARA, "edit", "course", "tea", "title=Amara's tea")
    school("add", "module", "tea", "Milk")
    school("--as", AMARA, "undo")
    course = school("content", "tea")
    assert school.row("courses")["title"] == "Tea"
    assert [module["title"] for module in course["modules"]] == ["Water", "Leaves", "Milk"]


def test_undo_refuses_what_somebody_has_changed_since(school: CommandLine) -> None:
    school("--as", AMARA, "edit", "course", "tea", "level=beginner")
    school("--as", AMARA, "edit", "course", "tea", "title=Amara's tea")
    school("edit", "course", "tea", "title=The office's tea")
    assert school.refused("--as", AMARA, "undo", 2)
    course = school.row("courses")
    assert (course["title"], course["level"]) == ("The office's tea", "beginner")


def test_undo_says_when_nothing_is_left(school: CommandLine) -> None:
    school("undo", 100)
    assert school.row("users")["email"] == OFFICE
    assert school.refused("undo")


@pytest.mark.parametrize("count", [0, -1])
def test_undo_of_no_commands_changes_nothing(school: CommandLine, count: int) -> None:
    before = school.rows("users"), school.rows("courses")
    assert str(count) in school.refused("undo", "--", count)
    assert (school.rows("users"), school.rows("courses")) == before


def test_an_import_is_one_step(empty: CommandLine, tea: Path) -> None:
    empty("import-course", tea)
    assert len(empty("undo")) == 1
    assert empty.rows("courses") == []
    assert empty("check")["ok"]


def _database(cli: CommandLine) -> sqlite3.Connection:
    return sqlite3.connect(cli.workspace / "workspace.db")


def test_check_finds_a_row_that_was_changed_behind_its_back(school: CommandLine) -> None:
    database = _database(school)
    database.execute("UPDATE courses SET title = 'Coffee'")
    database.commit()
    database.close()
    ran = school.run("check", "--json")
    assert ran.code == 1
    assert ran.json["ok"] is False
    assert any("courses" in str(fault) for fault in ran.json["faults"])
    text = school.run("check")
    assert text.code == 1
    assert "courses" in text.out


def test_check_finds_a_file_that_is_not_its_name(school: CommandLine) -> None:
    sha256 = school.row("course_materials")["metadata"]["sha256"]
    [file] = [one for one in school.workspace.rglob("*") if sha256 in one.name and one.is_file()]
    file.chmod(0o644)
    file.write_bytes(b"something else")
    assert any(sha256 in str(fault) for fault in school.run("check", "--json").json["faults"])
    file.unlink()
    assert any(sha256 in str(fault) for fault in school.run("check", "--json").json["faults"])


def test_check_finds_a_wrong_counter(school: CommandLine) -> None:
    school("enroll", "ana@example.org", "tea")
    database = _database(school)
    changed = database.execute("UPDATE ext_metric_buckets SET value = value + 1").rowcount
    database.commit()
    database.close()
    assert changed
    wrong = school.run("check", "--json")
    assert wrong.code == 1
    assert {one["kind"] for one in wrong.json["faults"]} == {"count"}
    assert "does not allow this" in school.refused("--as", AMARA, "check", "--mend")
    assert school("check", "--mend") == {
        "ok": True,
        "faults": [],
        "mended": len(wrong.json["faults"]),
    }
    assert school.text("check", "--mend") == "0 counters were set right.\nNo fault was found.\n"


def test_check_tells_in_words_that_all_is_well(school: CommandLine) -> None:
    assert school.text("check") == "No fault was found.\n"


def test_doctor_needs_no_workspace(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path / "nowhere")
    answer = cli("doctor")
    assert set(answer) == {"ok", "findings"}
    assert all(set(one) == {"what", "ok", "required", "remedy"} for one in answer["findings"])
    assert "SQLite" in cli.text("doctor")
    assert not cli.workspace.exists()


def test_an_empty_password_is_none(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path / "school")
    cli.environment["SMARTCOURSE_PASSWORD"] = ""
    assert "No password was given" in cli.refused("init", "--admin", "office@example.org")
    assert not cli.workspace.exists()
