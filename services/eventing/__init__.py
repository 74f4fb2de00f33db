"""Carrying domain events to their consumers."""
