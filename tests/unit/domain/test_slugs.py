"""Slugs: readable, ASCII, never empty, and free."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.slugs import FORM, MAX_SLUG, free_names, is_slug, numbered, slugify


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Programming with Python", "programming-with-python"),
        ("  C++ & C#:  what now? ", "c-c-what-now"),
        ("Größe, Übermaß und Ærø", "grosse-ubermass-und-aero"),
        ("Łódź đường", "lodz-duong"),
        ("Основы программирования", "osnovy-programmirovaniya"),
        ("Съезд Ёжиков", "sezd-yozhikov"),
        ("Εισαγωγή στην Άλγεβρα", "eisagogi-stin-algevra"),
        ("مقدمة", "mqdma"),
        ("हिन्दी परिचय", "hindi-parichay"),
        ("अध्याय २।", "adhyay-2"),
        ("プログラム", "puroguramu"),
        ("한국어", "hangugeo"),
        ("Ⅻ. Kapitel ½", "xii-kapitel-1-2"),
        ("中文", "4e2d-6587"),
        ("٣ دروس", "3-drws"),
        ("!!!", "21-21-21"),
        ("🎓", "1f393"),
        ("   ", "untitled"),
    ],
)
def test_titles_of_many_scripts(title: str, slug: str) -> None:
    assert slugify(title) == slug


@given(st.text(max_size=400))
def test_any_text_becomes_a_slug(title: str) -> None:
    slug = slugify(title)
    assert FORM.fullmatch(slug)
    assert len(slug) <= MAX_SLUG
    assert is_slug(slug)
    assert slugify(slug) == slug


def test_what_is_no_slug() -> None:
    assert not is_slug("Course")
    assert not is_slug("a--b")
    assert not is_slug("a~7")
    assert not is_slug("")
    assert not is_slug("a" * 256)


def test_a_number_fits_into_the_limit() -> None:
    assert numbered("a" * 255, 12) == "a" * 252 + "-12"
    assert numbered("abc-def", 2, 6) == "abc-2"


@given(
    st.lists(st.sampled_from(["a", "b", "a-2", "b-2"]), max_size=12),
    st.sets(st.sampled_from(["a", "a-2", "a-3", "b", *(f"b-{n}" for n in range(2, 30))])),
)
def test_names_become_free_and_stay_different(wanted: list[str], stored: set[str]) -> None:
    names = free_names(wanted, lambda asked: stored & set(asked))
    assert len(set(names)) == len(names)
    assert not stored & set(names)
    for name, want in zip(names, wanted, strict=True):
        assert name == want or name.startswith(f"{want}-")
        if want not in stored and wanted.count(want) == 1 and want.count("-") == 0:
            assert name == want


def test_a_free_name_is_asked_for_once() -> None:
    asked: list[set[str]] = []

    def taken(names: object) -> set[str]:
        asked.append(set(names))  # type: ignore[call-overload]
        return set()

    assert free_names(["a", "b"], taken) == ["a", "b"]
    assert asked == [{"a", "b"}]
