"""Sentences about enrollments and progress."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {

}
