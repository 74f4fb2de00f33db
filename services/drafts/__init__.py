"""Unsaved edits on the disk."""
