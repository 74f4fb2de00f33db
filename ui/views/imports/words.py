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

FIELDS: dict[str, str] = {
    "email": "E-mail",
    "username": "Username",
    "first_name": "First name",
    "last_name": "Last name",
    "role": "Role",
    "is_active": "Active",
    "is_verified": "Verified",
    "created_at": "Here since",
    "course": "Course",
    "lesson": "Lesson",
    "status": "Status",
    "enrolled_at": "Enrolled on",
    "started_at": "Started on",
    "completed_at": "Completed on",
    "dropped_at": "Dropped on",
    "payment_status": "Payment",
    "payment_amount": "Amount paid",
    "enrollment_source": "Source",
    "score": "Score",
    "minutes": "Minutes",
    "at": "Date and time",
}
"""What is to be known of a row."""

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}

OUTCOMES = {"kept": "Kept", "changed": "Changed", "dropped": "Left out"}
"""What became of a file of a course's folder."""
