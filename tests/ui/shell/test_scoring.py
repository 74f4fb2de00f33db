"""How typed letters fit names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.shell.scoring import fit, fit_words, plain


def _best(typed: str, *names: str) -> str:
    fitting = [(fits.score, name) for name in names if (fits := fit(typed, name)) is not None]
    return max(fitting)[1]


def test_letters_in_order_fit_and_others_do_not() -> None:
    assert fit("isc", "Issue certificates") is not None
    assert fit("zz", "Issue certificates") is None
    assert fit("eussi", "Issue") is None


@pytest.mark.parametrize(
    ("typed", "names", "best"),
    [
        ("cert", ("Go to Certificates", "Concert tickets"), "Go to Certificates"),
        ("go", ("Good morning", "Cargo"), "Good morning"),
        ("sw", ("Switch user", "Answers"), "Switch user"),
        ("backup", ("Restore a backup", "Back up now"), "Restore a backup"),
    ],
)
def test_words_beginnings_win(typed: str, names: tuple[str, ...], best: str) -> None:
    assert _best(typed, *names) == best


@pytest.mark.parametrize("name", ["Remove the demo academy", "Move to the module before"])
def test_four_letters_strewn_over_words_are_a_coincidence(name: str) -> None:
    assert fit("theme", name) is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("newco", "New course"),
        ("backup", "Back up now"),
        ("go peo", "Go to People"),
        ("rtda", "Remove the demo academy"),
    ],
)
def test_four_letters_from_beginnings_of_words_fit(typed: str, name: str) -> None:
    assert fit(typed, name) is not None


def test_another_word_for_it_is_worth_more_than_letters_and_less_than_the_name() -> None:
    said = fit_words("zoom", "magnify, zoom in")
    strewn, named = fit("zom", "Zones of many"), fit("zoom", "Zoom")
    assert said is not None
    assert strewn is not None
    assert named is not None
    assert strewn.score < said.score < named.score


def test_accents_and_case_do_not_matter() -> None:
    fits = fit("oster", "Chloé Österberg")
    assert fits is not None
    assert fits.places == (6, 7, 8, 9, 10)


@given(st.text(max_size=30))
def test_a_name_fits_itself_and_places_are_its_letters(name: str) -> None:
    assert len(plain(name)) == len(name)
    fits = fit(name, name)
    assert fits is not None
    assert all(0 <= place < len(name) for place in fits.places)
    assert list(fits.places) == sorted(set(fits.places))
