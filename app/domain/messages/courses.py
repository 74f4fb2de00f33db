"""Sentences about courses, their settings and announcements."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {
    "course.deleted": Message("The course {slug} was deleted.", "Undo the deletion first."),
    "course.wrong_status": Message(
        "{slug} is {status}, so it cannot become {wanted}.", "Publish it first."
    ),
    "course.same_status": Message(
        "The course {slug} is {status} already.", "There is nothing to change."
    ),
    "course.no_lessons": Message(
        "{slug} has no lesson yet, so there is nothing to publish.", "Add a lesson first."
    ),
    "course.files_missing": Message(
        "{count} files of {slug} are still being sent.", "Publish once they have arrived."
    ),
    "course.bad_instructor": Message(
        "{email} cannot teach a course.", "Choose an active instructor or admin."
    ),
    "settings.bad_bands": Message(
        "The grade bands {value} cannot stand.",
        "Give up to 20 grades of up to 10 characters, each with a different mark from 0 to 100.",
    ),
    "settings.bad_tags": Message(
        "The tags cannot stand: {value}.", "Give up to 50 different tags of 1 to 50 characters."
    ),
}
