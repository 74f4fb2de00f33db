"""Sentences about printing."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {
    "print.no_printer": Message(
        "No printer is set up on this computer.",
        "Add one in the system's settings, or save the files and print them elsewhere.",
    ),
    "print.refused": Message(
        "The printer {printer} did not take the file: {cause}.",
        "See that it is switched on and its queue runs, then try again.",
    ),
}
