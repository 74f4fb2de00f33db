import pytest

from services.storage.memory import MemoryStore
from tests.support.memory import (
    FixedClock,
    course,
    course_settings,
    instructor,
    lesson,
    module,
    person,
)
from tests.support.memory import empty_body as body
from tests.support.reactions import Academy, put

ADMIN, TEACHER, ANN, BEN, CLEO = 1, 2, 11, 12, 13
COURSE, LESSON = 1, 1


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def academy(clock: FixedClock) -> Academy:
    """A draft course with one lesson, its teacher, an admin and three students."""
    store = MemoryStore(clock)
    chapter = module(1, COURSE)
    put(
        store,
        [
            person(ADMIN, role="admin"),
            instructor(TEACHER),
            *(person(key) for key in (ANN, BEN, CLEO)),
            course(COURSE, TEACHER, title="Botany", status="draft", published_at=None),
            course_settings(COURSE, auto_certificate=True),
            chapter,
            body(),
            lesson(LESSON, chapter),
        ],
    )
    return Academy(store)
