"""The only place that starts threads: one lane for writing, a pool for reading, jobs."""
