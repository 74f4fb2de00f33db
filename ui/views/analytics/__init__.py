"""The analytics screen."""
