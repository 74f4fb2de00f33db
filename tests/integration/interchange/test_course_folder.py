"""Our own form of a course, read and written."""

from pathlib import Path

import pytest

from app.domain.commands import (
    AttachMaterial,
    Change,
    DeleteLesson,
    EditLesson,
    EditModule,
    MoveLesson,
    MoveModule,
)
from app.domain.entities import Course, CourseSettings, Lesson, Material, Module, User
from app.domain.errors import BadInput, EnvironmentFault, NotFound
from app.usecases.batches import undo
from tests.support.exchange import World, files_of, outcomes, write_files

COURSE = """\
title: Tea
slug: tea
description: All about it
level: beginner
price: 12.5
max_students: 30
tags: [drinks, hot]
pass_mark: 50
grade_bands: {A: 90, B: 60}
"""
QUIZ = """\
---
title: Check
type: quiz
duration_minutes: 5
is_preview: true
quiz:
  questions:
    - {type: true_false, text: Is tea hot?, answer: true}
lesson_id: null
---
Try it.
"""
FILES = {
    "course.yaml": COURSE,
    "a-water/module.yaml": "title: Water\ndescription: First\n",
    "a-water/01-boil.md": "---\ntitle: Boil\nduration_minutes: 3\n---\n![k](pics/kettle.svg)\n",
    "a-water/pics/kettle.svg": "<svg/>",
    "a-water/01-boil/notes.txt": "mind the steam",
    "b-leaves/01-steep.md": "---\ntitle: Steep\n---\nSee [boil](../a-water/01-boil.md#top).\n",
    "b-leaves/02-check.md": QUIZ,
    "b-leaves/README.md": "No front matter, so no lesson.\n",
    "licence.txt": "Free.\n",
    "materials/poster.pdf": b"%PDF-1.4 \xff",
}


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    return write_files(tmp_path / "tea", FILES)


def _titles(world: World) -> list[tuple[str, list[str]]]:
    modules = sorted(world.find(Module), key=lambda one: one.rank)
    lessons = sorted(world.find(Lesson), key=lambda one: one.rank)
    return [(m.title, [one.title for one in lessons if one.module_id == m.id]) for m in modules]


def _lesson(world: World, title: str) -> Lesson:
    [lesson] = world.find(Lesson, title=title)
    return lesson


def test_a_folder_becomes_a_course(world: World, tea: Path) -> None:
    report = world.take_course(tea)
    [course], [settings] = world.find(Course), world.find(CourseSettings)
    assert (course.title, course.slug, course.level, course.status) == (
        "Tea",
        "tea",
        "beginner",
        "draft",
    )
    assert (float(course.price), course.max_students) == (12.5, 30)
    assert (settings.tags, settings.pass_mark) == (("drinks", "hot"), 50)
    assert settings.grade_bands == {"A": 90, "B": 60}
    assert _titles(world) == [("Water", ["Boil"]), ("b-leaves", ["Steep", "Check"])]
    check = _lesson(world, "Check")
    assert (check.type, check.is_preview, check.duration_minutes) == ("quiz", True, 5)
    assert check.quiz["questions"][0]["answer"] is True
    assert outcomes(report.ledger) == dict.fromkeys(FILES, "kept")


def test_materials_know_what_they_belong_to(world: World, tea: Path) -> None:
    world.take_course(tea)
    water = world.find(Module, title="Water")[0]
    places = {one.source_path: (one.module_id, one.lesson_id) for one in world.find(Material)}
    leaves = world.find(Module, title="b-leaves")[0]
    assert places == {
        "a-water/pics/kettle.svg": (water.id, None),
        "a-water/01-boil/notes.txt": (water.id, _lesson(world, "Boil").id),
        "b-leaves/README.md": (leaves.id, None),
        "licence.txt": (None, None),
        "materials/poster.pdf": (None, None),
    }


def test_links_lead_to_materials_and_lessons(world: World, tea: Path) -> None:
    world.take_course(tea)
    [kettle] = world.find(Material, file_name="kettle.svg")
    assert _lesson(world, "Boil").resources == (
        {"name": "kettle.svg", "url": f"material:{kettle.id}", "type": "svg"},
    )
    [link] = _lesson(world, "Steep").resources
    assert (link["name"], link["url"]) == ("01-boil.md", f"lesson:{_lesson(world, 'Boil').id}")


def test_a_changed_folder_changes_only_what_differs_and_is_undone_at_once(
    world: World, tea: Path
) -> None:
    world.take_course(tea)
    before = {kind: world.find(kind) for kind in (Course, CourseSettings, Module, Lesson, Material)}
    write_files(
        tea,
        {
            "course.yaml": COURSE.replace("12.5", "15").replace("50", "60"),
            "a-water/module.yaml": "title: Waters\ndescription: First\n",
            "b-leaves/01-steep.md": "---\ntitle: Steep\nduration_minutes: 9\n---\nLonger.\n",
            "licence.txt": "Freer.\n",
            "b-leaves/00-pick.md": "---\ntitle: Pick\n---\nGently.\n",
        },
    )
    report = world.take_course(tea)
    changed = {path for path, outcome in outcomes(report.ledger).items() if outcome == "changed"}
    assert changed == {
        "course.yaml",
        "a-water/module.yaml",
        "b-leaves/00-pick.md",
        "b-leaves/01-steep.md",
        "licence.txt",
    }
    assert _titles(world) == [("Waters", ["Boil"]), ("b-leaves", ["Pick", "Steep", "Check"])]
    steep = _lesson(world, "Steep")
    assert (world.body(steep), steep.duration_minutes) == ("Longer.\n", 9)
    # A link that somebody may still want stays when the text loses it.
    assert [one["name"] for one in steep.resources] == ["01-boil.md"]
    [licence] = world.find(Material, file_name="licence.txt")
    assert world.material_bytes(licence) == b"Freer.\n"
    assert float(world.find(Course)[0].price) == 15
    undo(world.bus, world.store, world.admin)
    for kind, rows in before.items():
        plain = [{k: v for k, v in _columns(row).items() if k != "updated_at"} for row in rows]
        now = [_columns(row) for row in world.find(kind)]
        assert [{k: v for k, v in row.items() if k != "updated_at"} for row in now] == plain


def _columns(row: object) -> dict[str, object]:
    return {name: getattr(row, name) for name in type(row).__slots__}


def test_what_the_folder_lacks_stays_and_is_told(world: World, tea: Path) -> None:
    world.take_course(tea)
    (tea / "b-leaves/01-steep.md").unlink()
    (tea / "licence.txt").unlink()
    report = world.take_course(tea)
    assert not report.changed
    [about] = [one for one in report.ledger if one.path == "course.yaml"]
    assert "Steep" in about.reason
    assert "licence.txt" in about.reason
    assert len(world.find(Lesson)) == 3


def test_what_the_folder_does_not_say_stays(world: World, tea: Path) -> None:
    world.take_course(tea)
    boil = _lesson(world, "Boil")
    world.bus.execute(
        EditLesson(lesson_id=boil.id, changes=(Change("is_preview", False, True),)), world.admin
    )
    assert not world.take_course(tea).changed
    assert _lesson(world, "Boil").is_preview


def test_lessons_move_between_modules(world: World, tea: Path) -> None:
    world.take_course(tea)
    world.exchange.export_course("tea", tea.parent / "out")
    out = tea.parent / "out"
    number = _lesson(world, "Steep").id
    (out / "02-b-leaves/01-steep.md").rename(out / "01-water/00-steep.md")
    assert world.take_course(out).changed
    assert _titles(world) == [("Water", ["Steep", "Boil"]), ("b-leaves", ["Check"])]
    assert _lesson(world, "Steep").id == number
    assert not world.take_course(out).changed


def test_an_export_says_everything_of_a_course_that_was_worked_on(
    world: World, other: World, tea: Path, tmp_path: Path
) -> None:
    """Modules and lessons moved, one gone, files attached by hand with names that clash."""
    world.take_course(tea)
    water, leaves = sorted(world.find(Module), key=lambda one: one.rank)
    steep, boil = _lesson(world, "Steep"), _lesson(world, "Boil")
    run = world.bus.execute
    run(MoveModule(module_id=leaves.id, after_id=0), world.admin)
    run(MoveLesson(lesson_id=boil.id, module_id=leaves.id), world.admin)
    run(DeleteLesson(lesson_id=steep.id), world.admin)
    title = Change("title", leaves.title, "Über: “Tee” / 茶")
    run(EditModule(module_id=leaves.id, changes=(title,)), world.admin)
    for name in ("../../etc/passwd", "con.txt", "a?b.md", "poster.pdf", "POSTER.pdf", "..", ".x"):
        stored = world.files.put_bytes(name.encode())
        attach = AttachMaterial(
            material_id=world.store.allocate_ids(Material, 1)[0],
            course_id=world.find(Course)[0].id,
            file_name=name,
            file_type="text/plain",
            file_size_bytes=stored.size,
            sha256=stored.sha256,
            module_id=water.id if name == "a?b.md" else None,
        )
        run(attach, world.admin)
    other.add_course("first")
    other.store.allocate_ids(Lesson, 40)
    world.exchange.export_course("tea", tmp_path / "one")
    other.take_course(tmp_path / "one")
    other.exchange.export_course("tea", tmp_path / "two")
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    assert len(files_of(tmp_path / "one")) == 1 + 2 + 2 + 5 + 7
    assert not (tmp_path / "etc").exists()
    assert not other.take_course(tmp_path / "two").changed
    assert not world.take_course(tmp_path / "two").changed
    courses = [one for one in other.find(Module) if one.title.startswith("Über")]
    assert len(courses) == 1


def test_an_export_goes_nowhere_but_into_an_empty_folder(world: World, tea: Path) -> None:
    world.take_course(tea)
    with pytest.raises(EnvironmentFault, match=r"export\.not_empty"):
        world.exchange.export_course("tea", tea)
    with pytest.raises(NotFound, match=r"course\.unknown"):
        world.exchange.export_course("coffee", tea.parent / "new")
    (tea.parent / "empty").mkdir()
    assert world.exchange.export_course("tea", tea.parent / "empty") == len(FILES) + 1
    assert [one.name for one in tea.parent.iterdir() if one.name.startswith(".")] == []


def test_an_export_that_fails_leaves_nothing(world: World, tea: Path) -> None:
    world.take_course(tea)
    [kettle] = world.find(Material, file_name="kettle.svg")
    [place] = (world.folder / "files").rglob(kettle.sha256)
    place.unlink()
    with pytest.raises(NotFound, match=r"file\.missing"):
        world.exchange.export_course("tea", tea.parent / "out")
    assert sorted(one.name for one in tea.parent.iterdir()) == ["tea", "world"]


@pytest.mark.parametrize("calls", [2, 7, 13])
def test_an_import_that_is_stopped_changes_nothing(world: World, tea: Path, calls: int) -> None:
    """The keyboard's Ctrl-C, while files are read and after some of the commands."""
    left = calls

    def stop(done: int, total: int | None) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        world.exchange.import_course(tea, instructor_id=None, actor=world.admin, progress=stop)
    assert (world.find(Course), world.find(Lesson), world.find(Material)) == ([], [], [])
    assert world.store.batches("running") == []
    assert world.take_course(tea).changed


def test_a_course_needs_a_teacher(world: World, tea: Path) -> None:
    world.take_rows(
        "users", "email,username,first_name,last_name,role", "s@example.org,s,S,T,student"
    )
    [student] = world.find(User, role="student")
    with pytest.raises(BadInput, match=r"import\.no_instructor"):
        world.exchange.import_course(
            tea, instructor_id=student.id, actor=world.admin, progress=lambda done, total: None
        )
