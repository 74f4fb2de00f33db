"""A small school on disk, made once and copied for each test that wants it."""

import shutil
from pathlib import Path

import pytest

from resources import path
from tests.support.command_line import CommandLine

OFFICE = "office@example.org"
AMARA = "amara@example.org"
LUKAS = "lukas@example.org"

PEOPLE = """\
email,username,first_name,last_name,role
amara@example.org,amara,Amara,Okafor,instructor
lukas@example.org,lukas,Lukas,Lindström,instructor
ana@example.org,ana,Ana,Peña,student
ben@example.org,ben,Ben,Oduya,student
chi@example.org,chi,,陳美玲,student
dua@example.org,dua,دعاء,حداد,student
eve@example.org,eve,Eve,O'Hara,student
"""

COURSE = """\
title: Tea
slug: tea
description: How to make a cup.
price: 12.50
currency: EUR
tags: [drinks, beginners]
pass_mark: 50
signatory: Amara Okafor
"""

LESSONS = {
    "01-water/module.yaml": "title: Water\n",
    "01-water/01-boil.md": "---\ntitle: Boil\nduration_minutes: 5\n---\nBoil it.\n",
    "01-water/kettle.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
    "02-leaves/module.yaml": "title: Leaves\n",
    "02-leaves/01-steep.md": "---\ntitle: Steep\nduration_minutes: 4\n---\nWait *three* minutes.\n",
    "02-leaves/02-check.md": """\
---
title: Check
type: quiz
duration_minutes: 3
quiz:
  questions:
  - type: true_false
    text: Tea needs water.
    answer: true
---
One question.
""",
}


def write_course(folder: Path) -> Path:
    """The small course as a folder."""
    for name, text in {"course.yaml": COURSE, **LESSONS}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def write_people(file: Path, count: int) -> Path:
    """A file of *count* new learners."""
    rows = "".join(f"n{i}@example.org,n{i},Name,{i},student\n" for i in range(count))
    file.write_text("email,username,first_name,last_name,role\n" + rows, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace just made."""
    cli = CommandLine(tmp_path_factory.mktemp("empty") / "school")
    cli("init", "--admin", OFFICE)
    return cli.workspace


@pytest.fixture(scope="session")
def school_template(empty_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with two instructors, five learners and one published course, ``tea``."""
    folder = tmp_path_factory.mktemp("school")
    cli = CommandLine(Path(shutil.copytree(empty_template, folder / "school")))
    people = folder / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    cli("import", "users", people)
    cli("import-course", write_course(folder / "tea"), "--instructor", AMARA)
    cli("publish", "tea")
    return cli.workspace


@pytest.fixture
def empty(empty_template: Path, tmp_path: Path) -> CommandLine:
    """The command line on a new workspace."""
    return CommandLine(Path(shutil.copytree(empty_template, tmp_path / "school")))


@pytest.fixture
def school(school_template: Path, tmp_path: Path) -> CommandLine:
    """The command line on a school of one's own."""
    return CommandLine(Path(shutil.copytree(school_template, tmp_path / "school")))


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    """The small course's folder, as it was imported."""
    return write_course(tmp_path / "tea")


@pytest.fixture(scope="session")
def demo() -> Path:
    """The demo academy's folder."""
    return path("demo")
