"""The read side: frozen row types, paged by key."""
