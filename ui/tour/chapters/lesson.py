"""Writing a lesson: text with a preview, marks, a snippet, find and replace, files, drafts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication

from app.domain.entities import Lesson, LessonBody, Material
from app.ports.storage import Rows
from ui.tour.course_folder import chart_picture
from ui.tour.tour import Tour

EDITOR = "Text of the lesson, in Markdown"
TEXT = """
The **mean** shares everything out evenly. The *median* stands in the middle.

| data | mean | median |
|---|---|---|
| 1, 2, 3 | 2 | 2 |
| 1, 2, 30 | 11 | 2 |

```python
from statistics import mean, median
```

"""


def walk(tour: Tour) -> None:
    """A lesson from an empty page to a saved text with files."""
    _write(tour)
    _find(tour)
    _files(tour)
    _settings(tour)


def stored_text(tour: Tour, title: str) -> str:
    """The saved text of the course's lesson with this title."""

    def read(rows: Rows) -> str:
        found = rows.find(Lesson, course_id=tour.kept["course"], title=title)[0]
        return rows.get(LessonBody, found.body_sha256).body

    return tour.ask(read)


def open_lesson(tour: Tour, title: str) -> None:
    """Go to a lesson of the course by its row in the outline."""
    tour.click_row(tour.view("Modules and lessons"), title)
    tour.settle()


def _write(tour: Tour) -> None:
    with tour.step("Write a lesson with a preview beside it"):
        open_lesson(tour, "Mean and median")
        tour.click("Text and preview")
        tour.click(EDITOR)
        tour.write("# Mean and median\n\n")
        tour.paste(TEXT)
        tour.write("Both are averages")
        preview = tour.find("Preview")
        tour.wait(lambda: "stands in the middle" in preview.toPlainText(), "the preview")  # type: ignore[attr-defined]
        tour.picture("lesson-editor")
    with tour.step("Mark text from the tool bar"):
        tour.keys("Shift+Home")
        tour.click("Bold")
        tour.wait(lambda: "**Both are averages**" in _typed(tour), "the mark")
    with tour.step("Insert a callout"):
        tour.click(EDITOR)
        tour.keys("Ctrl+End", "Return")
        tour.click("Insert a callout or challenge")
        tour.pick("Insert: Warning")
        tour.wait(lambda: "[!warning]" in _typed(tour), "the callout")
    with tour.step("Save the lesson"):
        tour.keys("Ctrl+S")
        tour.wait(lambda: "stands in the middle" in stored_text(tour, "Mean and median"), "it")
        tour.check("**Both are averages**" in stored_text(tour, "Mean and median"), "marks too")
    with tour.step("Keep what is typed as a draft at once"):
        tour.click(EDITOR)
        tour.keys("Ctrl+End", "Return")
        tour.write("Not saved yet.")
        folder = tour.desktop.operations.context.folder / "drafts"
        tour.wait(lambda: any(folder.iterdir()), "the draft's file", 5)
        tour.check("Not saved yet." not in stored_text(tour, "Mean and median"), "not yet saved")
        tour.keys("Ctrl+S")
        tour.wait(lambda: "Not saved yet." in stored_text(tour, "Mean and median"), "it")


def _typed(tour: Tour) -> str:
    return str(tour.find(EDITOR).toPlainText())  # type: ignore[attr-defined]


def _find(tour: Tour) -> None:
    with tour.step("Find and replace"):
        tour.click(EDITOR)
        tour.keys("Ctrl+Home")
        tour.click("Find and replace")
        tour.type("Find", "Not saved yet")
        tour.type("Replace with", "Saved by now")
        tour.picture("find-and-replace")
        tour.click("Replace all")
        tour.wait(lambda: "Saved by now." in _typed(tour), "the text to be replaced")
        tour.keys("Escape")
        tour.keys("Ctrl+S")
        tour.wait(lambda: "Saved by now." in stored_text(tour, "Mean and median"), "it")


def _files(tour: Tour) -> None:
    with tour.step("Attach a file"):
        sheet = Path(tour.kept["home"]) / "worksheet.csv"
        sheet.write_text("height\n172\n181\n", encoding="utf-8")
        tour.click("Attach a file")
        tour.give_file(sheet)
        tour.wait(lambda: tour.ask(lambda rows: _material(rows, tour, sheet.name)), "the file")
    with tour.step("Paste a picture"):
        tour.click(EDITOR)
        tour.keys("Ctrl+End", "Return")
        QGuiApplication.clipboard().setImage(chart_picture())
        tour.keys("Ctrl+V")
        tour.wait(lambda: tour.ask(lambda rows: _pictures(rows, tour)), "the picture's file")
        tour.wait(lambda: "![" in _typed(tour), "the picture in the text")
        tour.keys("Ctrl+S")
        tour.picture("lesson-with-files")


def _material(rows: Rows, tour: Tour, name: str) -> bool:
    found = rows.find(Material, course_id=tour.kept["course"])
    return any(one.file_name == name for one in found)


def _pictures(rows: Rows, tour: Tour) -> bool:
    found = rows.find(Material, course_id=tour.kept["course"])
    return any(one.file_type.startswith("image/") for one in found)


def _settings(tour: Tour) -> None:
    with tour.step("Give the lesson its minutes"):
        tour.click("Lesson settings")
        tour.fill(tour.find("Minutes", "Lesson settings"), "15")
        tour.keys("Tab")
        tour.picture("lesson-settings")
        tour.keys("Escape")

        def minutes(rows: Rows) -> bool:
            found = rows.find(Lesson, course_id=tour.kept["course"], title="Mean and median")
            return found[0].duration_minutes == 15

        tour.wait(lambda: tour.ask(minutes), "the minutes")
