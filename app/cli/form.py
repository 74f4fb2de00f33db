"""The form of one command of the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.dataclass import dataclass

if TYPE_CHECKING:
    from app.cli.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandForm:
    """One command: its words, its help, its arguments and what it does.

    `words` are one or two words (``("add", "module")``); `run` answers the exit code.
    """

    words: tuple[str, ...]
    help: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Session, Namespace], int]


def no_arguments(parser: ArgumentParser) -> None:
    """For commands that take none."""
    del parser
