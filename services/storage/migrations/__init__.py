"""Revisions of the workspace's schema, oldest first; a released one never changes."""
