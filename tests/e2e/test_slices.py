"""What follows from a large import is handled in slices, with room for edits in between."""

from pathlib import Path

import pytest

from app.bootstrap import open_workspace, settling
from app.domain.actor import Actor
from app.domain.commands import EditCourse
from app.domain.entities import Course, EventRecord
from tests.e2e.conftest import write_people
from tests.support.command_line import CommandLine


def test_an_edit_waits_for_one_slice_only(
    school: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "SLICE", 10)
    context = open_workspace(school.workspace)
    admin = Actor(1, "admin")
    try:
        context.interchange.import_table(
            "users",
            write_people(tmp_path / "people.csv", 35),
            actor=admin,
            dry_run=False,
            progress=lambda done, total: None,
        )

        def waiting() -> int:
            with context.store.reading() as rows:
                return rows.count(EventRecord, status="pending")

        seen = [waiting()]
        while context.settle_some():
            seen.append(waiting())
            with context.store.reading() as rows:
                [course] = rows.find(Course)
            edit = EditCourse(course_id=course.id, changes=())
            context.bus.execute(edit, admin)
        assert seen[:5] == [35, 25, 15, 5, 0]
        assert not context.settle_some()
        assert list(context.upkeep())
    finally:
        context.close()
