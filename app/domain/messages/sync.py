"""Sentences about working with a server, and about rows that hold on to one another."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {
    "row.in_use": Message(
        "A record in {table} is still needed by {used_by}, so it cannot be deleted.",
        "Delete or change what needs it first.",
    ),
    "row.parent_missing": Message(
        "A record in {table} names a {column} ({key}) that does not exist.",
        "The record it belongs to may have been deleted; look at it again.",
    ),
    "sync.ids_exhausted": Message(
        "This needs {wanted} new numbers for {table}, and only {left} are left on this device.",
        "Connect to the server once, so that it can reserve more, and try again.",
    ),
    "sync.unconfirmed": Message(
        "The record in {table} that this needs exists on this device only, until the server "
        "answers.",
        "Try again after the next synchronisation.",
    ),
    "sync.depends_on": Message(
        "This needs a record in {table} that the server did not accept.",
        "Correct and send the change that makes it, then send this one again.",
    ),
    "sync.too_large": Message(
        "The change is larger ({bytes} bytes) than one that can be sent ({limit} bytes).",
        "Divide it into smaller ones.",
    ),
    "sync.unknown_command": Message(
        "A change of the kind {type} (version {version}) is not known to this version.",
        "Update SmartCourse and try again.",
    ),
    "sync.protocol": Message(
        "The other side speaks version {version} of the protocol; known here: {oldest} to "
        "{newest}.",
        "Update the older of the two.",
    ),
    "sync.bad_body": Message(
        "A lesson text of change number {op_no} is not what its name {name} says.",
        "Export the unsent changes of the device and connect it anew.",
    ),
    "sync.broken_chain": Message(
        "Change number {op_no} of device {device} does not follow the one before it.",
        "Export the unsent changes of the device and connect it anew.",
    ),
}
