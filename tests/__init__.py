"""What shows that SmartCourse does what it says."""
