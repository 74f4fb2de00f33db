"""Sentences about the workspace, its files and the journal."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {
    "journal.missing": Message(
        "There is no command {key} in the journal.", "List what can be undone and try again."
    ),
}
