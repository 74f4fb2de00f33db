"""What of a lesson is being written: its text or its quiz, each saved in its own manner."""

from __future__ import annotations

from hashlib import sha256
from typing import Protocol

from app.domain.commands import BodyChange, Change, EditLesson
from app.domain.quiz import quiz_from_text, quiz_text
from app.queries.lesson_text import LessonText
from app.usecases.bus import Done

NO_QUIZ = ""
"""The version of a lesson without questions."""


class Manner(Protocol):
    """How one part of a lesson is read and saved. A *version* tells two texts apart."""

    kind: str
    """Of the drafts."""

    MERGES: bool
    """Whether two texts can become one; where not, somebody chooses one of them."""

    def version(self, stored: LessonText) -> str:
        """Which text is stored."""
        ...

    def version_of(self, text: str) -> str:
        """Which one *text* would be."""
        ...

    def kept_version(self, version: str) -> str:
        """How a draft names the version that it began with: a sha256."""
        ...

    def command(self, lesson_id: int, version: str, text: str) -> EditLesson:
        """Save *text* over the stored *version*."""
        ...

    def merged(self, done: Done, text: str) -> bool:
        """Whether something else than *text* is stored now, because others wrote too."""
        ...

    def lost(self, done: Done) -> bool:
        """Whether nothing of the text is stored, because others wrote too."""
        ...


class BodyManner:
    """The Markdown; two versions are told apart by their sha256."""

    kind = "lesson"
    MERGES = True

    def version(self, stored: LessonText) -> str:
        return stored.lesson.body_sha256

    def version_of(self, text: str) -> str:
        return sha256(text.encode()).hexdigest()

    def kept_version(self, version: str) -> str:
        return version

    def command(self, lesson_id: int, version: str, text: str) -> EditLesson:
        return EditLesson(lesson_id=lesson_id, body=BodyChange(base_sha256=version, text=text))

    def merged(self, done: Done, text: str) -> bool:
        return bool(done.outcome.data["body_sha256"] != self.version_of(text))

    def lost(self, done: Done) -> bool:
        del done
        return False


class QuizManner:
    """The questions, as `quiz_text` writes them; that text is the version itself."""

    kind = "quiz"
    MERGES = False

    def version(self, stored: LessonText) -> str:
        return NO_QUIZ if stored.lesson.quiz is None else quiz_text(stored.lesson.quiz)

    def version_of(self, text: str) -> str:
        return text

    def kept_version(self, version: str) -> str:
        return sha256(version.encode()).hexdigest()

    def command(self, lesson_id: int, version: str, text: str) -> EditLesson:
        base = None if version == NO_QUIZ else quiz_from_text(version)
        change = Change("quiz", base, quiz_from_text(text))
        return EditLesson(lesson_id=lesson_id, changes=(change,))

    def merged(self, done: Done, text: str) -> bool:
        del done, text
        return False

    def lost(self, done: Done) -> bool:
        return bool(done.outcome.conflicts)
