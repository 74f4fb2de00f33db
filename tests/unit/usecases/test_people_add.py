"""Adding people: what a row needs, and what is done about names that are taken."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.domain.commands import AddPeople, AddStaff, PersonRow
from app.domain.entities import InstructorProfile, User
from app.domain.entities.people import NO_PASSWORD
from app.ports.storage import UnitOfWork
from app.usecases.people import USE_CASES
from app.usecases.people_add import add_people
from tests.support.authoring import ADMIN, academy, reasons
from tests.support.memory import START, Bench, make_bus, person


def row(key: int, **columns: Any) -> PersonRow:
    return PersonRow(
        **{"user_id": key, "email": f"p{key}@example.org", "username": f"p{key}", **columns}
    )


def add(bench: Bench, *rows: PersonRow) -> list[str]:
    return reasons(bench, AddPeople(rows=rows))


def test_a_student_is_added_without_a_password() -> None:
    bench = academy()
    assert add(bench, row(200, email=" Ada@Example.ORG ", first_name="Ada", last_name="L")) == [
        "applied"
    ]
    user = bench.get(User, 200)
    assert (user.email, user.username, user.role) == ("ada@example.org", "p200", "student")
    assert (user.full_name, user.hashed_password) == ("Ada L", NO_PASSWORD)
    assert (user.is_active, user.is_verified, user.created_at) == (True, False, START)
    assert bench.events() == [("user.registered", 200)]


def test_what_a_file_says_about_a_person_stands() -> None:
    bench = academy()
    then = datetime(2020, 1, 2, tzinfo=UTC)
    add(bench, row(200, is_active=False, is_verified=True, created_at=then))
    user = bench.get(User, 200)
    assert (user.is_active, user.is_verified, user.created_at) == (False, True, then)


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"email": "nonsense"}, "value.not_an_email"),
        ({"email": "x" * 250 + "@a.org"}, "value.not_an_email"),
        ({"username": ""}, "value.bad_form"),
        ({"username": "a b"}, "value.bad_form"),
        ({"username": "u" * 101}, "value.too_long"),
        ({"first_name": "f" * 101}, "value.too_long"),
        ({"last_name": "\x00"}, "value.bad_character"),
        ({"role": "instructor"}, "people.not_a_student"),
        ({"role": "admin"}, "people.not_a_student"),
        ({"email": "STUDENT101@example.org"}, "people.email_taken"),
    ],
)
def test_a_bad_row_is_refused_alone(columns: dict[str, Any], reason: str) -> None:
    bench = academy()
    assert add(bench, row(200), row(201, **columns), row(202)) == ["applied", reason, "applied"]
    assert {user.id for user in bench.find(User, id=[200, 201, 202])} == {200, 202}


def test_the_second_of_two_equal_addresses_is_refused() -> None:
    bench = academy()
    same = row(201, email="P200@example.org")
    assert add(bench, row(200), same) == ["applied", "people.email_taken"]


def test_a_deleted_persons_address_and_name_stay_taken() -> None:
    bench = academy()
    bench.put(person(90, email="gone@example.org", username="gone", is_deleted=True))
    assert add(bench, row(200, email="gone@example.org")) == ["people.email_taken"]
    assert add(bench, row(200, username="gone")) == ["merged"]


def test_a_taken_username_gets_a_number() -> None:
    bench = academy()
    rows = [row(200 + n, username="student101") for n in range(3)]
    outcome = bench.outcome(
        AddPeople(rows=(*rows, row(210, username="new"), row(211, username="new")))
    )
    assert [one.kind for one in outcome.rows] == ["merged", "merged", "merged", "applied", "merged"]
    assert outcome.rows[1].data == {"username": "student101-3", "wanted": "student101"}
    assert bench.get(User, 200).username == "student101-2"
    assert bench.get(User, 211).username == "new-2"
    assert outcome.kind == "merged"


def test_a_long_username_stays_within_its_column() -> None:
    bench = academy()
    name = "n" * 100
    add(bench, row(200, username=name), row(201, username=name))
    assert bench.get(User, 201).username == "n" * 98 + "-2"


def test_staff_are_added_instructors_with_a_profile() -> None:
    bench = academy()
    rows = (row(200, role="instructor"), row(201, role="admin"), row(202))
    assert reasons(bench, AddStaff(rows=rows)) == ["applied", "applied", "people.not_staff"]
    (profile,) = bench.find(InstructorProfile, user_id=[200, 201])
    assert (profile.user_id, profile.total_courses, profile.created_at) == (200, 0, START)


def test_a_command_without_a_good_row_adds_nobody() -> None:
    bench = make_bus(USE_CASES)
    outcome = bench.outcome(AddPeople(rows=(row(1, email="x"), row(2, email="y"))), ADMIN)
    assert outcome.kind == "rejected"
    assert bench.find(User) == []


def test_nobody_to_add_is_no_fault() -> None:
    assert academy().outcome(AddPeople(rows=())).rows == ()


def test_a_thousand_people_need_a_handful_of_reads() -> None:
    bench = academy()
    rows = tuple(row(1000 + n, username="same" if n % 2 else f"u{n}") for n in range(1000))
    with bench.store.unit_of_work(ADMIN) as uow:
        counted = Counting(uow)
        outcome = add_people(AddPeople(rows=rows), counted)  # type: ignore[arg-type]
    assert len({one.data.get("username") for one in outcome.rows if one.data}) == 499
    assert counted.reads < 6


class Counting:
    """A unit of work that counts its reads."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self.reads = 0

    def __getattr__(self, name: str) -> Any:
        self.reads += name in {"get", "get_many", "find", "count", "walk"}
        return getattr(self._uow, name)
