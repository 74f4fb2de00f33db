"""What the review says of publishing, and how it says it."""

from __future__ import annotations

from collections.abc import Callable

from tests.ui.courses.conftest import OpenCourse
from ui.shell.application import Desktop
from ui.views.course.page import CoursePage

Settled = Callable[[], None]


def told(page: CoursePage) -> tuple[str, str]:
    review = page.parts.shown("review")
    return review.effect.text(), review.effect.property("tone")


def test_nothing_to_publish_is_no_error(open_course: OpenCourse) -> None:
    page = open_course(1, view="review")
    words, tone = told(page)
    assert words == "Learners already see all of it: there is nothing to publish."
    assert tone != "danger"
    assert not page.parts.shown("review").publish.isEnabled()


def test_what_is_in_the_way_is_one(
    open_course: OpenCourse, settled: Settled, desktop: Desktop
) -> None:
    page = open_course(1)
    page.panel.view.selectAll()
    desktop.window.actions_registry.trigger("course.delete")
    settled()
    page.publish()
    settled()
    words, tone = told(page)
    assert "in the way of publishing" in words
    assert tone == "danger"
