"""Seats and waiting lists through any sequence of what admins do."""

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.actor import SYSTEM
from app.domain.entities import Course
from app.domain.entities.enrollments import HOLDS_A_SEAT
from app.usecases.waiting_list import promote_waiting
from tests.support import memory
from tests.support.learning import (
    COURSE,
    bring_in,
    change,
    enroll,
    enrollment_of,
    school,
    statuses,
    waiting,
)

STUDENTS = st.sampled_from(range(101, 107))
GROUPS = st.lists(STUDENTS, min_size=1, max_size=3)


class Seats(RuleBasedStateMachine):
    """One course with few seats; nobody overfills it and nobody is passed."""

    @initialize(limit=st.integers(0, 3))
    def open_course(self, limit: int) -> None:
        self.bench = school(students=6, max_students=limit)
        self.limit: int | None = limit

    @rule(students=GROUPS)
    def ask(self, students: list[int]) -> None:
        queue = waiting(self.bench)
        enroll(self.bench, *students)
        left = waiting(self.bench)
        assert left[: len(queue)] == queue

    @rule(student=STUDENTS, action=st.sampled_from(["drop", "suspend", "reactivate", "complete"]))
    def move(self, student: int, action: str) -> None:
        queue = waiting(self.bench)
        if student in statuses(self.bench):
            change(self.bench, action, enrollment_of(self.bench, student).id)  # type: ignore[arg-type]
        left = waiting(self.bench)
        assert left == [one for one in queue[len(queue) - len(left) :] if one in left]

    @rule(students=st.lists(STUDENTS, min_size=1, max_size=3, unique=True))
    def import_without_status(self, students: list[int]) -> None:
        bring_in(self.bench, *({"student_id": student} for student in students))

    @rule(limit=st.integers(0, 5) | st.none())
    def set_limit(self, limit: int | None) -> None:
        """A limit is never set below the seats taken: then nobody gets in until enough left."""
        taken = sum(status in HOLDS_A_SEAT for status in statuses(self.bench).values())
        if limit is not None and limit < taken:
            limit = taken
        with self.bench.store.unit_of_work(SYSTEM) as uow:
            course = replace(uow.get(Course, COURSE), max_students=limit)
            uow.save_all([course])
            promote_waiting(uow, course)
            uow.commit(memory._Seed())
        self.limit = limit

    @invariant()
    def no_seat_too_many(self) -> None:
        taken = [status for status in statuses(self.bench).values() if status in HOLDS_A_SEAT]
        assert self.limit is None or len(taken) <= self.limit

    @invariant()
    def nobody_waits_beside_a_free_seat(self) -> None:
        taken = [status for status in statuses(self.bench).values() if status in HOLDS_A_SEAT]
        if waiting(self.bench):
            assert self.limit is not None
            assert len(taken) >= self.limit

    @invariant()
    def nobody_both_sits_and_waits(self) -> None:
        standing = statuses(self.bench)
        for student in waiting(self.bench):
            assert standing.get(student, "dropped") == "dropped"


TestSeats = Seats.TestCase
TestSeats.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
