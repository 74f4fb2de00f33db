"""``smartcourse-admin``: everything without a window (docs/cli.md is its contract)."""

from app.cli.entry import main

__all__ = ["main"]
