"""The one place that turns an error into a sentence: what happened, why, and what to do.

Each module of this package is the catalogue of one subject; a test walks the code for reasons
that have no entry.
"""

from app.domain.messages.message import Message
from app.domain.messages.sentence import CATALOGUE, sentence, sentences

__all__ = ["CATALOGUE", "Message", "sentence", "sentences"]
