"""Sentences about values, fields, records and roles."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {
    "value.not_a_time": Message(
        "{field} is not a date or time: {value}.",
        "Write it as 2026-02-10 or 2026-02-10T09:30:00Z.",
    ),
    "value.wrong_type": Message(
        "{field} cannot be {value}: it takes {wanted}.", "Correct the value and try again."
    ),
    "value.not_a_choice": Message("{field} cannot be {value}.", "Choose one of {choices}."),
    "value.unknown_field": Message(
        "There is no field called {field}.", "Check its spelling against the documentation."
    ),
    "value.missing_field": Message(
        "A required field of {form} is missing.", "Give every required field a value."
    ),
    "row.missing": Message(
        "There is no number {key} among the {table}.",
        "It may have been deleted; look at them and try again.",
    ),
    "row.duplicate": Message(
        "Another record in {table} already has this value.", "Choose a different one."
    ),
    "role.not_allowed": Message(
        "Your role ({role}) does not allow this: {action}.", "Ask an admin to do it."
    ),
    "value.not_an_assignment": Message(
        "{value} is not of the form NAME=VALUE.",
        "Write the column's name, an equals sign, the value.",
    ),
    "value.unknown_column": Message("{table} has no column {field}.", "Choose among {choices}."),
    "grid.unknown": Message("There is no list {field}.", "Choose another one."),
    "grid.unknown_column": Message(
        "The list {grid} has no column {field}.", "Choose another column."
    ),
    "value.required": Message("{field} may not be empty.", "Give it a value."),
    "password.not_given": Message(
        "No password was given.",
        "Type one.",
        typed="Set SMARTCOURSE_PASSWORD, or type one in a terminal.",
    ),
    "file.not_utf8": Message(
        "{path} is not UTF-8 text.", "Save it as UTF-8 in your editor and try again."
    ),
    "file.unreadable": Message(
        "{path} cannot be read: {cause}.", "Check its name and your permission to read it."
    ),
    "file.not_written": Message(
        "{path} could not be written: {cause}.", "Choose a folder that you may write to, with room."
    ),
    "machine.refused": Message(
        "{path} cannot be used: {cause}.",
        "Check the name, what you may do there, and the free space, then try again.",
    ),
    "position.outside": Message("There is no place {value}.", "Choose a place from 1 to {last}."),
    "edit.nothing": Message(
        "No change was asked for.",
        "Change something first.",
        typed="Give at least one FIELD=VALUE, or --body FILE.",
    ),
    "value.bad_character": Message(
        "{field} holds a character that cannot be stored.", "Remove it, or type the text anew."
    ),
    "value.too_long": Message(
        "{field} has {length} characters; {limit} fit.", "Shorten it and try again."
    ),
    "value.document_too_long": Message(
        "{field} has {size} bytes; {limit} fit.", "Shorten it, or split it in two."
    ),
    "value.out_of_range": Message(
        "{field} cannot be {value}.", "Give a value from {least} to {most}."
    ),
    "value.too_precise": Message(
        "{field} cannot be {value}: two decimals are kept.", "Round it and try again."
    ),
    "value.bad_form": Message("{field} cannot be {value}.", "It takes {wanted}."),
    "value.not_an_email": Message(
        "{value} is not an e-mail address.", "Write it as name@example.org, at most 255 characters."
    ),
    "value.not_editable": Message(
        "{field} of {table} cannot be changed this way.",
        "Change something else, or this where it is done by itself.",
        typed="Choose another column, or use the command that is made for it.",
    ),
    "machine.unforeseen": Message(
        "Something happened that nobody foresaw (incident {incident}).",
        "What was not whole has been rolled back; the details for those who can mend it: {path}.",
    ),
}
