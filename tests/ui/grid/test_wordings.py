"""Which rows are seen, as people would write it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from ui.widgets.grid.wordings import position_text


@pytest.mark.parametrize(
    ("first", "last", "count", "rows", "wanted"),
    [
        (0, 0, 1, 1, "1 row"),
        (0, 8, 9, 9, "9 rows"),
        (0, 13, 90, 90, "Rows 1–14 of 90"),
        (76, 89, 90, 90, "Rows 77–90 of 90"),
        (4, 4, 90, 90, "Row 5 of 90"),
        (999, 1013, 12_345, 12_345, "Rows 1,000–1,014 of 12,345"),
        (0, 13, None, 200, "Rows 1–14 of more"),
        (-1, -1, 0, 0, ""),
    ],
)
def test_position(
    first: int,
    last: int,
    count: int | None,
    rows: int,
    wanted: str,
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    try:
        assert position_text(first, last, count, rows) == wanted
    finally:
        QLocale.setDefault(before)
