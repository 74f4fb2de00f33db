"""Activity: what happened in the workspace, and what of it went wrong."""
