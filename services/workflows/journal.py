"""How a run's finished activities are kept in its execution, and resumed from there."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.dataclass import dataclass
from app.domain.entities import Json, WorkflowExecution
from app.domain.errors import Rejected
from services.workflows.definitions import Call, Definition, Run


@dataclass(slots=True)
class Progress:
    """A run under way: its next call (None: it is through), results so far and its end result."""

    run: Run
    done: list[Json]
    call: Call | None = None
    result: Json | None = None

    def send(self, activity: str, result: Json) -> None:
        """Take an activity's result and move on to the next call."""
        self.done.append({"activity": activity, "result": result})
        self._advance(result)

    def _advance(self, result: Json | None) -> None:
        try:
            self.call = next(self.run) if result is None else self.run.send(result)
        except StopIteration as end:
            self.call, self.result = None, end.value

    def start(self, recorded: Sequence[Json], workflow_id: str) -> None:
        """Begin, and pass over what is recorded as done.

        Raises `Rejected` (``workflow.changed``) where the record is not of this definition.
        """
        self._advance(None)
        for entry in recorded:
            wanted = self.call.activity if self.call else "nothing"
            if wanted != entry["activity"]:
                raise Rejected(
                    "workflow.changed",
                    workflow_id=workflow_id,
                    recorded=entry["activity"],
                    wanted=wanted,
                )
            self.send(wanted, entry["result"])


def resume(definition: Definition, execution: WorkflowExecution) -> Progress:
    """The run of an execution, as far as it is recorded."""
    progress = Progress(run=definition.run(execution.input_data or {}), done=[])
    progress.start(recorded(execution), execution.workflow_id)
    return progress


def recorded(execution: WorkflowExecution) -> Sequence[Json]:
    """The finished activities of an execution that has not completed, with their results."""
    kept = execution.result or {}
    done: Sequence[Json] = kept.get("done", ())
    return done
