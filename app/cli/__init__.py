"""``smartcourse-admin``: everything without a window (docs/cli.md is its contract)."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> int:
    """The console script. Ctrl-C ends it quietly even while it is still loading."""
    try:
        from app.cli.entry import main as entry

        return entry()
    except KeyboardInterrupt:
        sys.stderr.write("smartcourse-admin: Stopped.\n")
        return 130
