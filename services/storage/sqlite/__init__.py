"""The store on SQLite: `SqliteStore` is its entry (docs/storage.md)."""
