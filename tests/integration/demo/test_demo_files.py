"""The demo academy's files agree with one another before anything loads them."""

import csv
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.domain.clock import parse_time
from app.domain.lesson_blocks import count_blocks
from app.domain.quiz import validate_quiz
from resources import path

FOLDER = path("demo")
LARGEST = 400_000
"""Bytes: the folder ships with the program."""

ANCHOR: datetime = datetime.combine(
    yaml.safe_load((FOLDER / "demo.yaml").read_text(encoding="utf-8"))["anchor"],
    datetime.min.time(),
    UTC,
)


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _lesson_files() -> list[Path]:
    return sorted(FOLDER.glob("courses/*/*/*.md"))


def _lesson(file: Path) -> tuple[dict[str, Any], str]:
    _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), body


def _slug(file: Path) -> str:
    course = file.parents[1] / "course.yaml"
    return str(yaml.safe_load(course.read_text(encoding="utf-8"))["slug"])


LESSONS = {
    (_slug(file), front["title"]): front
    for file in _lesson_files()
    for front in (_lesson(file)[0],)
}


def test_the_folder_is_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.rglob("*") if file.is_file()) < LARGEST


def test_titles_name_lessons_of_a_course_unmistakably() -> None:
    assert len(LESSONS) == len(_lesson_files()) == 35


@pytest.mark.parametrize("file", _lesson_files(), ids=lambda file: file.stem)
def test_a_lesson_can_be_read_and_is_worth_reading(file: Path) -> None:
    front, body = _lesson(file)
    assert "lesson_id" not in front
    if front["type"] == "quiz":
        validate_quiz(front["quiz"])
    else:
        assert 80 <= len(body.split()) <= 270
    opened = len(re.findall(r"^::: \w", body, re.MULTILINE))
    assert (
        sum(count_blocks(body).values()) == opened == len(re.findall(r"^:::$", body, re.MULTILINE))
    )
    for target in re.findall(r"\]\(([^)]+)\)", body):
        assert (file.parent / target).is_file(), target


def test_people_are_two_hundred_learners_and_three_instructors() -> None:
    users = _rows("users.csv")
    assert Counter(row["role"] for row in users) == {"student": 200, "instructor": 3}
    assert len({row["email"] for row in users}) == len({row["username"] for row in users}) == 203
    assert all(row["email"].endswith("@example.org") for row in users)


def test_enrollments_tell_a_possible_story() -> None:
    joined = {row["email"]: parse_time(row["created_at"]) for row in _rows("users.csv")}
    end = ANCHOR + timedelta(days=1)
    for row in _rows("enrollments.csv"):
        names = ("enrolled_at", "started_at", "completed_at", "dropped_at")
        times = [parse_time(row[name]) for name in names if row[name]]
        assert [joined[row["email"]], *times] == sorted([joined[row["email"]], *times])
        assert times[-1] < end
        assert (row["status"] == "completed") == bool(row["completed_at"])
        assert (row["status"] == "dropped") == bool(row["dropped_at"])


def test_progress_lies_within_its_enrollment_and_fits_its_status() -> None:
    enrollments = {(row["email"], row["course"]): row for row in _rows("enrollments.csv")}
    done: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _rows("progress.csv"):
        key = (row["email"], row["course"])
        lesson, at = LESSONS[row["course"], row["lesson"]], parse_time(row["at"])
        assert parse_time(enrollments[key]["enrolled_at"]) <= at < ANCHOR + timedelta(days=1)
        for column in ("completed_at", "dropped_at"):
            assert not enrollments[key][column] or at <= parse_time(enrollments[key][column])
        assert (lesson["type"] == "quiz") == bool(row["score"])
        if not row["score"] or float(row["score"]) >= _pass_mark(row["course"]):
            done[key].add(row["lesson"])
    totals = Counter(slug for slug, _ in LESSONS)
    by_rule = 0
    for key, row in enrollments.items():
        whole = len(done[key]) == totals[key[1]]
        by_rule += whole and not row["status"]
        assert whole == (row["status"] == "completed") or not row["status"]
    assert by_rule == 25


def _pass_mark(slug: str) -> int:
    return int(_courses()[slug]["pass_mark"])


@cache
def _courses() -> dict[str, dict[str, Any]]:
    texts = (file.read_text(encoding="utf-8") for file in FOLDER.glob("courses/*/course.yaml"))
    return {course["slug"]: course for course in map(yaml.safe_load, texts)}


def test_one_course_is_full_and_has_people_waiting() -> None:
    seats = Counter(
        row["course"] for row in _rows("enrollments.csv") if row["status"] in ("", "suspended")
    )
    limits = {slug: course["max_students"] for slug, course in _courses().items()}
    assert {slug: seats[slug] - limit for slug, limit in limits.items() if limit} == {
        "first-aid": 3
    }


def test_the_settings_name_what_is_there() -> None:
    demo = yaml.safe_load((FOLDER / "demo.yaml").read_text(encoding="utf-8"))
    folders = {
        str(file.parent.relative_to(FOLDER)) for file in FOLDER.glob("courses/*/course.yaml")
    }
    assert {course["folder"] for course in demo["courses"]} == folders
    teachers = {row["email"] for row in _rows("users.csv") if row["role"] == "instructor"}
    assert {course["instructor"] for course in demo["courses"]} == teachers
    assert set(demo["certificates"]) <= set(_courses())
