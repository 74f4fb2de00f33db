"""Runs workflows inside the process, from what is stored alone."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from app.domain.actor import SYSTEM
from app.domain.dataclass import dataclass
from app.domain.entities import Json, WorkflowExecution, WorkflowStart
from app.domain.entities.records import WorkflowStatus
from app.domain.errors import EnvironmentFault, NotFound, Rejected
from app.domain.journal import ChangeSet
from app.domain.messages.fault import explain
from app.ports.storage import Store, UnitOfWork
from app.usecases.reactions.notices import tell_admins
from services.workflows.activities import Activity
from services.workflows.definitions import Definition
from services.workflows.journal import Progress, recorded, resume

_MILLISECOND = timedelta(milliseconds=1)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """The ids of the workflows that ended."""

    completed: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    cancelled: tuple[str, ...] = ()


class _Stopped(Exception):
    """The execution was cancelled while its activity ran."""


class LocalWorkflowRunner:
    """Starts what was asked for and runs what is not finished, one workflow at a time.

    Every finished activity's result is kept in the execution, so a run that a crash cut off is
    resumed at the activity after the last finished one. *on_change* is called with the
    change-set of every commit.
    """

    def __init__(
        self,
        store: Store,
        definitions: Mapping[str, Definition],
        activities: Mapping[str, Activity],
        on_change: Callable[[ChangeSet], None] | None = None,
    ) -> None:
        self._store = store
        self._definitions = definitions
        self._activities = activities
        self._on_change = on_change
        self._driven: set[str] = set()

    def request(
        self,
        workflow_id: str,
        workflow_type: str,
        input_data: Json,
        *,
        about: tuple[str, int] | None = None,
        user_id: int | None = None,
    ) -> None:
        """Ask for a workflow; one that was asked for under the same id already is not repeated.

        *about* is the kind and id of what it works on, *user_id* who asks.
        """
        with self._store.unit_of_work(SYSTEM) as uow:
            if not uow.get_many(WorkflowStart, [workflow_id]):
                start = WorkflowStart(
                    workflow_id=workflow_id,
                    workflow_type=workflow_type,
                    input_data=input_data,
                    entity_type=about[0] if about else None,
                    entity_id=about[1] if about else None,
                    user_id=user_id,
                    requested_at=uow.now,
                )
                uow.save_all([start])
                self._commit(uow)

    def run_pending(self, limit: int | None = None) -> RunReport:
        """Run everything that was asked for or cut off until it has ended, or *limit* of it.

        Raises `EnvironmentFault` as it comes; what was running is resumed by the next call.
        """
        self._begin()
        ended: dict[WorkflowStatus, list[str]] = defaultdict(list)
        running = self.executions(status="running")
        for execution in [one for one in running if one.workflow_id not in self._driven][:limit]:
            ended[self._run(execution)].append(execution.workflow_id)
        return RunReport(
            completed=tuple(ended["completed"]),
            failed=tuple(ended["failed"]),
            cancelled=tuple(ended["cancelled"]),
        )

    def drive(
        self, workflow_id: str, workflow_type: str, input_data: Json, *, user_id: int | None
    ) -> None:
        """Record a workflow as running that the caller carries out, until it is let go."""
        self._driven.add(workflow_id)
        self.request(workflow_id, workflow_type, input_data, user_id=user_id)
        self._begin()

    def went_on(self, workflow_id: str, activity: str, result: Json) -> None:
        """Keep the result of an activity that the caller carried out."""
        with self._store.unit_of_work(SYSTEM) as uow:
            execution = _execution(workflow_id, uow)
            done = [*recorded(execution), {"activity": activity, "result": result}]
            uow.save_all([replace(execution, result={"done": done}, current_activity=activity)])
            self._commit(uow)

    def let_go(self, workflow_id: str) -> None:
        """Leave the rest of a driven workflow to `run_pending`; where none is left, its end."""
        self._driven.discard(workflow_id)

    def executions(self, **equal: Any) -> list[WorkflowExecution]:
        """Executions whose columns have the values, the oldest first."""
        with self._store.reading() as rows:
            return rows.find(WorkflowExecution, **equal)

    def cancel(self, workflow_id: str) -> None:
        """Stop a workflow before its next activity.

        Raises `NotFound`, or `Rejected` (``workflow.not_running``).
        """
        self._begin()
        with self._store.unit_of_work(SYSTEM) as uow:
            execution = _execution(workflow_id, uow)
            if execution.status != "running":
                raise Rejected(
                    "workflow.not_running", workflow_id=workflow_id, status=execution.status
                )
            uow.save_all([_ended(execution, "cancelled", uow)])
            self._commit(uow)

    def retry(self, workflow_id: str) -> None:
        """Have a failed or cancelled workflow go on, after its last finished activity.

        Raises `NotFound`, or `Rejected` (``workflow.not_ended``, ``workflow.compensated``).
        """
        with self._store.unit_of_work(SYSTEM) as uow:
            execution = _execution(workflow_id, uow)
            if execution.status not in ("failed", "cancelled"):
                raise Rejected(
                    "workflow.not_ended", workflow_id=workflow_id, status=execution.status
                )
            taken_back = (execution.result or {}).get("compensated")
            if taken_back:
                raise Rejected("workflow.compensated", workflow_id=workflow_id, activity=taken_back)
            again = replace(
                execution,
                status="running",
                run_id=uuid4().hex,
                started_at=uow.now,
                completed_at=None,
                duration_ms=None,
                error_message=None,
            )
            uow.save_all([again])
            self._commit(uow)

    def _begin(self) -> None:
        """Make an execution of everything that was asked for."""
        with self._store.unit_of_work(SYSTEM) as uow:
            starts = uow.find(WorkflowStart, started_at=None)
            if starts:
                ids = uow.take_ids(WorkflowExecution, len(starts))
                uow.save_all([_begun(s, i, uow) for s, i in zip(starts, ids, strict=True)])
                uow.save_all([replace(start, started_at=uow.now) for start in starts])
                self._commit(uow)

    def _run(self, execution: WorkflowExecution) -> WorkflowStatus:
        workflow_id = execution.workflow_id
        try:
            progress = resume(self._definition(execution), execution)
            while progress.call is not None:
                call = progress.call
                self._note(workflow_id, progress)
                progress.send(call.activity, self._activities[call.activity](call.input))
            self._complete(workflow_id, progress.result)
        except EnvironmentFault:
            raise
        except _Stopped:
            return "cancelled"
        except Exception as error:  # noqa: BLE001 - recorded on the execution, the others go on
            self._fail(workflow_id, explain(error))
            return "failed"
        return "completed"

    def _definition(self, execution: WorkflowExecution) -> Definition:
        definition = self._definitions.get(execution.workflow_type)
        if definition is None:
            raise Rejected("workflow.unknown_type", workflow_type=execution.workflow_type)
        return definition

    def _note(self, workflow_id: str, progress: Progress) -> None:
        """Keep what is done and what comes next; raises `_Stopped` if the run was cancelled."""
        with self._store.unit_of_work(SYSTEM) as uow:
            execution = _execution(workflow_id, uow)
            kept = {"done": list(progress.done)}
            activity = progress.call.activity if progress.call else None
            uow.save_all([replace(execution, result=kept, current_activity=activity)])
            self._commit(uow)
        if execution.status != "running":
            raise _Stopped

    def _complete(self, workflow_id: str, result: Json | None) -> None:
        with self._store.unit_of_work(SYSTEM) as uow:
            execution = _ended(_execution(workflow_id, uow), "completed", uow)
            uow.save_all([replace(execution, result=result, current_activity=None)])
            self._commit(uow)

    def _fail(self, workflow_id: str, reason: str) -> None:
        """Take back what the workflow followed, then record the failure and tell the admins."""
        (execution,) = self.executions(workflow_id=workflow_id)
        taken_back, trouble = self._compensate(execution, reason)
        message = f"{reason} {trouble}" if trouble else reason
        _log.error("Workflow %s failed: %s", workflow_id, message)
        with self._store.unit_of_work(SYSTEM) as uow:
            execution = _ended(_execution(workflow_id, uow), "failed", uow)
            kept = {"done": list(recorded(execution)), "compensated": taken_back}
            uow.save_all([replace(execution, error_message=message, result=kept)])
            tell_admins(
                f"{execution.workflow_type} failed",
                message if taken_back is None else f"{message} It was undone ({taken_back}).",
                uow,
                about=("workflow", execution.id),
            )
            self._commit(uow)

    def _compensate(
        self, execution: WorkflowExecution, reason: str
    ) -> tuple[str | None, str | None]:
        """The compensating activity that was run, if any, and what went wrong with it."""
        definition = self._definitions.get(execution.workflow_type)
        if definition is None or definition.compensation is None:
            return None, None
        call = definition.compensation(execution.input_data or {}, reason)
        try:
            self._activities[call.activity](call.input)
        except EnvironmentFault:
            raise
        except Exception as error:  # noqa: BLE001 - told together with the failure itself
            return None, f"It could not be undone: {explain(error)}"
        return call.activity, None

    def _commit(self, uow: UnitOfWork) -> None:
        changes = uow.commit(None)
        if self._on_change is not None:
            self._on_change(changes)


def _execution(workflow_id: str, uow: UnitOfWork) -> WorkflowExecution:
    found = uow.find(WorkflowExecution, workflow_id=workflow_id)
    if not found:
        raise NotFound("row.missing", table=WorkflowExecution.TABLE, key=workflow_id)
    return found[0]


def _begun(start: WorkflowStart, execution_id: int, uow: UnitOfWork) -> WorkflowExecution:
    return WorkflowExecution(
        id=execution_id,
        workflow_id=start.workflow_id,
        workflow_type=start.workflow_type,
        run_id=uuid4().hex,
        entity_type=start.entity_type,
        entity_id=start.entity_id,
        user_id=start.user_id,
        input_data=start.input_data,
        started_at=uow.now,
        created_at=uow.now,
    )


def _ended(
    execution: WorkflowExecution, status: WorkflowStatus, uow: UnitOfWork
) -> WorkflowExecution:
    return replace(
        execution,
        status=status,
        completed_at=uow.now,
        duration_ms=(uow.now - execution.started_at) // _MILLISECOND,
    )
