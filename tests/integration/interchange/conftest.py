"""Worlds to import into, on each store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.exchange import World, close_world, make_world


@pytest.fixture(params=["memory", "sqlite"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A workspace with one admin, in memory and on SQLite."""
    made = make_world(tmp_path / "world", sqlite=request.param == "sqlite")
    yield made
    close_world(made)


@pytest.fixture(params=["memory", "sqlite"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """Another workspace, whose ids run elsewhere."""
    made = make_world(tmp_path / "other", sqlite=request.param == "sqlite")
    yield made
    close_world(made)
