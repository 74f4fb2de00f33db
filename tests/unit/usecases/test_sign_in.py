from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.actor import SYSTEM, Actor
from app.domain.entities import AuditRecord, User
from app.domain.errors import NotAllowed, Rejected, SmartCourseError
from app.usecases.sign_in import LONGEST_WAIT, Doorkeeper, wait_after
from tests.support.memory import Bench, instructor, make_bus, person

ADMIN = Actor(1, "admin")
RIGHT = "correct horse"


class PlainHasher:
    """Keeps passwords readable, so that tests are quick; counts checks."""

    def __init__(self) -> None:
        self.checked: list[str | None] = []

    def hash(self, password: str) -> str:
        return f"plain:{password}"

    def verify(self, password: str, hashed: str | None) -> bool:
        self.checked.append(hashed)
        return hashed == f"plain:{password}"


@pytest.fixture
def bench() -> Bench:
    bench = make_bus()
    bench.put(
        person(1, role="admin", email="ada@example.org", hashed_password=f"plain:{RIGHT}"),
        instructor(2, email="bo@example.org", hashed_password=f"plain:{RIGHT}"),
        person(3, email="cy@example.org", hashed_password=f"plain:{RIGHT}"),
        instructor(4, email="di@example.org", hashed_password=f"plain:{RIGHT}", is_active=False),
    )
    return bench


@pytest.fixture
def hasher() -> PlainHasher:
    return PlainHasher()


@pytest.fixture
def door(bench: Bench, hasher: PlainHasher) -> Doorkeeper:
    return Doorkeeper(bench.store, hasher)


def refusal(door: Doorkeeper, email: str, password: str) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Rejected) as caught:
        door.sign_in(email, password)
    return caught.value.reason, caught.value.data


def fail(door: Doorkeeper, times: int, email: str = "ada@example.org") -> list[int]:
    return [refusal(door, email, "wrong")[1]["seconds"] for _ in range(times)]


def test_the_right_password_lets_in_and_is_remembered(bench: Bench, door: Doorkeeper) -> None:
    user = door.sign_in(" Ada@Example.org ", RIGHT)
    assert user.id == 1
    assert bench.get(User, 1).last_login_at == bench.clock.now()
    assert [row.action for row in bench.find(AuditRecord)] == ["passed"]


def test_nothing_of_it_is_journalled(bench: Bench, door: Doorkeeper) -> None:
    before = bench.store.journal()
    door.sign_in("ada@example.org", RIGHT)
    door.set_password(ADMIN, 2, "another horse")
    fail(door, 1, "bo@example.org")
    assert bench.store.journal() == before


def test_wrong_password_and_unknown_address_are_told_alike(
    door: Doorkeeper, hasher: PlainHasher
) -> None:
    assert refusal(door, "ada@example.org", "wrong") == refusal(door, "nobody@example.org", "wrong")
    assert hasher.checked == [f"plain:{RIGHT}", None]


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_failures_slow_the_next_try_down(bench: Bench, door: Doorkeeper, email: str) -> None:
    assert fail(door, 3, email) == [0, 0, 2]
    assert refusal(door, email, RIGHT) == ("sign_in.slowed", {"seconds": 2})
    bench.clock.advance(seconds=1.5)
    assert refusal(door, email, RIGHT) == ("sign_in.slowed", {"seconds": 1})
    bench.clock.advance(seconds=0.5)
    assert fail(door, 1, email) == [4]


def test_a_try_that_came_too_early_checks_nothing_and_costs_nothing(
    bench: Bench, door: Doorkeeper, hasher: PlainHasher
) -> None:
    fail(door, 3)
    rows, checks = len(bench.find(AuditRecord)), len(hasher.checked)
    refusal(door, "ada@example.org", RIGHT)
    assert (len(bench.find(AuditRecord)), len(hasher.checked)) == (rows, checks)


def test_one_account_does_not_slow_another(door: Doorkeeper) -> None:
    fail(door, 3)
    assert door.sign_in("bo@example.org", RIGHT).id == 2


def test_success_forgives(bench: Bench, door: Doorkeeper) -> None:
    fail(door, 3)
    bench.clock.advance(seconds=2)
    door.sign_in("ada@example.org", RIGHT)
    assert fail(door, 3) == [0, 0, 2]


def test_failures_outlive_the_program(bench: Bench, door: Doorkeeper) -> None:
    fail(door, 3)
    assert refusal(Doorkeeper(bench.store, PlainHasher()), "ada@example.org", RIGHT)[0] == (
        "sign_in.slowed"
    )


def test_failures_during_the_check_hold_a_right_password_up(bench: Bench) -> None:
    class Slow(PlainHasher):
        """While it checks, others try too."""

        def verify(self, password: str, hashed: str | None) -> bool:
            fail(Doorkeeper(bench.store, PlainHasher()), 3)
            return super().verify(password, hashed)

    assert refusal(Doorkeeper(bench.store, Slow()), "ada@example.org", RIGHT)[0] == "sign_in.slowed"
    assert bench.get(User, 1).last_login_at is None


@given(st.integers(0, 10_000))
def test_the_wait_grows_and_has_an_end(failures: int) -> None:
    assert wait_after(failures) <= wait_after(failures + 1) <= LONGEST_WAIT
    assert wait_after(12) == LONGEST_WAIT


def test_no_typed_address_is_kept_in_the_clear(bench: Bench, door: Doorkeeper) -> None:
    fail(door, 1, "mistyped@example.org")
    assert "mistyped" not in repr(bench.find(AuditRecord))


@pytest.mark.parametrize(
    ("email", "reason"),
    [("di@example.org", "sign_in.not_active"), ("cy@example.org", "sign_in.student")],
)
def test_who_may_not_is_told_only_after_the_right_password(
    door: Doorkeeper, email: str, reason: str
) -> None:
    assert refusal(door, email, "wrong")[0] == "sign_in.failed"
    assert refusal(door, email, RIGHT)[0] == reason


def test_a_deleted_person_is_nobody(bench: Bench, door: Doorkeeper) -> None:
    bench.put(
        instructor(9, email="ex@example.org", hashed_password=f"plain:{RIGHT}", is_deleted=True)
    )
    assert refusal(door, "ex@example.org", RIGHT)[0] == "sign_in.failed"


def test_an_admin_sets_a_password_and_forgives_failures(bench: Bench, door: Doorkeeper) -> None:
    fail(door, 3, "bo@example.org")
    door.set_password(ADMIN, 2, "another horse")
    assert door.sign_in("bo@example.org", "another horse").id == 2
    audited = [(row.subject_table, row.action) for row in bench.find(AuditRecord, performed_by=1)]
    assert audited == [("users", "password"), ("sign_in", "cleared")]
    assert "horse" not in repr(bench.find(AuditRecord))


@pytest.mark.parametrize("actor", [SYSTEM, Actor(2, "instructor")])
def test_the_program_and_the_person_set_it_too(
    bench: Bench, door: Doorkeeper, actor: Actor
) -> None:
    door.set_password(actor, 2, "another horse")
    assert bench.get(User, 2).hashed_password == "plain:another horse"


def test_others_do_not(door: Doorkeeper) -> None:
    with pytest.raises(NotAllowed):
        door.set_password(Actor(2, "instructor"), 1, "another horse")


def test_a_weak_password_is_refused(door: Doorkeeper) -> None:
    with pytest.raises(SmartCourseError) as caught:
        door.set_password(ADMIN, 2, "password1")
    assert caught.value.reason == "password.too_common"


def test_a_deleted_person_gets_none(bench: Bench, door: Doorkeeper) -> None:
    bench.put(instructor(9, is_deleted=True))
    with pytest.raises(Rejected) as caught:
        door.set_password(ADMIN, 9, "another horse")
    assert caught.value.reason == "people.deleted"


def test_changing_ones_own_takes_the_current_one(bench: Bench, door: Doorkeeper) -> None:
    actor = Actor(2, "instructor")
    with pytest.raises(Rejected) as caught:
        door.change_password(actor, "wrong", "another horse")
    assert caught.value.reason == "sign_in.failed"
    door.change_password(actor, RIGHT, "another horse")
    assert bench.get(User, 2).hashed_password == "plain:another horse"


def test_the_program_has_no_password_to_change(door: Doorkeeper) -> None:
    with pytest.raises(NotAllowed):
        door.change_password(SYSTEM, RIGHT, "another horse")
