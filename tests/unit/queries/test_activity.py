"""An event, a workflow or a change of access in full, in rows that one can read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.domain.entities import AuditRecord, EventRecord, WorkflowExecution
from app.domain.errors import NotFound
from app.queries.activity import LISTED, ActivityDetail, ActivityKind, activity_detail
from app.queries.notices import Target
from tests.support.learning import COURSE, TEACHER, school
from tests.support.memory import START, enrollment


def detail(kind: ActivityKind, *records: Any) -> ActivityDetail:
    bench = school()
    bench.put(enrollment(50, 101, COURSE), *records)
    with bench.store.reading() as rows:
        return activity_detail(rows, kind, records[0].id)


def event(**given: Any) -> EventRecord:
    return EventRecord(
        **{
            "id": 7,
            "event_type": "enrollment.created",
            "event_name": "Student enrolled",
            "entity_type": "enrollment",
            "entity_id": 50,
            "user_id": TEACHER,
            "payload": {},
            "created_at": START,
            **given,
        }
    )


def payload(value: dict[str, Any]) -> dict[str, str]:
    found = detail("events", event(payload=value))
    return {name: text for _, facts in found.parts for name, text in facts}


def test_a_failed_event_tells_what_it_is_about_and_what_went_wrong() -> None:
    found = detail(
        "events", event(status="failed", error_message="Disk full", retry_count=5, payload={"a": 1})
    )
    assert (found.title, found.name) == ("Student enrolled", "enrollment.created")
    assert (found.status, found.problem, found.tries) == ("failed", "Disk full", 5)
    assert (found.by, found.at) == ("Tess Teacher", START)
    assert found.target == Target("user", 101)
    assert json.loads(found.document)["error_message"] == "Disk full"


def test_a_workflow_tells_where_it_is_and_how_long_it_took() -> None:
    found = detail(
        "workflows",
        WorkflowExecution(
            id=3,
            workflow_id="publishing-1",
            workflow_type="CoursePublishing",
            run_id="r",
            entity_type="course",
            entity_id=COURSE,
            input_data={"course_id": COURSE},
            result={"files": 2},
            status="completed",
            started_at=START,
            duration_ms=1200,
            current_activity="refresh_totals",
            created_at=START,
        ),
    )
    assert (found.title, found.name) == ("CoursePublishing", "publishing-1")
    assert (found.step, found.took, found.by) == ("refresh_totals", 1200, None)
    assert found.parts == (
        ("input", (("course_id", "Course 1 (1)"),)),
        ("result", (("files", "2"),)),
    )
    assert found.target == Target("course", COURSE)


@pytest.mark.parametrize(
    ("table", "key", "target"),
    [
        ("users", "101", Target("user", 101)),
        ("courses", "1", Target("course", 1)),
        ("users", "ada@example.org", None),
    ],
)
def test_a_change_of_rights_tells_before_and_after(
    table: str, key: str, target: Target | None
) -> None:
    found = detail(
        "audit",
        AuditRecord(
            id=2,
            subject_table=table,
            subject_key=key,
            action="role",
            previous="student",
            current="admin",
            reason="New head",
            performed_by=TEACHER,
            created_at=START,
        ),
    )
    assert found.parts == (
        ("before", (("value", "student"),)),
        ("after", (("value", "admin"), ("reason", "New head"))),
    )
    assert (found.title, found.by, found.target) == ("role", "Tess Teacher", target)


def test_ids_of_courses_and_people_come_with_their_names() -> None:
    told = payload({"course_id": COURSE, "student_id": 999, "instructor_id": TEACHER})
    assert told == {
        "course_id": "Course 1 (1)",
        "student_id": "999",
        "instructor_id": "Tess Teacher (1)",
    }
    assert payload({"course_id": 99})["course_id"] == "99"


def test_what_is_nested_is_named_by_its_path_and_empty_values_are_left_out() -> None:
    told = payload({"a": {"b": {"c": 0}}, "none": None, "empty": "", "list": [], "yes": True})
    assert told == {"a.b.c": "0", "yes": "yes"}
    assert payload({"ok": False})["ok"] == "no"


def test_lists_are_said_up_to_a_length() -> None:
    assert payload({"ids": [1, 2]})["ids"] == "1, 2"
    long = payload({"ids": list(range(LISTED + 1))})["ids"]
    assert long.startswith("0, 1, 2")
    assert long.endswith(f"{LISTED - 1}, … ({LISTED + 1})")
    rows = [{"number": "SC-1", "id": 4}, {"number": "SC-2", "id": 5}]
    assert payload({"issued": rows})["issued"] == "number SC-1, id 4; number SC-2, id 5"


def test_an_event_without_contents_has_no_parts() -> None:
    assert detail("events", event()).parts == ()


def test_what_is_not_there_is_told() -> None:
    with school().store.reading() as rows, pytest.raises(NotFound):
        activity_detail(rows, "events", 1)
