"""A folder of Markdown without a word about the course that it is."""

from pathlib import Path

import pytest

from app.domain.entities import Course, Lesson, Material, Module
from app.domain.errors import BadInput
from app.domain.messages.sentence import sentence
from services.interchange.markdown_folder import first_heading
from tests.support.exchange import World, files_of, outcomes, write_files

FILES = {
    "README.md": "Welcome.\n\n# Tea, *hot* and cold #\n\nSee [boiling](water/01-boil.md).\n",
    "closing.markdown": "No heading here.\n",
    "leaf.svg": "<svg/>",
    "leaves/steep.md": "Steeping\n========\n\nWait.\n",
    "water/01-boil.md": "---\ntitle: Boil\nduration_minutes: 3\n---\n# Another\n![k](pics/k.svg)\n",
    "water/02-pour.md": "```sh\n# no heading\n```\n## Pour `slowly` {#pour}\n",
    "water/01-boil/notes.txt": "mind the steam",
    "water/pics/k.svg": "<svg/>",
    "pictures/cup.svg": "<svg/>",
    "far/below/deep.md": "# Deep\n",
}


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    return write_files(tmp_path / "A tea book", FILES)


def _titles(world: World) -> list[tuple[str, list[str]]]:
    modules = sorted(world.find(Module), key=lambda one: one.rank)
    lessons = sorted(world.find(Lesson), key=lambda one: one.rank)
    return [(m.title, [one.title for one in lessons if one.module_id == m.id]) for m in modules]


def test_markdown_becomes_a_course(world: World, tea: Path) -> None:
    report = world.take_course(tea)
    [course] = world.find(Course)
    assert (course.title, course.slug, course.status) == (
        "Tea, hot and cold",
        "tea-hot-and-cold",
        "draft",
    )
    assert _titles(world) == [
        ("Tea, hot and cold", ["Tea, hot and cold", "closing"]),
        ("leaves", ["Steeping"]),
        ("water", ["Boil", "Pour slowly"]),
    ]
    assert set(outcomes(report.ledger)) == {".", *FILES}
    assert set(outcomes(report.ledger).values()) == {"kept"}


def test_texts_links_and_other_files_stay(world: World, tea: Path) -> None:
    world.take_course(tea)
    lessons = {one.title: one for one in world.find(Lesson)}
    front = lessons["Tea, hot and cold"]
    assert world.body(front) == FILES["README.md"]
    assert front.resources[0]["url"] == f"lesson:{lessons['Boil'].id}"
    assert lessons["Boil"].duration_minutes == 3
    owners = {one.source_path: (one.module_id, one.lesson_id) for one in world.find(Material)}
    water = lessons["Boil"].module_id
    assert owners == {
        "far/below/deep.md": (None, None),
        "leaf.svg": (None, None),
        "pictures/cup.svg": (None, None),
        "water/01-boil/notes.txt": (water, lessons["Boil"].id),
        "water/pics/k.svg": (water, None),
    }


def test_the_same_folder_again_changes_nothing(world: World, tea: Path) -> None:
    first = world.take_course(tea)
    again = world.take_course(tea)
    assert (again.slug, again.changed) == (first.slug, False)
    (tea / "leaves/steep.md").write_text("# Steep longer\n", encoding="utf-8")
    changed = outcomes(world.take_course(tea).ledger)
    assert [path for path, outcome in changed.items() if outcome == "changed"] == [
        "leaves/steep.md"
    ]
    assert _titles(world)[1] == ("leaves", ["Steep longer"])


def test_its_export_is_a_course_folder_that_stays_the_same(
    world: World, other: World, tea: Path, tmp_path: Path
) -> None:
    slug = world.take_course(tea).slug
    world.exchange.export_course(slug, tmp_path / "out")
    other.take_course(tmp_path / "out")
    other.exchange.export_course(slug, tmp_path / "again")
    assert files_of(tmp_path / "again") == files_of(tmp_path / "out")


@pytest.mark.parametrize(
    ("files", "title"),
    [
        ({"a.md": "# One\n"}, "My notes"),
        ({"index.md": "---\ntitle: From the front\n---\n# Heading\n"}, "From the front"),
        ({"index.md": "# Index\n", "readme.md": "# Read me\n"}, "Read me"),
        ({"README.md": "no heading\n", "index.md": "# Index\n"}, "Index"),
        ({"README.md": b"\xff\xfe", "a.md": "# One\n"}, "My notes"),
        ({"part/README.md": "# Part\n"}, "My notes"),
        ({"config.yaml": "theme: x\n", "posts/a.md": "# One\n"}, "My notes"),
    ],
)
def test_the_front_page_or_the_folder_names_the_course(
    world: World, tmp_path: Path, files: dict[str, str | bytes], title: str
) -> None:
    world.take_course(write_files(tmp_path / "My notes", files))
    assert [course.title for course in world.find(Course)] == [title]


def test_a_bad_lesson_is_told_and_stops_no_other(world: World, tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in", {"a.md": "# One\n", "b.md": b"\xff", "README.md": b"\0"})
    ledger = outcomes(world.take_course(folder).ledger)
    assert ledger == {".": "kept", "README.md": "dropped", "a.md": "kept", "b.md": "dropped"}


@pytest.mark.parametrize("path", ["a.txt", "one/two/a.md", "materials/a.md", ".hidden/a.md"])
def test_a_folder_without_markdown_near_its_top_is_no_course(
    world: World, tmp_path: Path, path: str
) -> None:
    with pytest.raises(BadInput, match=r"import\.not_a_course") as refused:
        world.take_course(write_files(tmp_path / "in", {path: "# One\n"}))
    assert "no Markdown" in sentence(refused.value)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("# A\n# B\n", "A"),
        ("### Deep\n", "Deep"),
        ("text\n\nUnder\n---\n", "Under"),
        ("\n---\n\n# After a rule\n", "After a rule"),
        ("~~~~\n# no\n~~~\n# no\n~~~~\n# Yes\n", "Yes"),
        ("#\n# \n# Full\n", "Full"),
        ("#hash\n", None),
        ("# [Linked](a.md) and **bold** 2 * 3\n", "Linked and bold 2 * 3"),
        ("# " + "x" * 300 + "\n", "x" * 255),
        ("", None),
    ],
)
def test_a_first_heading(text: str, heading: str | None) -> None:
    assert first_heading(text) == heading
