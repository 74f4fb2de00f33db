"""Sealing: numbers, chain, size."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.canonical import canonical_json, to_canonical
from app.domain.commands import (
    AddPeople,
    BodyChange,
    DeletePeople,
    EditLesson,
    PersonRow,
    Revert,
)
from app.domain.errors import BadInput
from app.ports.replica import Refusal, SealedOp
from app.sync.folding import body_sha256
from app.sync.sealing import arrange, base_bodies, op_hash, require_chain, seal, sealable
from app.sync.upcasters import decode_command
from tests.support.sync import waiting


def _people(*ids: int) -> AddPeople:
    return AddPeople(
        rows=tuple(PersonRow(user_id=key, email=f"{key}@b.org", username="x") for key in ids)
    )


def _edit(base: str, text: str) -> EditLesson:
    change = BodyChange(base_sha256=body_sha256(base), text=text)
    return EditLesson(lesson_id=1, body=change)


def _ops(count: int) -> list[SealedOp]:
    entries = [waiting(_people(key), f"c{key}") for key in range(1, count + 1)]
    return seal(entries, device="desk", chain=(4, "before"), bodies={})


def test_ops_are_numbered_and_chained_behind_the_last() -> None:
    first, second = _ops(2)
    assert (first.op_no, first.previous) == (5, "before")
    assert (second.op_no, second.previous) == (6, first.hash)
    assert decode_command(first.command) == _people(1)
    require_chain([first, second], (4, "before"))


@pytest.mark.parametrize(
    "change",
    [
        {"op_no": 7},
        {"previous": "other"},
        {"command_id": "other"},
        {"device": "other"},
        {"bodies": {"x": "y"}},
    ],
)
def test_whatever_is_changed_in_an_op_breaks_the_chain(change: dict[str, Any]) -> None:
    first, second = _ops(2)
    with pytest.raises(BadInput, match=r"sync\.broken_chain"):
        require_chain([first, replace(second, **change)], (4, "before"))


def test_an_op_that_was_changed_and_hashed_anew_does_not_fit_the_next() -> None:
    first, second = _ops(2)
    forged = replace(first, command_id="other")
    with pytest.raises(BadInput, match=r"sync\.broken_chain"):
        require_chain([replace(forged, hash=op_hash(forged)), second], (4, "before"))


def test_a_text_that_the_server_may_lack_travels_once() -> None:
    bodies = {body_sha256("old"): "old", body_sha256("unrelated"): "unrelated"}
    entries = [waiting(_edit("old", "x"), "c1"), waiting(_edit("old", "y"), "c2")]
    assert base_bodies(entries) == {body_sha256("old")}
    ops = seal(entries, device="desk", chain=(0, ""), bodies=bodies)
    assert [op.bodies for op in ops] == [{body_sha256("old"): "old"}, {}]


def test_a_large_set_is_split_and_shares_a_batch() -> None:
    whole = _people(*range(1, 9))
    limit = len(canonical_json(to_canonical(whole)).encode()) // 3
    parts = arrange([waiting(whole, "c")], limit)
    assert [row for part in parts for row in part.command.rows] == list(whole.rows)  # type: ignore[attr-defined]
    assert len({part.command_id for part in parts}) == len(parts) > 2
    assert {part.batch_id for part in parts} == {"c"}
    assert all(len(canonical_json(to_canonical(part.command)).encode()) <= limit for part in parts)
    assert arrange(parts, limit) == parts


def test_taking_a_split_command_back_takes_every_part_back_the_last_one_first() -> None:
    limit = len(canonical_json(to_canonical(_people(10))).encode())
    entries = [
        waiting(_people(10, 11), "c", batch_id="b"),
        waiting(Revert(command_id="c"), "undo"),
        waiting(Revert(command_id="elsewhere"), "other"),
    ]
    assert [(one.command_id, one.command, one.batch_id) for one in arrange(entries, limit)] == [
        ("c", _people(10), "b"),
        ("c.1", _people(11), "b"),
        ("undo", Revert(command_id="c.1"), "undo"),
        ("undo.1", Revert(command_id="c"), "undo"),
        ("other", Revert(command_id="elsewhere"), None),
    ]


@pytest.mark.parametrize("command", [_edit("a", "x" * 500), DeletePeople(user_ids=(10**200,))])
def test_what_cannot_be_divided_is_marked_and_never_sealed(command: Any) -> None:
    (entry,) = arrange([waiting(command)], 200)
    size = len(canonical_json(to_canonical(command)).encode())
    assert entry.refusal == Refusal(reason="sync.too_large", data={"bytes": size, "limit": 200})
    assert not sealable(entry)
    assert sealable(replace(entry, refusal=Refusal(reason="row.missing", data={})))
