"""Icons as files, which is the only form that a style sheet can show."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path

import resources

STROKE = "2.4"
"""Check marks and chevrons are drawn at 12 to 14 px, where a thinner line breaks up."""


def icon_file(name: str, color: str) -> str:
    """The path (with slashes) of an icon in a colour, written once into the user's cache."""
    path = user_cache_path("smartcourse") / "icons" / f"{name}-{color.lstrip('#')}.svg"
    if not path.exists():
        _write(path, name, color)
    return path.as_posix()


def _write(path: Path, name: str, color: str) -> None:
    source = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
    source = source.replace("currentColor", color[:7])
    source = source.replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    temporary.write_text(source, encoding="utf-8")
    temporary.replace(path)
