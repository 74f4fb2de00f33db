"""Reading a Carpentries lesson: ``config.yaml`` and ``episodes/``.

The whole lesson is one module named as the course; an episode is a lesson that lasts teaching +
exercises minutes; every other file is a material of the course.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.entities import Course, CourseSettings
from app.domain.errors import BadInput
from app.domain.messages.sentence import sentence
from app.domain.slugs import slugify
from app.ports.interchange import LedgerEntry
from app.usecases.courses_values import COURSE_CHECKS, SETTINGS_CHECKS
from services.interchange.lesson_files import (
    given_columns,
    is_markdown,
    lesson_columns,
    read_lesson_text,
    read_text,
)
from services.interchange.source import CourseSource, LessonSource, MaterialSource, ModuleSource
from services.interchange.tree import FoundFile, Tree
from services.interchange.yaml_text import MAX_YAML_CHARACTERS, read_map

CONFIG_FILE = "config.yaml"
EPISODES = "episodes"
_CARPENTRIES = {
    "swc": "Software Carpentry",
    "dc": "Data Carpentry",
    "lc": "Library Carpentry",
    "cp": "The Carpentries",
    "incubator": "The Carpentries Incubator",
}
_LABELS = {
    "source": "Source",
    "url": "Website",
    "contact": "Contact",
    "license": "License",
    "created": "Created",
    "life_cycle": "Life cycle",
}
"""Keys that no column of a course holds: they are kept as lines of its long description."""
_COLUMN_KEYS = ("title", "carpentry", "lang", "keywords", EPISODES)


def read_carpentries(tree: Tree) -> CourseSource:
    """The course that a lesson repository holds. Raises `BadInput` for its ``config.yaml``."""
    config = read_map(read_text(tree.files[CONFIG_FILE], MAX_YAML_CHARACTERS))
    title = config.get("title")
    if not isinstance(title, str) or not title.strip():
        raise BadInput("import.no_title")
    title = title.strip()
    dropped = list(tree.dropped)
    files, missing = _episode_files(tree, config)
    lessons = []
    for file in files:
        try:
            lessons.append(_episode(file))
        except BadInput as error:
            dropped.append(
                LedgerEntry(path=file.path, outcome="dropped", reason=sentence(error, typed=True))
            )
    columns, settings = _columns(config, title)
    given_columns(columns, Course, COURSE_CHECKS, tuple(columns))
    given_columns(settings, CourseSettings, SETTINGS_CHECKS, tuple(settings))
    taken = {CONFIG_FILE, *(file.path for file in files)}
    module = ModuleSource(path=EPISODES, given={"title": title}, lessons=tuple(lessons))
    return CourseSource(
        slug=slugify(title),
        title=title,
        about=CONFIG_FILE,
        columns=columns,
        settings=settings,
        modules=(module,),
        materials=tuple(
            MaterialSource(file=file) for path, file in tree.files.items() if path not in taken
        ),
        dropped=tuple(dropped),
        notes=(*_config_notes(config), *missing),
        same_page={_page(lesson.path): lesson.path for lesson in lessons},
    )


def _episode_files(
    tree: Tree, config: Mapping[str, Any]
) -> tuple[list[FoundFile], tuple[str, ...]]:
    """The episodes in the config's order (all in name order where it names none), and notes."""
    there = {
        path: file
        for path, file in tree.files.items()
        if path.startswith(EPISODES + "/") and path.count("/") == 1 and is_markdown(path)
    }
    named = config.get(EPISODES)
    if named is None:
        return list(there.values()), ()
    if not isinstance(named, list) or not all(isinstance(name, str) for name in named):
        raise BadInput("front_matter.bad_value", key=EPISODES, wanted="a list of file names")
    paths = dict.fromkeys(f"{EPISODES}/{name}" for name in named)
    missing = [path for path in paths if path not in there]
    notes = (f"named but not there: {', '.join(missing)}",) if missing else ()
    return [there[path] for path in paths if path in there], notes


def _episode(file: FoundFile) -> LessonSource:
    text = read_lesson_text(file)
    title = text.front.get("title")
    notes: tuple[str, ...] = ()
    if title is None:
        title = file.path.rpartition("/")[2].rpartition(".")[0]
        notes = ("without a title: named after its file",)
    minutes = sum(_minutes(text.front, key) for key in ("teaching", "exercises"))
    given, _ = lesson_columns({"title": title, "duration_minutes": minutes})
    return LessonSource(
        path=file.path,
        given=given,
        body=text.body,
        notes=notes,
    )


def _minutes(front: Mapping[str, Any], key: str) -> int:
    value = front.get(key)
    if value is None:
        return 0
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadInput("front_matter.bad_value", key=key, wanted="a number of minutes")
    return value


def _columns(config: Mapping[str, Any], title: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The course's columns and settings that a config's keys stand for."""
    columns: dict[str, Any] = {"title": title}
    if carpentry := _text(config, "carpentry"):
        columns["category"] = _CARPENTRIES.get(carpentry, carpentry)
    if language := _text(config, "lang"):
        columns["language"] = language
    lines = [
        f"{label}: {_text(config, key)}" for key, label in _LABELS.items() if _text(config, key)
    ]
    if lines:
        columns["long_description"] = "\n".join(lines)
    keywords = (word.strip() for word in (_text(config, "keywords") or "").split(","))
    tags = list(dict.fromkeys(word for word in keywords if word))
    return columns, ({"tags": tags} if tags else {})


def _text(config: Mapping[str, Any], key: str) -> str | None:
    value = config.get(key)
    return value.strip() or None if isinstance(value, str) else None


def _config_notes(config: Mapping[str, Any]) -> tuple[str, ...]:
    kept = {*_COLUMN_KEYS, *_LABELS}
    lost = [key for key, value in config.items() if key not in kept and value is not None]
    return (f"without a place in a course: {', '.join(lost)}",) if lost else ()


def _page(path: str) -> str:
    return path.rpartition(".")[0] + ".html"
