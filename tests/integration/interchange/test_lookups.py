"""Single columns, read without making records."""

from app.domain.entities import Course, User
from tests.support.exchange import World

NAMES = ("email", "id", "is_active", "created_at", "first_name")


def test_columns_are_those_of_the_records(world: World) -> None:
    world.take_rows(
        "users",
        "email,username,first_name,last_name,role,is_active",
        "b@example.org,b,B,B,student,false",
        "a@example.org,a,,A,student,true",
    )
    for equal in ({}, {"is_active": True}, {"email": ["a@example.org", "x"]}, {"email": []}):
        with world.store.reading() as rows:
            found = [tuple(getattr(one, n) for n in NAMES) for one in rows.find(User, **equal)]
            assert rows.values(User, NAMES, **equal) == found


def test_a_unit_of_work_sees_its_own_writes(world: World) -> None:
    world.add_course("tea")
    with world.store.unit_of_work(world.admin) as uow:
        [course] = uow.find(Course)
        uow.delete_all(Course, [course.id])
        assert uow.values(Course, ("slug", "price")) == []
    with world.store.reading() as rows:
        assert rows.values(Course, ("slug", "price")) == [("tea", course.price)]
