"""What workflows do: each activity issues commands as the program itself.

An activity that a crash cut off runs again, so each does nothing the second time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any

from app.domain.commands import (
    Command,
    IssueCertificates,
    IssueRow,
    RefreshTotals,
    UnpublishCourse,
)
from app.domain.entities import Course, Enrollment, Json, Material
from app.domain.errors import Rejected
from app.ports.storage import Store
from app.usecases.bus import Done

Activity = Callable[[Json], Json]
Execute = Callable[[Command], Done]
"""Runs a command as the program itself; raises what its use case raises."""

PAGE = 1000
"""How many progress rows one command refreshes."""


NOT_DUE = frozenset({"certificate.not_completed", "certificate.was_revoked", "row.missing"})
"""Reasons why an enrollment is to have no new certificate, by the time it is asked for."""


class Activities:
    """The activities over a store, a bus and what they are handed.

    *has_file* says whether the bytes with a sha256 are in the workspace; *new_code* makes a
    certificate's random verification code.
    """

    def __init__(
        self,
        store: Store,
        execute: Execute,
        has_file: Callable[[str], bool],
        new_code: Callable[[], str],
    ) -> None:
        self._store = store
        self._execute = execute
        self._has_file = has_file
        self._new_code = new_code

    def by_name(self) -> Mapping[str, Activity]:
        """Every activity under the name that definitions call it by."""
        return {
            "check_course_files": self.check_course_files,
            "refresh_totals": self.refresh_totals,
            "unpublish_course": self.unpublish_course,
            "issue_certificates": self.issue_certificates,
        }

    def check_course_files(self, data: Json) -> Json:
        """Count a course's files; raises `Rejected` (``course.bytes_missing``)."""
        with self._store.reading() as rows:
            materials = rows.find(Material, course_id=data["course_id"])
        missing = [row.file_name for row in materials if not self._has_file(row.sha256)]
        if missing:
            raise Rejected("course.bytes_missing", files=", ".join(missing))
        return {"files": len(materials)}

    def refresh_totals(self, data: Json) -> Json:
        """Refresh the totals of all progress in a published course, a page at a time.

        The ids of the commands are kept, for the undo of the publishing takes them back. Of a
        course that is no longer published nothing is refreshed: it is under work again.
        """
        course_id, refreshed, commands = data["course_id"], 0, list[str]()
        with self._store.reading() as rows:
            published = rows.get(Course, course_id).status == "published"
            learners = rows.walk(Enrollment, course_id=course_id) if published else iter(())
            enrolled = iter([row.id for row in learners])
        while page := tuple(islice(enrolled, PAGE)):
            commands.append(self._execute(RefreshTotals(enrollment_ids=page)).command_id)
            refreshed += len(page)
        return {"refreshed": refreshed, "refreshes": commands}

    def unpublish_course(self, data: Json) -> Json:
        """Make a published course a draft again."""
        course_id = data["course_id"]
        with self._store.reading() as rows:
            published = rows.get(Course, course_id).status == "published"
        if published:
            self._execute(UnpublishCourse(course_id=course_id, reason=data["reason"]))
        return {"unpublished": published}

    def issue_certificates(self, data: Json) -> Json:
        """Issue what is due: the numbers, also those issued before, and why others have none.

        Raises `Rejected` with the reason of a row where something else stood in the way.
        """
        ids = list(data["enrollment_ids"])
        rows = tuple(IssueRow(enrollment_id=i, verification_code=self._new_code()) for i in ids)
        outcome = self._execute(IssueCertificates(rows=rows)).outcome
        issued: list[dict[str, Any]] = []
        skipped: list[dict[str, Any]] = []
        for row in outcome.rows:
            told: dict[str, Any] = {"enrollment_id": ids[row.position]}
            if row.kind != "rejected":
                issued.append({**told, "certificate_number": row.data["certificate_number"]})
            elif row.reason in NOT_DUE:
                skipped.append({**told, "reason": row.reason})
            else:
                raise Rejected(str(row.reason), **row.data)
        return {"issued": issued, "skipped": skipped}
