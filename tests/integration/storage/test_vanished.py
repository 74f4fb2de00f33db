"""A workspace whose folder goes while it is open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.domain.actor import SYSTEM
from app.domain.entities import User
from app.domain.errors import EnvironmentFault
from services.storage.workspace import Workspace


def write(workspace: Workspace) -> None:
    with workspace.store.unit_of_work(SYSTEM) as unit:
        unit.commit(None)


def test_nothing_is_written_where_nobody_will_find_it(workspace: Workspace, tmp_path: Path) -> None:
    folder, elsewhere = workspace.places.folder, tmp_path / "elsewhere"
    write(workspace)
    folder.rename(elsewhere)
    for _ in range(2):
        with pytest.raises(EnvironmentFault) as refused:
            write(workspace)
        assert refused.value.reason == "workspace.vanished"
        assert refused.value.data == {"path": str(folder)}
    elsewhere.rename(folder)
    write(workspace)


def test_another_database_in_its_place_is_not_taken_for_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    database = workspace.places.database
    shutil.copy2(database, tmp_path / "copy.db")
    (tmp_path / "copy.db").replace(database)
    with pytest.raises(EnvironmentFault) as refused:
        write(workspace)
    assert refused.value.reason == "workspace.vanished"


def test_reading_makes_no_empty_database(workspace: Workspace) -> None:
    database = workspace.places.database
    database.unlink()
    with (
        pytest.raises(EnvironmentFault) as refused,
        workspace.store.reading() as rows,
    ):
        rows.count(User)
    assert refused.value.reason == "workspace.cannot_open"
    assert not database.exists()
