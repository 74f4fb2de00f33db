"""Folders that nobody would make who means well."""

import os
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.entities import Course, Lesson, Material
from app.domain.entities.content import MAX_BODY_BYTES
from app.domain.errors import BadInput
from app.domain.messages.sentence import sentence
from app.ports.files import FileStore, StoredFile
from services.interchange.exchange import LocalInterchange
from tests.support.exchange import World, make_world, outcomes, write_files

GOOD = {"course.yaml": "title: Tea\n", "m/01.md": "---\ntitle: One\n---\nText.\n"}
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b]\n"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path / "world", sqlite=False)


def _dropped(world: World, folder: Path) -> dict[str, str]:
    """What a course that has one good lesson lost, and why."""
    report = world.take_course(folder)
    assert [lesson.title for lesson in world.find(Lesson)] == ["One"]
    return {one.path: one.reason for one in report.ledger if one.outcome == "dropped"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"---\ntitle: T\n---\n\xff\xfe", "UTF-8"),
        (b"---\ntitle: T\n---\na\0b", "NUL"),
        (b"---\ntitle: T\n", "does not end"),
        (b"---\ntitle: [T\n---\n", "cannot be read"),
        (b"---\ntitle: 7\n---\n", "title"),
        (b"---\ntitle: ''\n---\n", "title"),
        (b"---\ntitle: " + b"x" * 256 + b"\n---\n", "255"),
        (b"---\ntitle: T\ntype: film\n---\n", "type"),
        (b"---\ntitle: T\nduration_minutes: -1\n---\n", "duration_minutes"),
        (b"---\ntitle: T\nduration_minutes: soon\n---\n", "duration_minutes"),
        (b"---\ntitle: T\nis_preview: perhaps\n---\n", "is_preview"),
        (b"---\ntitle: T\nresources: x\n---\n", "resources"),
        (b"---\ntitle: T\nresources: [{name: a}]\n---\n", "Resource 1"),
        (b"---\ntitle: T\nquiz: {questions: [{type: guess}]}\n---\n", "Question 1"),
        (b"---\ntitle: T\nlesson_id: -4\n---\n", "lesson_id"),
        (b"---\n" + BOMB.encode() + b"---\n", "refers back"),
        (b"---\ntitle: !!python/object/apply:os.abort []\n---\n", "type"),
        (b"---\ntitle: " + b"[" * 5000 + b"\n---\n", "nested"),
        (b"---\ntitle: T\ntitle: T\n---\n", "second time"),
        (b"---\n- T\n---\n", "keys and values"),
        (b"---\ntitle: T\n---\n" + b"x" * (MAX_BODY_BYTES + 1), "524288"),
        (b"---\ntitle: T\n---\n" + b"x" * (4 * MAX_BODY_BYTES), "fit"),
    ],
)
def test_a_bad_lesson_is_dropped_with_its_reason(
    world: World, tmp_path: Path, content: bytes, why: str
) -> None:
    folder = write_files(tmp_path / "in", {**GOOD, "m/02.md": content})
    dropped = _dropped(world, folder)
    assert list(dropped) == ["m/02.md"]
    assert why in dropped["m/02.md"]


def test_the_longest_lesson_goes_in(world: World, tmp_path: Path) -> None:
    body = "é" * (MAX_BODY_BYTES // 2)
    write_files(tmp_path / "in", {**GOOD, "m/02.md": f"---\ntitle: Two\n---\n{body}"})
    world.take_course(tmp_path / "in")
    [two] = world.find(Lesson, title="Two")
    assert world.body(two) == body


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("title: [", "line 2"),
        ("slug: tea\n", "title"),
        ("title: 7\n", "title"),
        ("title: T\nslug: '../x'\n", "slug"),
        ("title: T\nprice: -1\n", "price"),
        ("title: T\nprice: .inf\n", "price"),
        ("title: T\nlevel: expert\n", "level"),
        ("title: T\ntags: [a, a]\n", "tags"),
        ("title: T\ngrade_bands: {A: high}\n", "grade"),
        (BOMB, "refers back"),
        ("x" * 2_000_000, "1048576"),
    ],
)
def test_a_bad_course_file_is_refused(world: World, tmp_path: Path, text: str, why: str) -> None:
    folder = write_files(tmp_path / "in", {**GOOD, "course.yaml": text})
    with pytest.raises(BadInput) as refused:
        world.take_course(folder)
    assert "course.yaml" in sentence(refused.value)
    assert why in sentence(refused.value)
    assert world.find(Course) == []


def test_a_bad_module_file_is_dropped_and_its_lessons_stay(world: World, tmp_path: Path) -> None:
    write_files(tmp_path / "in", {**GOOD, "m/module.yaml": "title: 7\n"})
    assert list(_dropped(world, tmp_path / "in")) == ["m/module.yaml"]


def test_links_and_devices_are_never_followed(world: World, tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in", GOOD)
    secret = write_files(tmp_path / "outside", {"secret.md": "---\ntitle: Secret\n---\n"})
    (folder / "m/02.md").symlink_to(secret / "secret.md")
    (folder / "photo.png").symlink_to(secret / "secret.md")
    (folder / "n").symlink_to(secret)
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "m/03.md")
    dropped = _dropped(world, folder)
    assert set(dropped) == {"m/02.md", "photo.png", "n", "gone.txt", "m/03.md"}
    assert world.find(Material) == []
    assert "symbolic link" in dropped["n"]
    assert "regular file" in dropped["m/03.md"]


def test_a_course_file_that_is_a_link_is_no_course(world: World, tmp_path: Path) -> None:
    write_files(tmp_path / "outside", GOOD)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/course.yaml").symlink_to(tmp_path / "outside/course.yaml")
    with pytest.raises(BadInput, match=r"import\.not_a_course"):
        world.take_course(tmp_path / "in")


def test_hidden_files_are_left_out_and_told_one_by_one(world: World, tmp_path: Path) -> None:
    hidden = {".git/config": "x", ".git/objects/ab/cd": "x", "m/.DS_Store": "x", ".env": "x"}
    dropped = _dropped(world, write_files(tmp_path / "in", {**GOOD, **hidden}))
    assert set(dropped) == set(hidden)
    assert all("hidden" in reason for reason in dropped.values())


def test_names_that_are_no_text_are_told_readably(world: World, tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in", GOOD)
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_bytes(b"x")
    (folder / "two\nlines.txt").write_bytes(b"x")
    dropped = _dropped(world, folder)
    assert set(dropped) == {"caf\\xe9.txt", "two\nlines.txt"}


def test_links_in_a_text_reach_nothing_outside(world: World, tmp_path: Path) -> None:
    write_files(tmp_path, {"secret.txt": "s", "in/inside.txt": "i"})
    text = """---
title: One
resources:
  - {name: up, url: ../secret.txt}
---
![a](../../secret.txt) ![b](/etc/passwd) ![c](file:///etc/passwd) ![d](%2e%2e/%2e%2e/secret.txt)
![e](..\\\\secret.txt) [f](m/../../inside.txt) [g](javascript:alert(1))
"""
    write_files(tmp_path / "in", {**GOOD, "m/01.md": text})
    world.take_course(tmp_path / "in")
    [lesson], [inside] = world.find(Lesson), world.find(Material)
    assert [(one["name"], one["url"]) for one in lesson.resources] == [
        ("up", "../secret.txt"),
        ("inside.txt", f"material:{inside.id}"),
    ]


def test_too_many_files_are_refused(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.interchange.tree.MAX_FILES", 9)
    write_files(tmp_path / "in", {**GOOD, **{f".h/{number}": "x" for number in range(8)}})
    with pytest.raises(BadInput, match=r"import\.too_many_files"):
        world.take_course(tmp_path / "in")


def test_folders_nested_without_end_are_told(world: World, tmp_path: Path) -> None:
    deep = "/".join("d" * 60)
    dropped = _dropped(world, write_files(tmp_path / "in", {**GOOD, f"{deep}/x.txt": "x"}))
    assert list(dropped) == ["/".join("d" * 41)]


class UnreadableFiles:
    """A file store to which one file's bytes never come."""

    def __init__(self, inner: FileStore) -> None:
        self._inner = inner

    def put_path(self, path: Path) -> StoredFile:
        if path.name == "locked.bin":
            raise BadInput("lesson_file.unreadable", problem="Permission denied")
        return self._inner.put_path(path)

    def exists(self, sha256: str) -> bool:
        return self._inner.exists(sha256)


def test_a_file_that_cannot_be_read_is_dropped(world: World, tmp_path: Path) -> None:
    files: FileStore = UnreadableFiles(world.files)  # type: ignore[assignment]
    locked = replace(world, files=files, exchange=LocalInterchange(world.store, world.bus, files))
    write_files(tmp_path / "in", {**GOOD, "locked.bin": "x", "open.bin": "y"})
    dropped = _dropped(locked, tmp_path / "in")
    assert list(dropped) == ["locked.bin"]
    assert "Permission denied" in dropped["locked.bin"]
    assert [one.file_name for one in world.find(Material)] == ["open.bin"]


def test_a_large_file_is_never_held_whole(world: World, tmp_path: Path) -> None:
    """48 MB go in while the process grows by less than a third of that."""
    write_files(tmp_path / "in", GOOD)
    with (tmp_path / "in/film.mp4").open("wb") as stream:
        stream.truncate(48 * 1024 * 1024)
    tracemalloc.start()
    report = world.take_course(tmp_path / "in")
    again = world.take_course(tmp_path / "in")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert outcomes(report.ledger)["film.mp4"] == "kept"
    assert not again.changed
    assert world.find(Material)[0].file_size_bytes == 48 * 1024 * 1024
    assert peak < 16 * 1024 * 1024


def test_a_carpentries_config_names_only_its_own_episodes(world: World, tmp_path: Path) -> None:
    config = "title: Bees\nepisodes: [../secret.md, 01.md, 09.md, 01.md]\n"
    episodes = {"episodes/01.md": "---\ntitle: One\n---\n", "episodes/02.md": "# Unlisted\n"}
    write_files(tmp_path, {"secret.md": "---\ntitle: Secret\n---\n"})
    report = world.take_course(write_files(tmp_path / "in", {"config.yaml": config, **episodes}))
    assert [one.title for one in world.find(Lesson)] == ["One"]
    assert [one.source_path for one in world.find(Material)] == ["episodes/02.md"]
    [about] = [one for one in report.ledger if one.path == "config.yaml"]
    assert "episodes/../secret.md, episodes/09.md" in about.reason


@pytest.mark.parametrize(
    ("config", "why"),
    [("episodes: []\n", "title"), ("title: B\nepisodes: {a: 1}\n", "episodes")],
)
def test_a_bad_config_is_refused(world: World, tmp_path: Path, config: str, why: str) -> None:
    folder = write_files(tmp_path / "in", {"config.yaml": config, "episodes/01.md": "x"})
    with pytest.raises(BadInput) as refused:
        world.take_course(folder)
    assert why in sentence(refused.value)


@pytest.mark.parametrize("minutes", ["soon", "-5", "1.5", "true"])
def test_an_episode_whose_minutes_are_none_is_dropped(
    world: World, tmp_path: Path, minutes: str
) -> None:
    files = {
        "config.yaml": "title: Bees\n",
        "episodes/01.md": "---\ntitle: One\n---\n",
        "episodes/02.md": f"---\ntitle: Two\nteaching: {minutes}\n---\n",
    }
    dropped = _dropped(world, write_files(tmp_path / "in", files))
    assert list(dropped) == ["episodes/02.md"]
    assert "teaching" in dropped["episodes/02.md"]
