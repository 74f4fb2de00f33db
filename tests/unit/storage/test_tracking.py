"""What a unit of work read and wrote."""

from dataclasses import replace

from app.domain.canonical import digest, image, row_hash
from app.domain.entities import Course, Module, User
from services.storage.tracking import NAMED_KEYS, RowChange, Tracker, change_set, row_images
from tests.support.memory import course, module, person

PERSON = person(1)
COURSE = course(5, 1)


def test_rows_are_inserted_or_updated_by_whether_they_were_read() -> None:
    tracker = Tracker()
    tracker.read(Course, [COURSE])
    edited = replace(COURSE, title="New")
    writes = tracker.save([edited, PERSON])
    assert (writes[Course].inserted, writes[Course].updated) == ([], [edited])
    assert (writes[User].inserted, writes[User].updated) == ([PERSON], [])


def test_a_row_that_is_as_it_was_is_not_written() -> None:
    tracker = Tracker()
    tracker.read(Course, [COURSE])
    assert tracker.save([replace(COURSE)]) == {}
    assert tracker.changes() == []


def test_what_the_unit_wrote_itself_is_not_taken_for_found() -> None:
    tracker = Tracker()
    tracker.save([PERSON])
    tracker.read(User, [PERSON])
    assert tracker.changes() == [RowChange(User, 1, None, PERSON)]


def test_there_and_back_is_no_change() -> None:
    tracker = Tracker()
    tracker.read(Course, [COURSE])
    tracker.save([replace(COURSE, title="New")])
    tracker.save([COURSE, PERSON])
    tracker.delete(User, 1)
    assert tracker.changes() == []


def test_a_deleted_row_saved_again_is_inserted_and_counts_as_changed() -> None:
    tracker = Tracker()
    tracker.read(Course, [COURSE])
    tracker.delete(Course, 5)
    again = replace(COURSE, title="New")
    assert tracker.save([again])[Course].inserted == [again]
    assert tracker.changes() == [RowChange(Course, 5, COURSE, again)]


def test_changes_stand_so_that_backwards_no_row_comes_before_its_parent() -> None:
    tracker = Tracker()
    old_course, old_module = course(6, 1), module(8, 6)
    tracker.read(Course, [old_course])
    tracker.read(Module, [old_module])
    tracker.delete(Module, 8)
    tracker.delete(Course, 6)
    tracker.save([module(7, 5), COURSE])
    assert [(change.kind, change.key) for change in tracker.changes()] == [
        (Course, 5),
        (Module, 7),
        (Module, 8),
        (Course, 6),
    ]


def test_images_of_created_updated_and_deleted_rows() -> None:
    edited = replace(COURSE, title="New")
    created, updated, deleted = row_images(
        [
            RowChange(User, 1, None, PERSON),
            RowChange(Course, 5, COURSE, edited),
            RowChange(Course, 5, COURSE, None),
        ]
    )
    assert (created.before, created.after, created.before_hash) == (None, None, None)
    assert created.after_hash == row_hash(PERSON)
    assert (updated.before, updated.after) == ({"title": "Course 5"}, {"title": "New"})
    assert (updated.before_hash, updated.after_hash) == (row_hash(COURSE), row_hash(edited))
    assert (deleted.before, deleted.after, deleted.after_hash) == (image(COURSE), None, None)


def test_columns_without_images_leave_none() -> None:
    signed_in = replace(PERSON, hashed_password="secret")
    assert row_images([RowChange(User, 1, PERSON, signed_in)]) == ()
    (created,) = row_images([RowChange(User, 1, None, signed_in)])
    assert created.after_hash == digest(image(PERSON))


def test_very_many_rows_of_a_table_are_named_by_the_table_alone() -> None:
    changes = [RowChange(User, key, None, PERSON) for key in range(NAMED_KEYS + 1)]
    assert change_set(changes).tables == {"users": ()}
    assert change_set(changes[1:3]).tables == {"users": (1, 2)}


def test_nothing_is_known_of_what_was_let_go() -> None:
    tracker = Tracker()
    tracker.read(Course, [COURSE])
    tracker.save([replace(COURSE, title="New"), PERSON])
    changes = tracker.changes()
    tracker.let_go()
    assert len(changes) == 2
    assert tracker.found(Course, COURSE.key) is None
    assert tracker.written(Course) == tracker.written(User) == {}
    assert tracker.changes() == []
