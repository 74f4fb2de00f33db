"""What a review says of findings, changes and what publishing will do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QLocale

from app.domain.entities import Lesson
from app.domain.messages.sentence import sentences
from app.queries.course_changes import Change, LessonChange, ModuleChange
from app.queries.course_findings import Finding
from app.queries.course_review import CourseReview
from ui.models.days import day_text
from ui.models.wording import number_text
from ui.views.course.side_list import SideRow
from ui.views.course.words import TYPE_ICONS, spoken_duration, type_word
from ui.widgets.words import tr, trn

Key = tuple[str, int]
"""``finding`` or ``change`` with its place."""

MARK_ICONS = {"added": "plus", "removed": "minus", "moved": "arrow-up-down"}
MARK_TONES = {"added": "success", "removed": "danger"}


def rows_of(review: CourseReview) -> list[SideRow]:
    """Findings, the blocking ones first, then changes in the order of the outline."""
    made: list[SideRow] = []
    blocking = len(review.blocking)
    for place, one in enumerate(review.findings):
        if place == 0 and one.blocking:
            made.append(SideRow(title=tr("In the way"), detail=str(blocking), strong=True))
        if place == blocking:
            rest = str(len(review.findings) - blocking)
            made.append(SideRow(title=tr("Worth a look"), detail=rest, strong=True))
        made.append(_finding_row(place, one))
    if review.changes:
        count = str(len(review.changes))
        made.append(SideRow(title=tr("Changes"), detail=count, strong=True))
    made += [_change_row(place, one) for place, one in enumerate(review.changes)]
    return made


def _finding_row(place: int, one: Finding) -> SideRow:
    problem, _ = sentences(one.error)
    return SideRow(
        key=("finding", place),
        title=one.title or tr("The whole course"),
        below=problem,
        icon="circle-alert" if one.blocking else "triangle-alert",
        tone="danger" if one.blocking else "warning",
    )


def _change_row(place: int, one: Change) -> SideRow:
    mark = one.marks[0]
    is_module = isinstance(one, ModuleChange)
    title = one.title if isinstance(one, ModuleChange) else one.shown.title
    return SideRow(
        key=("change", place),
        title=title,
        detail=short_marks(one),
        icon=MARK_ICONS.get(mark, "pencil"),
        tone=MARK_TONES.get(mark, "text-muted"),
        strong=is_module,
    )


def short_marks(one: Change) -> str:
    """What happened to it, in a word or two."""
    first = mark_words()[one.marks[0]]
    more = len(one.marks) - 1
    return f"{first} +{more}" if more else first


def mark_words() -> Mapping[str, str]:
    """A mark's word."""
    return {
        "added": tr("New"),
        "removed": tr("Removed"),
        "renamed": tr("Renamed"),
        "moved": tr("Moved"),
        "text": tr("Text"),
        "quiz": tr("Quiz"),
        "details": tr("Details"),
        "hidden": tr("Hidden"),
        "shown": tr("Shown again"),
    }


def facts_of(one: Change) -> str:
    """A line below a change's title: what it is and what happened to it."""
    told = [_happened()[mark] for mark in one.marks]
    if isinstance(one, ModuleChange):
        return ", ".join([tr("Module"), *told])
    where = tr("in {module}", module=one.module)
    if "moved" in one.marks and one.was_in != one.module:
        where = tr("from {old} to {new}", old=one.was_in, new=one.module)
    return ", ".join([f"{type_word(one.shown.type)} {where}", *told])


def _happened() -> Mapping[str, str]:
    return {
        "added": tr("new"),
        "removed": tr("removed"),
        "renamed": tr("another title"),
        "moved": tr("moved"),
        "text": tr("another text"),
        "quiz": tr("other questions"),
        "details": tr("other details"),
        "hidden": tr("hidden from learners"),
        "shown": tr("shown to learners again"),
    }


def icon_of(one: Change) -> str:
    """The icon of what changed."""
    return TYPE_ICONS[one.shown.type] if isinstance(one, LessonChange) else "library"


def details_text(lesson: Lesson | None) -> str:
    """What a lesson has beside title, text and quiz, one thing a line."""
    if lesson is None:
        return ""
    lines = [
        tr("Type: {type}", type=type_word(lesson.type)),
        tr("Duration: {time}", time=spoken_duration(lesson.duration_minutes)),
    ]
    if lesson.is_preview:
        lines.append(tr("Open to everybody as a sample"))
    for document in (lesson.video, lesson.assignment):
        lines += [f"{name}: {value}" for name, value in sorted((document or {}).items()) if value]
    lines += [tr("File: {name}", name=one["name"]) for one in lesson.resources]
    return "\n".join(lines)


def quiz_words(lesson: Lesson | None) -> str:
    """A quiz as lines that can be read and compared."""
    quiz = lesson.quiz if lesson is not None else None
    lines: list[str] = []
    for number, question in enumerate((quiz or {}).get("questions", ()), 1):
        points = number_text(float(question.get("points", 1)))
        lines.append(f"{number}. {question.get('text', '')}")
        lines.append(
            tr("   {kind}, points: {points}", kind=_kind(question.get("type")), points=points)
        )
        lines += _answers(question)
        if question.get("explanation"):
            lines.append(tr("   Explanation: {why}", why=question["explanation"]))
        lines.append("")
    return "\n".join(lines)


def _kind(kind: object) -> str:
    return {
        "single": tr("One right answer"),
        "multiple": tr("Several right answers"),
        "true_false": tr("True or false"),
        "short": tr("Short answer"),
        "numeric": tr("Number"),
    }.get(str(kind), str(kind))


def _answers(question: Mapping[str, Any]) -> list[str]:
    lines: list[str] = []
    for option in question.get("options", ()):
        mark = "x" if option.get("correct") else " "
        told = f"   [{mark}] {option.get('text', '')}"
        lines.append(f"{told} ({option['feedback']})" if option.get("feedback") else told)
    if "answers" in question:
        lines.append(tr("   Right: {right}", right=", ".join(map(str, question["answers"]))))
    elif "answer" in question:
        lines.append(tr("   Right: {right}", right=question["answer"]))
    return lines


def version_words(review: CourseReview) -> str:
    """Which version publishing makes, and what it is compared with."""
    last = review.last
    if last is None:
        if review.course.status == "published":
            return tr("Review, published before this workspace kept versions")
        return tr("Review, never published so far")
    day = day_text(last.at.astimezone().date())
    if review.by:
        told = tr("Review against version {n}, published {day} by {name}")
        return told.format(n=last.number, day=day, name=review.by)
    return tr("Review against version {n}, published {day}", n=last.number, day=day)


def publish_words(review: CourseReview) -> str:
    """The Publish button."""
    if review.last is None:
        again = review.course.status == "published"
        return tr("Publish again") if again else tr("Publish the course")
    return tr("Publish version {n}", n=review.last.number + 1)


def effect_words(review: CourseReview) -> str:
    """What publishing does: who sees it and is told, whose totals become others."""
    learning = trn("{n} learner", "{n} learners", review.readers.learning)
    if review.readers.learning and review.readers.waiting:
        waiting = QLocale().toString(review.readers.waiting)
        told = tr("{learners} see it and are told, {n} who wait are told too.")
        told = told.format(learners=learning, n=waiting)
    elif review.readers.learning:
        told = tr("{learners} see it and are told.", learners=learning)
    elif review.readers.waiting:
        told = trn("{n} who waits is told.", "{n} who wait are told.", review.readers.waiting)
    else:
        told = tr("Nobody learns here yet; whoever is enrolled from now on sees it.")
    recounted = review.readers.recounted
    if not recounted:
        return told
    totals = trn(
        "The lessons to complete are counted anew for {n} enrollment.",
        "The lessons to complete are counted anew for {n} enrollments.",
        recounted,
    )
    return f"{told} {totals}"


def blocked_words(review: CourseReview) -> str:
    """Why it cannot be published now; "" where it can."""
    count = len(review.blocking)
    if not count:
        return ""
    return trn(
        "{n} thing is in the way of publishing. It is listed first.",
        "{n} things are in the way of publishing. They are listed first.",
        count,
    )
