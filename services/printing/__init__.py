"""Paper: files handed to the system's spooler as they are."""
