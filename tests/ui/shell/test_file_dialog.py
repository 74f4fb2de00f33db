"""The toolkit's own file dialog, which stands in where a system has none: seen in every theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QFileDialog, QToolButton

from tests.support.window import open_desktop
from tests.ui.shell.test_contrast import contrast
from ui.theme.tokens import THEMES, ThemeName, tokens

NEED = 3
"""What WCAG 2.2 asks of signs."""


def strongest(icon: QIcon, ground: str) -> float:
    """The contrast of an icon's inkiest dots."""
    image = icon.pixmap(16, 16).toImage()
    dots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(contrast(_name(one), ground) for one in dots if one.alpha() > 200)


def _name(color: QColor) -> str:
    return color.name(QColor.NameFormat.HexRgb)


@pytest.mark.parametrize("theme", THEMES)
def test_its_buttons_can_be_seen(
    demo_workspace: Path, tmp_path: Path, qapp: object, theme: ThemeName
) -> None:
    ground = tokens().colors[theme]["surface"]
    with open_desktop(demo_workspace, tmp_path / "memory.json", theme=theme) as desktop:
        dialog = QFileDialog(desktop.window, "Choose", str(tmp_path))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.open()
        buttons = {
            one.objectName(): strongest(one.icon(), ground)
            for one in dialog.findChildren(QToolButton)
            if one.objectName().endswith("Button")
        }
        dialog.close()
        dialog.deleteLater()
    assert {"backButton", "forwardButton", "toParentButton", "newFolderButton"} <= set(buttons)
    assert [name for name, found in buttons.items() if found < NEED] == []
