"""Small controls that every view is composed of."""
