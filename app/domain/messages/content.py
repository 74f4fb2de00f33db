"""Sentences about modules, lessons and materials."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {

}
