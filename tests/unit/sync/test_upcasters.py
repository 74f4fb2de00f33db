"""Reading commands of older versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, ClassVar

import pytest

from app.domain import commands as c
from app.domain.commands import COMMAND_TYPES
from app.domain.errors import BadInput
from app.ports.replica import EncodedCommand
from app.sync.upcasters import decode_command, encode_command, require_protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """A command in its third version, but for its class: the commands are a closed set."""

    VERSION: ClassVar[int] = 3
    first: str
    last: str


TYPES: dict[str, Any] = {"test.rename": Rename}


def _from_one(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": body["title"]}


def _from_two(body: Mapping[str, Any]) -> dict[str, Any]:
    first, _, last = body["name"].partition(" ")
    return {"first": first, "last": last}


UPCASTERS = {("test.rename", 1): _from_one, ("test.rename", 2): _from_two}


@pytest.mark.parametrize(
    ("version", "body"),
    [
        (1, {"title": "Ada Byron"}),
        (2, {"name": "Ada Byron"}),
        (3, {"first": "Ada", "last": "Byron"}),
    ],
)
def test_every_older_version_reads_as_the_newest(version: int, body: dict[str, Any]) -> None:
    encoded = EncodedCommand(type="test.rename", version=version, body=body)
    command: object = decode_command(encoded, upcasters=UPCASTERS, types=TYPES)
    assert command == Rename(first="Ada", last="Byron")


@pytest.mark.parametrize(("type_name", "version"), [("test.rename", 4), ("test.unheard", 1)])
def test_a_newer_version_and_an_unheard_type_are_told(type_name: str, version: int) -> None:
    encoded = EncodedCommand(type=type_name, version=version, body={})
    with pytest.raises(BadInput) as caught:
        decode_command(encoded, upcasters=UPCASTERS, types=TYPES)
    assert caught.value.reason == "sync.unknown_command"
    assert caught.value.data == {"type": type_name, "version": version}


def test_a_version_without_its_upcaster_is_told() -> None:
    encoded = EncodedCommand(type="test.rename", version=1, body={"title": "x"})
    with pytest.raises(BadInput, match=r"sync\.unknown_command"):
        decode_command(encoded, upcasters={}, types=TYPES)


def test_every_command_comes_back_as_it_went() -> None:
    at = datetime(2026, 2, 10, tzinfo=UTC)
    for command in (
        c.EnrollStudents(
            rows=(
                c.EnrollRow(
                    enrollment_id=1, student_id=2, course_id=3, payment_amount=Decimal("1.50")
                ),
            )
        ),
        c.RecordProgress(rows=(c.ProgressRow(enrollment_id=1, lesson_id=2, at=at),)),
        c.EditCourse(course_id=1, changes=(c.Change("tags", ["a"], None),)),
        c.EditLesson(lesson_id=1, body=c.BodyChange(base_sha256="x", text="y")),
    ):
        assert decode_command(encode_command(command)) == command


def test_every_command_type_has_an_upcaster_from_each_older_version() -> None:
    assert all(fields(kind) is not None and kind.VERSION == 1 for kind in COMMAND_TYPES.values())


@pytest.mark.parametrize("version", [3, 4, 5])
def test_the_last_three_protocols_are_read(version: int) -> None:
    require_protocol(version, newest=5)


@pytest.mark.parametrize("version", [0, 2, 6])
def test_other_protocols_are_refused(version: int) -> None:
    with pytest.raises(BadInput) as caught:
        require_protocol(version, newest=5)
    assert caught.value.data == {"version": version, "oldest": 3, "newest": 5}
