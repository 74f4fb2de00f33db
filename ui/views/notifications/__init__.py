"""Notifications: what concerns whoever is signed in."""
