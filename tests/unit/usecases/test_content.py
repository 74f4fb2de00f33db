"""Modules, lessons and materials: order, texts, and what they take."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from app.domain.commands import (
    FIRST,
    AddLesson,
    AddModule,
    AttachMaterial,
    BodyChange,
    Change,
    Command,
    DeleteLesson,
    DeleteModule,
    EditLesson,
    EditMaterial,
    EditModule,
    MoveLesson,
    MoveModule,
    RemoveMaterial,
)
from app.domain.entities import Course, Lesson, LessonBody, Material, Module
from app.domain.entities.content import MAX_BODY_BYTES
from app.domain.errors import NotFound
from app.domain.rank import in_order
from tests.support.authoring import COURSE, TEACHER, academy, edit, refused
from tests.support.memory import EMPTY_SHA256, Bench, course, lesson, module

SHA = "ab" * 32


def modules(bench: Bench) -> list[int]:
    return [row.id for row in in_order(bench.find(Module, course_id=COURSE))]


def lessons(bench: Bench, module_id: int) -> list[int]:
    return [row.id for row in in_order(bench.find(Lesson, module_id=module_id))]


def named(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def body(bench: Bench, lesson_id: int) -> str:
    return str(bench.get(LessonBody, bench.get(Lesson, lesson_id).body_sha256).body)


def write(bench: Bench, text: str, base: str = "", **given: Any) -> Any:
    change = BodyChange(base_sha256=named(base), text=text)
    return bench.outcome(EditLesson(lesson_id=21, body=change, **given))


def attach(key: int = 31, **given: Any) -> AttachMaterial:
    return AttachMaterial(
        **{
            "material_id": key,
            "course_id": COURSE,
            "file_name": "a.pdf",
            "file_type": "application/pdf",
            "file_size_bytes": 9,
            "sha256": SHA,
            **given,
        }
    )


# modules


@pytest.mark.parametrize(
    ("after", "order"),
    [
        (None, [11, 12, 70]),
        (FIRST, [70, 11, 12]),
        (11, [11, 70, 12]),
        (12, [11, 12, 70]),
        (999, [11, 12, 70]),
    ],
)
def test_a_module_is_added_in_its_place(after: int | None, order: list[int]) -> None:
    bench = academy()
    command = AddModule(module_id=70, course_id=COURSE, title=" New ", after_id=after)
    assert bench.outcome(command).data == {"id": 70}
    assert modules(bench) == order
    assert bench.get(Module, 70).title == "New"
    assert bench.events() == [("course.updated", COURSE)]


def test_modules_that_share_a_rank_are_told_apart() -> None:
    bench = academy()
    bench.put(module(13, COURSE, rank="b"), module(14, COURSE, rank="b"))
    bench.run(AddModule(module_id=70, course_id=COURSE, title="New", after_id=13))
    assert modules(bench) == [11, 12, 13, 70, 14]


def test_a_module_is_edited_and_moved() -> None:
    bench = academy()
    changes = (*edit("title", "Module 11", "A"), *edit("is_published", True, False))
    bench.run(EditModule(module_id=11, changes=changes))
    outcome = bench.outcome(EditModule(module_id=11, changes=edit("title", "Module 11", "B")))
    assert outcome.kind == "conflict"
    row = bench.get(Module, 11)
    assert (row.title, row.is_published, row.updated_at) == ("A", False, bench.clock.now())
    bench.run(MoveModule(module_id=11))
    assert modules(bench) == [12, 11]
    bench.run(MoveModule(module_id=11, after_id=FIRST))
    assert modules(bench) == [11, 12]
    assert bench.events() == [("course.updated", COURSE)] * 3


def test_a_deleted_module_takes_its_lessons_and_leaves_its_files() -> None:
    bench = academy()
    bench.run(attach(31, module_id=11))
    bench.run(attach(32, module_id=11, lesson_id=21))
    bench.run(attach(33, lesson_id=22))
    bench.run(attach(34, module_id=12))
    bench.clock.advance(hours=1)
    outcome = bench.outcome(DeleteModule(module_id=11))
    assert outcome.data == {"id": 11, "lessons": 2}
    assert modules(bench) == [12]
    assert [row.id for row in bench.find(Lesson)] == [23, 24]
    places = [(row.module_id, row.lesson_id) for row in bench.find(Material)]
    assert places == [(None, None), (None, None), (None, None), (12, None)]
    assert bench.get(Course, COURSE).updated_at == bench.clock.now()


# lessons


def test_a_lesson_is_added_with_everything_it_has() -> None:
    bench = academy()
    quiz = {"questions": [{"type": "true_false", "text": "?", "answer": True}]}
    resources = ({"name": "n", "url": "u", "type": "pdf"}, {"name": "m", "url": "v"})
    bench.run(
        AddLesson(
            lesson_id=70,
            module_id=11,
            title="New",
            type="quiz",
            body="Text",
            duration_minutes=15,
            is_preview=True,
            after_id=21,
            resources=resources,
            quiz=quiz,
            assignment={"a": 1},
            video={"url": "v"},
            source_path="p.md",
        )
    )
    row = bench.get(Lesson, 70)
    assert lessons(bench, 11) == [21, 70, 22]
    assert body(bench, 70) == "Text"
    assert (row.course_id, row.type) == (COURSE, "quiz")
    assert (row.duration_minutes, row.is_preview) == (15, True)
    assert row.resources[1] == {"name": "m", "url": "v", "type": ""}
    assert (row.quiz, row.assignment, row.video, row.source_path) == (
        quiz,
        {"a": 1},
        {"url": "v"},
        "p.md",
    )


def test_the_same_text_is_kept_once() -> None:
    bench = academy()
    for key in (70, 71):
        bench.run(AddLesson(lesson_id=key, module_id=11, title="t", body="Text"))
    assert len(bench.find(LessonBody)) == 2


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("title", "", "value.required"),
        ("duration_minutes", -1, "value.out_of_range"),
        ("duration_minutes", 100_001, "value.out_of_range"),
        ("resources", ({"name": "n"},), "lesson.bad_resource"),
        ("resources", ({"name": "", "url": "u"},), "lesson.bad_resource"),
        ("resources", ({"name": "n", "url": 1},), "lesson.bad_resource"),
        ("resources", ({"name": "n", "url": "u" * 2001},), "value.too_long"),
        ("resources", ({"name": "n", "url": "javascript:alert(1)"},), "lesson.resource_scheme"),
        ("quiz", {"questions": []}, "quiz.no_questions"),
        ("assignment", {"a": "x" * MAX_BODY_BYTES}, "value.document_too_long"),
        ("video", {"a": "\x00"}, "value.bad_character"),
    ],
)
def test_what_a_lesson_does_not_take(column: str, value: Any, reason: str) -> None:
    bench = academy()
    with refused(reason):
        bench.run(AddLesson(**{"lesson_id": 70, "module_id": 11, "title": "t", column: value}))
    value = list(value) if isinstance(value, tuple) else value
    with refused(reason):
        bench.run(EditLesson(lesson_id=21, changes=edit(column, None, value)))


@pytest.mark.parametrize(("column", "value"), [("type", "song"), ("rank", "a"), ("course_id", 3)])
def test_what_nobody_edits_in_a_lesson(column: str, value: Any) -> None:
    with refused("value.not_a_choice" if column == "type" else "value.not_editable"):
        academy().run(EditLesson(lesson_id=21, changes=edit(column, None, value)))


def test_a_text_may_be_512_kb_and_no_more() -> None:
    bench = academy()
    write(bench, "é" * (MAX_BODY_BYTES // 2))
    with refused("lesson.too_long", size=MAX_BODY_BYTES + 2, limit=MAX_BODY_BYTES):
        write(bench, "é" * (MAX_BODY_BYTES // 2 + 1))
    with refused("lesson.too_long"):
        bench.run(AddLesson(lesson_id=70, module_id=11, title="t", body="x" * (MAX_BODY_BYTES + 1)))
    with refused("value.bad_character"):
        write(bench, "\x00")


def test_columns_of_a_lesson_are_edited() -> None:
    bench = academy()
    changes = (
        Change("title", "Lesson 21", "New"),
        Change("type", "text", "video"),
        Change("resources", [], [{"name": "n", "url": "u", "type": "t"}]),
        Change("duration_minutes", 5, 7),
    )
    outcome = bench.outcome(EditLesson(lesson_id=21, changes=changes))
    row = bench.get(Lesson, 21)
    assert (row.title, row.type, row.duration_minutes) == ("New", "video", 0)
    assert row.resources == ({"name": "n", "url": "u", "type": "t"},)
    assert [one.column for one in outcome.conflicts] == ["duration_minutes"]
    assert outcome.kind == outcome.rows[0].kind == "conflict"
    assert bench.events() == [("course.updated", COURSE)]


def test_nothing_to_change_changes_and_tells_nothing() -> None:
    bench = academy()
    assert write(bench, "").kind == "applied"
    bench.run(EditLesson(lesson_id=21))
    assert bench.get(Lesson, 21).updated_at is None
    assert bench.events() == []


# texts


def test_a_text_is_replaced_where_its_base_stands() -> None:
    bench = academy()
    outcome = write(bench, "One\n\nTwo\n")
    assert outcome.data == {"id": 21, "body_sha256": named("One\n\nTwo\n")}
    assert body(bench, 21) == "One\n\nTwo\n"
    assert bench.get(LessonBody, EMPTY_SHA256).body == ""


def test_texts_are_merged_by_paragraph() -> None:
    bench = academy()
    base = "First paragraph.\n\nSecond paragraph.\n\nThird paragraph.\n"
    write(bench, base)
    write(bench, base.replace("First", "1st"), base)
    outcome = write(bench, base.replace("Third", "3rd"), base)
    assert outcome.kind == "merged"
    assert body(bench, 21) == "1st paragraph.\n\nSecond paragraph.\n\n3rd paragraph.\n"
    assert not outcome.conflicts


def test_a_chain_of_edits_merges_against_its_own_base() -> None:
    bench = academy()
    base = "First paragraph.\n\nSecond paragraph.\n"
    write(bench, base)
    mine = base.replace("Second", "2nd")
    write(bench, base.replace("First", "1st"), base)
    write(bench, mine, base)
    write(bench, mine + "\nThird.\n", mine)
    assert body(bench, 21) == "1st paragraph.\n\n2nd paragraph.\n\nThird.\n"


def test_the_same_paragraph_changed_twice_keeps_both() -> None:
    bench = academy()
    base = "First paragraph.\n\nSecond paragraph.\n"
    write(bench, base)
    write(bench, base.replace("First", "Erster"), base)
    outcome = write(bench, base.replace("First", "Premier"), base)
    (conflict,) = outcome.conflicts
    assert (conflict.table, conflict.key, conflict.column) == ("ext.lessons", 21, "body")
    assert (conflict.base, conflict.mine, conflict.theirs) == (
        "First paragraph.",
        "Premier paragraph.",
        "Erster paragraph.",
    )
    assert body(bench, 21).startswith("Erster")


def test_the_stored_text_again_is_no_conflict() -> None:
    bench = academy()
    write(bench, "One")
    write(bench, "Two", "One")
    assert write(bench, "Two", "One").kind == "applied"


def test_a_base_that_is_kept_no_longer_leaves_the_stored_text() -> None:
    bench = academy()
    write(bench, "Mine and theirs")
    outcome = write(bench, "Mine", "never seen")
    (conflict,) = outcome.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == (None, "Mine", "Mine and theirs")
    assert body(bench, 21) == "Mine and theirs"
    assert bench.get(LessonBody, named("Mine")).body == "Mine"


# moving and deleting lessons


@pytest.mark.parametrize(
    ("module_id", "after", "first", "second"),
    [
        (11, 22, [22, 21], [23, 24]),
        (12, None, [22], [23, 24, 21]),
        (12, FIRST, [22], [21, 23, 24]),
        (12, 23, [22], [23, 21, 24]),
        (12, 22, [22], [23, 24, 21]),
    ],
)
def test_a_lesson_is_moved(
    module_id: int, after: int | None, first: list[int], second: list[int]
) -> None:
    bench = academy()
    bench.run(MoveLesson(lesson_id=21, module_id=module_id, after_id=after))
    assert (lessons(bench, 11), lessons(bench, 12)) == (first, second)
    assert bench.events() == [("course.updated", COURSE)]


def test_a_lesson_stays_in_its_course() -> None:
    bench = academy()
    bench.put(course(60, 3), module(61, 60))
    with refused("content.other_course", key=61):
        bench.run(MoveLesson(lesson_id=21, module_id=61))


def test_a_deleted_lesson_leaves_its_files() -> None:
    bench = academy()
    bench.run(attach(31, module_id=11, lesson_id=21))
    bench.clock.advance(hours=1)
    bench.run(DeleteLesson(lesson_id=21))
    assert lessons(bench, 11) == [22]
    row = bench.get(Material, 31)
    assert (row.module_id, row.lesson_id) == (11, None)
    assert bench.get(Module, 11).updated_at == bench.clock.now()


# materials


def test_a_file_is_attached_edited_and_removed() -> None:
    bench = academy()
    bench.run(attach(module_id=11, lesson_id=21, metadata={"pages": 25}), TEACHER)
    row = bench.get(Material, 31)
    assert (row.uploaded_by, row.state, row.storage_provider) == (2, "available", "local")
    changes = (*edit("sha256", SHA, "cd" * 32), *edit("file_size_bytes", 9, 10))
    bench.run(EditMaterial(material_id=31, changes=changes))
    outcome = bench.outcome(EditMaterial(material_id=31, changes=edit("file_name", "x", "y")))
    assert outcome.kind == "conflict"
    row = bench.get(Material, 31)
    assert (row.sha256, row.file_size_bytes, row.file_name) == ("cd" * 32, 10, "a.pdf")
    bench.run(RemoveMaterial(material_id=31))
    assert bench.find(Material) == []
    assert bench.events() == [("course.updated", COURSE)] * 3


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("file_name", "", "value.required"),
        ("file_name", "f" * 256, "value.too_long"),
        ("file_type", "", "value.required"),
        ("file_size_bytes", -1, "value.out_of_range"),
        ("sha256", "AB" * 32, "value.bad_form"),
        ("metadata", {"a": "x" * 70_000}, "value.document_too_long"),
        ("module_id", 999, "row.missing"),
        ("lesson_id", 999, "row.missing"),
        ("module_id", 61, "content.other_course"),
        ("lesson_id", 62, "content.other_course"),
    ],
)
def test_what_a_material_does_not_take(column: str, value: Any, reason: str) -> None:
    bench = academy()
    other = module(61, 60)
    bench.put(course(60, 3), other, lesson(62, other))
    with refused(reason):
        bench.run(attach(**{column: value}))
    bench.run(attach())
    with refused(reason):
        base = getattr(bench.get(Material, 31), column)
        bench.run(EditMaterial(material_id=31, changes=edit(column, base, value)))


def test_a_file_of_a_lesson_is_of_its_module() -> None:
    with refused("material.bad_place", lesson_id=21, module_id=12):
        academy().run(attach(module_id=12, lesson_id=21))


# everywhere

COMMANDS: list[Command] = [
    AddModule(module_id=70, course_id=COURSE, title="t"),
    EditModule(module_id=11, changes=edit("title", "Module 11", "New")),
    MoveModule(module_id=11),
    DeleteModule(module_id=11),
    AddLesson(lesson_id=70, module_id=11, title="t"),
    EditLesson(lesson_id=21, changes=edit("title", "Lesson 21", "New")),
    MoveLesson(lesson_id=21, module_id=12),
    DeleteLesson(lesson_id=21),
    attach(32),
    EditMaterial(material_id=31, changes=edit("file_name", "a.pdf", "b.pdf")),
    RemoveMaterial(material_id=31),
]


def with_file(**columns: Any) -> Bench:
    bench = academy()
    bench.run(attach())
    with bench.store.unit_of_work(TEACHER) as uow:
        uow.save_all([replace(uow.get(Course, COURSE), **columns)])
        uow.commit(EditModule(module_id=11, changes=()))
    return bench


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.TYPE)
def test_content_of_a_deleted_course_is_left_alone(command: Command) -> None:
    with refused("course.deleted"):
        with_file(is_deleted=True).run(command)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.TYPE)
@pytest.mark.parametrize("status", ["draft", "published"])
def test_a_change_of_a_published_course_is_told_once(command: Command, status: str) -> None:
    bench = with_file(status=status)
    told = len(bench.events())
    bench.run(command)
    expected = [("course.updated", COURSE)] if status == "published" else []
    assert bench.events()[told:] == expected


def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        academy().run(AddLesson(lesson_id=70, module_id=999, title="t"))
