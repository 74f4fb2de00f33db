"""What several tests need; nothing in here is a test."""
