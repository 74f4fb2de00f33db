"""The rules and the words of SmartCourse; imports the standard library only."""
