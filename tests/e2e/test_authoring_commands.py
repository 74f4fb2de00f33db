"""add, edit, move, delete, publish, unpublish, archive."""

from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import AMARA, LUKAS
from tests.support.command_line import CommandLine


def _titles(cli: CommandLine, slug: str = "tea") -> dict[str, list[str]]:
    return {
        module["title"]: [lesson["title"] for lesson in module["lessons"]]
        for module in cli("content", slug)["modules"]
    }


def _module(cli: CommandLine, title: str) -> dict[str, Any]:
    [module] = [one for one in cli("content", "tea")["modules"] if one["title"] == title]
    return module


def _lesson(cli: CommandLine, title: str) -> dict[str, Any]:
    lessons = [one for module in cli("content", "tea")["modules"] for one in module["lessons"]]
    [lesson] = [one for one in lessons if one["title"] == title]
    return lesson


@pytest.mark.parametrize(
    ("place", "titles"),
    [
        ((), ["Water", "Leaves", "Milk"]),
        (("--at", 1), ["Milk", "Water", "Leaves"]),
        (("--at", 2), ["Water", "Milk", "Leaves"]),
        (("--at", 3), ["Water", "Leaves", "Milk"]),
    ],
)
def test_a_module_is_added_at_its_place(
    school: CommandLine, place: tuple[object, ...], titles: list[str]
) -> None:
    answer = school("add", "module", "tea", "Milk", *place)
    assert answer == {"id": _module(school, "Milk")["module_id"]}
    assert list(_titles(school)) == titles
    school("undo")
    assert list(_titles(school)) == ["Water", "Leaves"]


def test_a_lesson_is_added_with_its_text(school: CommandLine, tmp_path: Path) -> None:
    body = tmp_path / "body.md"
    body.write_bytes("Größe\r\nzählt\r\n".encode())
    leaves = _module(school, "Leaves")["module_id"]
    answer = school("add", "lesson", leaves, "Pour", "--type", "video", "--body", body, "--at", 1)
    lesson = _lesson(school, "Pour")
    assert answer == {"id": lesson["lesson_id"]}
    assert (lesson["type"], lesson["content"]) == ("video", "Größe\r\nzählt\r\n")
    assert _titles(school)["Leaves"] == ["Pour", "Steep", "Check"]


def test_a_text_may_come_from_standard_input(school: CommandLine) -> None:
    water = _module(school, "Water")["module_id"]
    school("add", "lesson", water, "Listen", "--body", "-", stdin="It sings.")
    assert _lesson(school, "Listen")["content"] == "It sings."
    school("edit", "lesson", _lesson(school, "Listen")["lesson_id"], "--body", "-", stdin="")
    assert _lesson(school, "Listen")["content"] == ""


def test_a_text_that_is_not_utf8_is_told(school: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "bad.md"
    file.write_bytes(b"\xff")
    assert "bad.md is not UTF-8" in school.refused("edit", "lesson", 1, "--body", file)
    refusal = school.refused("edit", "lesson", 1, "--body", "-", stdin="\udcff")
    assert "Standard input is not UTF-8" in refusal


def test_a_course_is_edited(school: CommandLine) -> None:
    answer = school("edit", "course", "tea", "title=Tea = good", "price=0.5", "level=beginner")
    assert answer["outcome"] == "applied"
    course = school.row("courses")
    assert (course["title"], course["price"], course["level"]) == ("Tea = good", 0.5, "beginner")
    school("edit", "course", "tea", "description=", "slug=green-tea")
    assert school.row("courses", slug="green-tea")["description"] is None
    school("undo", 2)
    assert school.row("courses", slug="tea")["title"] == "Tea"


def test_only_columns_that_edit_takes_are_offered(school: CommandLine) -> None:
    lesson, module = _lesson(school, "Boil")["lesson_id"], _module(school, "Water")["module_id"]
    for words, takes, refuses in (
        (("course", "tea"), "max_students", "is_deleted"),
        (("settings", "tea"), "pass_mark", "course_id"),
        (("module", module), "is_published", "rank"),
        (("lesson", lesson), "duration_minutes", "body_sha256"),
    ):
        sentence = school.refused("edit", *words, "colour=red")
        assert "has no column colour" in sentence
        offered = sentence.partition("Choose among ")[2].rstrip(".").split(", ")
        assert takes in offered
        assert refuses not in offered
        assert refuses in school.refused("edit", *words, f"{refuses}=1")


def test_settings_are_edited(school: CommandLine, tmp_path: Path) -> None:
    school(
        "edit",
        "settings",
        "tea",
        "pass_mark=90",
        "auto_certificate=true",
        "grade_bands=A:95,B:90",
        "paper=Letter",
        "tags=a, b",
    )
    assert school("content", "tea")["metadata"]["tags"] == ["a", "b"]
    school("enroll", "ana@example.org", "tea")
    for lesson, *score in (("Boil",), ("Steep",), ("Check", "--score", 89)):
        answer = school("progress", "ana@example.org", "tea", lesson, *score)
    assert answer["status"] == "active"
    assert school("progress", "ana@example.org", "tea", "Check", "--score", 92)["status"] == (
        "completed"
    )
    assert school.row("certificates")["grade"] == "B"


def test_a_module_is_edited(school: CommandLine) -> None:
    water = _module(school, "Water")["module_id"]
    school("edit", "module", water, "title=Hot water", "is_published=no")
    module = _module(school, "Hot water")
    assert (module["module_id"], module["is_published"]) == (water, False)
    assert "Module" in school.text("edit", "module", water, "description=About heat.")


def test_a_lesson_is_edited(school: CommandLine, tmp_path: Path) -> None:
    steep = _lesson(school, "Steep")["lesson_id"]
    body = tmp_path / "body.md"
    body.write_text("Wait *five* minutes.", encoding="utf-8")
    school("edit", "lesson", steep, "duration_minutes=6", "is_preview=yes", "--body", body)
    lesson = _lesson(school, "Steep")
    assert (lesson["duration_minutes"], lesson["is_preview"]) == (6, True)
    assert lesson["content"] == "Wait *five* minutes."
    quiz = '{"questions":[{"type":"numeric","text":"How long?","answer":5}]}'
    school("edit", "lesson", _lesson(school, "Check")["lesson_id"], f"quiz={quiz}")
    assert _lesson(school, "Check")["quiz"]["questions"][0]["answer"] == 5


def test_modules_and_lessons_move(school: CommandLine) -> None:
    water, leaves = (_module(school, title)["module_id"] for title in ("Water", "Leaves"))
    school("move", "module", leaves, 1)
    assert list(_titles(school)) == ["Leaves", "Water"]
    school("move", "module", leaves, 2)
    assert list(_titles(school)) == ["Water", "Leaves"]
    check = _lesson(school, "Check")["lesson_id"]
    school("move", "lesson", check, leaves, 1)
    assert _titles(school)["Leaves"] == ["Check", "Steep"]
    school("move", "lesson", check, water, 2)
    assert _titles(school) == {"Water": ["Boil", "Check"], "Leaves": ["Steep"]}
    school("undo", 4)
    assert _titles(school) == {"Water": ["Boil"], "Leaves": ["Steep", "Check"]}


def test_a_lesson_stays_in_its_course(school: CommandLine, tea: Path) -> None:
    text = (tea / "course.yaml").read_text(encoding="utf-8")
    (tea / "course.yaml").write_text(text.replace("slug: tea", "slug: other"), encoding="utf-8")
    school("import-course", tea)
    other = school("content", "other")["modules"][0]["module_id"]
    school.refused("move", "lesson", _lesson(school, "Steep")["lesson_id"], other, 1)
    assert _titles(school) == _titles(school, "other")


def test_modules_and_lessons_are_deleted_and_brought_back(school: CommandLine) -> None:
    before = school("content", "tea")["modules"]
    school("delete", "lesson", _lesson(school, "Steep")["lesson_id"])
    assert _titles(school)["Leaves"] == ["Check"]
    school("delete", "module", _module(school, "Leaves")["module_id"])
    assert _titles(school) == {"Water": ["Boil"]}
    school("undo", 2)
    assert school("content", "tea")["modules"] == before


def test_a_deleted_course_frees_its_slug(school: CommandLine, tea: Path) -> None:
    school("delete", "course", "tea")
    assert "tea" in school.refused("content", "tea")
    assert school.row("courses")["is_deleted"] is True
    school("import-course", tea)
    assert [row["slug"] for row in school.rows("courses", is_deleted="false")] == ["tea"]
    school("undo", 2)
    assert school.row("courses", is_deleted="false")["slug"] == "tea"


def test_a_course_goes_through_its_states(school: CommandLine) -> None:
    def status() -> tuple[object, bool]:
        course = school.row("courses")
        return course["status"], course["published_at"] is not None

    assert status() == ("published", True)
    assert school("unpublish", "tea", "--reason", "a mistake")["outcome"] == "applied"
    assert status()[0] == "draft"
    school("publish", "tea")
    school("archive", "tea")
    assert status()[0] == "archived"
    school.refused("archive", "tea")
    assert "published" in school.text("publish", "tea")
    school.refused("publish", "tea")
    assert status() == ("published", True)


def test_an_empty_course_cannot_be_published(empty: CommandLine, tea: Path) -> None:
    for folder in ("01-water", "02-leaves"):
        for file in (tea / folder).glob("*.md"):
            file.unlink()
    empty("import-course", tea)
    empty.refused("publish", "tea")
    assert empty.row("courses")["status"] == "draft"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("add", "module", "coffee", "X"), "coffee"),
        (("add", "module", "tea", "X", "--at", "9"), "9"),
        (("add", "module", "tea", "X", "--at", "0"), "0"),
        (("add", "module", "tea", ""), "title"),
        (("add", "module", "tea", "x" * 300), "title"),
        (("add", "lesson", "999", "X"), "999"),
        (("add", "lesson", "1", "X", "--body", "none.md"), "none.md"),
        (("edit", "course", "coffee", "title=X"), "coffee"),
        (("edit", "course", "tea", "title"), "title"),
        (("edit", "course", "tea", "title="), "title"),
        (("edit", "course", "tea", "colour=red"), "colour"),
        (("edit", "course", "tea", "status=archived"), "status"),
        (("edit", "course", "tea", "id=7"), "id"),
        (("edit", "course", "tea", "price=-1"), "price"),
        (("edit", "course", "tea", "price=much"), "much"),
        (("edit", "course", "tea", "level=expert"), "expert"),
        (("edit", "course", "tea", "max_students=many"), "many"),
        (("edit", "course", "tea", "instructor_id=999"), "999"),
        (("edit", "settings", "tea", "pass_mark=200"), "pass_mark"),
        (("edit", "course", "tea", "price=1.234"), "1.234"),
        (("edit", "course", "tea", "instructor_id=" + "9" * 30), "instructor_id"),
        (("edit", "settings", "tea", "paper=A3"), "A3"),
        (("edit", "settings", "tea", "template=modern"), "modern"),
        (("edit", "lesson", "1", "resources=" + "[" * 100_000), "resources"),
        (("edit", "settings", "tea", "course_id=5"), "course_id"),
        (("edit", "settings", "tea", "grade_bands=A:many"), "many"),
        (("edit", "module", "999", "title=X"), "999"),
        (("edit", "module", "1", "rank=a"), "rank"),
        (("edit", "lesson", "999", "title=X"), "999"),
        (("edit", "lesson", "1", "body_sha256=0"), "body_sha256"),
        (("edit", "lesson", "1", "duration_minutes=-5"), "duration_minutes"),
        (("edit", "lesson", "3", 'quiz={"questions":[]}'), "question"),
        (("edit", "lesson", "1", "quiz={"), "quiz"),
        (("edit", "lesson", "1"), "FIELD"),
        (("move", "module", "1", "9"), "9"),
        (("move", "lesson", "1", "2", "9"), "9"),
        (("move", "lesson", "1", "999", "1"), "999"),
        (("delete", "module", "999"), "999"),
        (("delete", "lesson", "999"), "999"),
        (("delete", "course", "coffee"), "coffee"),
        (("publish", "coffee"), "coffee"),
    ],
)
def test_what_cannot_be_is_refused_by_name_and_changes_nothing(
    school: CommandLine, words: tuple[str, ...], named: str
) -> None:
    before = school.rows("courses"), school("content", "tea")
    assert named in school.refused(*words)
    assert (school.rows("courses"), school("content", "tea")) == before


def test_an_instructor_works_on_own_courses_only(school: CommandLine) -> None:
    school("--as", AMARA, "edit", "course", "tea", "title=Mine")
    for words in (
        ("edit", "course", "tea", "title=Stolen"),
        ("add", "module", "tea", "X"),
        ("add", "lesson", 1, "X"),
        ("delete", "lesson", 1),
        ("unpublish", "tea"),
        ("delete", "course", "tea"),
    ):
        school.refused("--as", LUKAS, *words)
    assert school.row("courses")["title"] == "Mine"
    assert school.row("courses")["status"] == "published"
