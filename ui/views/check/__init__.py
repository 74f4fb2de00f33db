"""What a check of the workspace found."""
