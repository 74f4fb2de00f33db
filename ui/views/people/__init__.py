"""People: learners, instructors and admins."""
