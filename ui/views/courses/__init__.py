"""All courses."""
