import pytest

from services.certificates.bidi import levels, visual_order


@pytest.mark.parametrize("text", ["", "plain", "Ünal 2026", "山田", "प्रिया"])
def test_left_to_right_text_is_all_level_0(text: str) -> None:
    assert levels(text) == [0] * len(text)


def test_arabic_is_level_1_and_its_numbers_level_2() -> None:
    assert levels("سنة 12") == [1, 1, 1, 1, 2, 2]


def test_a_latin_name_with_an_arabic_one_in_brackets() -> None:
    assert levels("Ali (علي) X") == [0] * 5 + [1] * 3 + [0] * 3


@pytest.mark.parametrize(
    ("runs", "run_levels", "seen"),
    [
        ("abc", [0, 0, 0], "abc"),
        ("abc", [1, 1, 1], "cba"),
        ("abc", [0, 1, 0], "abc"),
        ("abcd", [0, 1, 1, 0], "acbd"),
        ("abc", [1, 2, 1], "cba"),
        ("abcd", [1, 2, 2, 1], "dbca"),
        ("", [], ""),
    ],
)
def test_runs_are_turned_by_level(runs: str, run_levels: list[int], seen: str) -> None:
    assert "".join(visual_order(runs, run_levels)) == seen


def test_a_joiner_is_of_the_level_of_what_it_joins() -> None:
    assert levels("علی\u200cرضا") == [1] * 7
    assert levels("\u200cعلی") == [1] * 4
