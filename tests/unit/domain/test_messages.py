"""Every reason that the code gives has a sentence, and every sentence says what to do."""

import ast
import re
from pathlib import Path

import pytest

from app.domain import errors
from app.domain.errors import Invalid, NotFound, Rejected, SmartCourseError
from app.domain.messages import CATALOGUE, sentence

ROOT = Path(__file__).parents[3]
ERROR_NAMES = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, SmartCourseError)
}
REASON = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")


def reasons_in(source: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        given = [word.value for word in node.keywords if word.arg == "reason"]
        if name in ERROR_NAMES:
            given += node.args[:1]
        found |= {
            one.value
            for one in given
            if isinstance(one, ast.Constant)
            and isinstance(one.value, str)
            and REASON.fullmatch(one.value)
        }
    return found


def test_every_reason_has_a_sentence() -> None:
    sources = [path for top in ("app", "services", "ui") for path in (ROOT / top).rglob("*.py")]
    missing = {
        reason: source.relative_to(ROOT)
        for source in sources
        for reason in reasons_in(source) - CATALOGUE.keys()
    }
    assert not missing


@pytest.mark.parametrize("reason", sorted(CATALOGUE))
def test_a_sentence_is_whole_and_says_what_to_do(reason: str) -> None:
    message = CATALOGUE[reason]
    assert message.problem.rstrip().endswith((".", "?", "!")), reason
    assert message.remedy, reason
    assert message.remedy.rstrip().endswith((".", "?", "!")), reason
    assert message.problem.lower().rstrip(".") not in ("failed", "error")


def test_data_fills_the_sentence_and_gaps_stay_readable() -> None:
    full = sentence(Rejected("row.missing", table="courses", key=7))
    assert "7" in full
    assert "courses" in full
    assert "(table)" in sentence(Rejected("row.missing", key=7))


def test_a_value_never_breaks_the_line_or_writes_to_the_terminal() -> None:
    text = sentence(NotFound("course.unknown", slug="a\nb\u2028c\x1b[31md\ud800e"))
    assert "a b c [31md e" in text
    assert text.isprintable()


def test_a_long_value_is_cut_and_an_empty_one_is_told() -> None:
    assert len(sentence(NotFound("course.unknown", slug="x" * 70_000))) < 500
    assert "(empty)" in sentence(NotFound("course.unknown", slug=""))


@pytest.mark.parametrize(
    ("wanted", "words"), [("int", "a whole number"), ("a colour", "a colour"), ("bool", "true or")]
)
def test_types_are_told_in_words(wanted: str, words: str) -> None:
    error = Invalid("value.wrong_type", field="price", value="much", wanted=wanted)
    assert f"it takes {words}" in sentence(error)


def test_choices_are_told_as_a_list_of_words() -> None:
    error = Invalid("value.not_a_choice", field="paper", value="A3", choices=("A4", "Letter"))
    assert "A4, Letter." in sentence(error)


def test_people_are_not_told_of_schemas() -> None:
    error = Rejected("undo.in_use", table="ext.modules", key=7, used_by="ext.lessons", count=2)
    assert "ext" not in sentence(error)
    assert "lessons" in sentence(error)


def test_names_are_words_in_the_window_and_stand_as_they_are_where_they_are_typed() -> None:
    taken = Rejected("undo.taken", table="ext.course_tags", key=7, columns=["course_id", "tag"])
    assert "course tags 7 cannot" in sentence(taken)
    assert "its course id, tag now" in sentence(taken)
    assert "course_tags 7 cannot" in sentence(taken, typed=True)
    assert "its course_id, tag now" in sentence(taken, typed=True)
    gone = Rejected("course.deleted", slug="writing~2")
    assert "course writing was" in sentence(gone)
    assert "course writing~2 was" in sentence(gone, typed=True)


def test_a_remedy_may_be_another_where_commands_are_typed() -> None:
    none = Invalid("edit.nothing")
    assert "--body" not in sentence(none)
    assert "--body FILE" in sentence(none, typed=True)
    assert all("--" not in one.remedy for one in CATALOGUE.values())
