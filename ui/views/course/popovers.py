"""Small panels of a lesson: its settings, and its files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QCheckBox, QComboBox, QScrollArea, QVBoxLayout, QWidget

from app.domain.commands import Change, EditLesson
from app.domain.entities import Lesson, LessonType, Material
from ui.feedback.dialogs import Field
from ui.feedback.popovers import Popover
from ui.views.course.changes import Changes, Words
from ui.views.course.number_box import NumberBox
from ui.views.course.words import TYPE_ICONS, type_word
from ui.views.page import Desk
from ui.widgets.basics import button, column, frame, icon_button, label, row
from ui.widgets.words import tip, tr

WIDTH, FILES_WIDTH = 280, 400
FILES_HEIGHT = 260


class LessonSettings(Popover):
    """Type, minutes and free preview of a lesson; each change is saved at once."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(desk.look, window, tr("Lesson settings"), WIDTH)
        self._desk = desk
        self._changes = Changes(desk)
        self._lesson: Lesson | None = None
        lines = column(self, margins=(16, 14, 16, 16), gap=12)
        lines.addWidget(label(desk.look, tr("Lesson settings"), "card-title"))
        self.kind = QComboBox()
        for kind, icon in TYPE_ICONS.items():
            self.kind.addItem(desk.look.icon(icon), type_word(kind), kind)
        self.minutes = NumberBox(0, 100_000)
        self.preview = QCheckBox(tr("Free preview, without enrolling"))
        self.preview.setFont(desk.look.font("body"))
        lines.addWidget(Field(desk.look, tr("Type"), self.kind))
        lines.addWidget(Field(desk.look, tr("Minutes"), self.minutes))
        lines.addWidget(self.preview)
        self.kind.activated.connect(lambda _: self._change("type", self.kind.currentData()))
        self.minutes.editingFinished.connect(
            lambda: self._change("duration_minutes", self.minutes.value())
        )
        self.preview.clicked.connect(lambda on: self._change("is_preview", on))

    def begin(self, lesson: Lesson) -> None:
        """Show a lesson's settings."""
        self._lesson = lesson
        self.kind.setCurrentIndex(self.kind.findData(lesson.type))
        self.minutes.setValue(lesson.duration_minutes)
        self.preview.setChecked(lesson.is_preview)

    def first_focus(self) -> None:
        self.minutes.setFocus()
        self.minutes.selectAll()

    def _change(self, column_name: str, value: int | bool | LessonType) -> None:
        lesson = self._lesson
        if lesson is None or getattr(lesson, column_name) == value:
            return
        change = Change(column_name, getattr(lesson, column_name), value)
        command = EditLesson(lesson_id=lesson.id, changes=(change,))
        self._changes.run(tr("Edit the lesson"), lambda _context: [command], Words())


class FileList(Popover):
    """A lesson's files: insert, save elsewhere, remove."""

    def __init__(
        self,
        desk: Desk,
        window: QWidget,
        *,
        add: Callable[[], object],
        insert: Callable[[Material], object],
        export: Callable[[Material], object],
        remove: Callable[[Material], object],
    ) -> None:
        super().__init__(desk.look, window, tr("Files of the lesson"), FILES_WIDTH)
        self._insert, self._export, self._remove = insert, export, remove
        lines = column(self, margins=(16, 12, 8, 10), gap=6)
        head = frame("plain")
        across = row(head, margins=(0, 0, 6, 0))
        across.addWidget(label(desk.look, tr("Files of the lesson"), "card-title"), 1)
        self._add = button(desk.look, tr("Attach a file"), add, kind="link")
        across.addWidget(self._add)
        lines.addWidget(head)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        lines.addWidget(self._area)

    def begin(self, files: Sequence[Material]) -> None:
        """Show these files."""
        holder = frame("plain")
        holder.setProperty("kind", "transparent")
        lines: QVBoxLayout = column(holder, gap=2)
        for one in files:
            lines.addWidget(self._row(one))
        if not files:
            none = tr("No files yet. Paste or drop pictures and files into the text.")
            lines.addWidget(label(self.look, none, "body", "muted", wraps=True))
        lines.addStretch(1)
        self._area.setWidget(holder)
        height = max(1, len(files)) * 44 + 8
        self._area.setFixedHeight(min(FILES_HEIGHT, height))

    def first_focus(self) -> None:
        self._add.setFocus()

    def _row(self, one: Material) -> QWidget:
        made = frame("plain", height=42)
        across = row(made, gap=4)
        words = frame("plain")
        texts = column(words, gap=1)
        name = label(self.look, one.file_name, "body-strong")
        name.setToolTip(tip(one.file_name))
        texts.addWidget(name)
        size = QLocale().formattedDataSize(one.file_size_bytes)
        texts.addWidget(label(self.look, f"{size}, {one.file_type}", "small", "muted"))
        across.addWidget(words, 1)
        for icon, told, run in (
            ("link", tr("Insert {name}", name=one.file_name), self._insert),
            ("download", tr("Save {name} elsewhere", name=one.file_name), self._export),
            ("trash-2", tr("Remove {name}", name=one.file_name), self._remove),
        ):
            across.addWidget(icon_button(self.look, icon, told, partial(run, one)))
        return made
