"""Drafts that a crash left behind."""
