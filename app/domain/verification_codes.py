"""The random codes by which anyone can look a certificate up."""

from __future__ import annotations

from random import Random

from app.domain.errors import Invalid

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Digits and capitals without those that are mistaken for one another (0 O, 1 I L)."""

LENGTH = 16
"""Of a new code: 79 bits."""

LEAST, MOST = 12, 50


def new_verification_code(random: Random) -> str:
    """A new code; *random* must be `random.SystemRandom` where the code has to be unguessable."""
    return "".join(random.choices(ALPHABET, k=LENGTH))


def code_refusal(code: str) -> Invalid | None:
    """Why *code* cannot verify a certificate: too short, too long, or other characters."""
    if LEAST <= len(code) <= MOST and set(code) <= set(ALPHABET):
        return None
    return Invalid(
        "certificate.code_unfit",
        field="verification_code",
        least=LEAST,
        most=MOST,
        alphabet=ALPHABET,
    )
