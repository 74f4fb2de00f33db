"""Workflows run to their end, wherever they were cut off, and leave a record of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.domain.entities import Json, Notification, WorkflowExecution, WorkflowStart
from app.domain.errors import EnvironmentFault, NotFound, Rejected
from app.domain.journal import ChangeSet
from app.ports.storage import Store
from services.workflows.definitions import Call, Definition, Run
from services.workflows.local import LocalWorkflowRunner
from tests.support.memory import FixedClock, person
from tests.support.reactions import Crash, CrashingStore, put


def three_steps(data: Json) -> Run:
    total = 0
    for step in ("a", "b", "c"):
        result = yield Call(step, {"n": data["n"]})
        total += result["value"]
    return {"total": total}


DEFINITIONS = {
    "Plain": Definition(three_steps),
    "Undoable": Definition(three_steps, lambda data, why: Call("undo", {**data, "reason": why})),
}


class Hands:
    """Activities that note their calls; `at` may raise before one is done."""

    def __init__(self, at: Callable[[str], None] = lambda name: None) -> None:
        self.calls: list[tuple[str, Json]] = []
        self.at = at

    def by_name(self) -> dict[str, Callable[[Json], Json]]:
        def activity(name: str) -> Callable[[Json], Json]:
            def run(data: Json) -> Json:
                self.at(name)
                self.calls.append((name, data))
                return {"value": data.get("n", 0)}

            return run

        return {name: activity(name) for name in ("a", "b", "c", "undo")}

    @property
    def names(self) -> str:
        return "".join(name for name, _ in self.calls)


def failing(*names: str, error: Exception | None = None) -> Callable[[str], None]:
    def at(name: str) -> None:
        if name in names:
            raise error or Rejected("row.missing", table="t", key=1)

    return at


def runner(store: Store, hands: Hands, **options: object) -> LocalWorkflowRunner:
    return LocalWorkflowRunner(store, DEFINITIONS, hands.by_name(), **options)  # type: ignore[arg-type]


def only(store: Store) -> WorkflowExecution:
    with store.reading() as rows:
        (execution,) = rows.find(WorkflowExecution)
    return execution


def test_a_workflow_runs_to_its_end_and_its_record_says_so(store: Store, clock: FixedClock) -> None:
    hands = Hands(lambda name: clock.advance(milliseconds=500) and None)
    put(store, [person(5)])
    one = runner(store, hands)
    one.request("w1", "Plain", {"n": 2}, about=("course", 3), user_id=5)
    report = one.run_pending()
    assert (report.completed, report.failed) == (("w1",), ())
    assert hands.calls == [("a", {"n": 2}), ("b", {"n": 2}), ("c", {"n": 2})]
    execution = only(store)
    assert (execution.status, execution.result) == ("completed", {"total": 6})
    assert (execution.workflow_id, execution.workflow_type) == ("w1", "Plain")
    assert (execution.entity_type, execution.entity_id, execution.user_id) == ("course", 3, 5)
    assert execution.input_data == {"n": 2}
    assert execution.run_id
    assert execution.current_activity is None
    assert execution.duration_ms == 1500
    assert execution.completed_at == execution.started_at + timedelta(seconds=1.5)
    with store.reading() as rows:
        assert rows.get(WorkflowStart, "w1").started_at == execution.started_at


def test_the_same_id_is_not_started_twice(store: Store) -> None:
    hands = Hands()
    one = runner(store, hands)
    for _ in range(2):
        one.request("w1", "Plain", {"n": 1})
        one.run_pending()
    assert hands.names == "abc"


def test_every_commit_is_announced(store: Store) -> None:
    changes: list[ChangeSet] = []
    one = runner(store, Hands(), on_change=changes.append)
    one.request("w1", "Plain", {"n": 1})
    one.run_pending()
    assert {"ext.workflow_starts", "workflow_executions"} <= {
        table for change in changes for table in change.tables
    }


def test_a_fault_of_the_machine_leaves_it_running_and_it_goes_on_from_there(store: Store) -> None:
    full = Hands(failing("b", error=EnvironmentFault("workspace.disk_full")))
    one = runner(store, full)
    one.request("w1", "Plain", {"n": 1})
    with pytest.raises(EnvironmentFault):
        one.run_pending()
    execution = only(store)
    assert (execution.status, execution.current_activity) == ("running", "b")
    hands = Hands()
    assert runner(store, hands).run_pending().completed == ("w1",)
    assert hands.names == "bc"
    assert only(store).result == {"total": 3}


def test_wherever_the_process_ends_only_the_open_activity_runs_again(store: Store) -> None:
    hands, crashes = Hands(), 0
    for fatal in range(1, 100):
        workflow_id = f"w{fatal}"
        hands = Hands()
        runner(store, hands).request(workflow_id, "Plain", {"n": 1})
        try:
            runner(CrashingStore(store, fatal), hands).run_pending()  # type: ignore[arg-type]
        except Crash:
            crashes += 1
            runner(store, hands).run_pending()
        with store.reading() as rows:
            (execution,) = rows.find(WorkflowExecution, workflow_id=workflow_id)
        assert (execution.status, execution.result) == ("completed", {"total": 3})
        assert hands.names in {"abc", "aabc", "abbc", "abcc"}
        if crashes < fatal:
            break
    assert crashes >= 12


@pytest.mark.expects_log("Workflow w1 failed")
def test_a_failure_is_recorded_and_the_admins_are_told(store: Store) -> None:
    put(store, [person(9, role="admin"), person(8, role="admin", is_active=False)])
    hands = Hands(failing("b"))
    one = runner(store, hands)
    one.request("w1", "Plain", {"n": 1})
    assert one.run_pending().failed == ("w1",)
    execution = only(store)
    assert (execution.status, execution.current_activity) == ("failed", "b")
    assert execution.error_message is not None
    assert execution.error_message.startswith("There is no number 1 among the t.")
    with store.reading() as rows:
        (notice,) = rows.find(Notification)
    assert (notice.user_id, notice.title, notice.priority) == (9, "Plain failed", "high")
    assert one.run_pending().failed == ()


@pytest.mark.expects_log("Workflow w1 failed")
def test_what_it_followed_is_taken_back(store: Store) -> None:
    put(store, [person(9, role="admin")])
    hands = Hands(failing("b", error=ValueError("broken")))
    one = runner(store, hands)
    one.request("w1", "Undoable", {"n": 1})
    one.run_pending()
    assert hands.calls[-1] == ("undo", {"n": 1, "reason": "ValueError: broken"})
    with store.reading() as rows:
        (notice,) = rows.find(Notification)
    assert notice.message == "ValueError: broken It was undone (undo)."
    with pytest.raises(Rejected, match=r"workflow\.compensated"):
        one.retry("w1")


@pytest.mark.expects_log("Workflow w1 failed")
def test_what_cannot_be_taken_back_is_told(store: Store) -> None:
    one = runner(store, Hands(failing("b", "undo", error=ValueError("broken"))))
    one.request("w1", "Undoable", {"n": 1})
    one.run_pending()
    told = "ValueError: broken It could not be undone: ValueError: broken"
    assert only(store).error_message == told


@pytest.mark.expects_log("Workflow w1 failed")
def test_a_full_disk_while_taking_back_leaves_that_for_later(store: Store) -> None:
    def at(name: str) -> None:
        failing("b")(name)
        failing("undo", error=EnvironmentFault("workspace.disk_full"))(name)

    one = runner(store, Hands(at))
    one.request("w1", "Undoable", {"n": 1})
    with pytest.raises(EnvironmentFault):
        one.run_pending()
    assert only(store).status == "running"
    hands = Hands(failing("b"))
    assert runner(store, hands).run_pending().failed == ("w1",)
    assert hands.names == "undo"


@pytest.mark.expects_log("Workflow w1 failed")
def test_a_retry_goes_on_after_the_last_finished_activity(store: Store) -> None:
    one = runner(store, Hands(failing("c")))
    one.request("w1", "Plain", {"n": 1})
    one.run_pending()
    first_run = only(store).run_id
    hands = Hands()
    again = runner(store, hands)
    again.retry("w1")
    assert again.run_pending().completed == ("w1",)
    assert hands.names == "c"
    assert only(store).result == {"total": 3}
    assert only(store).run_id != first_run
    assert only(store).error_message is None


def test_a_cancelled_workflow_stops_before_its_next_activity(store: Store) -> None:
    hands = Hands()
    one = runner(store, hands)
    hands.at = lambda name: one.cancel("w1") if name == "b" else None
    one.request("w1", "Plain", {"n": 1})
    report = one.run_pending()
    assert (report.completed, report.failed) == ((), ())
    assert hands.names == "ab"
    assert only(store).status == "cancelled"
    hands.at = lambda name: None
    one.retry("w1")
    one.run_pending()
    assert hands.names == "abc"
    assert only(store).status == "completed"


def test_what_was_only_asked_for_can_be_cancelled(store: Store) -> None:
    hands = Hands()
    one = runner(store, hands)
    one.request("w1", "Plain", {"n": 1})
    one.cancel("w1")
    one.run_pending()
    assert hands.names == ""
    assert only(store).status == "cancelled"


def test_what_has_ended_is_not_cancelled_and_what_runs_not_retried(store: Store) -> None:
    one = runner(store, Hands())
    one.request("w1", "Plain", {"n": 1})
    one.run_pending()
    with pytest.raises(Rejected, match=r"workflow\.not_running"):
        one.cancel("w1")
    with pytest.raises(Rejected, match=r"workflow\.not_ended"):
        one.retry("w1")
    with pytest.raises(NotFound):
        one.cancel("w2")


@pytest.mark.expects_log("There is no workflow called Odd")
def test_a_workflow_of_another_version_fails_for_itself(store: Store) -> None:
    one = runner(store, Hands())
    one.request("w1", "Odd", {})
    one.request("w2", "Plain", {"n": 1})
    report = one.run_pending()
    assert (report.completed, report.failed) == (("w2",), ("w1",))


@pytest.mark.expects_log("recorded as having done a where it now does b")
def test_a_record_of_another_definition_is_not_followed(store: Store) -> None:
    full = Hands(failing("b", error=EnvironmentFault("workspace.disk_full")))
    one = runner(store, full)
    one.request("w1", "Plain", {"n": 1})
    with pytest.raises(EnvironmentFault):
        one.run_pending()

    def changed(data: Json) -> Run:
        result = yield Call("b", data)
        return result

    hands = Hands()
    other = LocalWorkflowRunner(store, {"Plain": Definition(changed)}, hands.by_name())
    assert other.run_pending().failed == ("w1",)
    assert hands.names == ""


@pytest.mark.expects_log("recorded as having done b where it now does nothing")
def test_a_record_of_a_longer_definition_is_not_followed(store: Store) -> None:
    full = Hands(failing("c", error=EnvironmentFault("workspace.disk_full")))
    one = runner(store, full)
    one.request("w1", "Plain", {"n": 1})
    with pytest.raises(EnvironmentFault):
        one.run_pending()

    def shorter(data: Json) -> Run:
        result = yield Call("a", data)
        return result

    other = LocalWorkflowRunner(store, {"Plain": Definition(shorter)}, Hands().by_name())
    assert other.run_pending().failed == ("w1",)
