"""A lesson while it is being written: kept as a draft at once, saved as a command."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, QTime, QTimer, Signal, Slot
from shiboken6 import isValid

from app.domain.dataclass import dataclass
from app.domain.errors import EnvironmentFault, SmartCourseError
from app.domain.messages import sentence
from app.ports.drafts import ASIDE, Draft
from app.queries.lesson_text import LessonText, lesson_text
from app.usecases.bus import Done
from ui.operations.gone import outliving
from ui.operations.operations import Operations
from ui.operations.tasks import Ticket
from ui.views.course.manners import Manner

IDLE_MS = 30_000
"""Typing that rested so long is saved without being asked."""


class Writing(Protocol):
    """The editor that a session keeps."""

    def text(self) -> str:
        """What stands in it now."""
        ...


@dataclass(frozen=True, slots=True)
class SaveState:
    """What is told of saving: `kind` with the local time at which it became so, or why not."""

    kind: str
    at: QTime
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSaved:
    """A lesson's text that could not be saved, and why; `left`: another lesson is open by now."""

    lesson_id: int
    course_id: int
    title: str
    text: str
    error: SmartCourseError
    left: bool


class LessonSession(QObject):
    """One lesson being written. It never changes the editor; it says what could be put there.

    Signals:
        state_changed(SaveState): typing, drafted, saving, saved, failed.
        elsewhere(LessonText): the stored text is another than what the editor was based on.
        draft_found(Draft): text was kept that was never saved.
        unsaved(bool): there is text that is not saved, or no longer.
        not_saved(NotSaved): saving was refused or hindered; once until it works or is asked for.
    """

    state_changed = Signal(object)
    elsewhere = Signal(object)
    draft_found = Signal(object)
    unsaved = Signal(bool)
    not_saved = Signal(object)

    def __init__(self, operations: Operations, manner: Manner, parent: QObject) -> None:
        super().__init__(parent)
        self._manner = manner
        self._operations = operations
        self._writing: Writing | None = None
        self._lesson_id = self._course_id = 0
        self._title = ""
        self._complained = False
        self._base = ""
        self._told = ""
        self._dirty = False
        self._saving = False
        self._again = False
        self._held = False
        self._found: Draft | None = None
        self._ticket: Ticket | None = None
        self._state: SaveState | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._save)
        operations.drafts.kept.connect(self._kept)

    @property
    def lesson_id(self) -> int:
        """Which lesson is being written; 0 for none."""
        return self._lesson_id

    @property
    def dirty(self) -> bool:
        """Whether there is text that is not saved."""
        return self._dirty

    @property
    def held(self) -> bool:
        """Whether nothing is saved until somebody chooses: another text is stored meanwhile."""
        return self._held

    def begin(self, stored: LessonText, writing: Writing, *, wanted: str = "") -> None:
        """Write another lesson; the one before was left with `leave`.

        A draft of it is looked for: the one of the name *wanted*, or one's own newest.
        """
        self._writing = writing
        self._lesson_id, self._course_id = stored.lesson.id, stored.lesson.course_id
        self._title = stored.lesson.title
        self._complained = False
        self._base = self._manner.version(stored)
        self._told = ""
        self._set_dirty(dirty=False)
        self._saving = self._again = self._held = False
        self._found = self._state = None
        self._idle.stop()
        lesson_id = self._lesson_id
        self._operations.drafts.all(lambda found: self._with_drafts(found, lesson_id, wanted))

    def go_on_from(self, former: LessonSession, writing: Writing) -> None:
        """Write on what another screen wrote; the former one, left at rest, writes no more.

        Whatever somebody has to decide about is told once more: the screen that asked has gone.
        """
        self._writing = writing
        self._lesson_id, self._course_id = former._lesson_id, former._course_id
        self._title, self._complained = former._title, former._complained
        self._base, self._held = former._base, former._held
        self._found = former._found
        if former.dirty:
            self._set_dirty(dirty=True)
            self._idle.start()
        if former._state is not None:
            self._tell_state(former._state)
        if self._found is not None:
            self.draft_found.emit(self._found)
        self.look_again()

    def hand_over(self) -> LessonSession:
        """Write nothing any more: another session goes on from here (`go_on_from`)."""
        self._idle.stop()
        self._writing = None
        return self

    def rebase(self, stored: LessonText) -> None:
        """The editor was given the stored text: later changes are based on it."""
        self._base = self._manner.version(stored)
        self._held = False
        if self._found is None or ASIDE in self._found.key:
            self._drop_draft()
        self._set_dirty(dirty=False)
        self._tell("saved")

    def replace(self, stored: LessonText) -> None:
        """What stands in the editor shall stand in the place of this stored text."""
        self._base = self._told = self._manner.version(stored)
        self._held = False
        self.typed()

    def typed(self) -> None:
        """The text in the editor is another."""
        if self._writing is None:
            return
        self._set_dirty(dirty=True)
        self._set_aside()
        base = self._manner.kept_version(self._base)
        self._operations.drafts.keep(
            self._manner.kind, str(self._lesson_id), base, self._writing.text()
        )
        self._idle.start()
        self._tell("typing")

    @Slot()
    def save(self) -> None:
        """Save what was typed; what stands in the way is told again."""
        self._complained = False
        self._save()

    @Slot()
    def _save(self) -> None:
        if self._writing is None or not self._dirty or self._held:
            return
        if self._saving:
            self._again = True
            return
        self._submit(self._writing.text())

    def leave(self, *, saves: bool = True) -> None:
        """Save, and be ready for another lesson; what is not or cannot be saved stays a draft."""
        self._idle.stop()
        if saves and not self._held and self._writing is not None and self._dirty:
            self._submit(self._writing.text())
        self._writing = None
        self._lesson_id = 0
        self._set_dirty(dirty=False)

    def drop_draft(self) -> None:
        """The draft that was found is not wanted."""
        found, self._found = self._found, None
        if found is not None:
            self._operations.drafts.discard(found)

    def take_draft(self) -> None:
        """The draft that was found goes into the editor: it is what is being typed now."""
        found, self._found = self._found, None
        if found is not None:
            self._operations.drafts.take(found)

    def look_again(self) -> None:
        """Lessons have changed: see whether this one did, elsewhere."""
        if self._writing is None or self._saving:
            return
        lesson_id = self._lesson_id
        if self._ticket is not None:
            self._ticket.drop()
        self._ticket = self._operations.read(
            lambda rows: lesson_text(rows, lesson_id), self._compare, self._gone
        )

    # inside

    def _submit(self, text: str) -> None:
        lesson_id, base = self._lesson_id, self._base
        course_id, title = self._course_id, self._title
        self._saving = True
        self._tell("saving")
        self._operations.execute(
            self._manner.command(lesson_id, base, text),
            outliving(lambda done: self._saved(lesson_id, text, done)),
            lambda error: self._failed(
                NotSaved(
                    lesson_id=lesson_id,
                    course_id=course_id,
                    title=title,
                    text=text,
                    error=error,
                    left=lesson_id != self._lesson_id,
                )
            ),
        )

    def _saved(self, lesson_id: int, text: str, done: Done) -> None:
        lost = self._manner.lost(done)
        if lesson_id != self._lesson_id or self._writing is None or not isValid(self._writing):
            # Left meanwhile, or the screen was made anew.
            if not lost:
                self._operations.drafts.drop(self._manner.kind, str(lesson_id))
            return
        self._saving = self._complained = False
        if lost:
            # Somebody else was faster: what was typed stays a draft until somebody chooses.
            self._again = False
            self._told = self._base
            self._tell("drafted")
            self.look_again()
            return
        self._base = self._manner.version_of(text)
        if self._writing.text() == text:
            self._drop_draft()
            self._set_dirty(dirty=False)
            self._tell("saved")
        if self._manner.merged(done, text):
            # Somebody else changed it meanwhile: what is stored is both together.
            self.look_again()
        if self._again:
            self._again = False
            self.save()

    def _failed(self, told: NotSaved) -> None:
        if told.left:
            self.not_saved.emit(told)
            return
        self._saving = self._again = False
        if isinstance(told.error, EnvironmentFault):
            # Space may be freed, a lock given back: nobody has to come back for that.
            self._idle.start()
        self._tell("failed", sentence(told.error))
        if not self._complained:
            self._complained = True
            self.not_saved.emit(told)

    def _compare(self, stored: LessonText) -> None:
        self._ticket = None
        current = self._manner.version(stored)
        known = current in (self._base, self._told)
        if stored.lesson.id == self._lesson_id and not known:
            self._told = current
            self._held = not self._manner.MERGES
            self.elsewhere.emit(stored)

    def _gone(self, error: SmartCourseError) -> None:
        del error  # The outline tells that the lesson was deleted; its text stays as a draft.
        self._ticket = None

    def _with_drafts(self, drafts: list[Draft], lesson_id: int, wanted: str) -> None:
        if self._writing is None or lesson_id != self._lesson_id:
            return
        about = (self._manner.kind, str(lesson_id))
        of_it = [one for one in drafts if (one.kind, one.about) == about]
        own = [one for one in of_it if self._operations.drafts.is_own(one)]
        asked = [one for one in of_it if one.name == wanted or (one.key == wanted and one in own)]
        found = next(iter((*asked, *own)), None)
        if found is None:
            return
        self._found = found
        if found.text == self._writing.text():
            if not self._dirty:
                self.drop_draft()
            return
        if self._dirty:
            self._set_aside()
        self.draft_found.emit(found)

    def _set_aside(self) -> None:
        """Nobody has decided about the draft that was found: what is typed now spares it."""
        found = self._found
        # In the way is only what has the place of what is typed now.
        own = found is not None and self._operations.drafts.is_own(found)
        if found is not None and own and ASIDE not in found.key:
            key = f"{found.key}{ASIDE}{found.kept_at:%Y%m%dT%H%M%S}"
            self._found = replace(found, key=key)
            self._operations.drafts.put(self._found)

    def _drop_draft(self) -> None:
        self._operations.drafts.drop(self._manner.kind, str(self._lesson_id))

    def _set_dirty(self, *, dirty: bool) -> None:
        if not dirty:
            self._idle.stop()
        if dirty != self._dirty:
            self._dirty = dirty
            self.unsaved.emit(dirty)

    @Slot()
    def _kept(self) -> None:
        if self._dirty and not self._saving:
            self._tell("drafted")

    def _tell(self, kind: str, why: str = "") -> None:
        self._tell_state(SaveState(kind, QTime.currentTime(), why))

    def _tell_state(self, state: SaveState) -> None:
        self._state = state
        self.state_changed.emit(state)
