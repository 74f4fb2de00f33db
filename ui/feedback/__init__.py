"""Telling people what happened: toasts, list states, banners, errors."""
