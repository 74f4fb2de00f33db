"""The screens, one folder a feature."""
