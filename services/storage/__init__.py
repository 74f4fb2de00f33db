"""Storing the records: tables, the SQLite store, the workspace folder, backup and check."""
