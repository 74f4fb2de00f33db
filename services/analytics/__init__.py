"""Reading and recounting the platform's metrics."""
