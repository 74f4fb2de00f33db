"""Sentences about values, fields, records and roles."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {
    "value.not_a_time": Message(
        "{field} is not a date or time: {value}.",
        "Write it as 2026-02-10 or 2026-02-10T09:30:00Z.",
    ),
    "value.wrong_type": Message(
        "{field} cannot be {value}: it takes a {wanted}.", "Correct the value and try again."
    ),
    "value.not_a_choice": Message(
        "{field} cannot be {value}.", "Choose one of {choices}."
    ),
    "value.unknown_field": Message(
        "There is no field called {field}.", "Check its spelling against the documentation."
    ),
    "value.missing_field": Message(
        "A required field of {form} is missing.", "Give every required field a value."
    ),
    "row.missing": Message(
        "There is no record {key} in {table}.", "It may have been deleted; list the records and try again."
    ),
    "row.duplicate": Message(
        "Another record in {table} already has this value.", "Choose a different one."
    ),
    "role.not_allowed": Message(
        "Your role ({role}) does not allow this: {action}.", "Ask an admin to do it."
    ),
}
