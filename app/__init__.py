"""SmartCourse: the application, without a toolkit and without a database driver."""
