"""Enrollments: who learns what."""
