"""The form of a catalogue's entries."""

from __future__ import annotations

from app.domain.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """Templates filled from an error's data: the problem with its cause, and the remedy.

    `typed` is the remedy of who types commands, where it is another than in the window.
    """

    problem: str
    remedy: str
    typed: str = ""
