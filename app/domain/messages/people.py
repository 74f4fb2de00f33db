"""Sentences about people."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {
    "role.inactive": Message(
        "Your account is not active, so it may change nothing.", "Ask an admin to activate it."
    ),
    "people.email_taken": Message(
        "Somebody already has the e-mail address {email}.", "Use another one, or edit that person."
    ),
    "people.not_a_student": Message(
        "{email} cannot be added here with the role {role}: this adds students.",
        "Add instructors and admins as staff.",
    ),
    "people.not_staff": Message(
        "{email} cannot be added as staff with the role {role}.",
        "Add students as learners.",
    ),
    "people.last_admin": Message(
        "This is the last active admin, who has to stay one.", "Make another person admin first."
    ),
    "people.has_courses": Message(
        "{email} still teaches {count} courses.",
        "Give these courses to another instructor or delete them first.",
    ),
    "people.deleted": Message("This person was deleted.", "Undo the deletion first."),
    "people.not_an_instructor": Message(
        "{email} is no instructor, so there is no profile to edit.",
        "Make the person an instructor first.",
    ),
    "notification.not_yours": Message(
        "Notification {key} is not one of yours.", "Mark only your own as read."
    ),
    "password.too_short": Message(
        "The password is too short.", "Use {least} characters or more; a few words are best."
    ),
    "password.too_long": Message(
        "The password takes {size} bytes, more than the {most} that can be told apart.",
        "Use a shorter one; letters beyond A to Z take two bytes or more each.",
    ),
    "password.too_common": Message(
        "This password is among the first that anyone tries.", "Choose another one."
    ),
    "sign_in.failed": Message("E-mail address or password is wrong.", "Check both and try again."),
    "sign_in.slowed": Message(
        "There were several failed attempts to sign in.", "Try again in {seconds} seconds."
    ),
    "sign_in.not_active": Message("Your account is not active.", "Ask an admin to activate it."),
    "sign_in.student": Message("Learners do not sign in here.", "Use your course's web page."),
}
