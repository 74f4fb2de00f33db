"""Every refusal there is, as it is raised: its class, and data such as the code gives it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from string import Formatter
from typing import Any

from app.domain import errors
from app.domain.errors import SmartCourseError
from app.domain.messages import CATALOGUE
from tests.support.project import ROOT

KINDS: Mapping[str, type[SmartCourseError]] = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, SmartCourseError)
}
FOLDER = "/home/maya/Documents/University of Applied Sciences/academy"
LONG = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
NUMBERS = frozenset(
    {"bytes", "byte", "cells", "character", "count", "first", "held", "key", "last", "left"}
    | {"length", "limit", "line", "longest", "max_students", "megabytes", "minutes", "op_no"}
    | {"pid", "position", "row", "score", "seconds", "size", "version", "byte", "course_id"}
    | {"lesson_id", "student_id", "oldest", "newest", "least", "most"}
)
TEXTS: Mapping[str, Any] = {
    "action": "publish this course",
    "alphabet": "0123456789ABCDEFGHJKMNPQRSTVWXYZ",
    "cause": "No space left on device",
    "certificate_number": "SC-2026-000007",
    "choices": ("A4", "Letter"),
    "columns": ("email", "username", "first_name", "last_name", "role"),
    "command": "issue certificates of this course",
    "copy": f"{FOLDER}.damaged-20261130",
    "email": "maya.lindqvist@uni.example",
    "emails": ["office@uni.example", "maya.lindqvist@uni.example"],
    "files": ["plan.pdf", "map.png"],
    "key_id": "5f1c",
    "name": "certificate-of-maya.pdf",
    "now": "Reading Data",
    "path": f"{FOLDER}/workspace.db",
    "reason": "moved away",
    "table": "ext.lessons",
    "used_by": "ext.lesson_bodies",
    "value": "A3",
    "wanted": "int",
    "why": "The YAML has no title.",
    "yours": "Charts that tell the truth",
}


OF_ONE: Mapping[str, Mapping[str, Any]] = {"background.waits": {"cause": "It was stopped."}}
"""Data that in one refusal is more than a word: another's sentence."""


def placeholders(reason: str) -> set[str]:
    """What a refusal's sentence is filled from."""
    message = CATALOGUE[reason]
    parts = (*Formatter().parse(message.problem), *Formatter().parse(message.remedy))
    return {name for _, name, _, _ in parts if name}


def error(reason: str, *, awkward: bool = False) -> SmartCourseError:
    """A refusal with usual data, or with names as long as people and disks have them."""
    data: dict[str, Any] = {}
    for name in placeholders(reason):
        if name in NUMBERS:
            data[name] = 12_345_678 if awkward else 7
        elif awkward and name not in ("wanted", "table", "used_by", "alphabet"):
            data[name] = f"{FOLDER}/{LONG}.csv" if name in ("path", "copy") else LONG
        else:
            data[name] = TEXTS.get(name, "Reading Data")
    data.update(OF_ONE.get(reason, {}))
    return kinds().get(reason, errors.Rejected)(reason, **data)


@cache
def kinds() -> Mapping[str, type[SmartCourseError]]:
    """The class that each reason is raised as, read from the code."""
    return {reason: KINDS[name] for reason, name, _ in raised()}


@cache
def raised() -> tuple[tuple[str, str, set[str]], ...]:
    """Every error that the code makes with a constant reason: reason, class, keys of its data."""
    return tuple(_raised())


def _raised() -> Iterator[tuple[str, str, set[str]]]:
    for top in ("app", "services", "ui"):
        for source in (ROOT / top).rglob("*.py"):
            text = source.read_text(encoding="utf-8")
            if not any(f"{name}(" in text for name in KINDS):
                continue
            for node in ast.walk(ast.parse(text)):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                    continue
                reason = node.args[0] if node.args else None
                if node.func.id in KINDS and isinstance(reason, ast.Constant):
                    yield str(reason.value), node.func.id, {str(one.arg) for one in node.keywords}
