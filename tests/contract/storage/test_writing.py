from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.actor import SYSTEM
from app.domain.canonical import row_hash
from app.domain.entities import (
    Course,
    CourseSettings,
    Enrollment,
    EnrollmentHistory,
    EventRecord,
    LessonBody,
    MetricBucket,
    Notification,
    Progress,
    RowState,
    User,
    WaitingEntry,
)
from app.domain.errors import Rejected
from app.domain.events import CoursePublished
from app.ports.storage import Store
from tests.contract.storage.rows import TEACHER, TOUCH, Sample, put
from tests.support.memory import START, FixedClock, course, enrollment, person


@pytest.fixture
def filled(store: Store) -> Store:
    put(store, *Sample().rows)
    return store


def test_leaving_without_commit_undoes_everything(filled: Store) -> None:
    before = filled.journal()
    with filled.unit_of_work(SYSTEM) as uow:
        uow.save_all([person(50)])
        uow.next_number("certificate-2026")
        uow.raise_event(CoursePublished(entity_id=1, slug="a", title="A"))
    with filled.unit_of_work(SYSTEM) as uow:
        assert uow.get_many(User, [50]) == {}
        assert uow.find(EventRecord) == []
        assert uow.next_number("certificate-2026") == 1
    assert filled.journal() == before


def test_an_error_undoes_everything_and_the_store_goes_on(filled: Store) -> None:
    def fail() -> None:
        with filled.unit_of_work(SYSTEM) as uow:
            uow.save_all([person(50)])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    put(filled, person(51))
    with filled.reading() as rows:
        assert [row.id for row in rows.find(User)] == [1, 2, 3, 51]


def test_only_one_unit_at_a_time(filled: Store) -> None:
    with (
        filled.unit_of_work(SYSTEM),
        pytest.raises(RuntimeError),
        filled.unit_of_work(SYSTEM),
    ):
        pass


def test_a_unit_that_has_ended_takes_nothing_more(filled: Store) -> None:
    with filled.unit_of_work(SYSTEM) as uow:
        uow.commit(TOUCH)
        with pytest.raises(RuntimeError):
            uow.save_all([person(50)])
    with pytest.raises(RuntimeError):
        uow.commit(TOUCH)


def test_a_read_row_is_updated(filled: Store) -> None:
    with filled.unit_of_work(SYSTEM) as uow:
        course = uow.get(Course, 1)
        uow.save_all([replace(course, title="New", price=None, updated_at=uow.now)])
        uow.commit(TOUCH)
    with filled.reading() as rows:
        stored = rows.get(Course, 1)
    assert (stored.title, stored.price, stored.updated_at) == ("New", None, START)


def test_what_is_there_already_is_kept_as_it_stands(filled: Store) -> None:
    old = LessonBody(sha256="a", body="Text", created_at=START)
    later = replace(old, created_at=START + timedelta(hours=1))
    new = LessonBody(sha256="b", body="Other", created_at=START)
    put(filled, old)
    with filled.unit_of_work(SYSTEM) as uow:
        uow.keep_all([later, new, replace(new, created_at=later.created_at)])
        assert uow.get_many(LessonBody, ["a", "b"]) == {"a": old, "b": new}
        uow.keep_all([later, new])
        changes = uow.commit(TOUCH)
    assert changes.tables == {"ext.lesson_bodies": ("b",)}
    with filled.reading() as rows:
        assert rows.find(LessonBody) == [old, new]


def test_a_kept_row_is_like_any_other(filled: Store) -> None:
    with filled.unit_of_work(SYSTEM) as uow:
        uow.keep_all([person(50), person(2, first_name="Nobody")])
        uow.save_all([replace(uow.get(User, 50), first_name="Renamed")])
        uow.delete_all(Enrollment, [1])
        uow.keep_all([enrollment(1, 50, 1)])
        changes = uow.commit(TOUCH, command_id="kept")
    assert (changes.tables["users"], changes.tables["enrollments"]) == ((50,), (1,))
    assert filled.allocate_ids(User)[0] == 51
    with filled.unit_of_work(SYSTEM) as uow:
        assert (uow.get(User, 50).first_name, uow.get(User, 2).first_name) == ("Renamed", "Ada")
        images = {(one.table, one.key): one for one in uow.journal_entry("kept").images}
        assert images["users", 50].before_hash is None
        assert images["users", 50].after_hash == row_hash(uow.get(User, 50))
        assert images["enrollments", 1].after == {"student_id": 50}
        uow.keep_all([person(51)])
    with filled.reading() as rows:
        assert rows.get_many(User, [51]) == {}


def test_a_kept_row_that_breaks_another_rule_is_refused(filled: Store) -> None:
    with filled.unit_of_work(SYSTEM) as uow, pytest.raises(Rejected) as refused:
        uow.keep_all([person(50, email="ann@example.org")])
    assert refused.value.data == {"table": "users", "columns": ["email"]}
    with filled.unit_of_work(SYSTEM) as uow:
        uow.commit(TOUCH)
        with pytest.raises(RuntimeError):
            uow.keep_all([person(50)])


def test_a_row_can_be_saved_again_and_again_in_one_unit(filled: Store) -> None:
    with filled.unit_of_work(SYSTEM) as uow:
        uow.save_all([course(7, 1, title="First", slug="seven")])
        uow.save_all([course(7, 1, title="Second", slug="seven")])
        changes = uow.commit(TOUCH, command_id="x")
    assert changes.tables["courses"] == (7,)
    with filled.unit_of_work(SYSTEM) as uow:
        assert uow.get(Course, 7).title == "Second"
        assert len(uow.journal_entry("x").images) == 1


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        (person(50, email="ann@example.org"), ["email"]),
        (course(5, 1, slug="course-1"), ["slug"]),
        (enrollment(9, 2, 1), ["student_id", "course_id"]),
        (person(2), ["id"]),
    ],
    ids=["email", "slug", "pair", "key"],
)
def test_a_unique_value_twice_is_refused(filled: Store, row: User, columns: list[str]) -> None:
    with filled.unit_of_work(SYSTEM) as uow, pytest.raises(Rejected) as refused:
        uow.save_all([row])
    assert refused.value.reason == "row.duplicate"
    assert refused.value.data == {"table": type(row).TABLE, "columns": columns}


def test_a_row_may_be_saved_before_its_parent(filled: Store) -> None:
    with filled.unit_of_work(SYSTEM) as uow:
        uow.save_all([enrollment(5, 60, 8), course(8, 61)])
        uow.save_all([person(60), person(61, role="instructor")])
        uow.commit(TOUCH)
    with filled.reading() as rows:
        assert rows.get(Enrollment, 5).course_id == 8


def test_a_row_without_its_parent_is_refused_at_commit(filled: Store) -> None:
    with filled.unit_of_work(SYSTEM) as uow:
        uow.save_all([enrollment(5, 77, 1)])
        with pytest.raises(Rejected) as refused:
            uow.commit(TOUCH)
    assert refused.value.reason == "row.parent_missing"
    assert refused.value.data == {"table": "enrollments", "column": "student_id", "key": 77}
    with filled.reading() as rows:
        assert rows.get_many(Enrollment, [5]) == {}


def test_a_deletion_takes_what_hangs_on_the_row(filled: Store) -> None:
    history = EnrollmentHistory(
        id=1, enrollment_id=1, action="enrolled", performed_by=3, created_at=START
    )
    mark = RowState(subject_table="enrollments", subject_id=1, name="imported_status", value="x")
    put(filled, history, mark)
    with filled.unit_of_work(SYSTEM) as uow:
        uow.delete_all(Enrollment, [1])
        uow.commit(TOUCH, command_id="gone")
    with filled.unit_of_work(SYSTEM) as uow:
        for kind in (Enrollment, Progress, EnrollmentHistory, RowState):
            assert uow.find(kind) == []
        images = uow.journal_entry("gone").images
    order = [image.table for image in images]
    assert sorted(order) == ["enrollment_history", "enrollments", "ext.row_state", "progress"]
    assert order.index("enrollments") > order.index("progress")
    assert all(image.after_hash is None and image.before is not None for image in images)


def test_a_deletion_empties_the_columns_that_may_be_null(filled: Store) -> None:
    put(
        filled,
        EnrollmentHistory(
            id=1, enrollment_id=1, action="enrolled", performed_by=3, created_at=START
        ),
    )
    with filled.unit_of_work(SYSTEM) as uow:
        uow.delete_all(User, [3])
        uow.commit(TOUCH, command_id="gone")
    with filled.unit_of_work(SYSTEM) as uow:
        assert uow.get(EnrollmentHistory, 1).performed_by is None
        changed = {image.table: image for image in uow.journal_entry("gone").images}
    assert changed["enrollment_history"].before == {"performed_by": 3}
    assert changed["enrollment_history"].after == {"performed_by": None}


def test_a_row_that_others_need_stays(filled: Store) -> None:
    with pytest.raises(Rejected) as refused, filled.unit_of_work(SYSTEM) as uow:
        uow.delete_all(User, [1])
    assert refused.value.reason == "row.in_use"
    assert refused.value.data == {"table": "users", "used_by": "courses"}


def test_a_deleted_row_may_come_back_in_the_same_unit(filled: Store) -> None:
    with filled.unit_of_work(SYSTEM) as uow:
        row = uow.get(Progress, 1)
        uow.delete_all(Progress, [1])
        uow.save_all([replace(row, time_spent_minutes=9)])
        uow.commit(TOUCH, command_id="x")
    with filled.unit_of_work(SYSTEM) as uow:
        (image,) = uow.journal_entry("x").images
        assert uow.get(Progress, 1).time_spent_minutes == 9
    assert image.before == {"time_spent_minutes": 0}


def test_a_commit_without_a_command_touches_nothing_journalled(filled: Store) -> None:
    entries = filled.journal()
    with filled.unit_of_work(SYSTEM) as uow:
        uow.save_all(
            [
                Notification(
                    id=1, user_id=2, type="system", title="t", message="m", created_at=START
                ),
                replace(uow.get(User, 2), hashed_password="$2b$", last_login_at=uow.now),
            ]
        )
        uow.commit(None)
    assert filled.journal() == entries
    with filled.unit_of_work(SYSTEM) as uow:
        uow.save_all([replace(uow.get(User, 2), first_name="X")])
        with pytest.raises(RuntimeError):
            uow.commit(None)
    with filled.reading() as rows:
        assert rows.get(User, 2).hashed_password == "$2b$"
        assert rows.get(User, 2).first_name == "Ada"


def test_an_event_is_stored_as_pending_with_who_and_when(filled: Store, clock: FixedClock) -> None:
    clock.advance(days=1)
    with filled.unit_of_work(TEACHER) as uow:
        uow.raise_event(CoursePublished(entity_id=1, slug="a", title="Ä"))
        uow.raise_event(CoursePublished(entity_id=1, slug="b", title="B"))
        assert uow.count(EventRecord, status="pending") == 2
        changes = uow.commit(TOUCH)
    assert changes.tables["events"] == (1, 2)
    with filled.reading() as rows:
        first = rows.get(EventRecord, 1)
    assert first == EventRecord(
        id=1,
        event_type="course.published",
        event_name="Course published",
        entity_type="course",
        entity_id=1,
        user_id=1,
        payload={"entity_id": 1, "slug": "a", "title": "Ä"},
        created_at=START + timedelta(days=1),
    )


def test_metric_buckets_grow_in_the_same_transaction(filled: Store) -> None:
    def bucket(name: str, subject: int, period: str) -> int:
        with filled.reading() as rows:
            found = rows.get_many(MetricBucket, [(name, subject, period)])
        return next((row.value for row in found.values()), 0)

    assert bucket("course_status", 1, "active") == 1
    with filled.unit_of_work(SYSTEM) as uow:
        uow.save_all([replace(uow.get(Course, 1), is_deleted=True)])
        uow.commit(TOUCH)
    assert bucket("course_status", 1, "active") == 0
    with filled.unit_of_work(SYSTEM) as uow:
        uow.save_all([replace(uow.get(Course, 1), is_deleted=False)])
        uow.save_all([replace(uow.get(Enrollment, 1), status="dropped")])
        uow.commit(TOUCH)
    assert (bucket("course_status", 1, "active"), bucket("course_status", 1, "dropped")) == (0, 1)


def test_a_change_set_names_the_rows_until_they_are_too_many(filled: Store) -> None:
    few = put(filled, *(person(number) for number in range(100, 110)))
    many = put(filled, *(person(number) for number in range(1000, 3000)))
    assert few.tables["users"] == tuple(range(100, 110))
    assert many.tables["users"] == ()


def test_the_units_of_a_key_of_several_columns(filled: Store) -> None:
    entry = WaitingEntry(course_id=1, student_id=3, asked_at=START)
    put(filled, entry)
    with filled.unit_of_work(SYSTEM) as uow:
        later = replace(uow.get(WaitingEntry, (1, 3)), asked_at=START + timedelta(hours=1))
        uow.save_all([later, replace(uow.get(CourseSettings, 1), tags=("a", "ü"))])
        uow.commit(TOUCH)
    with filled.unit_of_work(SYSTEM) as uow:
        assert uow.get(WaitingEntry, (1, 3)) == later
        assert uow.get(CourseSettings, 1).tags == ("a", "ü")
        uow.delete_all(WaitingEntry, [(1, 3)])
        uow.commit(TOUCH)
    with filled.reading() as rows:
        assert rows.count(WaitingEntry) == 0


def test_of_several_versions_of_a_row_the_last_stands(store: Store) -> None:
    """Also where other rows of the same save change the very columns of an earlier version."""
    one, other = person(50), person(51)
    put(store, one, other)
    later = START + timedelta(seconds=1)
    first = replace(one, first_name="one", updated_at=later)
    last = replace(first, first_name="two")
    with store.unit_of_work(SYSTEM) as uow:
        uow.get_many(User, [50, 51])
        uow.save_all([replace(other, first_name="else"), first, last])
        uow.commit(TOUCH, command_id="touched")
    with store.reading() as rows:
        assert rows.get(User, 50) == last
    with store.unit_of_work(SYSTEM) as uow:
        hashes = {one.key: one.after_hash for one in uow.journal_entry("touched").images}
    assert hashes[50] == row_hash(last)


def test_a_row_saved_twice_is_journalled_as_it_was_last(store: Store) -> None:
    put(store, person(50))
    with store.unit_of_work(SYSTEM) as uow:
        first = replace(uow.get(User, 50), first_name="one")
        uow.save_all([first])
        last = replace(first, last_name="two")
        uow.save_all([last])
        uow.commit(TOUCH, command_id="touched")
    with store.unit_of_work(SYSTEM) as uow:
        assert [one.after_hash for one in uow.journal_entry("touched").images] == [row_hash(last)]
