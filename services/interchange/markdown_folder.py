"""Reading a folder of Markdown that says nothing else of the course that it is.

Every Markdown file at the top, or right in a top folder, is a lesson, with front matter or without.
Those at the top are one module named as the course; a top folder with some is a module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.errors import BadInput
from app.domain.slugs import slugify
from services.interchange.course_folder import MATERIALS, FolderReading
from services.interchange.lesson_files import is_markdown, read_lesson_text
from services.interchange.source import CourseSource, ModuleSource
from services.interchange.tree import Tree

TOP = "."
"""What the folder itself is called in the ledger, and as a module's path."""
FRONT_PAGES = ("readme", "index")
LONGEST_TITLE = 255
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_ATTRIBUTES = re.compile(r"[ \t]*\{[^{}]*\}$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(\*{1,3}|`+)(?=\S)(.+?)(?<=\S)\1")


def has_markdown(tree: Tree) -> bool:
    """Whether a folder without a file about the course holds one all the same."""
    return any(_is_lesson(path) for path in tree.files)


def read_markdown_folder(tree: Tree) -> CourseSource:
    """The course that a folder's Markdown makes, titled by its front page, else by its name."""
    title = _front_title(tree) or _folder_title(tree)
    if not title:
        raise BadInput("import.no_title")
    reading = FolderReading(tree, bare_title=first_heading)
    lessons = reading.lessons("")
    top = (ModuleSource(path=TOP, given={"title": title}, lessons=lessons),) if lessons else ()
    modules = (*top, *map(reading.module, reading.module_names()))
    return CourseSource(
        slug=slugify(title),
        title=title,
        about=TOP,
        columns={"title": title},
        settings={},
        modules=modules,
        materials=reading.materials(modules),
        dropped=(*tree.dropped, *reading.dropped),
    )


def first_heading(text: str) -> str | None:
    """The text of a Markdown's first heading without its markup, cut to what a title holds."""
    for heading in _headings(text):
        plain = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", _ATTRIBUTES.sub("", heading))).strip()
        if plain:
            return plain[:LONGEST_TITLE].rstrip()
    return None


def _headings(text: str) -> Iterator[str]:
    fence = before = ""
    for line in text.splitlines():
        if found := _FENCE.match(line):
            fence = "" if fence and found[1].startswith(fence) else fence or found[1]
        elif fence:
            continue
        elif heading := _HEADING.fullmatch(line):
            yield heading[1]
        elif before.strip() and _UNDERLINE.fullmatch(line):
            yield before.strip()
        before = "" if found else line


def _is_lesson(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return is_markdown(name) and "/" not in folder and folder != MATERIALS


def _front_title(tree: Tree) -> str | None:
    """What the front page calls the course; one that cannot be read is told with the lessons."""
    pages = {path.rpartition(".")[0].lower(): path for path in tree.files if is_markdown(path)}
    for name in FRONT_PAGES:
        if name not in pages:
            continue
        try:
            text = read_lesson_text(tree.files[pages[name]])
        except BadInput:
            continue
        title = text.front.get("title")
        said = title.strip() if isinstance(title, str) else ""
        if found := said[:LONGEST_TITLE] or first_heading(text.body):
            return found
    return None


def _folder_title(tree: Tree) -> str:
    name = tree.root.resolve().name
    return "".join(one if one.isprintable() else " " for one in name).strip()[:LONGEST_TITLE]
