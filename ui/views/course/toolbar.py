"""The tool bar over a lesson's text: every button shows an action of the palette."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu

from ui.theme.look import Look
from ui.widgets.actions import ActionRegistry, ActionSpec
from ui.widgets.basics import IconButton, hairline, icon_button, row
from ui.widgets.markdown import edits
from ui.widgets.markdown.editor import Change, MarkdownEditor
from ui.widgets.markdown.snippets import BLOCKS, TABLE, Snippet
from ui.widgets.words import tr

MODES = ("text", "both", "preview")
MARKS: tuple[tuple[str, str, str, str, Change], ...] = (
    ("bold", "Bold", "bold", "Ctrl+B", lambda t, s, e: edits.wrap(t, s, e, "**", "bold")),
    ("italic", "Italic", "italic", "Ctrl+I", lambda t, s, e: edits.wrap(t, s, e, "*", "italic")),
    ("heading", "Heading", "heading", "Ctrl+Shift+H", edits.heading),
    ("link", "Link", "link", "Ctrl+K", edits.link),
    ("", "", "", "", edits.heading),
    ("bullets", "List", "list", "Ctrl+Shift+8", lambda t, s, e: edits.prefixed(t, s, e, "- ")),
    (
        "numbers",
        "Numbered list",
        "list-ordered",
        "Ctrl+Shift+7",
        lambda t, s, e: edits.prefixed(t, s, e, "{n}. "),
    ),
    (
        "tasks",
        "Check list",
        "list-checks",
        "Ctrl+Shift+9",
        lambda t, s, e: edits.prefixed(t, s, e, "- [ ] "),
    ),
    (
        "quote",
        "Quote",
        "text-quote",
        "Ctrl+Shift+.",
        lambda t, s, e: edits.prefixed(t, s, e, "> "),
    ),
    ("code", "Code", "code", "Ctrl+E", edits.fenced),
)
"""Id, name, icon, keys and what it does to the lines; an empty id is a separator."""

WhyNot = Callable[[], str | None]


class Toolbar(QFrame):
    """Marks, lists, blocks, files; find and the way the lesson is shown at the end."""

    def __init__(self, look: Look, actions: ActionRegistry) -> None:
        super().__init__()
        self._look, self._actions = look, actions
        self.setProperty("kind", "toolbar")
        self.setAccessibleName(tr("Formatting"))
        self.setFixedHeight(look.size("toolbar"))
        self._across = row(self, margins=(8, 0, 8, 0), gap=2)
        for name, *_ in MARKS:
            self._add(name)
        self._add("table")
        self._add("")
        self._add("picture")
        self._add("attach")
        self.blocks = icon_button(
            look, "message-square-warning", tr("Insert a callout or challenge"), self._open_blocks
        )
        self._across.addWidget(self.blocks)
        self._across.addStretch(1)
        self._add("find")
        self.modes = {mode: self._add(f"show_{mode}", checkable=True) for mode in MODES}

    def show_mode(self, mode: str) -> None:
        """Mark how the lesson is shown."""
        for name, made in self.modes.items():
            if made is not None:
                made.setChecked(name == mode)

    def _add(self, name: str, *, checkable: bool = False) -> IconButton | None:
        if not name:
            line = hairline(vertical=True)
            line.setFixedHeight(18)
            self._across.addSpacing(6)
            self._across.addWidget(line)
            self._across.addSpacing(6)
            return None
        spec, action = (
            self._actions.spec(f"course.{name}"),
            self._actions.action(f"course.{name}"),
        )
        made = icon_button(
            self._look,
            spec.icon,
            spec.text,
            action.trigger,
            shortcut=spec.shortcut,
            checkable=checkable,
        )
        made.setObjectName(f"tool.{name}")
        self._across.addWidget(made)
        return made

    def _open_blocks(self) -> None:
        menu = QMenu(self)
        for snippet in BLOCKS:
            menu.addAction(self._block(snippet))
        menu.popup(self.blocks.mapToGlobal(QPoint(0, self.blocks.height() + 2)))

    def _block(self, snippet: Snippet) -> QAction:
        return self._actions.action(f"course.insert_{snippet.id}")


def text_actions(editor: MarkdownEditor, why_not: WhyNot) -> list[ActionSpec]:
    """The actions on a lesson's text."""
    made = [
        ActionSpec(
            id=f"course.{name}",
            text=tr(title),
            icon=icon,
            run=lambda change=change: editor.apply(change),  # type: ignore[misc]
            shortcut=keys,
            why_not=why_not,
        )
        for name, title, icon, keys, change in MARKS
        if name
    ]
    snippets = [("course.table", tr("Table"), TABLE)]
    snippets += [
        (f"course.insert_{one.id}", tr("Insert: {what}", what=tr(one.title)), one) for one in BLOCKS
    ]
    made += [
        ActionSpec(
            id=name,
            text=text,
            icon=snippet.icon,
            run=lambda snippet=snippet: editor.insert_snippet(snippet),  # type: ignore[misc]
            why_not=why_not,
        )
        for name, text, snippet in snippets
    ]
    return made
