import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.domain.entities import User
from app.domain.errors import EnvironmentFault
from services.storage.lock import Opener, WorkspaceLock
from services.storage.workspace import create_workspace, open_workspace
from tests.support.memory import FixedClock
from tests.support.project import ROOT
from tests.support.workspaces import found_faults, new_workspace, opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    new_workspace(tmp_path / "w")
    return tmp_path / "w"


def refusal(folder: Path, opener: Opener = "command", patience: float = 0) -> EnvironmentFault:
    with pytest.raises(EnvironmentFault) as refused:
        open_workspace(folder, FixedClock(), opener, patience=patience)
    return refused.value


def test_what_was_made_opens_again_without_faults(folder: Path) -> None:
    with opened(folder) as workspace:
        assert found_faults(workspace) == []
        with workspace.store.reading() as rows:
            assert rows.count(User) == 2


@pytest.mark.parametrize("name", ["note.txt", "sub"])
def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(EnvironmentFault) as refused:
        create_workspace(tmp_path, FixedClock())
    assert refused.value.reason == "workspace.not_empty"
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_a_file_in_the_folders_place_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("mine")
    with pytest.raises(EnvironmentFault) as refused:
        create_workspace(place, FixedClock())
    assert refused.value.reason == "workspace.not_empty"
    assert place.read_text() == "mine"


def test_no_workspace_is_told_and_none_is_made(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none").reason == "workspace.missing"
    assert refusal(tmp_path).reason == "workspace.missing"
    assert list(tmp_path.iterdir()) == []


def test_a_log_that_a_kill_left_is_taken_in(folder: Path, tmp_path: Path) -> None:
    """What was committed last stands in the log only, which nobody has copied back yet."""
    killed = tmp_path / "killed"
    killed.mkdir()
    connection = sqlite3.connect(folder / "workspace.db", isolation_level=None)
    connection.execute("UPDATE users SET last_login_at = 'unmistakable' WHERE id = 2")
    for suffix in ("", "-wal"):
        shutil.copy(f"{folder}/workspace.db{suffix}", f"{killed}/workspace.db{suffix}")
    connection.close()
    assert b"unmistakable" not in (killed / "workspace.db").read_bytes()
    with opened(killed) as workspace, workspace.store.connection() as reading:
        assert reading.all("SELECT last_login_at FROM users WHERE id = 2") == [("unmistakable",)]


# Damaged and newer databases


def garbage(path: Path) -> None:
    path.write_bytes(os.urandom(20_000))


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def scribbled(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:90_000] = b"\xab" * (90_000 - 8192)
    path.write_bytes(data)


def another_programs(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (text)")
    connection.close()


@pytest.mark.parametrize("harm", [garbage, truncated, empty, scribbled, another_programs])
def test_a_damaged_database_is_left_as_it_is_with_a_copy_beside_it(
    folder: Path, harm: Callable[[Path], None]
) -> None:
    database = folder / "workspace.db"
    harm(database)
    bytes_before = database.read_bytes()
    error = refusal(folder)
    assert error.reason == "workspace.damaged"
    assert error.data["cause"] != "ok"
    assert database.read_bytes() == bytes_before
    copy = Path(str(error.data["copy"]))
    assert copy.name.startswith("workspace.db.damaged-")
    assert copy.read_bytes() == bytes_before
    assert refusal(folder).data["copy"] == str(copy), "one copy of the same bytes is enough"


def test_a_newer_schema_is_refused_untouched(folder: Path) -> None:
    connection = sqlite3.connect(folder / "workspace.db")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    bytes_before = (folder / "workspace.db").read_bytes()
    error = refusal(folder)
    assert (error.reason, error.data["revision"]) == ("workspace.newer", "9999")
    assert (folder / "workspace.db").read_bytes() == bytes_before
    copy = Path(str(error.data["copy"]))
    assert copy.name.startswith("workspace.db.newer-")
    assert copy.read_bytes() == bytes_before


# One at a time


@contextmanager
def held_by(folder: Path, opener: Opener) -> Iterator[int]:
    """The workspace, open in another process."""
    program = (
        "import sys; from pathlib import Path; from services.storage.lock import WorkspaceLock\n"
        "lock = WorkspaceLock(Path(sys.argv[1]), sys.argv[2]); print('held', flush=True)\n"
        "sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(folder / "workspace.lock"), opener],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        try:
            yield process.pid
        finally:
            process.kill()


@pytest.mark.parametrize(
    ("holder", "opener", "patience", "who"),
    [
        ("window", "command", 60.0, "a window"),
        ("window", "window", 60.0, "a window"),
        ("command", "window", 60.0, "another command"),
        ("command", "command", 0.1, "another command"),
    ],
)
def test_a_workspace_in_use_is_refused_with_its_holder(
    folder: Path, holder: Opener, opener: Opener, patience: float, who: str
) -> None:
    """With a patience of a minute, only an answer given at once lets this test end in time."""
    with held_by(folder, holder) as pid:
        error = refusal(folder, opener, patience)
    assert error.reason == "workspace.in_use"
    assert (error.data["holder"], error.data["pid"]) == (who, pid)


def test_a_command_waits_for_another_to_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = WorkspaceLock(folder / "workspace.lock", "command")
    pauses: list[float] = []

    def end_the_first(seconds: float) -> None:
        pauses.append(seconds)
        first.release()

    monkeypatch.setattr("services.storage.lock.time.sleep", end_the_first)
    with opened_patiently(folder):
        assert len(pauses) == 1


@contextmanager
def opened_patiently(folder: Path) -> Iterator[None]:
    workspace = open_workspace(folder, FixedClock())
    yield
    workspace.close()


def test_a_killed_holder_leaves_no_lock(folder: Path) -> None:
    with held_by(folder, "window"):
        pass
    with opened(folder) as workspace:
        assert found_faults(workspace) == []


# The disk


@pytest.mark.skipif(os.geteuid() != 0, reason="gives up root's rights, so it must begin with them")
def test_a_folder_that_may_not_be_written_is_told(folder: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; import sqlite3\n"
        "from services.storage.workspace import create_workspace, open_workspace\n"
        "from tests.support.memory import FixedClock\n"
        "from app.domain.errors import EnvironmentFault\n"
        "os.chdir(sys.argv[1]); os.setuid(65534)\n"
        "for attempt in (lambda: open_workspace(Path('w'), FixedClock()),\n"
        "                lambda: create_workspace(Path('new'), FixedClock())):\n"
        "    try: attempt()\n"
        "    except EnvironmentFault as error: print(error.reason)"
    )
    folder.parent.chmod(0o755)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder.parent)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["workspace.read_only", "workspace.read_only"]
