"""Courses and tables in and out: course folders, Carpentries lessons and CSV files."""
