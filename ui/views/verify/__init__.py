"""Telling genuine certificates from others."""
