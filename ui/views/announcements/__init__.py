"""Announcements: what the learners of a course were told."""
