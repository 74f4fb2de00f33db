"""Sentences about certificates."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {

}
