"""Drafts as files."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import EnvironmentFault
from app.ports.drafts import Draft
from services.drafts.folder import FolderDrafts

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PLACE = ("lesson", "1", None)


def _draft(key: str = "1", text: str = "# Title", hour: int = 12) -> Draft:
    at = NOON.replace(hour=hour)
    return Draft(kind="lesson", key=key, base_sha256="ab", text=text, kept_at=at)


@settings(max_examples=10)
@given(text=st.text(st.characters(codec=None), max_size=200), key=st.text(max_size=40))
def test_what_is_kept_comes_back(
    tmp_path_factory: pytest.TempPathFactory, text: str, key: str
) -> None:
    drafts = FolderDrafts(tmp_path_factory.mktemp("drafts"))
    drafts.keep(_draft(key, text))
    assert drafts.all() == [_draft(key, text)]


def test_the_newest_stands_first_and_replaces_its_own(tmp_path: Path) -> None:
    drafts = FolderDrafts(tmp_path / "yet")
    drafts.keep(_draft("1", "old", 8))
    drafts.keep(_draft("2", "other", 9))
    drafts.keep(_draft("1", "new", 10))
    assert [one.text for one in drafts.all()] == ["new", "other"]


def test_dropping_twice_is_no_fault(tmp_path: Path) -> None:
    drafts = FolderDrafts(tmp_path)
    drafts.keep(_draft())
    drafts.drop(PLACE)
    drafts.drop(PLACE)
    assert drafts.all() == []


def test_everybody_has_a_draft_of_their_own(tmp_path: Path) -> None:
    drafts = FolderDrafts(tmp_path)
    theirs, mine = (replace(_draft(text=text), owner=n) for n, text in ((3, "t"), (4, "m")))
    for one in (_draft(), theirs, mine):
        drafts.keep(one)
    drafts.drop(mine.place)
    assert {one.owner: one for one in drafts.all()} == {None: _draft(), 3: theirs}
    assert len({_draft().name, theirs.name, mine.name}) == 3


@pytest.mark.parametrize("text", ["", "no json", "[]", '{"version": 9}', '{"version": 1}'])
def test_what_is_no_draft_is_left_alone(text: str, tmp_path: Path) -> None:
    stranger = tmp_path / "x.draft.json"
    stranger.write_text(text)
    assert FolderDrafts(tmp_path).all() == []
    assert stranger.read_text() == text


def test_half_a_write_leaves_the_former_draft(tmp_path: Path) -> None:
    drafts = FolderDrafts(tmp_path)
    drafts.keep(_draft(text="whole"))
    (path,) = tmp_path.glob("*.draft.json")
    path.with_suffix(".part").write_text('{"version": 1, "ki')
    assert [one.text for one in drafts.all()] == ["whole"]


def test_a_full_disk_is_named_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = FolderDrafts(tmp_path)
    drafts.keep(_draft(text="before"))

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFault) as refused:
        drafts.keep(_draft(text="after"))
    assert refused.value.reason == "workspace.disk_full"
    monkeypatch.undo()
    assert [one.text for one in drafts.all()] == ["before"]
    assert list(tmp_path.glob("*.part")) == []


def test_a_workspace_that_has_gone_is_not_begun_anew(tmp_path: Path) -> None:
    drafts = FolderDrafts(tmp_path / "gone" / "drafts")
    with pytest.raises(EnvironmentFault) as refused:
        drafts.keep(_draft())
    assert refused.value.reason == "machine.refused"
    assert not (tmp_path / "gone").exists()
    assert drafts.all() == []
    drafts.drop(PLACE)


def test_a_folder_that_is_none_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file")
    drafts = FolderDrafts(tmp_path / "drafts")
    with pytest.raises(EnvironmentFault) as unreadable:
        drafts.all()
    assert unreadable.value.reason == "drafts.unreadable"
    for refused in (lambda: drafts.keep(_draft()), lambda: drafts.drop(PLACE)):
        with pytest.raises(EnvironmentFault) as told:
            refused()
        assert told.value.data["path"] == str(tmp_path / "drafts")


def test_where_nothing_may_be_written_or_removed_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    drafts = FolderDrafts(tmp_path)
    drafts.keep(_draft())
    monkeypatch.setattr(Path, "open", refused)
    monkeypatch.setattr(Path, "unlink", refused)
    for work in (lambda: drafts.keep(_draft()), lambda: drafts.drop(PLACE)):
        with pytest.raises(EnvironmentFault) as told:
            work()
        assert told.value.reason == "workspace.read_only"
