"""Long work and loading cause no full garbage collection."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator

import pytest

from ui.operations.collecting import NEVER, calm, loaded


@pytest.fixture(autouse=True)
def usual() -> Iterator[tuple[int, int, int]]:
    before = gc.get_threshold()
    yield before
    gc.unfreeze()
    assert gc.get_threshold() == before


def test_it_is_calm_until_the_last_who_wanted_it_is_done(usual: tuple[int, int, int]) -> None:
    first, second = calm(), calm()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert gc.get_threshold() == (*usual[:2], NEVER)
    second.__exit__(None, None, None)
    assert gc.get_threshold() == usual


def test_what_was_loaded_is_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    frozen = gc.get_freeze_count()
    assert loaded("colorsys").rgb_to_hsv(0, 0, 0) == (0.0, 0.0, 0)
    assert gc.get_freeze_count() > frozen
    gc.unfreeze()
    loaded("colorsys")
    assert gc.get_freeze_count() == 0
