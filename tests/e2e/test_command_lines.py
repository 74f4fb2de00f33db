"""What all commands have in common: options, help, errors, exit codes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.cli.arguments import forms
from tests.e2e.conftest import AMARA, OFFICE
from tests.support.command_line import PROGRAM, CommandLine, program

ARGUMENTS: dict[str, tuple[str, ...]] = {
    "init": ("--admin", "x@example.org"),
    "rows": ("users",),
    "content": ("tea",),
    "import-course": ("tea",),
    "export-course": ("tea", "out"),
    "import users": ("people.csv",),
    "import enrollments": ("people.csv",),
    "import progress": ("people.csv",),
    "export users": ("out.csv",),
    "export enrollments": ("out.csv",),
    "export progress": ("out.csv",),
    "add module": ("tea", "Milk"),
    "add lesson": ("1", "Pour"),
    "edit course": ("tea", "title=X"),
    "edit settings": ("tea", "pass_mark=50"),
    "edit module": ("1", "title=X"),
    "edit lesson": ("1", "title=X"),
    "move module": ("1", "1"),
    "move lesson": ("1", "1", "1"),
    "delete module": ("1",),
    "delete lesson": ("1",),
    "delete course": ("tea",),
    "publish": ("tea",),
    "unpublish": ("tea",),
    "archive": ("tea",),
    "enroll": ("ana@example.org", "tea"),
    "enrollment": ("ana@example.org", "tea", "drop"),
    "progress": ("ana@example.org", "tea", "Boil"),
    "issue-certificates": ("--course", "tea", "--out", "out"),
    "certificate": ("SC-2026-000001", "revoke", "--reason", "x"),
    "verify": ("SC-2026-000001",),
}
"""Each command with arguments that its parser takes."""

COMMANDS = [" ".join(form.words) for form in forms()]


def _line(command: str) -> list[str]:
    return [*command.split(), *ARGUMENTS.get(command, ())]


@pytest.mark.parametrize("command", [one for one in COMMANDS if one not in {"init", "doctor"}])
def test_without_a_workspace_each_command_says_so(tmp_path: Path, command: str) -> None:
    cli = CommandLine(tmp_path / "nowhere")
    assert str(cli.workspace) in cli.refused(*_line(command))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(tmp_path: Path, command: str) -> None:
    ran = CommandLine(tmp_path / "nowhere").run(*command.split(), "--help")
    assert ran.code == 0
    for option in ("--workspace", "--as", "--json"):
        assert option in ran.out


@pytest.mark.parametrize("words", [(), ("fly",), ("add",), ("edit", "moon"), ("rows",)])
def test_words_that_are_no_command_are_told_in_one_sentence(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    ran = CommandLine(tmp_path / "nowhere").run(*words)
    assert ran.code == 2
    assert ran.sentence


@pytest.mark.parametrize(
    "words",
    [
        ("rows", "users", "--limit", "many"),
        ("rows", "users", "--wher", "id=1"),
        ("undo", "twice"),
        ("move", "lesson", "1", "1", "first"),
        ("enrollment", "ana@example.org", "tea", "vanish"),
        ("certificate", "SC-2026-000001", "burn", "--reason", "x"),
        ("certificate", "SC-2026-000001", "revoke"),
        ("init",),
        ("import", "animals", "x.csv"),
    ],
)
def test_arguments_that_cannot_be_read_are_told_in_one_sentence(
    school: CommandLine, words: tuple[str, ...]
) -> None:
    ran = school.run(*words)
    assert ran.code == 2
    assert ran.sentence


def test_global_options_stand_before_or_after_the_command(
    school: CommandLine, tmp_path: Path
) -> None:
    workspace = school.environment.pop("SMARTCOURSE_WORKSPACE")
    lines = (
        ("--workspace", workspace, "--json", "--as", AMARA, "rows", "courses"),
        ("rows", "--workspace", workspace, "--json", "--as", AMARA, "courses"),
        ("rows", "courses", "--as", AMARA, "--json", f"--workspace={workspace}"),
        (
            "--workspace",
            str(tmp_path / "no"),
            "rows",
            "courses",
            "--workspace",
            workspace,
            "--json",
        ),
    )
    assert {school.run(*line).out for line in lines} == {school.run(*lines[0]).out}
    assert school.run(*lines[0]).json[0]["slug"] == "tea"


def test_the_option_counts_more_than_the_environment(school: CommandLine, tmp_path: Path) -> None:
    other = shutil.copytree(school.workspace, tmp_path / "other")
    school("edit", "course", "tea", "title=Other", "--workspace", other)
    assert school.row("courses")["title"] == "Tea"
    assert school("rows", "courses", "--workspace", other)[0]["title"] == "Other"


def test_who_acts_is_written_down(school: CommandLine) -> None:
    school("enroll", "ana@example.org", "tea")
    school("enroll", "ben@example.org", "tea", "--as", OFFICE)
    office = school.row("users", email=OFFICE)["id"]
    assert [one["performed_by"] for one in school.rows("enrollment_history")] == [office] * 2


@pytest.mark.parametrize(
    ("email", "named"),
    [("nobody@example.org", "nobody@example.org"), ("ana@example.org", "student"), ("", "")],
)
def test_who_cannot_act_is_told(school: CommandLine, email: str, named: str) -> None:
    assert named in school.refused("--as", email, "edit", "course", "tea", "title=X")
    assert school.row("courses")["title"] == "Tea"


def test_an_address_is_known_in_any_case(school: CommandLine) -> None:
    school("--as", AMARA.upper(), "edit", "course", "tea", "title=X")
    school("enroll", "Ana@Example.ORG", "tea")
    assert len(school.rows("enrollments")) == 1


def test_with_several_admins_one_has_to_say_who_acts(school: CommandLine, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(
        "email,username,first_name,last_name,role\nsecond@example.org,second,S,A,admin\n",
        encoding="utf-8",
    )
    school("import", "users", people)
    sentence = school.refused("edit", "course", "tea", "title=X")
    assert "second@example.org" in sentence
    assert "--as" in sentence
    school("--as", "second@example.org", "edit", "course", "tea", "title=X")
    assert len(school.rows("users")) == 9


def test_the_installed_program_answers(school: CommandLine) -> None:
    done = program("rows", "courses", "--json", environment=school.environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)[0]["slug"] == "tea"
    assert "SmartCourse" in program("--version", environment={}).stdout
    assert "issue-certificates" in program("--help", environment={}).stdout


def test_the_installed_program_fails_in_one_sentence(school: CommandLine) -> None:
    done = program("content", "coffee", environment=school.environment)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("smartcourse-admin: ")
    assert done.stderr.count("\n") == 1


def test_the_installed_program_reads_and_writes_utf8_whatever_the_locale(
    school: CommandLine,
) -> None:
    environment = {**school.environment, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    done = program(
        "add",
        "lesson",
        1,
        "水",
        "--body",
        "-",
        "--json",
        environment=environment,
        stdin="Größe zählt: 大きさ",
    )
    assert done.returncode == 0, done.stderr
    done = program("content", "tea", environment=environment)
    assert done.returncode == 0, done.stderr
    lesson = json.loads(done.stdout)["modules"][0]["lessons"][-1]
    assert (lesson["title"], lesson["content"]) == ("水", "Größe zählt: 大きさ")


def test_the_reader_of_the_output_may_leave(school: CommandLine) -> None:
    command = f"'{PROGRAM}' rows users | true; exit ${{PIPESTATUS[0]}}"
    done = _shell(command, school)
    assert (done.returncode, done.stderr) == (0, "")


def _shell(command: str, cli: CommandLine) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", command],
        env={**os.environ, **cli.environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "words",
    [
        ("content", "no\nsuch\x1bcourse"),
        ("content", "x" * 70_000),
        ("rows", "users", "--where", "created_at=0001-01-01T00:00:00+14:00"),
        ("export-course", "tea", "x" * 5000),
        ("export", "users", "x" * 5000),
        ("import", "users", "x" * 5000),
        ("import-course", "x" * 5000),
        ("import-course", "/"),
        ("import", "users", "."),
        ("export", "users", "."),
    ],
)
def test_odd_words_are_answered_in_one_sentence(
    school: CommandLine, words: tuple[str, ...]
) -> None:
    assert len(school.refused(*words)) < 6000


def test_the_program_starts_without_the_window(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['smartcourse-admin', 'doctor'];"
        "from app.cli import main; main();"
        "assert not {name for name in sys.modules if name.startswith(('PySide6', 'pyqtgraph'))}"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_standard_input_that_is_no_text_is_told(school: CommandLine) -> None:
    for words, code in (
        (("verify", "-"), 1),
        (("add", "lesson", "1", "Pour", "--body", "-"), 1),
    ):
        done = subprocess.run(
            [str(PROGRAM), *words],
            env={**os.environ, **school.environment},
            input=b"\xff\xfe\x00tea",
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == code
        assert b"Traceback" not in done.stderr
    assert len(school("content", "tea")["modules"][0]["lessons"]) == 1


def test_a_window_in_the_workspace_keeps_commands_out(school: CommandLine) -> None:
    window = open_workspace(school.workspace, opener="window")
    try:
        assert str(school.workspace) in school.refused("rows", "users")
        assert school.refused("edit", "course", "tea", "title=X")
    finally:
        window.close()
    assert school.row("courses")["title"] == "Tea"
