"""What a screen reader could not name, and letters that Alt would find twice."""

from __future__ import annotations

import re
from collections import Counter

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

MNEMONIC = re.compile(r"(?<!&)&([^&\s])")
INTERACTIVE = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)


def unnamed(root: QWidget) -> list[str]:
    """Controls of *root* that a screen reader could not name."""
    nameless = []
    for one in root.findChildren(QWidget):
        inside = isinstance(one.parent(), (QComboBox, QLineEdit, QAbstractSpinBox))
        if isinstance(one, INTERACTIVE) and not inside and one.isVisible():
            text = one.text() if isinstance(one, QAbstractButton) else ""
            if not one.accessibleName() and not text:
                nameless.append(f"{type(one).__name__} {one.objectName()}")
    return nameless


def shared_mnemonics(root: QWidget) -> list[str]:
    """Letters that more than one control of *root* answers to with Alt."""
    here = [one for one in root.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
    buttons = [one.text() for one in here if isinstance(one, QAbstractButton)]
    labels = [one.text() for one in here if isinstance(one, QLabel) and one.buddy() is not None]
    return twice([*buttons, *labels])


def twice(texts: list[str]) -> list[str]:
    """Letters marked by ``&`` in more than one text."""
    marked = Counter(found[1].lower() for text in texts if (found := MNEMONIC.search(text)))
    return sorted(letter for letter, times in marked.items() if times > 1)
