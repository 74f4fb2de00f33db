"""import-course and export-course."""

import shutil
from pathlib import Path

import pytest
import yaml

from tests.e2e.conftest import AMARA, LUKAS, OFFICE
from tests.support.command_line import CommandLine


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_folder_becomes_a_draft(empty: CommandLine, tea: Path) -> None:
    answer = empty("import-course", tea)
    course = empty.row("courses")
    assert set(answer) == {"slug", "course_id", "changed", "ledger"}
    assert (answer["slug"], answer["course_id"], answer["changed"]) == ("tea", course["id"], True)
    assert (course["status"], course["price"], course["currency"]) == ("draft", 12.5, "EUR")
    assert course["instructor_id"] == empty.row("users", email=OFFICE)["id"]


def test_the_ledger_has_one_entry_for_each_file(empty: CommandLine, tea: Path) -> None:
    (tea / "03-bad").mkdir()
    (tea / "03-bad" / "01-bad.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    ledger = empty("import-course", tea)["ledger"]
    assert sorted(entry["path"] for entry in ledger) == sorted(_bytes(tea))
    assert all(set(entry) == {"path", "outcome", "reason"} for entry in ledger)
    dropped = [entry for entry in ledger if entry["outcome"] == "dropped"]
    assert [entry["path"] for entry in dropped] == ["03-bad/01-bad.md"]
    assert dropped[0]["reason"]


def test_the_text_names_what_was_left_out(empty: CommandLine, tea: Path) -> None:
    (tea / "02-leaves" / "03-bad.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    assert "02-leaves/03-bad.md" in empty.text("import-course", tea)


def test_somebody_else_may_teach_it(school: CommandLine, tea: Path) -> None:
    shutil.rmtree(tea / "02-leaves")
    text = (tea / "course.yaml").read_text(encoding="utf-8")
    (tea / "course.yaml").write_text(text.replace("slug: tea", "slug: water"), encoding="utf-8")
    school("import-course", tea, "--instructor", LUKAS)
    lukas = school.row("users", email=LUKAS)["id"]
    assert school.row("courses", slug="water")["instructor_id"] == lukas


def test_the_same_folder_again_writes_nothing(school: CommandLine, tea: Path) -> None:
    before = school("content", "tea")
    assert school("import-course", tea)["changed"] is False
    assert school("content", "tea") == before
    assert school("undo")[0]["command"] != "lesson.edit"


def test_a_changed_folder_updates_lessons_and_keeps_progress(
    school: CommandLine, tea: Path
) -> None:
    school("enroll", "ana@example.org", "tea")
    school("progress", "ana@example.org", "tea", "Steep")
    lesson = tea / "02-leaves" / "01-steep.md"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace("three", "four"), encoding="utf-8")
    assert school("import-course", tea)["changed"] is True
    steep = school("content", "tea")["modules"][1]["lessons"][0]
    assert "four" in steep["content"]
    assert school.row("progress")["completed_lessons"] == [steep["lesson_id"]]
    assert len(school("undo")) == 1
    assert "three" in school("content", "tea")["modules"][1]["lessons"][0]["content"]


def test_an_exported_lesson_is_known_by_its_id_wherever_it_lies(
    school: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    before = school("content", "tea")["modules"][1]["lessons"][0]["lesson_id"]
    school("export-course", "tea", folder)
    [file] = [one for one in folder.rglob("*.md") if "title: Steep" in one.read_text("utf-8")]
    text = file.read_text(encoding="utf-8").replace("title: Steep", "title: Infuse")
    file.unlink()
    file.with_name("00-infuse.md").write_text(text, encoding="utf-8")
    school("import-course", folder)
    titles = {
        lesson["lesson_id"]: lesson["title"]
        for module in school("content", "tea")["modules"]
        for lesson in module["lessons"]
    }
    assert titles[before] == "Infuse"
    assert len(titles) == 3


@pytest.mark.parametrize("course", ["reading-data", "writing", "first-aid"])
def test_export_import_export_gives_the_same_bytes(
    empty: CommandLine, demo: Path, tmp_path: Path, course: str
) -> None:
    empty("import-course", demo / "courses" / course)
    answer = empty("export-course", course, tmp_path / "one")
    assert answer == {"files": len(_bytes(tmp_path / "one"))}
    other = CommandLine(tmp_path / "other")
    other("init", "--admin", OFFICE)
    other("import-course", tmp_path / "one")
    other("export-course", course, tmp_path / "two")
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")
    assert empty("import-course", tmp_path / "one")["changed"] is False


def test_an_export_holds_what_was_imported(school: CommandLine, tmp_path: Path) -> None:
    school("export-course", "tea", tmp_path / "out")
    course = yaml.safe_load((tmp_path / "out" / "course.yaml").read_text(encoding="utf-8"))
    assert (course["title"], course["price"], course["pass_mark"]) == ("Tea", 12.5, 50)
    assert course["tags"] == ["drinks", "beginners"]
    names = {name.rpartition("/")[2] for name in _bytes(tmp_path / "out")}
    assert {"course.yaml", "module.yaml", "kettle.svg"} <= names


def test_an_export_overwrites_nothing(school: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    assert str(tmp_path / "out") in school.refused("export-course", "tea", tmp_path / "out")
    assert _bytes(tmp_path / "out") == {"mine.txt": b"mine"}


def test_what_is_no_course_is_refused(school: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "course.yaml").write_text("title: [", encoding="utf-8")
    for name in ("empty", "broken", "missing"):
        school.refused("import-course", tmp_path / name)
    assert "nobody@example.org" in school.refused(
        "import-course", tmp_path, "--instructor", "nobody@example.org"
    )
    assert "coffee" in school.refused("export-course", "coffee", tmp_path / "out")
    assert len(school.rows("courses")) == 1


def test_an_instructor_cannot_replace_anothers_course(school: CommandLine, tea: Path) -> None:
    lesson = tea / "01-water" / "01-boil.md"
    lesson.write_text(lesson.read_text(encoding="utf-8") + "Mine now.\n", encoding="utf-8")
    before = school("content", "tea")
    school.refused("--as", LUKAS, "import-course", tea)
    assert school("content", "tea") == before
    school("--as", AMARA, "import-course", tea)
    assert school("content", "tea") != before
