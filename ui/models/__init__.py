"""Qt models: windows of rows that belong to somebody else."""
