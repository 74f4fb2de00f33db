import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.graphemes import cut

WHOLE = [
    "e\u0301",  # e and acute
    "क्षि",  # two consonants joined, with a vowel
    "न्\u200dदी",  # joined by request
    "👩\u200d👩\u200d👧",  # a family
    "👋🏽",  # a hand with its colour
    "🇩🇪",  # a flag
    "\u1112\u1161\u11ab",  # a syllable in letters
    "\u1112\ud558",  # a letter before a syllable
    "กำ",
    "한",
]


@pytest.mark.parametrize("grapheme", WHOLE)
def test_what_is_read_as_one_character_is_never_split(grapheme: str) -> None:
    for limit in range(len(grapheme.encode())):
        assert cut(f"{grapheme}x", limit) == ""
    assert cut(f"{grapheme}x", len(grapheme.encode())) == grapheme


def test_flags_are_pairs() -> None:
    assert cut("🇩🇪🇫🇷🇮🇹", 20) == "🇩🇪🇫🇷"


def test_text_within_the_limit_stays_as_it_is() -> None:
    assert cut("e\u0301", 3) == "e\u0301"


@example("a\u0301b", 2)
@given(st.text(), st.integers(0, 60))
def test_a_cut_is_a_beginning_within_the_limit(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert text.startswith(short)
    assert len(short.encode()) <= limit
    rest = text[len(short) :]
    assert not rest or not short or unicodedata.category(rest[0])[0] != "M"


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E)), st.integers(0, 60))
def test_plain_text_is_cut_as_late_as_possible(text: str, limit: int) -> None:
    assert cut(text, limit) == text[:limit]
