from collections.abc import Iterator
from pathlib import Path

import pytest

from services.storage.workspace import Workspace
from tests.support.memory import FixedClock
from tests.support.workspaces import new_workspace, opened


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def workspace(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """An open workspace with an admin, an instructor and an empty course."""
    new_workspace(tmp_path / "w", clock)
    with opened(tmp_path / "w", clock) as found:
        yield found
