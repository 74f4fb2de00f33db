"""The Carpentries' lesson "Programming with Python", as its authors keep it."""

from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from app.domain.entities import Course, CourseSettings, Lesson, Material, Module
from app.domain.file_types import file_type
from app.domain.lesson_blocks import COLLAPSIBLE, count_blocks, every_block, parse_blocks
from app.domain.lesson_links import referred, resource_for
from app.queries.content import content_document
from app.queries.rows import document_of
from app.usecases.batches import undo
from tests.support.exchange import World, files_of, outcomes, real_data, write_files


@pytest.fixture
def lesson_folder() -> Path:
    return real_data("courses") / "python-novice-inflammation"


def _in_order(world: World) -> list[Lesson]:
    return sorted(world.find(Lesson), key=lambda lesson: lesson.rank)


def test_it_is_one_course_with_its_lessons_in_order(world: World, lesson_folder: Path) -> None:
    report = world.take_course(lesson_folder)
    config = yaml.safe_load((lesson_folder / "config.yaml").read_text(encoding="utf-8"))
    [course], [module] = world.find(Course), world.find(Module)
    assert (report.slug, report.course_id) == ("programming-with-python", course.id)
    assert course.title == module.title == config["title"] == "Programming with Python"
    fronts = []
    for name in config["episodes"]:
        text = (lesson_folder / "episodes" / name).read_text(encoding="utf-8")
        fronts.append(yaml.safe_load(text.split("---\n")[1]))
    lessons = _in_order(world)
    assert [(one.title, one.duration_minutes) for one in lessons] == [
        (front["title"], front["teaching"] + front["exercises"]) for front in fronts
    ]
    assert (len(lessons), sum(one.duration_minutes for one in lessons)) == (12, 445)


def test_its_config_becomes_columns(world: World, lesson_folder: Path) -> None:
    world.take_course(lesson_folder)
    [course], [settings] = world.find(Course), world.find(CourseSettings)
    assert (course.language, course.category) == ("en", "Software Carpentry")
    assert settings.tags == ("software", "data", "lesson", "The Carpentries")
    for fact in ("CC-BY 4.0", "team@carpentries.org", "stable", "2014-11-25"):
        assert fact in course.long_description


def test_texts_are_kept_to_the_character(world: World, lesson_folder: Path) -> None:
    world.take_course(lesson_folder)
    for lesson in world.find(Lesson):
        text = (lesson_folder / lesson.source_path).read_text(encoding="utf-8")
        assert world.body(lesson) == text.split("---\n", 2)[2]


def test_challenges_solutions_and_spoilers_stay_blocks(world: World, lesson_folder: Path) -> None:
    world.take_course(lesson_folder)
    texts = [world.body(lesson) for lesson in world.find(Lesson)]
    pages = [one for one in world.find(Material) if one.file_type == "text/markdown"]
    texts += [world.material_bytes(one).decode() for one in pages]
    counts = sum((count_blocks(text) for text in texts), Counter())
    assert (counts["challenge"], counts["solution"], counts["spoiler"]) == (63, 62, 5)
    assert {"challenge", "solution", "spoiler"} <= COLLAPSIBLE
    for text in texts:
        lines = text.split("\n")
        for block in every_block(parse_blocks(text)):
            assert block.kind in lines[block.first]
            assert set(lines[block.last].strip()) == {":"}


def test_other_files_are_materials(world: World, lesson_folder: Path) -> None:
    report = world.take_course(lesson_folder)
    materials = {one.source_path: one for one in world.find(Material)}
    there = files_of(lesson_folder)
    assert set(materials) == {
        path
        for path in there
        if path != "config.yaml" and not (path.startswith("episodes/") and path.count("/") == 1)
    }
    assert len(materials) == 102
    for path, material in materials.items():
        assert material.file_size_bytes == len(there[path])
        assert material.sha256 == sha256(there[path]).hexdigest()
        assert material.file_type == file_type(path)
        assert world.material_bytes(material) == there[path]
    assert materials["episodes/files/code/Makefile"].file_type == "application/octet-stream"
    assert set(outcomes(report.ledger)) == set(there)
    assert set(outcomes(report.ledger).values()) == {"kept"}
    assert len(report.ledger) == len(there) == 115


def test_pictures_are_linked_to_their_materials(world: World, lesson_folder: Path) -> None:
    world.take_course(lesson_folder)
    materials = {one.id: one for one in world.find(Material)}
    pictures = 0
    for lesson in world.find(Lesson):
        for line in world.body(lesson).split("\n"):
            if "](fig/" not in line:
                continue
            target = line.partition("](")[2].partition(")")[0].split(" ")[0]
            resource = resource_for(target, lesson.resources)
            assert resource is not None, target
            kind, number = referred(resource["url"]) or ("", 0)
            assert kind == "material"
            assert materials[number].source_path == f"episodes/{target}"
            assert materials[number].file_type.startswith("image/")
            pictures += 1
    assert pictures == 26


def test_documents_name_a_material_by_one_url(world: World, lesson_folder: Path) -> None:
    world.take_course(lesson_folder)
    with world.store.reading() as rows:
        document = content_document(rows, world.find(Course)[0])
    urls = {document_of("course_materials", one)["file_url"] for one in world.find(Material)}
    lessons = document["modules"][0]["lessons"]
    resources = [one for lesson in lessons for one in lesson["resources"]]
    assert {one["url"] for one in resources if one["type"] in ("png", "svg")} <= urls
    assert {one["url"].partition(":")[0] for one in resources} == {"local", "lesson"}


def test_a_second_import_changes_nothing(world: World, lesson_folder: Path) -> None:
    first = world.take_course(lesson_folder)
    before = [world.find(kind) for kind in (Course, CourseSettings, Module, Lesson, Material)]
    entries = len(world.store.journal(limit=1000))
    second = world.take_course(lesson_folder)
    assert (second.changed, second.slug) == (False, first.slug)
    assert len(world.store.journal(limit=1000)) == entries
    assert before == [
        world.find(kind) for kind in (Course, CourseSettings, Module, Lesson, Material)
    ]
    assert set(outcomes(second.ledger).values()) == {"kept"}


def test_it_is_undone_as_one(world: World, lesson_folder: Path) -> None:
    world.take_course(lesson_folder)
    assert len(undo(world.bus, world.store, world.admin)) == 1
    assert (world.find(Course), world.find(Lesson), world.find(Material)) == ([], [], [])


def test_export_import_export_gives_identical_bytes(
    world: World, other: World, lesson_folder: Path, tmp_path: Path
) -> None:
    world.take_course(lesson_folder)
    other.store.allocate_ids(Lesson, 500)
    other.store.allocate_ids(Material, 500)
    count = world.exchange.export_course("programming-with-python", tmp_path / "one")
    assert other.take_course(tmp_path / "one").changed
    other.exchange.export_course("programming-with-python", tmp_path / "two")
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    assert count == len(files_of(tmp_path / "one")) == 1 + 1 + 12 + 102
    assert not world.take_course(tmp_path / "one").changed
    assert not other.take_course(tmp_path / "two").changed
    assert not other.take_course(lesson_folder).changed


def test_a_renumbered_and_rewritten_episode_stays_the_lesson_that_it_was(
    world: World, lesson_folder: Path, tmp_path: Path
) -> None:
    files = files_of(lesson_folder)
    write_files(tmp_path / "copy", files)
    world.take_course(tmp_path / "copy")
    ids = {lesson.title: lesson.id for lesson in world.find(Lesson)}
    text = files["episodes/11-debugging.md"].decode().replace("Know", "Learn")
    (tmp_path / "copy/episodes/11-debugging.md").unlink()
    config = files["config.yaml"].decode().replace("- 11-debugging.md\n", "")
    config = config.replace("- 01-intro.md", "- 00-debugging.md\n- 01-intro.md")
    write_files(tmp_path / "copy", {"episodes/00-debugging.md": text, "config.yaml": config})
    report = world.take_course(tmp_path / "copy")
    assert [one.path for one in report.ledger if one.outcome == "changed"] == [
        "episodes/00-debugging.md"
    ]
    lessons = _in_order(world)
    assert len(lessons) == 12
    assert [lesson.title for lesson in lessons][:2] == ["Debugging", "Python Fundamentals"]
    assert {lesson.title: lesson.id for lesson in lessons} == ids
    assert world.body(lessons[0]) == text.split("---\n", 2)[2]
