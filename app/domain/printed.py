"""What a certificate says, and the digest that stands for all of it."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

from app.domain.canonical import digest, to_canonical
from app.domain.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFields:
    """What a certificate says, whole and uncut."""

    certificate_number: str
    verification_code: str
    holder: str
    course: str
    grade: str | None
    score_percentage: Decimal | None
    issue_date: date
    completed_on: date | None
    signatory: str | None
    signatory_title: str | None
    institution: str


def fields_sha256(fields: PrintedFields) -> str:
    """sha256 hex of the canonical fields: the digest that the QR text carries."""
    return digest(to_canonical(fields))


KEPT_CONTROLS = frozenset("\u200c\u200d")
"""Joiners change the form of letters; every other control and format character is taken out."""


def one_line(text: str) -> str:
    """*text* as it is printed: composed (NFC), on one line, without control characters."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(map(_kept, composed)).split())


def _kept(char: str) -> str:
    if char.isspace():
        return " "
    if char in KEPT_CONTROLS or unicodedata.category(char)[0] != "C":
        return char
    return ""


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_text(day: date) -> str:
    """A date as certificates write it: 10 February 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def score_text(score: Decimal) -> str:
    """A score as certificates write it, without trailing zeros: 92.5, 100."""
    return f"{score.normalize():f}"
