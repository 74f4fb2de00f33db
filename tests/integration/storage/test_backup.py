import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.actor import SYSTEM
from app.domain.commands import AddModule
from app.domain.entities import Module
from app.domain.errors import EnvironmentFault
from services.storage.backup import back_up, backups, copy_database, kept, restore, rotate
from services.storage.places import stamp
from services.storage.workspace import Workspace
from tests.support.memory import START, FixedClock
from tests.support.workspaces import bus_over, found_faults, opened


def add(workspace: Workspace, title: str) -> None:
    (module_id,) = workspace.store.allocate_ids(Module)
    command = AddModule(module_id=module_id, course_id=1, title=title)
    bus_over(workspace.store).execute(command, SYSTEM)


def titles(workspace: Workspace) -> list[str]:
    with workspace.store.reading() as rows:
        return [row.title for row in rows.find(Module)]


def test_a_backup_of_an_open_workspace_is_restored_whole(
    workspace: Workspace, clock: FixedClock
) -> None:
    places = workspace.places
    add(workspace, "before")
    copy = back_up(places, clock.now())
    add(workspace, "after")
    workspace.close()
    former = restore(places, copy, clock.now())
    with opened(places.folder) as again:
        assert titles(again) == ["before"]
        assert found_faults(again) == []
    restore(places, former, clock.advance(minutes=1))
    with opened(places.folder) as again:
        assert titles(again) == ["before", "after"]


def test_a_damaged_database_can_be_replaced(workspace: Workspace, clock: FixedClock) -> None:
    places = workspace.places
    add(workspace, "before")
    copy = back_up(places, clock.now())
    workspace.close()
    places.database.write_bytes(b"\0" * 5000)
    former = restore(places, copy, clock.now())
    assert former.read_bytes() == b"\0" * 5000
    with opened(places.folder) as again:
        assert titles(again) == ["before"]


def test_a_copy_that_is_not_sound_is_refused_and_does_not_stay(
    workspace: Workspace, tmp_path: Path
) -> None:
    copy_database(workspace.store.path, tmp_path / "sound.db")
    data = bytearray((tmp_path / "sound.db").read_bytes())
    data[20_000:60_000] = b"\xab" * 40_000
    (tmp_path / "harmed.db").write_bytes(data)
    with pytest.raises(EnvironmentFault) as refused:
        copy_database(tmp_path / "harmed.db", tmp_path / "copy.db")
    assert refused.value.reason in ("workspace.backup_unsound", "workspace.damaged")
    assert not (tmp_path / "copy.db").exists()
    assert not (tmp_path / "copy.db.part").exists()


def test_a_backup_is_one_file(workspace: Workspace, clock: FixedClock) -> None:
    copy = back_up(workspace.places, clock.now())
    connection = sqlite3.connect(copy)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()
    assert [path.name for path in workspace.places.backups.iterdir()] == [copy.name]


def test_rotation_deletes_what_is_not_kept(workspace: Workspace) -> None:
    places = workspace.places
    for hour in range(48):
        (places.backups / f"{stamp(START + timedelta(hours=hour))}.db").touch()
    (places.backups / "mine.txt").touch()
    assert len(rotate(places)) == 48 - len(backups(places))
    assert (places.backups / "mine.txt").exists()
    assert rotate(places) == []


def test_what_was_copied_before_an_import_outlives_the_copy_after_it() -> None:
    before, after = START, START + timedelta(minutes=14)
    assert kept([before, after]) == {before, after}
    later = after + timedelta(hours=1)
    assert kept([before, after, later]) == {after, later}


def test_a_month_of_half_hourly_backups_keeps_12_hours_7_days_4_weeks() -> None:
    first = datetime(2026, 3, 2, tzinfo=UTC)
    times = [first + timedelta(minutes=30 * number) for number in range(28 * 48)]
    stay = sorted(kept(times))
    newest = times[-1]
    assert newest in stay
    assert len([one for one in stay if newest - one < timedelta(hours=12)]) == 13
    assert len({one.date() for one in stay if newest - one < timedelta(days=7)}) == 7
    assert len({one.isocalendar()[:2] for one in stay}) == 4
    assert len(stay) == 13 + 6 + 3


@given(st.sets(st.integers(0, 365 * 24 * 60)))
def test_the_newest_backup_always_stays_and_thinning_twice_changes_nothing(
    minutes: set[int],
) -> None:
    times = {START + timedelta(minutes=minute) for minute in minutes}
    stay = kept(times)
    assert stay <= times
    assert kept(stay) == stay
    assert not times or max(times) in stay
    fresh = [one for one in times if max(times) - one < timedelta(hours=1)]
    assert len(stay) <= len(fresh) + 12 + 7 + 4


def test_what_a_copy_left_that_was_cut_off_goes_and_one_at_work_stays(
    workspace: Workspace, clock: FixedClock
) -> None:
    folder = workspace.places.backups
    cut_off, at_work = folder / "20260101T000000Z.db.part", folder / "20260101T000001Z.db.part"
    for path, age in ((cut_off, timedelta(hours=2)), (at_work, timedelta(minutes=2))):
        path.write_bytes(b"half")
        then = (clock.now() - age).timestamp()
        os.utime(path, (then, then))
    back_up(workspace.places, clock.now())
    assert not cut_off.exists()
    assert at_work.exists()
