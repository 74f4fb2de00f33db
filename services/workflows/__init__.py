"""Running the work that follows a command, step by step."""
