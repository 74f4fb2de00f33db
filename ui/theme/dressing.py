"""A window in the look that is in force: what is seen at once, the rest when it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Slot
from PySide6.QtWidgets import QMainWindow, QWidget

from ui.theme import sheets
from ui.theme.look import CARRIES, DRESSED, GROWTHS, Look


class Dressing(QObject):
    """Dresses a window, its dialogs and menus; none of them needs a style sheet of its own.

    A widget that is hidden keeps the looks that it had. It is watched, and follows before it is
    painted.
    """

    def __init__(self, look: Look, window: QMainWindow) -> None:
        super().__init__(window)
        self._look, self._window = look, window
        self._worn = self._wanted()
        self._name()
        window.setProperty(CARRIES, True)
        window.setStyleSheet(sheets.of_window(GROWTHS))
        look.changed.connect(self._follow)

    def _wanted(self) -> tuple[str, float, float]:
        return self._look.theme, self._look.growth, self._look.text_scale

    def _name(self) -> None:
        theme, growth, _ = self._worn
        self._window.setObjectName(theme)
        self._window.setProperty(sheets.GROWTH, sheets.grown(growth))

    @Slot()
    def _follow(self) -> None:
        before, self._worn = self._worn, self._wanted()
        colors, measures, text = (now != then for now, then in zip(self._worn, before, strict=True))
        if colors or measures or text:
            self._name()
            for one in self._shown(self._window):
                self._dress(one, rules=colors or measures, measures=measures, text=text)
        # What is painted by hand asks the look for its colours, and the system for its numbers.
        self._window.update()

    def _dress(self, one: QWidget, *, rules: bool, measures: bool, text: bool) -> None:
        if one.property(DRESSED):
            # It was dressed before it came into the window.
            one.setProperty(DRESSED, None)
            one.setStyleSheet("")
        if text and hasattr(one, "take_font"):
            one.take_font()
        if rules and one is not self._window:
            # The window has no rule of its own; all would be read anew for it.
            one.style().polish(one)
        if measures:
            QCoreApplication.sendEvent(one, QEvent(QEvent.Type.StyleChange))
        if one.isWindow():
            one.update()

    def _shown(self, widget: QWidget) -> Iterator[QWidget]:
        """What is shown of a widget, itself first; what is hidden in it is watched from here on.

        What keeps its room while it is hidden counts as shown: others stand beside that room.
        """
        yield widget
        for child in widget.children():
            if not isinstance(child, QWidget):
                continue
            if child.isHidden() and not child.sizePolicy().retainSizeWhenHidden():
                child.installEventFilter(self)
            else:
                yield from self._shown(child)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            watched.removeEventFilter(self)
            for one in self._shown(watched):
                self._dress(one, rules=True, measures=True, text=True)
        return False
