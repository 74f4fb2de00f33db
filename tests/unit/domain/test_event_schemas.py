"""What other programs may rely on in events."""

from datetime import datetime

import pytest
from jsonschema import Draft202012Validator, ValidationError

from app.domain.canonical import to_canonical
from app.domain.entities import EventRecord
from app.domain.event_schemas import cloud_event, event_schemas, payload_schema
from app.domain.events import EVENT_TYPES, EnrollmentDropped, ProgressUpdated
from tests.support.memory import START

DROPPED = EnrollmentDropped(entity_id=5, student_id=7, course_id=3, reason=None)


def test_there_is_a_valid_schema_for_each_of_the_thirteen_types() -> None:
    schemas = event_schemas()
    assert schemas.keys() == EVENT_TYPES.keys()
    assert len(schemas) == 13
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    "event",
    [
        DROPPED,
        EnrollmentDropped(entity_id=5, student_id=7, course_id=3, reason="moved away"),
        ProgressUpdated(
            entity_id=5, student_id=7, course_id=3, lesson_ids=(1, 2), completion_percentage=50.0
        ),
    ],
)
def test_a_payload_as_it_is_stored_fits_its_schema(event: EnrollmentDropped) -> None:
    Draft202012Validator(payload_schema(type(event))).validate(to_canonical(event))


@pytest.mark.parametrize(
    "wrong",
    [
        {"student_id": "7"},
        {"reason": 3},
        {"extra": 1},
    ],
)
def test_another_payload_does_not(wrong: dict[str, object]) -> None:
    payload = {**to_canonical(DROPPED), **wrong}
    with pytest.raises(ValidationError):
        Draft202012Validator(payload_schema(EnrollmentDropped)).validate(payload)


def test_a_field_may_not_be_missing() -> None:
    payload = {"entity_id": 5, "student_id": 7, "course_id": 3}
    with pytest.raises(ValidationError):
        Draft202012Validator(payload_schema(EnrollmentDropped)).validate(payload)


def test_an_event_with_a_field_that_json_does_not_know_is_refused() -> None:
    from dataclasses import make_dataclass

    odd = make_dataclass("Odd", [("at", datetime)], frozen=True, namespace={"NAME": "Odd"})
    with pytest.raises(TypeError, match="datetime"):
        payload_schema(odd)


def test_the_envelope_is_cloudevents_1_0() -> None:
    record = EventRecord(
        id=12,
        event_type="enrollment.dropped",
        event_name="Student dropped",
        entity_type="enrollment",
        entity_id=5,
        payload=to_canonical(DROPPED),
        created_at=START,
    )
    assert cloud_event(record, "deployment-1") == {
        "specversion": "1.0",
        "id": "12",
        "source": "deployment-1",
        "type": "enrollment.dropped",
        "subject": "enrollment/5",
        "time": "2026-02-10T09:00:00.000000Z",
        "datacontenttype": "application/json",
        "data": {"entity_id": 5, "student_id": 7, "course_id": 3, "reason": None},
    }
