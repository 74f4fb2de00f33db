"""Codes by which certificates are looked up."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.verification_codes import ALPHABET, code_refusal, new_verification_code


@given(st.randoms(use_true_random=False))
def test_new_codes_are_fit(random: Random) -> None:
    code = new_verification_code(random)
    assert code_refusal(code) is None
    assert len(code) == 16


def test_new_codes_differ() -> None:
    random = Random(1)
    assert len({new_verification_code(random) for _ in range(500)}) == 500


def test_no_character_is_mistaken_for_another() -> None:
    assert not set("01OIL") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET)


@pytest.mark.parametrize(
    "code",
    ["", "ABCDEFGHJKM", "A" * 51, "abcdefghjkmn", "ABCDEFGHJKM0", "ABCDEFGHJKMI", "ABCDEF GHJKMN"],
)
def test_unfit_codes_are_refused(code: str) -> None:
    refusal = code_refusal(code)
    assert refusal is not None
    assert refusal.reason == "certificate.code_unfit"


@pytest.mark.parametrize("code", ["ABCDEFGHJKMN", "A" * 50])
def test_the_shortest_and_the_longest_code_are_fit(code: str) -> None:
    assert code_refusal(code) is None
