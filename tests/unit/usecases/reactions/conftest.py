import pytest

from services.storage.memory import MemoryStore
from tests.support.memory import FixedClock
from tests.support.reactions import Academy, botany


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def academy(clock: FixedClock) -> Academy:
    return botany(MemoryStore(clock))
