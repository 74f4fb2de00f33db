import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.bench import peers
from tests.bench.floors import anki, db_browser
from tests.bench.pairs import Absent
from tests.support.large_workspace import build


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(peers, "user_cache_path", lambda name: tmp_path / name)
    return tmp_path / "smartcourse" / "bench" / "swift"


def test_an_environment_is_made_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[list[str]] = []

    def make(command: list[str]) -> None:
        made.append(command)
        python = cache / "bin" / "python"
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    monkeypatch.setattr(peers, "_make", make)
    assert peers.python_with("swift") == peers.python_with("swift") == str(cache / "bin/python")
    assert [command[2:] for command in made] == [
        ["venv", str(cache)],
        ["pip", "install", "--quiet", "swift"],
    ]


def test_what_cannot_be_installed_is_absent_and_leaves_nothing(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(command: list[str]) -> None:
        cache.mkdir(parents=True, exist_ok=True)
        raise subprocess.CalledProcessError(1, command, stderr="trying\nno network\n")

    monkeypatch.setattr(peers, "_make", fail)
    with pytest.raises(Absent, match=r"swift cannot be installed .*: no network"):
        peers.python_with("swift")
    assert not cache.exists()


def executable(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_program_is_the_one_that_is_named_else_the_one_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, named = executable(tmp_path / "bin" / "swift"), executable(tmp_path / "own" / "swift")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("SMARTCOURSE_SWIFT", raising=False)
    assert peers.program("SMARTCOURSE_SWIFT", "swift") == str(found)
    monkeypatch.setenv("SMARTCOURSE_SWIFT", str(named))
    assert peers.program("SMARTCOURSE_SWIFT", "swift") == str(named)


def test_a_program_that_is_not_here_is_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    executable(tmp_path / "swift")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("SMARTCOURSE_SWIFT", str(tmp_path / "gone"))
    with pytest.raises(Absent, match=r"gone is not here; .* set SMARTCOURSE_SWIFT"):
        peers.program("SMARTCOURSE_SWIFT", "swift")


def test_anki_gets_a_profile_from_its_own_python_before_it_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = executable(tmp_path / "bin" / "anki")
    executable(tmp_path / "bin" / "python", 'echo "$PYTHONPATH|$QT_QPA_PLATFORM" > "$3/made"')
    monkeypatch.setenv(anki.VARIABLE, str(program))
    command = anki.command({"HOME": str(tmp_path), "PYTHONPATH": "ours"})
    assert command == [str(program), "-b", str(tmp_path / "anki"), "-p", "User 1"]
    assert (tmp_path / "anki" / "made").read_text(encoding="utf-8") == "|offscreen\n"


@pytest.mark.parametrize("python", [None, "exit 1"])
def test_an_anki_that_makes_no_profile_is_absent(
    python: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(anki.VARIABLE, str(executable(tmp_path / "bin" / "anki")))
    if python is not None:
        executable(tmp_path / "bin" / "python", python)
    with pytest.raises(Absent, match="no Python beside it that makes a profile"):
        anki.command({"HOME": str(tmp_path)})


def test_the_table_of_the_database_browser_has_a_row_an_enrollment_and_is_made_once(
    tmp_path: Path,
) -> None:
    workspace = build(tmp_path, enrollments=200, learners=100)
    target = db_browser.flat(workspace / "workspace.db", tmp_path / "rows.db")
    made = target.stat()
    connection = sqlite3.connect(target)
    assert connection.execute(
        "SELECT count(*), count(student), count(course), max(progress) <= 100 FROM enrollments"
    ).fetchone() == (200, 200, 200, 1)
    connection.close()
    assert db_browser.flat(tmp_path / "gone.db", target).stat() == made
