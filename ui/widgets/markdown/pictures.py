"""The pictures of a lesson: which files its text names, and those files as images."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter
from PySide6.QtSvg import QSvgRenderer

from app.domain.dataclass import dataclass
from app.domain.entities import Json
from app.domain.errors import SmartCourseError
from app.domain.lesson_links import referred, resource_for

WIDEST = 1440
"""Pixels kept of a picture: twice the widest column, for dense screens."""

_TARGET = re.compile(r"!\[[^\]\n]*\]\(\s*<?([^)>\s]+)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture, with the size it is shown in at most (logical pixels)."""

    image: QImage
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PictureSource:
    """Where the pictures of a lesson are found.

    `resources` are the lesson's, `files` the sha256 of the course's materials by id, `names` their
    ids by file name; `open` reads a stored file.
    """

    resources: Sequence[Json]
    files: Mapping[int, str]
    names: Mapping[str, int]
    open: Callable[[str], BinaryIO]

    def material(self, target: str) -> int | None:
        """The material that a target in the text means."""
        found = referred(target)
        if found is None and target.startswith("material:"):
            return self.names.get(target.partition(":")[2])
        if found is None:
            resource = resource_for(target, self.resources)
            found = referred(str(resource["url"])) if resource is not None else None
        return found[1] if found is not None and found[0] == "material" else None

    def lesson(self, target: str) -> int | None:
        """The lesson that a target in the text means."""
        found = referred(target)
        if found is None:
            resource = resource_for(target, self.resources)
            found = referred(str(resource["url"])) if resource is not None else None
        return found[1] if found is not None and found[0] == "lesson" else None

    def sha256(self, target: str) -> str | None:
        """The stored file that a target means."""
        number = self.material(target)
        return self.files.get(number) if number is not None else None


def targets(text: str) -> set[str]:
    """What the text names as pictures."""
    return set(_TARGET.findall(text))


def load_pictures(
    text: str, source: PictureSource, known: Mapping[str, Picture]
) -> dict[str, Picture]:
    """The pictures that a text names, by target; *known* ones, by sha256, are not read again."""
    made: dict[str, Picture] = {}
    for target in targets(text):
        name = source.sha256(target)
        if name is None:
            continue
        picture = known.get(name) or _read(source.open, name)
        if picture is not None:
            made[target] = picture
    return made


def _read(opener: Callable[[str], BinaryIO], name: str) -> Picture | None:
    try:
        with opener(name) as stored:
            return decode(stored.read())
    except SmartCourseError:
        # The text is shown with a word in the picture's place; checking the workspace names it.
        return None


def decode(data: bytes) -> Picture | None:
    """A picture of any format that Qt reads; None for anything else."""
    head = data[:512].lstrip().lower()
    if head.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype svg")):
        return _drawn(data)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() > WIDEST:
        reader.setScaledSize(_shrunk(size))
    image = reader.read()
    if image.isNull():
        return None
    if image.hasAlphaChannel():
        image = _on_paper(image)
    shown = _shrunk(size, WIDEST // 2) if size.isValid() else image.size()
    return Picture(image, shown.width(), shown.height())


def _drawn(data: bytes) -> Picture | None:
    renderer = QSvgRenderer(QByteArray(data))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        return None
    shown = _shrunk(size, WIDEST // 2)
    image = QImage(shown * 2, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    try:
        renderer.render(painter)
    finally:
        painter.end()
    return Picture(image, shown.width(), shown.height())


def _on_paper(image: QImage) -> QImage:
    """On white, because black lines on nothing cannot be seen on a dark ground."""
    made = QImage(image.size(), QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    try:
        painter.drawImage(0, 0, image)
    finally:
        painter.end()
    return made


def _shrunk(size: QSize, widest: int = WIDEST) -> QSize:
    if size.width() <= widest:
        return size
    return QSize(widest, max(1, round(size.height() * widest / size.width())))
