import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from app.domain.printed import one_line
from services.certificates.faces import Faces
from services.certificates.layout import Fitted, fit
from services.certificates.shaping import Shaper
from services.certificates.template import Paper, TextElement, read_template

PAPER = Paper(width=800, height=600, measure=600)
SHAPER = Shaper(Faces(resources.path("fonts")))
TITLE = TextElement(
    parts=("{course}",),
    face="EBGaramond-Regular",
    size=27,
    min_size=12,
    y=0,
    width=0.9,
    lines=2,
    leading=1.2,
    colour="ink",
)


def width_of(fitted: Fitted) -> float:
    return max(
        one.line.advance * one.size / 1000 + (one.line.count - 1) * one.tracking
        for one in fitted.placed
    )


def test_a_short_text_has_its_full_size_in_the_middle() -> None:
    (one,) = fit(TITLE, "Logic", PAPER, SHAPER).placed
    assert one.size == 27
    assert one.x + one.line.advance * 27 / 2000 == pytest.approx(400)
    assert one.y == 300


def test_a_longer_one_is_set_smaller_before_it_is_broken() -> None:
    fitted = fit(TITLE, "Logic and the Foundations of Computation, Part Two", PAPER, SHAPER)
    assert len(fitted.placed) == 1
    assert 27 * 0.8 <= fitted.placed[0].size < 27


def test_a_long_one_has_two_even_lines_at_full_size() -> None:
    text = "Introduction to Data Engineering for All People in Public Administration"
    first, second = fit(TITLE, text, PAPER, SHAPER).placed
    assert first.size == second.size == 27
    assert first.line.advance == pytest.approx(second.line.advance, rel=0.2)
    assert first.y - second.y == pytest.approx(27 * 1.2)
    assert (first.y + second.y) / 2 == pytest.approx(300)


def test_a_very_long_one_shrinks_in_two_lines_and_is_told() -> None:
    fitted = fit(TITLE, "Interdisciplinary " * 10, PAPER, SHAPER)
    assert len(fitted.placed) == 2
    assert fitted.placed[0].size < 27
    assert not fitted.small
    assert fit(TITLE, "Interdisciplinary " * 40, PAPER, SHAPER).small


def test_a_single_endless_word_shrinks_on_one_line() -> None:
    (one,) = fit(TITLE, "W" * 200, PAPER, SHAPER).placed
    assert one.size < 12


def test_chinese_breaks_between_characters() -> None:
    assert len(fit(TITLE, "数据工程导论" * 8, PAPER, SHAPER).placed) == 2


@pytest.mark.parametrize(
    ("grow", "baselines"),
    [("up", [332.4, 300]), ("middle", [316.2, 283.8]), ("down", [300, 267.6])],
)
def test_where_a_second_line_goes(grow: str, baselines: list[float]) -> None:
    element = TextElement(
        **{name: getattr(TITLE, name) for name in TITLE.__slots__ if name != "grow"},
        grow=grow,  # type: ignore[arg-type]
    )
    placed = fit(element, "Interdisciplinary studies " * 4, PAPER, SHAPER).placed
    assert [one.y for one in placed] == pytest.approx(baselines)


def test_letters_that_join_are_not_spaced() -> None:
    spaced = TextElement(
        parts=("x",),
        face="EBGaramond-Regular",
        size=20,
        min_size=8,
        tracking=100,
        y=0,
        width=1,
        colour="ink",
    )
    assert fit(spaced, "Academy", PAPER, SHAPER).placed[0].tracking == 2
    assert fit(spaced, "अकादमी", PAPER, SHAPER).placed[0].tracking == 0
    assert fit(spaced, "الأكاديمية", PAPER, SHAPER).placed[0].tracking == 0


def test_characters_without_a_face_are_told_once() -> None:
    assert fit(TITLE, "Ada 🙂🙂 Lovelace ᚠ", PAPER, SHAPER).missing == "🙂ᚠ"


@given(st.text(st.characters(max_codepoint=0x24F), min_size=1, max_size=400).map(one_line))
def test_nothing_is_ever_wider_than_its_place(text: str) -> None:
    if text:
        assert width_of(fit(TITLE, text, PAPER, SHAPER)) <= 540 + 1e-6


def test_every_text_of_the_shipped_design_keeps_clear_of_the_edge() -> None:
    template = read_template(resources.path("certificates"), "classic")
    inset = max(border.inset for border in template.borders)
    for paper in template.papers.values():
        for text in template.texts:
            half = text.width * paper.measure / 2
            assert abs(text.x) + half <= paper.width / 2 - inset
            assert abs(text.y) + text.size <= paper.height / 2 - inset
