"""What tables, columns and outcomes of an import are called."""

from __future__ import annotations

from app.ports.interchange import TableName

TABLES: dict[TableName, str] = {
    "users": "People",
    "enrollments": "Enrollments",
    "progress": "Progress",
}

TITLES: dict[TableName, str] = {
    "users": "Import people",
    "enrollments": "Import enrollments",
    "progress": "Import progress",
}

PLACES: dict[TableName, tuple[str, str]] = {
    "users": ("people", "Go to People"),
    "enrollments": ("enrollments", "Go to Enrollments"),
    "progress": ("progress", "Go to Progress"),
}
"""Where the imported rows are seen."""

OUTCOMES = {"kept": "Kept", "changed": "Changed", "dropped": "Left out"}
"""What became of a file of a course's folder."""
