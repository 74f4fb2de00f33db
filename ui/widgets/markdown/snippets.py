"""Pieces of lessons that are inserted whole; ``$0`` is where the cursor goes."""

from __future__ import annotations

from app.domain.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Snippet:
    """A name, an icon and Markdown that stands on lines of its own."""

    id: str
    title: str
    icon: str
    text: str


TABLE = Snippet(
    "table",
    "Table",
    "table",
    "| $0 |  |\n|----|----|\n|    |    |\n|    |    |",
)
BLOCKS: tuple[Snippet, ...] = (
    Snippet("tip", "Tip", "info", "> [!tip] Before you start\n> $0"),
    Snippet("warning", "Warning", "triangle-alert", "> [!warning] Mind this\n> $0"),
    Snippet(
        "challenge",
        "Challenge with solution",
        "trophy",
        "::: challenge\n\n## Challenge\n\n$0\n\n::: solution\n\n\n:::\n\n:::",
    ),
    Snippet("spoiler", "Folded text", "eye-off", "::: spoiler\n\n## More about this\n\n$0\n\n:::"),
    Snippet("objectives", "Objectives", "list-checks", "::: objectives\n\n- $0\n\n:::"),
    Snippet("keypoints", "Key points", "star", "::: keypoints\n\n- $0\n\n:::"),
)
