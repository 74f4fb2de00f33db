"""An instructor finds nothing of other instructors' courses, on any screen and by any way."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QPlainTextEdit, QWidget

from app.domain.entities import Course, Enrollment, Lesson, User
from app.ports.drafts import Draft
from tests.support.walk import STOPS
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.views.person.page import PersonPage
from ui.views.recovery.page import DraftCard

FOREIGN = 1
"""A course of another instructor."""


@pytest.fixture
def teacher(desktop: Desktop) -> User:
    """Works in the window; teaches another course than `FOREIGN`."""
    with desktop.operations.context.store.reading() as rows:
        other = next(
            one
            for one in rows.find(Course)
            if one.instructor_id != rows.get(Course, 1).instructor_id
        )
        found = rows.get(User, other.instructor_id)
    desktop.act_as(found)
    settle(desktop)
    return found


@pytest.fixture
def others(desktop: Desktop, teacher: User) -> frozenset[str]:
    """Titles of others' courses and their lessons, and the addresses of whom they alone teach."""
    with desktop.operations.context.store.reading() as rows:
        courses = rows.find(Course)
        own = {one.id for one in courses if one.instructor_id == teacher.id}
        words = {one.title for one in courses if one.id not in own}
        words |= {one.title for one in rows.find(Lesson) if one.course_id not in own}
        words -= {one.title for one in rows.find(Lesson) if one.course_id in own}
        learners = {one.student_id for one in rows.find(Enrollment, course_id=list(own))}
        words |= {one.email for one in rows.find(User, role="student") if one.id not in learners}
    return frozenset(words)


def _texts(widget: QWidget) -> Iterator[str]:
    """Every text that a screen shows, in lists too."""
    for one in (widget, *widget.findChildren(QWidget)):
        for name in ("text", "title", "toPlainText", "accessibleName", "toolTip"):
            found = getattr(one, name, None)
            text = found() if callable(found) else None
            if isinstance(text, str):
                yield text
        model = one.model() if isinstance(one, QAbstractItemView) else None
        if isinstance(model, QAbstractItemModel):
            for row in range(min(model.rowCount(), 200)):
                for column in range(model.columnCount()):
                    yield str(model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole))


def _shown(desktop: Desktop) -> str:
    page = desktop.window.page
    assert page is not None
    return "\n".join((*desktop.window.page.crumbs, *_texts(page)))


@pytest.mark.parametrize(
    ("place", "params"), STOPS, ids=[f"{at}-{place}" for at, (place, _params) in enumerate(STOPS)]
)
def test_no_screen_shows_what_belongs_to_others(
    desktop: Desktop, others: frozenset[str], place: str, params: dict[str, object]
) -> None:
    desktop.window.go(place, params)
    settle(desktop)
    text = _shown(desktop)
    assert sorted(one for one in others if one in text) == []
    if place == "course":
        assert "The course cannot be shown" in text
        assert "Your role (instructor) does not allow this" in text
        page = desktop.window.page
        assert page is not None
        assert not any(one.isVisible() for one in page.findChildren(QPlainTextEdit))


def test_going_over_to_an_instructor_closes_what_the_admin_had_open(desktop: Desktop) -> None:
    with desktop.operations.context.store.reading() as rows:
        title = rows.get(Course, FOREIGN).title
        stranger = next(
            one
            for one in rows.find(User, role="instructor")
            if one.id != rows.get(Course, FOREIGN).instructor_id
        )
    desktop.window.go("course", {"course_id": FOREIGN})
    settle(desktop)
    assert title in _shown(desktop)
    desktop.act_as(stranger)
    settle(desktop)
    assert title not in _shown(desktop)


def test_an_export_holds_what_is_of_own_courses(
    desktop: Desktop, teacher: User, tmp_path: Path
) -> None:
    with desktop.operations.context.store.reading() as rows:
        own = {one.id for one in rows.find(Course, instructor_id=teacher.id)}
        taught = {one.student_id for one in rows.find(Enrollment, course_id=list(own))}
        every = rows.find(Enrollment, student_id=list(taught))
        shared = next(one.student_id for one in every if one.course_id not in own)
    desktop.window.go("person", {"user_id": shared})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, PersonPage)
    page.export_to(tmp_path / "person.zip")
    settle(desktop)
    with zipfile.ZipFile(tmp_path / "person.zip") as archive:
        listed = json.loads(archive.read("enrollments.json"))
        assert {one["course_id"] for one in listed} <= own
        assert json.loads(archive.read("notifications.json")) == []


def test_the_rail_counts_what_the_lists_hold(desktop: Desktop, teacher: User) -> None:
    with desktop.operations.context.store.reading() as rows:
        own = [one.id for one in rows.find(Course, instructor_id=teacher.id, is_deleted=False)]
        taught = {one.student_id for one in rows.find(Enrollment, course_id=own)}
    rail = desktop.window.rail
    counts = {
        name: rail.findChild(QAbstractButton, f"rail.{name}").accessibleDescription()  # type: ignore[union-attr]
        for name in ("courses", "people")
    }
    assert counts == {"courses": str(len(own)), "people": str(len(taught))}


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("people", ("Import", "Add person")),
        ("enrollments", ("Import", "Enroll people")),
        ("progress", ("Import progress",)),
    ],
)
def test_what_only_admins_do_says_so(
    desktop: Desktop, teacher: User, place: str, words: tuple[str, ...]
) -> None:
    del teacher
    desktop.window.go(place)
    settle(desktop)
    page = desktop.window.page
    assert page is not None
    buttons = {one.text(): one for one in page.head.findChildren(QAbstractButton)}  # type: ignore[attr-defined]
    for word in words:
        assert not buttons[word].isEnabled()
        assert "Only admins do this" in buttons[word].toolTip()


def test_a_draft_is_its_writers_and_admins_see_all(desktop: Desktop, teacher: User) -> None:
    with desktop.operations.context.store.reading() as rows:
        own = rows.find(Course, instructor_id=teacher.id)[0].id
        lesson = next(one for one in rows.find(Lesson, course_id=own) if one.type == "text")
        admin = rows.find(User, role="admin")[0]
    drafts = desktop.operations.drafts
    drafts.keep("lesson", str(lesson.id), "x", "mine")
    drafts.put(
        Draft(
            kind="lesson",
            key=str(lesson.id),
            base_sha256="x",
            text="theirs",
            kept_at=datetime(2026, 1, 1, tzinfo=UTC),
            owner=admin.id,
        )
    )
    drafts.flush()
    assert _cards(desktop) == 1
    # Typing on does not put it off, nor does saving forget what another typed.
    drafts.drop("lesson", str(lesson.id))
    assert _cards(desktop) == 0
    desktop.act_as(admin)
    settle(desktop)
    assert _cards(desktop) == 1


def _cards(desktop: Desktop) -> int:
    desktop.window.go("recovery")
    page = desktop.window.page
    assert page is not None
    page.load()
    read: list[object] = []
    desktop.operations.drafts.all(read.append)
    while not read:
        settle(desktop)
    settle(desktop)
    return sum(one.isVisible() for one in page.findChildren(DraftCard))
