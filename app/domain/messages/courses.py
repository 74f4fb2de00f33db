"""Sentences about courses."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {

}
