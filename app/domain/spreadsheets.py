"""What a spreadsheet would run, if a cell of a file or of the clipboard began with it."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")
"""First characters that make a spreadsheet run a cell, whatever apostrophes stand before them."""


def quoted(cell: str) -> str:
    """A cell that no spreadsheet runs, and that `unquoted` gives back."""
    return "'" + cell if cell.lstrip("'").startswith(FORMULA) else cell


def unquoted(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'").startswith(FORMULA) else cell
