"""Every screen of the window, as the register of places names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.shell.places import PLACES

TEXT, QUIZ = 2, 6
PARAMS: dict[str, dict[str, Any]] = {"course": {"course_id": 1}, "person": {"id": 5}}
"""What the way to a screen carries, where it shows nothing without."""

MORE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("course", {"course_id": 1, "lesson_id": TEXT}),
    ("course", {"course_id": 1, "lesson_id": QUIZ}),
    ("course", {"course_id": 1, "lesson_id": TEXT, "view": "learner"}),
    ("course", {"course_id": 1, "view": "review"}),
)
"""Screens that show something else for other ways."""

STOPS: list[tuple[str, Mapping[str, Any]]] = [
    *((one.id, PARAMS.get(one.id, {})) for one in PLACES),
    *MORE,
]
