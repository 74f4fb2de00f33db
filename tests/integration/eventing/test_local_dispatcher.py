"""Every event takes effect once for each of its groups, whatever goes wrong in between."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from app.domain.actor import SYSTEM
from app.domain.commands import Command
from app.domain.entities import AuditRecord, EventEffect, EventRecord, Notification
from app.domain.errors import EnvironmentFault, NotFound, Rejected
from app.domain.events import CourseUpdated, UserVerified
from app.domain.journal import ChangeSet
from app.ports.storage import Rows, Store, UnitOfWork
from services.eventing.dead_letters import dead_letters, replay, retry
from services.eventing.local import LocalDispatcher
from tests.support.memory import instructor, person
from tests.support.reactions import Crash, CrashingStore, put

ROUTES = {"user.verified": ("left", "right"), "course.updated": ("right",)}


class Recorder:
    """A consumer that leaves an audit record of each event it handles."""

    def __init__(self, group: str, fault: Callable[[EventRecord], None] = lambda event: None):
        self.group = group
        self.fault = fault
        self.asked: list[Command] = []
        self.sizes: list[int] = []

    def commands(self, events: Sequence[EventRecord], rows: Rows) -> Sequence[Command]:
        return list(self.asked)

    def react(self, events: Sequence[EventRecord], uow: UnitOfWork) -> None:
        self.sizes.append(len(events))
        ids = uow.take_ids(AuditRecord, len(events))
        for event, key in zip(events, ids, strict=True):
            self.fault(event)
            record = AuditRecord(
                id=key,
                subject_table=self.group,
                subject_key=str(event.entity_id),
                action=event.event_type,
                created_at=uow.now,
            )
            uow.save_all([record])


@pytest.fixture
def left() -> Recorder:
    return Recorder("left")


@pytest.fixture
def right() -> Recorder:
    return Recorder("right")


def raise_events(store: Store, *entity_ids: int) -> None:
    with store.unit_of_work(SYSTEM) as uow:
        for entity_id in entity_ids:
            uow.raise_event(UserVerified(entity_id=entity_id))
        uow.commit(None)


def dispatcher(store: Store, *consumers: Recorder, **options: Any) -> LocalDispatcher:
    return LocalDispatcher(store, consumers, ROUTES, options.pop("execute", None), **options)


def handled(store: Store) -> list[tuple[str, str]]:
    """(group, entity) of every effect."""
    with store.reading() as rows:
        return sorted((row.subject_table, row.subject_key) for row in rows.find(AuditRecord))


def events(store: Store) -> list[tuple[str, int, str | None]]:
    """(status, retries, error) of every event."""
    with store.reading() as rows:
        found = rows.find(EventRecord)
    return [(row.status, row.retry_count, row.error_message) for row in found]


def refuse(*entity_ids: int) -> Callable[[EventRecord], None]:
    def fault(event: EventRecord) -> None:
        if event.entity_id in entity_ids:
            raise Rejected("row.missing", table="users", key=event.entity_id)

    return fault


def test_each_group_handles_what_it_consumes_and_events_are_completed(
    store: Store, left: Recorder, right: Recorder
) -> None:
    raise_events(store, 1, 2)
    with store.unit_of_work(SYSTEM) as uow:
        uow.raise_event(CourseUpdated(entity_id=3, parts=("courses",)))
        uow.commit(None)
    report = dispatcher(store, left, right).drain()
    assert (report.completed, report.failed) == (3, ())
    assert handled(store) == [
        ("left", "1"),
        ("left", "2"),
        ("right", "1"),
        ("right", "2"),
        ("right", "3"),
    ]
    assert events(store) == [("completed", 0, None)] * 3
    assert right.sizes == [3]


def test_a_second_drain_finds_nothing(store: Store, left: Recorder, right: Recorder) -> None:
    raise_events(store, 1)
    carrier = dispatcher(store, left, right)
    carrier.drain()
    assert carrier.drain().completed == 0
    assert left.sizes == [1]


def test_a_limit_leaves_the_rest_for_later(store: Store, left: Recorder, right: Recorder) -> None:
    raise_events(store, 1, 2, 3)
    carrier = dispatcher(store, left, right)
    assert carrier.drain(limit=2).handled == 2
    assert handled(store) == [("left", "1"), ("left", "2"), ("right", "1"), ("right", "2")]
    assert carrier.drain().completed == 1


def test_every_commit_is_announced(store: Store, left: Recorder, right: Recorder) -> None:
    raise_events(store, 1)
    changes: list[ChangeSet] = []
    dispatcher(store, left, right, on_change=changes.append).drain()
    assert {"events", "ext.audit"} <= set(changes[0].tables)


@pytest.mark.expects_log(r"Event 2 \(user.verified\) is given up: right: ")
def test_a_bad_event_is_given_up_after_five_tries_and_the_others_go_on(
    store: Store, left: Recorder
) -> None:
    put(store, [person(9, role="admin"), instructor(8)])
    raise_events(store, 1, 2, 3)
    report = dispatcher(store, left, Recorder("right", refuse(2))).drain()
    assert (report.completed, report.failed) == (2, (2,))
    status, tries, message = events(store)[1]
    assert (status, tries) == ("failed", 5)
    assert message == (
        "right: There is no number 2 among the users."
        " It may have been deleted; look at them and try again."
    )
    assert handled(store) == [
        ("left", "1"),
        ("left", "2"),
        ("left", "3"),
        ("right", "1"),
        ("right", "3"),
    ]
    with store.reading() as rows:
        (notice,) = rows.find(Notification)
    assert (notice.user_id, notice.title, notice.priority) == (9, "Events failed", "high")
    assert "user.verified" in notice.message


@pytest.mark.expects_log("given up: right: ValueError: broken")
def test_a_fault_of_the_program_is_recorded_as_it_is(store: Store, left: Recorder) -> None:
    def broken(event: EventRecord) -> None:
        raise ValueError("broken")

    raise_events(store, 1)
    dispatcher(store, left, Recorder("right", broken)).drain()
    assert events(store) == [("failed", 5, "right: ValueError: broken")]


def test_a_passing_fault_is_got_over_within_one_drain(store: Store, left: Recorder) -> None:
    faults = iter([Rejected("row.missing", table="t", key=1)] * 3)

    def sometimes(event: EventRecord) -> None:
        fault = next(faults, None)
        if fault is not None:
            raise fault

    raise_events(store, 1)
    assert dispatcher(store, left, Recorder("right", sometimes)).drain().completed == 1
    assert events(store) == [("completed", 2, None)]
    assert handled(store) == [("left", "1"), ("right", "1")]


def test_a_fault_of_the_machine_is_none_of_the_events(store: Store, left: Recorder) -> None:
    def full(event: EventRecord) -> None:
        raise EnvironmentFault("workspace.disk_full")

    raise_events(store, 1)
    with pytest.raises(EnvironmentFault):
        dispatcher(store, left, Recorder("right", full)).drain()
    assert events(store) == [("pending", 0, None)]
    assert dispatcher(store, left, Recorder("right")).drain().completed == 1


def test_a_fault_of_the_machine_ends_the_search_for_the_bad_event_too(
    store: Store, left: Recorder
) -> None:
    faults = iter([Rejected("row.missing", table="t", key=1)])

    def full(event: EventRecord) -> None:
        raise next(faults, EnvironmentFault("workspace.disk_full"))

    raise_events(store, 1)
    with pytest.raises(EnvironmentFault):
        dispatcher(store, left, Recorder("right", full)).drain()
    assert events(store) == [("processing", 0, None)]
    assert dispatcher(store, left, Recorder("right")).drain().completed == 1
    assert handled(store) == [("left", "1"), ("right", "1")]


def test_commands_run_before_the_effect_and_their_refusal_is_the_groups_fault(
    store: Store, left: Recorder, right: Recorder
) -> None:
    ran: list[Command] = []

    def execute(command: Command) -> None:
        ran.append(command)
        if len(ran) == 1:
            raise Rejected("row.missing", table="t", key=1)

    left.asked = [Command()]
    raise_events(store, 1)
    assert dispatcher(store, left, right, execute=execute).drain().completed == 1
    assert len(ran) == 2
    assert handled(store) == [("left", "1"), ("right", "1")]


@pytest.mark.expects_log("given up: left: There is no number 1 among the t")
def test_a_groups_command_is_no_concern_of_the_other_groups(
    store: Store, left: Recorder, right: Recorder
) -> None:
    def execute(command: Command) -> None:
        raise Rejected("row.missing", table="t", key=1)

    left.asked = [Command()]
    raise_events(store, 1)
    dispatcher(store, left, right, execute=execute).drain()
    assert handled(store) == [("right", "1")]


@pytest.mark.expects_log("is given up")
def test_dead_letters_are_listed_and_retried(store: Store, left: Recorder) -> None:
    raise_events(store, 1, 2, 3)
    dispatcher(store, left, Recorder("right", refuse(1, 3))).drain()
    assert [event.entity_id for event in dead_letters(store)] == [1, 3]
    first, second = (event.id for event in dead_letters(store))
    assert retry(store, [second]) == 1
    good = dispatcher(store, left, Recorder("right"))
    assert good.drain().completed == 1
    assert [event.id for event in dead_letters(store)] == [first]
    assert retry(store) == 1
    assert good.drain().completed == 1
    assert handled(store) == sorted((g, str(n)) for g in ("left", "right") for n in (1, 2, 3))


def test_only_dead_letters_can_be_retried(store: Store, left: Recorder, right: Recorder) -> None:
    raise_events(store, 1)
    dispatcher(store, left, right).drain()
    with store.reading() as rows:
        (event,) = rows.find(EventRecord)
    with pytest.raises(Rejected, match=r"event\.not_failed"):
        retry(store, [event.id])
    with pytest.raises(NotFound):
        retry(store, [999])


def test_a_replay_skips_the_effects_that_are_recorded(
    store: Store, left: Recorder, right: Recorder
) -> None:
    raise_events(store, 1)
    carrier = dispatcher(store, left, right)
    carrier.drain()
    with store.reading() as rows:
        (event,) = rows.find(EventRecord)
    assert replay(store, [event.id]) == 1
    assert carrier.drain().completed == 1
    assert handled(store) == [("left", "1"), ("right", "1")]


@pytest.mark.parametrize("bad", [(), (2,)])
@pytest.mark.expects_log("is given up")
def test_a_crash_at_any_step_is_healed_by_the_next_drain(
    store: Store, bad: tuple[int, ...]
) -> None:
    crashes, rounds = 0, 1
    while True:
        first = 3 * rounds - 2
        raise_events(store, first, first + 1, first + 2)
        faulty = [first + offset - 1 for offset in bad]
        consumers = (Recorder("left"), Recorder("right", refuse(*faulty)))
        try:
            dispatcher(CrashingStore(store, rounds), *consumers).drain()  # type: ignore[arg-type]
        except Crash:
            crashes += 1
        dispatcher(store, *consumers).drain()
        expected = {(g, str(first + n)) for g in ("left", "right") for n in range(3)}
        expected -= {("right", str(key)) for key in faulty}
        found = [one for one in handled(store) if int(one[1]) >= first]
        assert found == sorted(expected), f"crash at step {rounds}"
        if crashes < rounds:
            break
        rounds += 1
    assert crashes >= 3
    statuses = [status for status, *_ in events(store)]
    assert statuses.count("failed") == len(bad) * rounds
    with store.reading() as rows:
        marks = rows.find(EventEffect)
    assert len(marks) == len(handled(store))
