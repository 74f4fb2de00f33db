"""Paint a screen of the window into a PNG: python -m tests.support.show PLACE OUT.png."""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.support.window import copy_demo, make_demo, open_desktop, settle


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", help="a screen's id, as in ui/shell/places.py")
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", default="light")
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--params", default="{}", help="JSON that the way to the screen carries")
    parser.add_argument("--workspace", type=Path, help="a workspace to copy (the demo academy)")
    asked = parser.parse_args()
    width, _, height = asked.size.partition("x")
    with tempfile.TemporaryDirectory(prefix="smartcourse-") as folder:
        source = asked.workspace or _cached_demo()
        workspace = copy_demo(source, Path(folder) / "workspace")
        with open_desktop(
            workspace,
            Path(folder) / "memory.json",
            theme=asked.theme,
            size=(int(width), int(height)),
        ) as desktop:
            desktop.window.go(asked.place, json.loads(asked.params))
            settle(desktop)
            desktop.window.grab().save(str(asked.out))


def _cached_demo() -> Path:
    """The demo academy of today, made once a day: its times hang on the date."""
    from datetime import UTC, datetime

    folder = Path(tempfile.gettempdir()) / f"smartcourse-show-{datetime.now(UTC):%Y%m%d}"
    if not (folder / "demo" / "workspace.db").exists():
        folder.mkdir(exist_ok=True)
        make_demo(folder)
    return folder / "demo"


if __name__ == "__main__":
    main()
