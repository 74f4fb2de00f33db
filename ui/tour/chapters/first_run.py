"""The first start: one question, and the demo academy as the answer."""

from __future__ import annotations

from app.domain.entities import Course, Enrollment
from ui.tour.tour import Tour


def walk(tour: Tour) -> None:
    """From nothing to Home of the demo academy."""
    window = tour.window
    with tour.step("Start for the first time"):
        tour.desktop.workspaces.welcome()
        window.show()
        window.activateWindow()
        tour.wait(window.isActiveWindow, "the window to be active")
        tour.find("Open the demo academy")
        connect = [one for one in tour.named("Connect to a server") if not one.isEnabled()]
        tour.check(connect and connect[0].toolTip(), "connecting says why it cannot be chosen")
        tour.picture("first-run")
    with tour.step("Open the demo academy"):
        tour.click("Open the demo academy")
        tour.wait(lambda: tour.desktop.operations.is_open, "the demo academy to open", 60)
        tour.wait(lambda: window.page is not None, "Home")
        tour.settle()
        tour.check(tour.ask(lambda rows: rows.count(Course)) >= 3, "the academy has courses")
        tour.check(tour.ask(lambda rows: rows.count(Enrollment)), "the academy has enrollments")
    with tour.step("Look at Home"):
        tour.wait(lambda: window.page and window.page.objectName() == "home", "Home")
        tour.picture("home")
