"""A language that nobody speaks, to see which words were never given to a translator."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QLocale,
    QModelIndex,
    Qt,
    QTranslator,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

ACCENTS = str.maketrans(
    "aceghijklnorstuwyzACEGHIJKLNORSTUWYZ", "áçéğĥíĵķĺñóŕšţúŵýžÁÇÉĞĤÍĴĶĹÑÓŔŠŢÚŴÝŽ"
)
PLACES = re.compile(r"(\{[^}]*\}|<[^>]*>)")
PLAIN = re.compile(r"(?<![^\W\d_])[A-Za-z]{3,}(?![^\W\d_])")
"""A word of three letters or more, none of them with an accent."""

NO_WORDS = re.compile(r"\b\w+:\S+|\S+\.\w{2,4}\b|\S+@\S+|\w+…")
"""Of the search's grammar, which is the same in every language; files, addresses, cut words."""

KEYS = "Ctrl Alt Shift Return Left Right Down Esc Enter Tab Space Delete PgUp PgDown Menu"
FORMATS = "CSV HTML JSON PDF PNG SVG TSV YAML MiB Letter"
NAMES = frozenset(f"SmartCourse English demo academy {KEYS} {FORMATS}".split())
"""Of keys, papers, formats, units, and the demo's password."""

LONG = 10
LONGEST = 120
"""Of the workspace's texts, those that are longer are lessons and hold any word."""


class Pseudo(QTranslator):
    """Every text with accents and longer by two fifths, its places left alone."""

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        del context, disambiguation, n
        parts = PLACES.split(text)
        changed = [one if at % 2 else one.translate(ACCENTS) for at, one in enumerate(parts)]
        longer = len(text) * 2 // 5
        # What is long may be broken into lines, so that of it too.
        return "".join(changed) + (" ~~~~" * longer if longer > LONG else "~" * longer)[:longer]

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's own name
        return False


def data_words(workspace: Path) -> frozenset[str]:
    """The words of names, titles and addresses in a workspace, and of dates."""
    found = {*PLAIN.findall(str(workspace)), *NAMES, QGuiApplication.platformName()}
    locale = QLocale()
    for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
        found |= {locale.monthName(month, form) for month in range(1, 13)}
        found |= {locale.dayName(day, form) for day in range(1, 8)}
    database = sqlite3.connect(workspace / "workspace.db")
    try:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for row in (rows := database.execute(f'SELECT * FROM "{table}"')):  # noqa: S608
                for (column, *_), value in zip(rows.description, row, strict=True):
                    short = isinstance(value, str) and len(value) < LONGEST and value[:1] != "{"
                    if short or (column == "quiz" and value):
                        found.update(PLAIN.findall(value))
    finally:
        database.close()
    return frozenset(found)


def untranslated(root: QWidget, data: frozenset[str]) -> list[str]:
    """The texts in *root* with a word that is neither of the workspace nor translated."""
    found = {
        text
        for text in texts(root)
        if not text.startswith("{")
        and any(word not in data for word in PLAIN.findall(NO_WORDS.sub("", text)))
    }
    return sorted(found)


def texts(root: QWidget) -> Iterator[str]:
    """What is written in a window, and said of it."""
    for one in (root, *root.findChildren(QWidget)):
        if not one.isVisible() or one.window() is not root.window():
            continue
        yield from (one.toolTip(), one.accessibleName(), one.accessibleDescription())
        if isinstance(one, QLabel | QAbstractButton):
            yield one.text()
        elif isinstance(one, QLineEdit):
            yield one.placeholderText()
        elif isinstance(one, QComboBox):
            yield from (one.itemText(at) for at in range(one.count()))
        elif isinstance(one, QAbstractItemView) and one.model() is not None:
            yield from _of_rows(one.model())


ROWS = 10
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)


def _of_rows(model: QAbstractItemModel) -> Iterator[str]:
    top = QModelIndex()
    flat = isinstance(model, QAbstractListModel)
    for column in range(1 if flat else model.columnCount(top)):
        head = model.headerData(column, Qt.Orientation.Horizontal)
        yield head if isinstance(head, str) else ""
        for row in range(min(model.rowCount(top), ROWS)):
            for role in ROLES:
                told = model.index(row, column).data(role)
                yield told if isinstance(told, str) else ""
