"""What is loaded beforehand, so that no screen has to wait for its code when it is first shown."""

from __future__ import annotations

MODULES = (
    "ui.widgets.grid",
    "ui.shell.palette",
    "ui.views.courses.page",
    "ui.views.enrollments.page",
    "ui.widgets.markdown.html",
    "ui.views.course.page",
    "ui.views.people.page",
    "ui.views.person.page",
    "ui.views.certificates.page",
    "ui.views.progress.page",
    "ui.views.announcements.page",
    "ui.views.verify.page",
    "ui.views.notifications.page",
    "ui.views.activity.page",
    "ui.views.analytics.page",
    "ui.views.course.quiz",
    "ui.views.course.learner.view",
    "ui.views.course.review.view",
    "ui.views.imports.page",
    "ui.views.recovery.page",
    "ui.views.check.page",
    "ui.shell.preferences",
)
"""Every screen but the first, those that are wanted soonest first. What draws charts is not here:
it takes forty megabytes, and comes with the first chart."""
