"""Home: what needs you, and how things stand."""
