"""Home in words: the greeting, figures, what waits, what was worked on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import UTC, datetime
from typing import Any

from app.domain.dataclass import dataclass
from app.ports.home import MOST_TO_CERTIFY, CourseState, Edited
from app.queries.home import Home, ToDo
from ui.charts import figures
from ui.charts.kpi import Trend
from ui.models.days import lately_text, weekday_text
from ui.views.home.line import LineText
from ui.widgets.words import tr, trn

LESSON_ICONS = {
    "video": "circle-play",
    "text": "file-text",
    "quiz": "list-todo",
    "assignment": "clipboard-pen",
}


STATUS_WORDS = {"draft": "Draft", "published": "Published", "archived": "Archived"}


@dataclass(frozen=True, slots=True)
class Lead:
    """A line and where it leads."""

    text: LineText
    place: str = ""
    params: Mapping[str, Any] = field(default_factory=dict[str, Any])


def greeting(hour: int, name: str) -> str:
    """A greeting for the time of day."""
    if 5 <= hour < 12:
        return tr("Good morning, {name}", name=name)
    if 12 <= hour < 18:
        return tr("Good afternoon, {name}", name=name)
    return tr("Good evening, {name}", name=name)


def names(home: Home) -> Iterator[str]:
    """Everything on it that a person has named."""
    yield home.name
    yield str(home.machine.folder)
    for task in home.to_do:
        yield task.course
    for course in home.busiest:
        yield course.title
    for one in home.edited:
        yield from (one.title, one.course)


def facts(home: Home) -> str:
    """The day, and how large the place is."""
    today = weekday_text(datetime.now(UTC).astimezone())
    if home.empty:
        return today
    courses = trn("{n} course", "{n} courses", home.courses)
    enrolled = trn("{n} enrollment", "{n} enrollments", home.enrolled)
    return tr("{day} · {courses}, {enrolled}", day=today, courses=courses, enrolled=enrolled)


def learners_trend(home: Home) -> Trend:
    """How many people enrolled lately."""
    courses = trn("in {n} published course", "in {n} published courses", home.published)
    return Trend(words=courses)


def rate_words(home: Home) -> tuple[str, Trend]:
    """The completion rate and of how many."""
    if home.rate is None:
        return "–", Trend(words=tr("nobody is enrolled yet"))
    done, every = figures.whole(home.completed), figures.whole(home.enrolled)
    return figures.percent(home.rate), Trend(
        words=tr("{done} of {all} enrollments", done=done, all=every)
    )


def week_words(home: Home) -> tuple[str, Trend]:
    """New enrollments of seven days against the seven before."""
    change = home.recent - home.week_before
    if change == 0:
        return figures.whole(home.recent), Trend(words=tr("as in the 7 days before"))
    sign = "+" if change > 0 else "\u2212"
    return figures.whole(home.recent), Trend(
        change=f"{sign}{figures.whole(abs(change))}",
        words=tr("on the 7 days before"),
        icon="trending-up" if change > 0 else "trending-down",
        tone="success" if change > 0 else "muted",
    )


def certify_words(count: int) -> tuple[str, Trend]:
    """How many wait for a certificate."""
    words = tr("completed, without a certificate") if count else tr("everybody has theirs")
    return many(count), Trend(words=words)


def many(count: int) -> str:
    """A count that was not carried on beyond a limit."""
    text = figures.whole(count)
    return f"{text}+" if count >= MOST_TO_CERTIFY else text


# what waits


def drafts_lead(count: int) -> Lead:
    """Texts that were not saved."""
    return Lead(
        LineText(
            icon="history",
            tone="warning",
            title=trn("{n} unsaved draft", "{n} unsaved drafts", count),
            facts=tr("Typed before and kept on this computer"),
            verb=tr("Look"),
        ),
        "recovery",
    )


def certify_lead(count: int) -> Lead:
    """Certificates to issue."""
    return Lead(
        LineText(
            icon="award",
            tone="success",
            title=tr("{n} to certify", n=many(count)),
            facts=tr("Completed their course and have no certificate yet"),
            verb=tr("Issue"),
        ),
        "certificates",
        {"tab": "eligible"},
    )


def lead(one: ToDo) -> Lead:
    """Something that waits, with the way there."""
    makers = {
        "failed_events": _failed_events,
        "failed_workflows": _failed_workflows,
        "waiting": _waiting,
        "without_lessons": _without_lessons,
        "ready": _ready,
    }
    return makers[one.task](one)


def _failed_events(one: ToDo) -> Lead:
    return Lead(
        LineText(
            icon="triangle-alert",
            tone="danger",
            title=trn("{n} event failed", "{n} events failed", one.count),
            facts=tr("Given up after five tries; what followed from it is missing"),
            verb=tr("Open"),
        ),
        "activity",
        {"tab": "events", "search": "status:failed"},
    )


def _failed_workflows(one: ToDo) -> Lead:
    return Lead(
        LineText(
            icon="triangle-alert",
            tone="danger",
            title=trn("{n} workflow failed", "{n} workflows failed", one.count),
            facts=tr("Its steps so far were taken back"),
            verb=tr("Open"),
        ),
        "activity",
        {"tab": "workflows", "search": "status:failed"},
    )


def _waiting(one: ToDo) -> Lead:
    # Not before somebody waits: the list's grammar is much to load for a first paint.
    from app.ports.grid import Filter
    from app.queries.grid_search import wording

    return Lead(
        LineText(
            icon="clock",
            tone="info",
            title=trn("{n} person waits for a seat", "{n} people wait for a seat", one.count),
            facts=one.course,
            verb=tr("Open"),
        ),
        "enrollments",
        {"tab": "waiting", "search": wording(Filter("course", "is", (one.course,)))},
    )


def _without_lessons(one: ToDo) -> Lead:
    title = trn("{n} course has no lessons", "{n} courses have no lessons", one.count)
    return _course(one, "file-plus", "warning", title, tr("Add lessons"))


def _ready(one: ToDo) -> Lead:
    title = trn("{n} draft is ready to publish", "{n} drafts are ready to publish", one.count)
    return _course(one, "send", "info", title, tr("Review"))


def _course(one: ToDo, icon: str, tone: str, title: str, verb: str) -> Lead:
    """About one course, or about several."""
    if one.course_id is None:
        text = LineText(icon=icon, tone=tone, title=title, verb=tr("Open"))
        return Lead(text, "courses")
    text = LineText(icon=icon, tone=tone, title=title, facts=one.course, verb=verb)
    return Lead(text, "course", {"course_id": one.course_id})


# what was worked on


def edited_lead(one: Edited) -> Lead:
    """A course or lesson, with when it was changed."""
    params: dict[str, Any] = {"course_id": one.course_id}
    if one.kind == "lesson":
        params["lesson_id"] = one.id
    icon = LESSON_ICONS.get(one.lesson_type, "book-open")
    where = one.course if one.kind == "lesson" else tr("Course")
    text = LineText(icon=icon, title=one.title, facts=where, aside=lately_text(one.at))
    return Lead(text, "course", params)


def course_lead(one: CourseState) -> Lead:
    """A course, with how many learn there and how far they are."""
    learners = trn("{n} learner", "{n} learners", one.learners)
    lessons = trn("{n} lesson", "{n} lessons", one.lessons)
    share = 100 * one.completed / one.learners if one.learners else None
    done = "" if share is None else tr("{share} completed", share=figures.whole_percent(share))
    text = LineText(
        icon="book-open",
        title=one.title,
        facts=f"{tr(STATUS_WORDS[one.status])}, {learners}, {lessons}",
        aside=done,
    )
    return Lead(text, "course", {"course_id": one.id})


# the first steps


@dataclass(frozen=True, slots=True)
class Step:
    """A way to begin: a screen to go to, or an action to run."""

    icon: str
    title: str
    facts: str
    place: str = ""
    params: Mapping[str, Any] = field(default_factory=dict[str, Any])
    action: str = ""


NEW_COURSE = Step("plus", "New course", "", place="courses", params={"new": 1})

FIRST_STEPS: tuple[Step, ...] = (
    Step(
        "book-open",
        "Make a course",
        "Modules, lessons, quizzes: begin with a title",
        place="courses",
        params={"new": 1},
    ),
    Step(
        "folder-open",
        "Import a folder",
        "A course in Markdown, with its pictures and quizzes",
        place="courses",
        params={"import": 1},
    ),
    Step(
        "user-plus",
        "Add people",
        "One by one, or from a CSV file",
        place="people",
        params={"add": 1},
    ),
    Step(
        "flask-conical",
        "Open the demo academy",
        "Three courses and 200 learners to look around in",
        action="workspace.demo",
    ),
)
"""What there is to begin with."""
