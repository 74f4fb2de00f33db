"""Settings: declared, typed, versioned. Kept as one JSON file in the workspace."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from app.domain import checks
from app.domain.actor import Actor
from app.domain.dataclass import dataclass
from app.domain.errors import EnvironmentFault, Invalid, NotAllowed

VERSION = 1
FILE_NAME = "settings.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a workspace's admin may choose.

    `institution` stands on certificates; `demo` marks a workspace made from the demo academy.
    """

    institution: str = "SmartCourse Academy"
    demo: bool = False


CHECKS: checks.Checks = {"institution": checks.line(255), "demo": checks.present}
"""What each may be, whether it comes from a window, a command line or the file."""


class Kept:
    """The settings of an open workspace; whoever asks gets them as they stand `now`."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder = folder
        self.now = settings

    def choose(self, actor: Actor, **values: Any) -> Settings:
        """Put *values* in, for everything that follows. This is no command: undo has no part in it.

        Raises `NotAllowed` for whoever is no admin, and `Invalid` as `changed` does.
        """
        if actor.role == "instructor":
            action = "change what this workspace is called"
            raise NotAllowed("role.not_allowed", action=action, role=actor.role)
        chosen = changed(self.now, values)
        save(self._folder, chosen)
        self.now = chosen
        return chosen


def load(folder: Path) -> Settings:
    """The workspace's settings; defaults where the file is absent.

    Raises `EnvironmentFault` (``settings.unreadable``) for a file that is not ours to guess at,
    and `Invalid` for a value in it that cannot be.
    """
    path = folder / FILE_NAME
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise EnvironmentFault("settings.unreadable", path=str(path)) from error
    if not isinstance(stored, dict) or stored.get("version") != VERSION:
        raise EnvironmentFault("settings.unreadable", path=str(path))
    try:
        return changed(Settings(), stored.get("values", {}))
    except Invalid as error:
        where = f"{error.data['field']} in {FILE_NAME}"
        raise Invalid(error.reason, **{**error.data, "field": where}) from None


def save(folder: Path, settings: Settings) -> None:
    """Write the settings whole or not at all."""
    values = {field.name: getattr(settings, field.name) for field in fields(settings)}
    text = json.dumps({"version": VERSION, "values": values}, indent=2, ensure_ascii=False)
    temporary = folder / (FILE_NAME + ".new")
    with temporary.open("w", encoding="utf-8") as stream:
        stream.write(text + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(folder / FILE_NAME)


def changed(settings: Settings, values: Mapping[str, Any]) -> Settings:
    """The settings with *values* put in; raises `Invalid` for a name or value that cannot be."""
    declared = {field.name: type(getattr(settings, field.name)) for field in fields(settings)}
    for name, value in values.items():
        if name not in declared:
            raise Invalid("value.unknown_field", field=name, form="settings")
        if not isinstance(value, declared[name]):
            raise Invalid(
                "value.wrong_type", field=name, value=repr(value), wanted=declared[name].__name__
            )
    return replace(settings, **{name: CHECKS[name](name, one) for name, one in values.items()})
