"""Progress: how far everyone has come."""
