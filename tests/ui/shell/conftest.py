"""Every test of the shell must leave nothing running."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.leaks import nothing_left


@pytest.fixture(autouse=True)
def nothing_left_running(qapp: object) -> Iterator[None]:
    """Threads and timers end with the window that started them."""
    with nothing_left():
        yield
