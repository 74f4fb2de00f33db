"""Sentences about finding records and the person who acts."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {
    "course.unknown": Message(
        "There is no course with the slug {slug}.",
        "Choose another one; it may have been deleted.",
        typed="List the courses with: smartcourse-admin rows courses.",
    ),
    "person.unknown": Message(
        "There is nobody with the e-mail address {email}.",
        "Check its spelling, or add the person first.",
    ),
    "enrollment.unknown": Message("{email} is not enrolled in {slug}.", "Enroll the person first."),
    "lesson.unknown": Message(
        "The course {slug} has no lesson {lesson}.",
        "Name it by its exact title or its lesson_id.",
    ),
    "lesson.ambiguous": Message(
        "{count} lessons of {slug} are called {lesson}.", "Name the one you mean by its lesson_id."
    ),
    "actor.none": Message(
        "This workspace has no active admin to act as.",
        "Choose somebody else.",
        typed="Say who acts with --as EMAIL.",
    ),
    "actor.unclear": Message(
        "This workspace has several admins: {emails}.",
        "Choose one of them.",
        typed="Say who acts with --as EMAIL.",
    ),
    "settings.unreadable": Message(
        "The settings file {path} cannot be read or is of another version.",
        "Restore it from a backup, or delete it to return to the defaults.",
    ),
    "demo.not_a_demo": Message(
        "{path} is not a demo academy.", "Only demo academies are removed by one action."
    ),
}
