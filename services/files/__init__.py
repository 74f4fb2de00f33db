"""Keeping files by the hash of their bytes: `LocalFileStore` is the folder on this machine."""
