"""One course: its outline, its lessons, its overview."""
