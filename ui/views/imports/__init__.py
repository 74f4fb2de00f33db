"""Bringing tables and courses in: file, columns, check, done."""
