"""One person: what they learn, teach and have earned, and who changed what."""
