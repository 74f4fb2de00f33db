"""Publishing from a review: one job, told with the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import Command, PublishAnnouncement, PublishCourse, UnpublishCourse
from app.domain.dataclass import dataclass
from app.domain.entities import Announcement, Course, WorkflowExecution
from app.domain.errors import Rejected, SmartCourseError
from app.queries.course_review import CourseReview
from app.usecases.batches import run_batch
from app.usecases.bus import Done
from ui.feedback.toasts import Notice
from ui.operations.jobs import Job
from ui.views.course.changes import Changes
from ui.views.course.review.words import blocked_words
from ui.views.page import Desk
from ui.widgets.words import tr, trn

Make = Callable[[Context], list[Command]]


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why nothing can be published just now; `trouble`: something is wrong."""

    words: str
    icon: str
    trouble: bool = False


class Publisher(QObject):
    """Publishes a reviewed course.

    Signals:
        published(): it is done.
        refused(): it is not; why was told.
    """

    published = Signal()
    refused = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._changes = Changes(desk)
        self._job: Job | None = None

    def hindrance(self, review: CourseReview) -> Hindrance | None:
        """Why nothing can be published; None where it can."""
        blocked = blocked_words(review)
        if blocked:
            return Hindrance(blocked, "circle-alert", trouble=True)
        if self._job is not None:
            return Hindrance(tr("The course is being published."), "send")
        if review.course.is_deleted:
            told = tr("The course was deleted. Undo the deletion first.")
            return Hindrance(told, "circle-alert", trouble=True)
        unchanged = not review.changes and not review.readers.recounted
        if review.course.status == "published" and review.last is not None and unchanged:
            told = tr("Learners already see all of it: there is nothing to publish.")
            return Hindrance(told, "circle-check")
        return None

    def publish(self, review: CourseReview, note: str) -> None:
        """Publish, and announce the *note* where there is one."""
        label = tr("Publish {title}", title=review.course.title)
        self._job = self._desk.operations.job(
            label,
            "send",
            partial(_publish, _commands(review.course, note), label, review.course),
            partial(self._done, review, label),
            self._failed,
        )

    def _done(self, review: CourseReview, label: str, made: list[Done]) -> None:
        self._job = None
        learning = review.readers.learning
        told = tr("Whoever is enrolled sees it now.")
        if learning:
            told = trn("{n} learner sees it now.", "{n} learners see it now.", learning)
        self._desk.notify(
            Notice(
                title=tr("{title} published", title=review.course.title),
                line=told,
                icon="circle-check",
                tone="success",
                action=(tr("Undo"), partial(self._changes.take_back, label, made)),
                undoes=made[-1].command_id,
            )
        )
        self.published.emit()

    def _failed(self, error: SmartCourseError) -> None:
        self._job = None
        self._desk.operations.failed.emit(error)
        self.refused.emit()


def _commands(course: Course, note: str) -> Make:
    title = tr("New in {title}", title=course.title)

    def make(context: Context) -> list[Command]:
        commands: list[Command] = [PublishCourse(course_id=course.id)]
        if course.status == "published":
            commands.insert(0, UnpublishCourse(course_id=course.id))
        if note:
            key = context.store.allocate_ids(Announcement)[0]
            commands.append(
                PublishAnnouncement(
                    announcement_id=key, course_id=course.id, title=title, content=note
                )
            )
        return commands

    return make


def _publish(  # noqa: PLR0917 - what is known beforehand, then what a job is given
    make: Make, label: str, course: Course, context: Context, actor: Actor, job: Job
) -> list[Done]:
    """Publish and see what follows through; raises where the workflow took it back."""
    commands = make(context)
    job.report(0, 2)
    if len(commands) == 1:
        made = [context.bus.execute(commands[0], actor)]
    else:
        made = run_batch(context.bus, context.store, label, commands, actor)
    # Not to be stopped any more: what follows brings totals up to date and tells the learners.
    context.settle()
    _see_through(context, course)
    return made


def _see_through(context: Context, course: Course) -> None:
    with context.store.reading() as rows:
        if rows.get(Course, course.id).status == "published":
            return
        runs = rows.find(WorkflowExecution, entity_type="course", entity_id=course.id)
    why = runs[-1].error_message if runs else None
    raise Rejected("review.taken_back", slug=course.slug, why=why or "")
