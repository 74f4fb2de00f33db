"""Sentences about the workspace, its files and the journal."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {
    "journal.missing": Message(
        "There is no command {key} in the journal.", "List what can be undone and try again."
    ),
    "workspace.missing": Message(
        "There is no workspace in {path}.",
        "Choose another folder, or make one there.",
        typed="Name another folder with --workspace, or make one there with init.",
    ),
    "workspace.not_empty": Message(
        "{path} holds something already.", "Choose a new or an empty folder for the workspace."
    ),
    "workspace.in_use": Message(
        "{path} is open in {holder} (process {pid}).", "Close that one first, then try again."
    ),
    "workspace.damaged": Message(
        "{path} is damaged ({cause}); it was left as it is, and a copy was kept as {copy}.",
        "Restore the newest copy from the backups folder beside it.",
    ),
    "workspace.newer": Message(
        "{path} was written by a newer SmartCourse (schema {revision}); it was left as it is, and"
        " a copy was kept as {copy}.",
        "Open it with that version or a later one.",
    ),
    "workspace.upgrade_broke": Message(
        "{path} could not be brought to this version ({rows}); nothing of it was changed.",
        "Open it with the version that wrote it, and report what this one says.",
    ),
    "workspace.backup_unsound": Message(
        "The copy {path} is not sound: {cause}.", "Check the workspace, then copy it again."
    ),
    "workspace.read_only": Message(
        "{path} cannot be written to: {cause}.",
        "Give yourself the right to write there, or move the workspace.",
    ),
    "workspace.disk_full": Message(
        "There is no room left for {path}: {cause}.", "Free some space on that disk, then repeat."
    ),
    "workspace.disk_error": Message(
        "The disk that holds {path} failed: {cause}.",
        "Check the disk; your last backup is in the backups folder.",
    ),
    "workspace.cannot_open": Message(
        "{path} cannot be opened: {cause}.", "Check that the folder is there and is yours."
    ),
    "workspace.busy": Message(
        "{path} is being written by another program: {cause}.", "Close that program, then repeat."
    ),
    "workspace.vanished": Message(
        "{path} is not where it was when it was opened: it was moved, renamed or deleted.",
        "Put it back in its place, or choose the workspace where it is now; nothing is written"
        " until then.",
    ),
    "drafts.unreadable": Message(
        "The unsaved drafts in {path} cannot be read: {cause}.",
        "Check who may read that folder; what you type now is held in memory meanwhile.",
    ),
    "file.missing": Message(
        "The bytes of file {key} are not here.", "Attach the file again, or restore it."
    ),
    "file.not_regular": Message(
        "{path} is a link or a device, not a file.", "Name the file itself."
    ),
    "value.breaks_constraint": Message(
        "{field} has a value that the rule {constraint} forbids.",
        "Give a value in the allowed range and length.",
    ),
    "value.missing": Message("{field} of {table} must have a value.", "Give it one."),
    "value.not_text": Message(
        "{field} holds characters that are no text.", "Remove them, or type the text anew."
    ),
    "value.too_large": Message("A value of {field} is too large.", "Give a smaller one."),
    "table.unknown": Message("There is no table {value}.", "Choose one of {choices}."),
}
