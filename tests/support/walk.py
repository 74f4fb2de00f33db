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
from tests.support.window import settle
from ui.feedback.dialogs import Sheet
from ui.feedback.popovers import Popover
from ui.shell.application import Desktop
from ui.shell.places import PLACES
from ui.views.check.page import KINDS

Stop = tuple[str, Mapping[str, Any]]
Opener = Callable[[Desktop, Any], object]
State = tuple[str, Stop, Opener]
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


def _previewed(tab: int) -> Opener:
    def does(desktop: Desktop, page: Any) -> None:
        page.show_tab(tab)
        settle(desktop)
        # The preview follows a moment after the list.
        page.preview._read()

    return does


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

PERSON, VERIFY, COURSE, QUIZZES = (
    ("person", {"id": 5}),
    ("verify", {}),
    ("course", {"course_id": 1}),
    MORE[1],
)


def _try_quiz(_desktop: Desktop, page: Any) -> None:
    quiz = page.parts.shown("quiz")
    if quiz.trial.isHidden():
        quiz.toggle_trial()
    quiz.trial.check()


def _leave_trial(_desktop: Desktop, page: Any) -> None:
    page.parts.shown("quiz").toggle_trial()


def _read_quiz(_desktop: Desktop, page: Any) -> None:
    learner = page.parts.shown("learner")
    learner.go_to(QUIZ)


def _score_quiz(_desktop: Desktop, page: Any) -> None:
    page.parts.shown("learner").sheet.quiz.check()


def _tables(_desktop: Desktop, page: Any) -> None:
    page.toggle_tables()


def _scroll(share: float) -> Opener:
    def does(_desktop: Desktop, page: Any) -> None:
        bar = page.area.verticalScrollBar()
        bar.setValue(round(share * bar.maximum()))

    return does


def _type(typed: str) -> Opener:
    def does(_desktop: Desktop, page: Any) -> None:
        page.field.setText(typed)
        page.check_field()

    return does


def _tab(place: int) -> Opener:
    return lambda _desktop, page: page.tabs.set_current(place)


def _select(_desktop: Desktop, page: Any) -> None:
    page.grid.select_all()


def _nothing(_desktop: Desktop, page: Any) -> None:
    page.grid.selected.clear()
    page.grid.search_for("nobody status:active progress:<20")


def _wrong(_desktop: Desktop, page: Any) -> None:
    page.overview.entries["max_students"].show("many")
    page.overview._left("max_students")


def _change_elsewhere(_desktop: Desktop, page: Any) -> None:
    page.editor._changed_elsewhere(page.editor.stored)
    page.editor.banner.tell("This lesson was changed outside this editor.", "a", "b", ())
    page.editor.finder.begin()


def _faults(desktop: Desktop, _page: Any) -> None:
    faults = [(kind, "A subject with a name", "What is wrong with it") for kind in KINDS]
    desktop.window.go("check", {"faults": faults})


def _import(file: str, content: str) -> Opener:
    def does(desktop: Desktop, page: Any) -> None:
        path = Path(desktop.operations.context.folder).parent / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
        page.take(path.parent if path.suffix == ".md" else path)

    return does


def _import_on(_desktop: Desktop, page: Any) -> None:
    page.go_on()


TABLE = "email,username,first_name,last_name,role,nick\n" + "".join(
    f"p{n}{'@uni.example' if n else ''},p{n},Pat,Number {n},student,x\n" for n in range(5)
)

STATES: tuple[State, ...] = (
    ("Try it", QUIZZES, _try_quiz),
    ("Try it no more", QUIZZES, _leave_trial),
    ("a learner's quiz", MORE[2], _read_quiz),
    ("a learner's quiz, scored", MORE[2], _score_quiz),
    ("charts, in the middle", ANALYTICS, _scroll(0.5)),
    ("charts, at the end", ANALYTICS, _scroll(1.0)),
    ("charts as tables", ANALYTICS, _tables),
    ("charts as tables, in the middle", ANALYTICS, _scroll(0.5)),
    ("charts as tables, at the beginning", ANALYTICS, _scroll(0.0)),
    ("charts again", ANALYTICS, _tables),
    ("genuine", VERIFY, _type("SC-2026-000001")),
    ("unknown", VERIFY, _type("SC-2026-999999")),
    ("a person's courses", PERSON, _tab(1)),
    ("a person's certificates", PERSON, _tab(2)),
    ("a person's log", PERSON, _tab(3)),
    ("workflows", ("activity", {}), _tab(1)),
    ("changes of rights", ("activity", {}), _tab(2)),
    ("issued", ("certificates", {}), _previewed(1)),
    ("print queue", ("certificates", {}), lambda _desktop, page: page.show_tab(2)),
    ("eligible", ("certificates", {}), _previewed(0)),
    ("a selection", ENROLLMENTS, _select),
    ("no match", ENROLLMENTS, _nothing),
    ("an entry that is wrong", COURSE, _wrong),
    ("changed elsewhere", LESSON, _change_elsewhere),
    ("faults", ("check", {}), _faults),
    ("a course to import", ("imports", {}), _import("pottery/01-clay.md", "# Clay\n")),
    ("a course that is in", ("imports", {}), _import_on),
    ("columns", ("imports", {}), _import("people.csv", TABLE)),
    ("rows that were checked", ("imports", {}), _import_on),
    ("rows that are in", ("imports", {}), _import_on),
    ("a file that is refused", ("imports", {}), _import("none.csv", "")),
)
"""What screens show once something was done there; one after the other, each on what was left."""

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
