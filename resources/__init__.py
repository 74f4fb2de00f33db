"""Data that ships with the program: templates, fonts, the demo academy."""

from pathlib import Path


def path(name: str) -> Path:
    """Where the resource called *name* (a relative POSIX path) lies on disk."""
    return Path(__file__).parent.joinpath(*name.split("/"))
