"""A small course as a folder of files, as an instructor would bring it."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

SLUG = "coastal-navigation"
TITLE = "Coastal Navigation"

FILES = {
    "course.yaml": f"""title: {TITLE}
slug: {SLUG}
level: beginner
language: en
description: Find where you are and where you are going, with a chart and a compass.
tags: [navigation, charts]
""",
    "01-charts/module.yaml": "title: Charts\n",
    "01-charts/01-reading-a-chart.md": """---
title: Reading a chart
duration_minutes: 15
---
# Reading a chart

A chart shows depths, heights and **marks**. Depths are in metres below the lowest tide.

![A chart with a course line](chart.png)

| sign | means |
|---|---|
| 5 | five metres at low water |
| R | rock |

> ## Try it
>
> Find the shallowest place between the harbour and the light.
>
> > ## Solution
> >
> > It is the bank east of the light: 1.2 metres.
""",
    "01-charts/02-scale-and-distance.md": """---
title: Scale and distance
duration_minutes: 10
---
# Scale and distance

One minute of latitude is one nautical mile.

```python
miles = minutes_of_latitude
```
""",
    "02-compass/module.yaml": "title: Compass\n",
    "02-compass/01-variation.md": """---
title: Variation
duration_minutes: 12
---
# Variation

The needle points to magnetic north, which is not where the chart's north is.
""",
}


def imported_course(folder: Path) -> tuple[Path, str]:
    """The folder of the course that the tour imports, and its title.

    It is the real course where SMARTCOURSE_REAL_DATA names a folder that has it, else one that is
    written into *folder*.
    """
    data = os.environ.get("SMARTCOURSE_REAL_DATA")
    real = Path(data or ".") / "courses" / "python-novice-inflammation"
    if data and real.is_dir():
        return real, "Programming with Python"
    target = folder / SLUG
    for name, text in FILES.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    chart_picture().save(str(target / "01-charts" / "chart.png"))
    return target, TITLE


def chart_picture() -> QImage:
    """A sketch of a chart: land, water, a course line."""
    made = QImage(480, 240, QImage.Format.Format_RGB32)
    made.fill(QColor("#DCEBF5"))
    painter = QPainter(made)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#EAD9A8"))
        painter.drawEllipse(QRectF(-60, 120, 260, 200))
        painter.drawEllipse(QRectF(380, -80, 220, 180))
        painter.setPen(QColor("#4653C4"))
        painter.drawLine(180, 150, 400, 70)
    finally:
        painter.end()
    return made
