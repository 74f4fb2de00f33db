"""What a screen reader could not name."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QWidget,
)

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
