"""Whatever a course or a table holds comes back from a file as it was."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.commands import (
    AddLesson,
    AddModule,
    AddPeople,
    AttachMaterial,
    Change,
    EditCourseSettings,
    EnrollmentRecord,
    ImportEnrollments,
    PersonRow,
)
from app.domain.entities import Course, CourseSettings, Enrollment, Lesson, Material, Module, User
from app.domain.lesson_links import leads_safely
from app.domain.spreadsheets import quoted, unquoted
from tests.support.exchange import World, files_of, make_world

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
TITLE = TEXT.filter(lambda text: bool(text.strip()))
NAME = st.one_of(TEXT, st.sampled_from(["=1+1", "'=x", "''-x", "\t", "a,b", 'say "x"', "x\r\ny"]))
RESOURCE = st.fixed_dictionaries({"name": TITLE, "url": TITLE.filter(leads_safely), "type": TEXT})
QUIZ = st.fixed_dictionaries(
    {"type": st.just("true_false"), "text": TITLE, "answer": st.booleans()},
    optional={"points": st.integers(1, 9) | st.floats(0.5, 9), "explanation": TEXT},
).map(lambda question: {"questions": [question]})
LESSON = st.fixed_dictionaries(
    {"title": TITLE, "body": TEXT, "duration_minutes": st.integers(0, 999)},
    optional={
        "is_preview": st.booleans(),
        "resources": st.lists(RESOURCE, max_size=2, unique_by=lambda one: one["name"]).map(tuple),
        "quiz": QUIZ,
        "type": st.sampled_from(["text", "video", "quiz", "assignment"]),
        "source_path": TEXT,
    },
)
MODULE = st.tuples(
    st.fixed_dictionaries(
        {"title": TITLE, "description": st.none() | TEXT, "is_published": st.booleans()}
    ),
    st.lists(LESSON, max_size=3),
)
FILES = st.lists(st.tuples(TITLE, st.binary(max_size=9), st.integers(0, 3)), max_size=4)


def _build(world: World, modules: list[Any], files: list[Any], tags: list[str]) -> None:
    course_id = world.add_course("any")
    run, take = world.bus.execute, world.store.allocate_ids
    run(EditCourseSettings(course_id=course_id, changes=(Change("tags", [], tags),)), world.admin)
    places: list[tuple[int | None, int | None]] = [(None, None)]
    for columns, lessons in modules:
        (module_id,) = take(Module, 1)
        places.append((module_id, None))
        run(AddModule(module_id=module_id, course_id=course_id, **columns), world.admin)
        for lesson in lessons:
            (lesson_id,) = take(Lesson, 1)
            places.append((module_id, lesson_id))
            run(AddLesson(lesson_id=lesson_id, module_id=module_id, **lesson), world.admin)
    for name, content, place in files:
        stored = world.files.put_bytes(content)
        module_id, lesson_id = places[place % len(places)]
        run(
            AttachMaterial(
                material_id=take(Material, 1)[0],
                course_id=course_id,
                module_id=module_id,
                lesson_id=lesson_id,
                file_name=name,
                file_type="application/octet-stream",
                file_size_bytes=stored.size,
                sha256=stored.sha256,
            ),
            world.admin,
        )


def _shape(world: World) -> list[Any]:
    """What a course says, without ids and times."""
    modules = sorted(world.find(Module), key=lambda one: (one.rank, one.id))
    lessons = sorted(world.find(Lesson), key=lambda one: (one.rank, one.id))
    return [
        world.find(CourseSettings)[0].tags,
        sorted(one.sha256 for one in world.find(Material)),
        [
            (
                (module.title, module.description, module.is_published),
                [
                    (
                        (one.title, one.type, one.duration_minutes, one.is_preview, one.quiz),
                        world.body(one),
                        [dict(part) for part in one.resources],
                    )
                    for one in lessons
                    if one.module_id == module.id
                ],
            )
            for module in modules
        ],
    ]


@settings(max_examples=25)
@given(
    st.lists(MODULE, max_size=3),
    FILES,
    st.lists(TITLE.map(str.strip), max_size=3, unique=True),
)
def test_a_course_survives_its_folder(
    modules: list[Any], files: list[Any], tags: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder)
        world = make_world(place / "a", sqlite=False)
        _build(world, modules, files, tags)
        world.exchange.export_course("any", place / "one")
        other = make_world(place / "b", sqlite=False)
        other.store.allocate_ids(Lesson, 9)
        other.take_course(place / "one")
        other.exchange.export_course("any", place / "two")
        assert files_of(place / "one") == files_of(place / "two")
        assert _shape(other) == _shape(world)
        assert not other.take_course(place / "one").changed
        assert not world.take_course(place / "two").changed


PERSON = st.tuples(NAME, NAME, st.booleans(), st.booleans())


@settings(max_examples=25)
@given(st.lists(PERSON, max_size=6), st.lists(NAME, max_size=6))
def test_tables_survive_their_files(people: list[Any], sources: list[str]) -> None:
    with TemporaryDirectory() as folder:
        world = make_world(Path(folder) / "a", sqlite=False)
        course_id = world.add_course("any")
        ids = world.store.allocate_ids(User, len(people)) if people else ()
        rows = tuple(
            PersonRow(
                user_id=number,
                email=f"p{number}@example.org",
                username=f"p{number}",
                first_name=first,
                last_name=last,
                is_active=active,
                is_verified=verified,
            )
            for number, (first, last, active, verified) in zip(ids, people, strict=True)
        )
        world.bus.execute(AddPeople(rows=rows), world.admin)
        records = tuple(
            EnrollmentRecord(
                enrollment_id=world.store.allocate_ids(Enrollment, 1)[0],
                student_id=row.user_id,
                course_id=course_id,
                status="dropped",
                enrollment_source=source,
            )
            for row, source in zip(rows, sources, strict=False)
        )
        world.bus.execute(ImportEnrollments(rows=records), world.admin)
        for table in ("users", "enrollments"):
            path = Path(folder) / f"{table}.csv"
            before = [world.find(kind) for kind in (User, Course, Enrollment)]
            count = world.exchange.export_table(table, path)
            report = world.take(table, path)
            assert (report.unchanged, report.bad) == (count, ())
            assert [world.find(kind) for kind in (User, Course, Enrollment)] == before


@given(NAME)
def test_a_quoted_cell_is_no_formula_and_comes_back(cell: str) -> None:
    assert not quoted(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\0"))
    assert unquoted(quoted(cell)) == cell
