"""Passwords and who may sign in."""
