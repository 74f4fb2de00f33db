"""Safety: backups, the check of a workspace, drafts that were never saved, diagnostics."""

from __future__ import annotations

import zipfile
from pathlib import Path

from app.domain.entities import Lesson
from ui.tour.chapters.lesson import EDITOR, stored_text
from ui.tour.tour import Tour


def walk(tour: Tour) -> None:
    """What helps where something has gone wrong."""
    _backup(tour)
    _check(tour)
    _draft(tour)
    _diagnostics(tour)


def _backup(tour: Tour) -> None:
    with tour.step("Make a backup"):
        tour.command("Back up now")
        tour.wait_to_say("Backup made")
    with tour.step("See which backup could be restored"):
        tour.command("Restore a backup")
        tour.wait_for("Restore this backup")
        tour.picture("backups")
        tour.keys("Escape")


def _check(tour: Tour) -> None:
    with tour.step("Check the workspace"):
        tour.command("Check the workspace")
        tour.wait(lambda: tour.window.page and tour.window.page.objectName() == "check", "it", 60)
        tour.wait_to_say("No fault was found")
        tour.picture("workspace-check")


def _draft(tour: Tour) -> None:
    with tour.step("Find a draft that a crash has left"):
        lesson = tour.ask(lambda rows: rows.find(Lesson, title="Charts that tell")[0])
        text = stored_text(tour, lesson.title) + "- a title that says what one sees\n"
        drafts = tour.desktop.operations.drafts
        drafts.keep("lesson", str(lesson.id), lesson.body_sha256 or "", text)
        folder = tour.desktop.operations.context.folder / "drafts"
        tour.wait(lambda: any(folder.iterdir()), "the draft's file")
    with tour.step("Compare an unsaved draft with the saved text"):
        tour.go("Home")
        tour.command("Unsaved drafts")
        tour.click("Compare")
        tour.picture("drafts")
    with tour.step("Restore it"):
        tour.click("Restore")
        tour.wait_for(EDITOR)
        tour.keys("Ctrl+S")
        tour.wait(lambda: "what one sees" in stored_text(tour, "Charts that tell"), "the text")


def _diagnostics(tour: Tour) -> None:
    with tour.step("Save diagnostics without secrets"):
        tour.command("Diagnostics")
        tour.wait_for("Save diagnostics")
        tour.picture("diagnostics")
        tour.click("Save diagnostics")
        path = Path(tour.kept["home"]) / "diagnostics.zip"
        tour.give_file(path)
        tour.wait(path.exists, "the bundle")
        tour.settle()
        with zipfile.ZipFile(path) as bundle:
            told = "\n".join(
                bundle.read(one).decode("utf-8", "replace") for one in bundle.namelist()
            )
        tour.check(told, "it holds something")
        tour.check("@example.org" not in told, "it names nobody")
        tour.check(str(Path.home()) not in told, "it names no home folder")
