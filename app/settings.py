"""Settings: declared, typed, versioned. Kept as one JSON file in the workspace."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from app.domain.errors import EnvironmentFault, Invalid

VERSION = 1
FILE_NAME = "settings.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a workspace's admin may choose.

    `institution` stands on certificates; `demo` marks a workspace made from the demo academy.
    """

    institution: str = "SmartCourse Academy"
    demo: bool = False


def load(folder: Path) -> Settings:
    """The workspace's settings; defaults where the file is absent.

    Raises `EnvironmentFault` (``settings.unreadable``) for a file that is not ours to guess at.
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
    return changed(Settings(), stored.get("values", {}))


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
    """The settings with *values* put in; raises `Invalid` for an undeclared name or wrong type."""
    declared = {field.name: type(getattr(settings, field.name)) for field in fields(settings)}
    for name, value in values.items():
        if name not in declared:
            raise Invalid("value.unknown_field", field=name, form="settings")
        if not isinstance(value, declared[name]):
            raise Invalid(
                "value.wrong_type", field=name, value=repr(value), wanted=declared[name].__name__
            )
    return replace(settings, **values)
