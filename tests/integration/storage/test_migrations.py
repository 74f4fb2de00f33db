"""A schema made in one go is the migrated one; every released schema can be brought to it."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.errors import EnvironmentFault
from services.storage.backup import backups
from services.storage.places import Places
from services.storage.sqlite.schema import HEAD, REVISIONS, create_schema
from services.storage.sqlite.upgrade import upgrade
from services.storage.workspace import open_workspace
from tests.support.memory import FixedClock
from tests.support.project import ROOT
from tests.support.workspaces import found_faults, opened

SCHEMAS = ROOT / "tests" / "data" / "schemas"
VERSIONS = ROOT / "services" / "storage" / "migrations" / "versions"


def described(path: Path) -> list[tuple[str, str, str]]:
    """Every table, index and trigger with its statement, spaces aside."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    connection.close()
    return sorted((kind, name, "".join((sql or "").split())) for kind, name, sql in rows)


def workspace_of(revision: str, folder: Path) -> Path:
    """A workspace as the program that brought *revision* left it."""
    folder.mkdir()
    connection = sqlite3.connect(folder / "workspace.db")
    connection.executescript((SCHEMAS / f"{revision}.sql").read_text(encoding="utf-8"))
    connection.close()
    return folder


def test_the_migrated_schema_is_the_one_made_in_one_go(tmp_path: Path) -> None:
    upgrade(tmp_path / "migrated.db")
    create_schema(tmp_path / "made.db")
    assert described(tmp_path / "migrated.db") == described(tmp_path / "made.db")


def test_the_known_revisions_are_those_of_the_migrations() -> None:
    assert [path.name.partition("_")[0] for path in sorted(VERSIONS.glob("0*.py"))] == list(
        REVISIONS
    )
    assert sorted(path.stem for path in SCHEMAS.glob("*.sql")) == list(REVISIONS)


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_kept_workspace_of_each_released_schema_opens_without_faults(
    revision: str, tmp_path: Path
) -> None:
    folder = workspace_of(revision, tmp_path / "w")
    with opened(folder) as workspace:
        assert found_faults(workspace) == []
    create_schema(tmp_path / "made.db")
    assert described(folder / "workspace.db") == described(tmp_path / "made.db")


def test_an_older_schema_is_backed_up_before_it_is_upgraded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a program with a later revision would find today's workspace: here HEAD alone differs."""
    folder = workspace_of(HEAD, tmp_path / "w")
    upgraded: list[Path] = []
    monkeypatch.setattr("services.storage.workspace.HEAD", "later")
    monkeypatch.setattr("services.storage.sqlite.upgrade.upgrade", upgraded.append)
    open_workspace(folder, FixedClock()).close()
    assert upgraded == [folder / "workspace.db"]
    (copy,) = backups(Places(folder))
    assert described(copy) == described(folder / "workspace.db")


def test_an_upgrade_that_breaks_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "workspace.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE users (id INTEGER)")
    connection.close()
    before = described(path)
    with pytest.raises(Exception, match="users"):
        upgrade(path)
    assert described(path) == before


def test_an_upgrade_that_leaves_a_dangling_reference_is_refused(tmp_path: Path) -> None:
    folder = workspace_of(HEAD, tmp_path / "w")
    path = folder / "workspace.db"
    connection = sqlite3.connect(path)
    connection.execute("UPDATE courses SET instructor_id = 99")
    connection.commit()
    connection.close()
    with pytest.raises(EnvironmentFault) as broke:
        upgrade(path)
    assert broke.value.reason == "workspace.upgrade_broke"


def test_alembic_is_not_imported_to_open_a_workspace(tmp_path: Path) -> None:
    folder = workspace_of(HEAD, tmp_path / "w")
    program = (
        "import sys; from pathlib import Path; from tests.support.memory import FixedClock\n"
        "from services.storage.workspace import open_workspace\n"
        "open_workspace(Path(sys.argv[1]), FixedClock()).close()\n"
        "print('alembic' in sys.modules)"
    )
    arguments = [sys.executable, "-c", program, str(folder)]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
