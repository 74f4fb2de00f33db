"""Everything that the window can show: screens, as the register names them, and what opens over.

A new screen is walked through by itself. A new sheet or popover must be added to `OVER`: the walk
fails as long as it is not.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

import ui
from ui.feedback.dialogs import Sheet
from ui.feedback.popovers import Popover
from ui.shell.application import Desktop
from ui.shell.places import PLACES

Stop = tuple[str, Mapping[str, Any]]
Opener = Callable[[Desktop, Any], object]
"""Opens something on the window over a screen, which is handed over too."""

TEXT, QUIZ = 2, 6
PARAMS: dict[str, dict[str, Any]] = {"course": {"course_id": 1}, "person": {"id": 5}}
"""What the way to a screen carries, where it shows nothing without."""

MORE: tuple[Stop, ...] = (
    ("course", {"course_id": 1, "lesson_id": TEXT}),
    ("course", {"course_id": 1, "lesson_id": QUIZ}),
    ("course", {"course_id": 1, "lesson_id": TEXT, "view": "learner"}),
    ("course", {"course_id": 1, "view": "review"}),
)
"""Screens that show something else for other ways."""

STOPS: list[Stop] = [*((one.id, PARAMS.get(one.id, {})) for one in PLACES), *MORE]


def run(action: str) -> Opener:
    """What an action opens."""
    return lambda desktop, _page: desktop.window.actions_registry.trigger(action)


def _losing(desktop: Desktop, _page: Any) -> None:
    from ui.shell.losing import LosingSheet

    LosingSheet(desktop.look, desktop.window, desktop.operations, lambda: None).open()


def _restore(desktop: Desktop, _page: Any) -> None:
    from app.bootstrap.keeping import Backup
    from ui.shell.restoring import RestoreSheet

    made = [Backup(path=Path("a"), at=datetime(2026, 11, 30, 9, 30, tzinfo=UTC), size=4_200_000)]
    RestoreSheet(desktop.look, desktop.window, made, lambda _path: None).open()


def _remove_demo(desktop: Desktop, _page: Any) -> None:
    from ui.shell.demo_removal import RemoveDemoSheet

    RemoveDemoSheet(desktop.look, desktop.window, lambda: None).open()


def _reason(*, reissue: bool) -> Opener:
    def opens(desktop: Desktop, _page: Any) -> None:
        from ui.views.certificates.dialogs import ReasonDialog

        number = "SC-2026-000123"
        look, window = desktop.look, desktop.window
        ReasonDialog(look, window, number, lambda _why: None, reissue=reissue).open()

    return opens


def _print(desktop: Desktop, _page: Any) -> None:
    from ui.views.certificates.dialogs import PrintDialog

    nothing = dict.fromkeys(("print_on", "save"), lambda *_: None)
    PrintDialog(desktop.look, desktop.window, 214, [], **nothing).open()


def _issue(_desktop: Desktop, page: Any) -> None:
    page.grid.select_all()
    page.handling.issue(page.grid.selection())


def _change_status(_desktop: Desktop, page: Any) -> None:
    page.grid.select_all()
    page._ask_status("suspend", page.grid.selection())


def _filter(_desktop: Desktop, page: Any) -> None:
    page.grid._open_editor("status", None, page.grid.bar.search)


HOME, PEOPLE, ENROLLMENTS, CERTIFICATES, ANALYTICS, LESSON = (
    next(one for one in STOPS if one == (name, params))
    for name, params in (
        ("home", {}),
        ("people", {}),
        ("enrollments", {}),
        ("certificates", {}),
        ("analytics", {}),
        MORE[0],
    )
)

OVER: list[tuple[str, Stop, Opener]] = [
    ("Palette", HOME, run("palette.commands")),
    ("JobCentre", HOME, run("view.jobs")),
    ("NoticeHistory", HOME, run("view.notices")),
    ("Chooser", HOME, run("workspace.switch")),
    ("Preferences", HOME, run("view.preferences")),
    ("ShortcutSheet", HOME, run("help.shortcuts")),
    ("About", HOME, run("help.about")),
    ("SwitchUser", HOME, run("workspace.switch_user")),
    ("ChangePassword", HOME, run("workspace.change_password")),
    ("DiagnosticsSheet", HOME, run("help.diagnostics")),
    ("LosingSheet", HOME, _losing),
    ("RestoreSheet", HOME, _restore),
    ("RemoveDemoSheet", HOME, _remove_demo),
    ("NewCourse", ("courses", {}), lambda _desktop, page: page.ask_new()),
    ("AnnouncementSheet", ("announcements", {}), lambda _desktop, page: page.write()),
    ("PersonSheet", PEOPLE, lambda _desktop, page: page.add()),
    ("EnrollSheet", ENROLLMENTS, lambda _desktop, page: page.enroll()),
    ("FilterEditor", ENROLLMENTS, _filter),
    ("Popover", ENROLLMENTS, lambda _desktop, page: page.grid.choose_columns()),
    ("Popover", ENROLLMENTS, lambda _desktop, page: page.grid.save_view()),
    ("SummaryPopover", ENROLLMENTS, _change_status),
    ("IssueDialog", CERTIFICATES, _issue),
    ("ReasonDialog", CERTIFICATES, _reason(reissue=True)),
    ("ReasonDialog", CERTIFICATES, _reason(reissue=False)),
    ("PrintDialog", CERTIFICATES, _print),
    ("SpanPopover", ANALYTICS, lambda _desktop, page: page._open_spans()),
    ("CoursesPopover", ANALYTICS, lambda _desktop, page: page._open_courses()),
    ("LessonSettings", LESSON, lambda _desktop, page: page._open_settings()),
    ("FileList", LESSON, lambda _desktop, page: page.files.show_list()),
]
"""What opens over screens: its class, where, and how."""


def over_classes() -> set[str]:
    """The names of every kind of sheet and popover there is."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        import_module(module.name)
    waiting: list[type[QWidget]] = [Sheet, Popover]
    found = set()
    while waiting:
        for one in waiting.pop().__subclasses__():
            found.add(one.__name__)
            waiting.append(one)
    return found


def shown_over(desktop: Desktop) -> list[QWidget]:
    """The sheets and popovers that are open."""
    every = desktop.window.findChildren(QWidget)
    return [one for one in every if isinstance(one, Sheet | Popover) and one.isVisible()]


def close_over(desktop: Desktop) -> None:
    """Close whatever is open over the screen."""
    for one in shown_over(desktop):
        if isinstance(one, Sheet):
            one.reject()
        elif isinstance(one, Popover):
            one.close_up()
