"""Charts that are read by eye, by keyboard, by screen reader and as tables."""
