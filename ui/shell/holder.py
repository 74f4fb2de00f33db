"""Who has a workspace open, as its lock file tells."""

from __future__ import annotations

import json
import os
from pathlib import Path

LOCK = "workspace.lock"


def window_may_hold(folder: Path) -> bool:
    """Whether a window that still runs signed the folder's lock."""
    try:
        signed = json.loads((folder / LOCK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    if not isinstance(signed, dict) or signed.get("kind") != "window":
        return False
    return is_alive(signed.get("pid"))


def is_alive(pid: object) -> bool:
    """Whether a process of this number runs."""
    if not isinstance(pid, int) or pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
