"""The outline of a course as a tree of modules and lessons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.domain.dataclass import dataclass
from app.queries.courses_outline import OutlineLesson, OutlineModule, OutlineTree

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-smartcourse-outline"
NONE = QModelIndex()


class Role(IntEnum):
    """What the outline's delegate asks for beside Qt's own roles."""

    ITEM = int(Qt.ItemDataRole.UserRole)
    UNSAVED = ITEM + 1
    OPEN = ITEM + 2


@dataclass(frozen=True, slots=True)
class Renamed:
    """A title that was written into the outline; `item` is as it was."""

    item: OutlineModule | OutlineLesson
    title: str


class OutlineModel(QAbstractItemModel):
    """Two levels: modules, and their lessons. It owns no rules; a new outline is reconciled, so
    that selection, focus and open modules stay.

    Signals:
        renamed(Renamed): somebody wrote another title; the tree shows it once it is stored.
    """

    renamed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._modules: list[OutlineModule] = []
        self._places: dict[int, int] = {}
        self._unsaved: frozenset[int] = frozenset()
        self._open: int | None = None

    # reading

    def rowCount(self, parent: Index = NONE) -> int:
        if not parent.isValid():
            return len(self._modules)
        return len(self._modules[parent.row()].lessons) if parent.internalId() == 0 else 0

    def columnCount(self, parent: Index = NONE) -> int:
        del parent
        return 1

    def index(self, row: int, column: int, parent: Index = NONE) -> QModelIndex:
        if column != 0 or row < 0 or row >= self.rowCount(parent):
            return QModelIndex()
        inside = self._modules[parent.row()].id if parent.isValid() else 0
        return self.createIndex(row, column, inside)

    def parent(self, index: Index | None = None) -> Any:
        if index is None:
            return super().parent()
        module = index.internalId() if index.isValid() else 0
        if module == 0 or module not in self._places:
            return QModelIndex()
        return self.createIndex(self._places[module], 0, 0)

    def item(self, index: Index) -> OutlineModule | OutlineLesson | None:
        """The module or lesson at an index."""
        if not index.isValid():
            return None
        if index.internalId() == 0:
            return self._modules[index.row()]
        return self._modules[self._places[index.internalId()]].lessons[index.row()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.item(index)
        if item is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(item, is_open=self._is_open(item))
        if role == Role.ITEM:
            return item
        if role == Role.UNSAVED:
            return isinstance(item, OutlineLesson) and item.id in self._unsaved
        return self._is_open(item) if role == Role.OPEN else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        usual = (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemIsDragEnabled
        )
        if index.internalId() == 0:
            return usual | Qt.ItemFlag.ItemIsDropEnabled
        return usual | Qt.ItemFlag.ItemNeverHasChildren

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        item = self.item(index)
        title = str(value).strip()
        if item is None or role != Qt.ItemDataRole.EditRole or title in ("", item.title):
            return False
        self.renamed.emit(Renamed(item, title))
        return True

    def find(self, *, module_id: int | None = None, lesson_id: int | None = None) -> QModelIndex:
        """The index of a module or a lesson; invalid where it is not there."""
        if module_id is not None:
            place = self._places.get(module_id)
            return self.index(place, 0) if place is not None else QModelIndex()
        for place, module in enumerate(self._modules):
            for row, lesson in enumerate(module.lessons):
                if lesson.id == lesson_id:
                    return self.index(row, 0, self.index(place, 0))
        return QModelIndex()

    @property
    def modules(self) -> Sequence[OutlineModule]:
        """The modules in order."""
        return self._modules

    # dragging: what is dragged stays here; the view decides where it may go

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        told = QMimeData()
        told.setData(MIME, str(len(indexes)).encode())
        return told

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    # taking another outline

    def set_unsaved(self, lesson_ids: frozenset[int]) -> None:
        """Which lessons have text that is not saved yet."""
        changed = self._unsaved ^ lesson_ids
        self._unsaved = lesson_ids
        for lesson_id in changed:
            index = self.find(lesson_id=lesson_id)
            if index.isValid():
                self.dataChanged.emit(index, index, [int(Role.UNSAVED)])

    def set_open(self, lesson_id: int | None) -> None:
        """Which lesson is shown beside the outline."""
        former, self._open = self._open, lesson_id
        for one in {former, lesson_id} - {None} if former != lesson_id else ():
            index = self.find(lesson_id=one)
            if index.isValid():
                self.dataChanged.emit(index, index, [int(Role.OPEN)])

    def _is_open(self, item: OutlineModule | OutlineLesson) -> bool:
        return isinstance(item, OutlineLesson) and item.id == self._open

    def forget(self) -> None:
        """Show nothing: another course comes."""
        self.beginResetModel()
        self._modules = []
        self._note_places()
        self._unsaved = frozenset()
        self.endResetModel()

    def take(self, tree: OutlineTree) -> None:
        """Become another outline by removing, moving, adding and renaming rows."""
        if not self._modules:
            self.beginResetModel()
            self._modules = list(tree.modules)
            self._note_places()
            self.endResetModel()
            return
        self._drop_gone(tree)
        for place, module in enumerate(tree.modules):
            self._place_module(place, module)
        for place, module in enumerate(tree.modules):
            self._fill(place, module)

    def _note_places(self) -> None:
        self._places = {module.id: place for place, module in enumerate(self._modules)}

    def _drop_gone(self, tree: OutlineTree) -> None:
        lessons = {lesson.id for module in tree.modules for lesson in module.lessons}
        modules = {module.id for module in tree.modules}
        for place in reversed(range(len(self._modules))):
            module = self._modules[place]
            # A module may go while its lessons live on in another; they are added there.
            kept = lessons if module.id in modules else set()
            for row in reversed(range(len(module.lessons))):
                if module.lessons[row].id not in kept:
                    self._remove_lesson(place, row)
            if module.id not in modules:
                self.beginRemoveRows(NONE, place, place)
                del self._modules[place]
                self._note_places()
                self.endRemoveRows()

    def _remove_lesson(self, place: int, row: int) -> None:
        self.beginRemoveRows(self.index(place, 0), row, row)
        self._set_lessons(place, _without(self._modules[place].lessons, row))
        self.endRemoveRows()

    def _place_module(self, place: int, module: OutlineModule) -> None:
        now = self._places.get(module.id)
        if now is None:
            self.beginInsertRows(NONE, place, place)
            self._modules.insert(place, replace(module, lessons=()))
            self._note_places()
            self.endInsertRows()
        elif now != place:
            self.beginMoveRows(NONE, now, now, NONE, place)
            self._modules.insert(place, self._modules.pop(now))
            self._note_places()
            self.endMoveRows()
        held = self._modules[place]
        wanted = replace(module, lessons=held.lessons)
        if held != wanted:
            self._modules[place] = wanted
            index = self.index(place, 0)
            self.dataChanged.emit(index, index)

    def _fill(self, place: int, module: OutlineModule) -> None:
        """Bring the lessons of a module up to what they shall be."""
        before = self._modules[place].lessons
        for row, lesson in enumerate(module.lessons):
            held = self._modules[place].lessons
            if row >= len(held) or held[row].id != lesson.id:
                self._bring(place, row, lesson)
            if self._modules[place].lessons[row] != lesson:
                self._set_lessons(place, _with(self._modules[place].lessons, row, lesson))
                index = self.index(row, 0, self.index(place, 0))
                self.dataChanged.emit(index, index)
        if before != self._modules[place].lessons:
            index = self.index(place, 0)  # Its minutes have changed.
            self.dataChanged.emit(index, index)

    def _bring(self, place: int, row: int, lesson: OutlineLesson) -> None:
        """Move a lesson here from where it is, or add it."""
        found = self.find(lesson_id=lesson.id)
        target = self.index(place, 0)
        if not found.isValid():
            self.beginInsertRows(target, row, row)
            self._insert(place, row, lesson)
            self.endInsertRows()
            return
        source = self.parent(found)
        old_place, old_row = source.row(), found.row()
        self.beginMoveRows(source, old_row, old_row, target, row)
        moved = self._modules[old_place].lessons[old_row]
        self._set_lessons(old_place, _without(self._modules[old_place].lessons, old_row))
        self._insert(place, row, moved)
        self.endMoveRows()

    def _insert(self, place: int, row: int, lesson: OutlineLesson) -> None:
        held = self._modules[place].lessons
        self._set_lessons(place, (*held[:row], lesson, *held[row:]))

    def _set_lessons(self, place: int, lessons: tuple[OutlineLesson, ...]) -> None:
        self._modules[place] = replace(self._modules[place], lessons=lessons)


def _without(lessons: tuple[OutlineLesson, ...], row: int) -> tuple[OutlineLesson, ...]:
    return (*lessons[:row], *lessons[row + 1 :])


def _with(
    lessons: tuple[OutlineLesson, ...], row: int, lesson: OutlineLesson
) -> tuple[OutlineLesson, ...]:
    return (*lessons[:row], lesson, *lessons[row + 1 :])


def _spoken(item: OutlineModule | OutlineLesson, *, is_open: bool) -> str:
    if isinstance(item, OutlineModule):
        return f"{item.title}, module, {len(item.lessons)} lessons"
    told = f"{item.title}, {item.type} lesson, {item.minutes} minutes"
    return f"{told}, open" if is_open else told
