"""The resources of an imported lesson: what the folder names, and the files its text links to."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.dataclass import dataclass
from app.domain.entities import Json
from app.domain.file_types import extension
from app.domain.lesson_links import resource_for, target_path
from app.domain.link_targets import link_targets

LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Places:
    """Paths in the folder to the urls that lessons use; `pages` are other names of lessons."""

    urls: Mapping[str, str]
    pages: Mapping[str, str]

    def url(self, path: str, lesson: str) -> str | None:
        """The url of a path written in a lesson's file, relative to it; None where nothing is."""
        place = posixpath.normpath(posixpath.join(posixpath.dirname(lesson), path))
        return self.urls.get(self.pages.get(place, place))


def lesson_resources(
    lesson: str, body: str, listed: Sequence[Json], places: Places
) -> list[dict[str, Any]]:
    """*listed* with paths turned into urls, then a resource for each file that *body* links to.

    A linked resource is named by the file's name; where two linked files share it, by the target
    as the author wrote it.
    """
    resources = [_resolved(one, lesson, places) for one in listed]
    linked = _linked(lesson, body, places)
    urls_of_name: Counter[str] = Counter(
        posixpath.basename(path) for path, _ in dict.fromkeys(linked)
    )
    for path, url in linked:
        found = resource_for(path, resources)
        if found is not None and found["url"] == url:
            continue
        name = posixpath.basename(path)
        if urls_of_name[name] > 1 or any(one["name"] == name for one in resources):
            name = path
        if len(name) > LONGEST_NAME or any(one["name"] == name for one in resources):
            continue
        kind = "lesson" if url.startswith("lesson:") else extension(path) or "file"
        resources.append({"name": name, "url": url, "type": kind})
    return resources


def _linked(lesson: str, body: str, places: Places) -> list[tuple[str, str]]:
    """Target path and url of every link in *body* that leads to a file of the course."""
    found: dict[tuple[str, str], None] = {}
    for target in link_targets(body):
        path = target_path(target)
        url = places.url(path, lesson) if path is not None else None
        if path is not None and url is not None:
            found[posixpath.normpath(path), url] = None
    return list(found)


def _resolved(resource: Json, lesson: str, places: Places) -> dict[str, Any]:
    """The resource with its url; a path counts from the course's folder, else from the lesson's."""
    path = target_path(resource["url"])
    url = None
    if path is not None:
        url = places.urls.get(posixpath.normpath(path)) or places.url(path, lesson)
    return {**resource, "url": url or resource["url"]}
