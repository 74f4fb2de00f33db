"""Leased ids."""

import pytest

from app.domain.entities import Course, User
from app.domain.errors import Rejected
from app.domain.messages import sentence
from app.sync.ids import Lease, lease_size


def test_people_and_enrollments_are_leased_in_greater_number() -> None:
    assert (lease_size(User), lease_size(Course)) == (100_000, 10_000)


def test_ids_are_given_in_order_across_ranges_and_never_twice() -> None:
    lease = Lease(Course).renewed([range(10, 12), range(0), range(20, 24)])
    first, lease = lease.take()
    second, lease = lease.take(3)
    third, lease = lease.take(2)
    assert (list(first), list(second), list(third)) == ([10], [11, 20, 21], [22, 23])
    assert (lease.left, lease.ranges) == (0, ())


def test_more_is_asked_for_at_half() -> None:
    assert Lease(Course).wants_renewal
    lease = Lease(Course).renewed([range(1, 11)])
    _, nearly = lease.take(4)
    _, half = lease.take(5)
    assert (nearly.wants_renewal, half.wants_renewal) == (False, True)
    assert not half.renewed([range(30, 40)]).wants_renewal


def test_too_few_is_said_before_anything_is_taken() -> None:
    lease = Lease(Course).renewed([range(1, 3)])
    with pytest.raises(Rejected) as caught:
        lease.take(3)
    assert caught.value.data == {"table": "courses", "wanted": 3, "left": 2}
    assert sentence(caught.value).startswith("This needs 3 new numbers for courses")
    assert lease.left == 2
