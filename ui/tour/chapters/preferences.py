"""Preferences: colours, row height, text size; every change at once, and back again."""

from __future__ import annotations

from ui.tour.tour import Tour


def walk(tour: Tour) -> None:
    """Colours, then sizes."""
    look = tour.desktop.look
    with tour.step("Change colours in the preferences"):
        tour.go("Courses")
        tour.keys("Ctrl+,")
        tour.wait_for("Search preferences")
        tour.picture("preferences")
        tour.choose("Colors", "Dark")
        tour.check(look.theme == "dark", f"the theme is {look.theme}")
        tour.choose("Colors", "High contrast")
        tour.check(look.theme == "high-contrast", f"the theme is {look.theme}")
        tour.choose("Colors", "Light")
        tour.check(look.theme == "light", f"the theme is {look.theme}")
    with tour.step("Write larger"):
        tour.choose("Text size", "150")
        tour.check(look.text_scale == 1.5, f"the text is {look.text_scale} times as large")
        tour.click("Close")
        tour.picture("large-text")
    with tour.step("Show more rows"):
        tour.keys("Ctrl+,")
        tour.click("Reset all")
        tour.check(look.text_scale == 1.0, "the text is as before")
        tour.choose("Row height", "Compact")
        tour.click("Close")
        tour.picture("compact")
        tour.keys("Ctrl+,")
        tour.click("Reset all")
        tour.click("Close")
    with tour.step("Change colours by command"):
        tour.command("Dark colors")
        tour.wait(lambda: look.theme == "dark", "the dark theme")
        tour.command("Light colors")
        tour.wait(lambda: look.theme == "light", "the light theme")
