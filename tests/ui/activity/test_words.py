"""Durations, stored names and event types in words."""

from __future__ import annotations

import pytest

from ui.views.activity.words import duration_text, event_name, part_facts, spaced


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [
        (0, "0 ms"),
        (999, "999 ms"),
        (1_000, "1 s"),
        (1_240, "1.2 s"),
        (61_000, "1 min 1 s"),
        (3_599_000, "59 min 59 s"),
        (3_600_000, "1 h 0 min"),
        (5_460_000, "1 h 31 min"),
    ],
)
def test_a_length_of_time_has_its_largest_fitting_unit(milliseconds: int, words: str) -> None:
    assert duration_text(milliseconds) == words


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("course_id", "Course id"),
        ("CoursePublishing", "Course publishing"),
        ("a.first_name", "A, first name"),
        ("", ""),
    ],
)
def test_stored_names_become_words(stored: str, words: str) -> None:
    assert spaced(stored) == words


def test_an_event_has_its_name_and_an_unknown_one_its_type() -> None:
    assert event_name("certificate.issued") == "Certificate issued"
    assert event_name("planet.found") == "planet.found"


def test_what_is_stored_is_called_as_people_call_it() -> None:
    facts = (("student_id", "Ada (4)"), ("course_id", "Python (1)"), ("final_score", "88"))
    assert part_facts(facts) == [
        ("Learner", "Ada (4)"),
        ("Course", "Python (1)"),
        ("Final score", "88"),
    ]
