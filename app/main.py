"""``smartcourse``: the desktop program's entry."""

from __future__ import annotations

import argparse
import builtins
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.context import Context
    from app.domain.actor import Actor, NewOwner
    from app.domain.entities import User
    from app.ports.drafts import Drafts
    from ui.operations.doors import Backup, Doors, Fault


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="smartcourse", description="Run courses, offline.")
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    parser.add_argument(
        "--workspace", metavar="W", type=Path, help="open the workspace in folder W"
    )
    parser.add_argument("--demo", action="store_true", help="open the demo academy")
    parser.add_argument(
        "--safe", action="store_true", help="without the remembered layout and without upkeep"
    )
    parser.add_argument(
        "--tour",
        metavar="OUT",
        type=Path,
        help="drive the window through the main job without a screen; pictures go to folder OUT",
    )
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """The console script: answers the exit code."""
    asked = _parser().parse_args(arguments)
    if asked.version:
        from importlib.metadata import version  # a start of the window can do without

        print(f"SmartCourse {version('smartcourse')}")
        return 0
    if asked.tour is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    fault = _window_fault()
    if fault is not None:
        print(f"smartcourse: {fault}", file=sys.stderr)
        return 1
    if asked.tour is not None:
        run_tour: Callable[[Path, Doors], int] = import_module("ui.tour.run").run_tour
        return run_tour(asked.tour, doors())
    # Collecting while hundreds of modules are loaded costs a tenth of the start and frees nothing;
    # the window collects again once it is shown.
    gc.disable()
    _load_toolkit()
    from ui.shell.start import Wishes, run

    wishes = Wishes(workspace=_named(asked.workspace), demo=asked.demo, safe=asked.safe)
    code, whole = run(wishes, doors())
    if not whole:
        # Something is still at work that may not be waited for; the workspace survives that.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


def _load_toolkit() -> None:
    """Load the toolkit, and go on importing as Python does.

    The toolkit puts a function of its own in the place of `__import__`, which reads the source of
    every module that is loaded from then on. It looks for a wish to spell the toolkit's names in
    another way, which nothing here has.
    """
    as_python_does = builtins.__import__
    import_module("PySide6.QtCore")
    builtins.__import__ = as_python_does


def _named(given: Path | None) -> Path | None:
    if given is not None:
        return given
    named = os.environ.get("SMARTCOURSE_WORKSPACE")
    return Path(named) if named else None


def _window_fault() -> str | None:
    from app.queries.machine import window_fault

    return window_fault(os.environ)


def doors() -> Doors:
    """The ways into and around workspaces. Each is imported when it is first used."""
    from ui.operations.doors import Doors

    return Doors(
        open=_open,
        create=_create,
        make_demo=_make_demo,
        remove_demo=_remove_demo,
        check=_check,
        back_up=_back_up,
        backups=_backups,
        restore=_restore,
        drafts=_drafts,
        sign_in=_sign_in,
        change_password=_change_password,
        describe=_describe,
    )


def _open(folder: Path) -> Context:
    from app.bootstrap.keeping import open_for_window

    return open_for_window(folder)


def _create(folder: Path, owner: NewOwner, institution: str) -> None:
    from app.bootstrap.keeping import new_workspace

    new_workspace(folder, owner, institution)


def _make_demo(folder: Path) -> None:
    from app.bootstrap.keeping import make_demo

    make_demo(folder)


def _remove_demo(folder: Path) -> None:
    from app.bootstrap.academy import remove_demo

    remove_demo(folder)


def _check(context: Context) -> Sequence[Fault]:
    from app.bootstrap.opening import check_workspace

    return check_workspace(context)


def _back_up(folder: Path) -> Path:
    from app.bootstrap.keeping import back_up_workspace

    return back_up_workspace(folder)


def _backups(folder: Path) -> Sequence[Backup]:
    from app.bootstrap.keeping import list_backups

    return list_backups(folder)


def _restore(folder: Path, backup: Path) -> Path:
    from app.bootstrap.keeping import restore_backup

    return restore_backup(folder, backup)


def _drafts(folder: Path) -> Drafts:
    from app.bootstrap.keeping import drafts_of

    return drafts_of(folder)


def _sign_in(context: Context, email: str, password: str) -> User:
    from app.bootstrap.keeping import sign_in

    return sign_in(context, email, password)


def _change_password(context: Context, actor: Actor, current: str, password: str) -> None:
    from app.bootstrap.keeping import change_password

    change_password(context, actor, current, password)


def _describe(folder: Path) -> dict[str, Any]:
    from app.bootstrap.keeping import describe

    return describe(folder)
