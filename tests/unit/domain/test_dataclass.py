"""The quickly declared data classes behave as the standard library's do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Any, ClassVar

import pytest

from app.domain.dataclass import dataclass

Declare = Callable[..., Callable[[type], Any]]


def _pair(declare: Declare) -> Any:
    @declare(frozen=True, slots=True)
    class Pair:
        left: int
        right: int = 2

    return Pair


def _row(declare: Declare) -> Any:
    @declare(frozen=True, slots=True, kw_only=True)
    class Base:
        KIND: ClassVar[str] = "base"

        name: str

    @declare(frozen=True, slots=True, kw_only=True)
    class Row(Base):
        KIND: ClassVar[str] = "row"

        marks: list[int] = field(default_factory=list)
        secret: str = field(default="", repr=False)
        remark: str = field(default="", compare=False)

    return Row


def _mixed(declare: Declare) -> Any:
    @declare(frozen=True, slots=True)
    class Mixed:
        word: str = field(default="w", kw_only=True)
        first: int

    return Mixed


def _empty(declare: Declare) -> Any:
    @declare(frozen=True, slots=True)
    class Empty:
        pass

    return Empty


def _explicit(declare: Declare) -> Any:
    @declare(frozen=True, slots=True)
    class Explicit:
        value: int

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "told"

    return Explicit


CASES: list[tuple[Callable[[Declare], Any], tuple[Any, ...], dict[str, Any]]] = [
    (_pair, (1,), {}),
    (_pair, (1,), {"right": 5}),
    (_pair, (), {}),
    (_pair, (1, 2, 3), {}),
    (_pair, (1,), {"wrong": 5}),
    (_row, (), {"name": "n", "marks": [1], "secret": "s", "remark": "r"}),
    (_row, (), {"name": "n"}),
    (_row, ("n",), {}),
    (_mixed, (1,), {}),
    (_mixed, (1, "x"), {}),
    (_empty, (), {}),
    (_explicit, (1,), {}),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Stands in the module, where other processes find it."""

    name: str
    marks: tuple[int, ...] = ()


def told(make: Callable[[], Any]) -> Any:
    """What an instance is, or what refused to make it."""
    try:
        one = make()
    except TypeError as error:
        return str(error)
    values = dataclasses.asdict(one)
    return values, repr(one), one == make(), type(one).__match_args__


@pytest.mark.parametrize(("case", "given", "named"), CASES)
def test_the_same_as_the_standard_library(
    case: Callable[[Declare], Any], given: tuple[Any, ...], named: dict[str, Any]
) -> None:
    ours, theirs = case(dataclass), case(dataclasses.dataclass)
    assert told(lambda: ours(*given, **named)) == told(lambda: theirs(*given, **named))
    # Once more, with the methods that the first time wrote.
    assert told(lambda: ours(*given, **named)) == told(lambda: theirs(*given, **named))


@pytest.mark.parametrize("case", [_pair, _row, _mixed, _empty])
def test_the_same_fields(case: Callable[[Declare], Any]) -> None:
    ours, theirs = (fields(case(one)) for one in (dataclass, dataclasses.dataclass))
    assert [(one.name, one.kw_only, one.repr) for one in ours] == [
        (one.name, one.kw_only, one.repr) for one in theirs
    ]


def test_nothing_is_set_or_deleted_or_added() -> None:
    one = _pair(dataclass)(1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'left'"):
        one.left = 3
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'left'"):
        del one.left
    with pytest.raises(FrozenInstanceError):
        one.other = 3
    assert not hasattr(one, "__dict__")


def test_equal_by_what_is_compared_and_only_within_the_class() -> None:
    kind = _row(dataclass)
    assert kind(name="n", remark="a") == kind(name="n", remark="b")
    assert kind(name="n") != kind(name="m")
    assert _pair(dataclass)(1, 2) != _pair(dataclass)(1, 2)


def test_hashed_by_what_is_compared() -> None:
    kind = _pair(dataclass)
    assert len({kind(1), kind(1, 2), kind(2)}) == 2
    assert hash(kind(1)) == hash(_pair(dataclasses.dataclass)(1))
    with pytest.raises(TypeError, match="unhashable"):
        hash(_row(dataclass)(name="n"))


def test_each_instance_has_a_list_of_its_own() -> None:
    kind = _row(dataclass)
    assert kind(name="n").marks is not kind(name="n").marks


def test_a_changed_copy() -> None:
    assert replace(Sent(name="n"), marks=(1,)) == Sent(name="n", marks=(1,))


@pytest.mark.parametrize(
    "taken",
    [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))],  # noqa: S301
)
def test_taken_elsewhere(taken: Callable[[Sent], Sent]) -> None:
    sent = Sent(name="n", marks=(1, 2))
    assert taken(sent) == sent
    assert repr(taken(sent)) == repr(sent)


def test_one_that_holds_itself_is_shown() -> None:
    one = _row(dataclass)(name="n", marks=[])
    one.marks.append(one)
    assert "..." in repr(one)


def test_no_method_is_written_before_it_is_used() -> None:
    kind = _pair(dataclass)
    unwritten = kind.__init__
    assert kind(1).right == 2
    assert kind.__init__ is not unwritten
    assert kind.__init__.__qualname__ == f"{kind.__qualname__}.__init__"


def test_what_may_change_is_the_standard_library_s_own() -> None:
    @dataclass(slots=True)
    class Open:
        value: int

    one = Open(1)
    one.value = 2
    assert one == Open(2)


def test_what_asks_for_more_is_declared_by_the_standard_library() -> None:
    @dataclass(frozen=True, slots=True)
    class Checked:
        low: int
        high: int

        def __post_init__(self) -> None:
            if self.low > self.high:
                raise ValueError("upside down")

    @dataclass(frozen=True, slots=True)
    class Counted:
        name: str
        uses: int = field(default=0, init=False)
        note: str = field(default="", hash=False)

    with pytest.raises(ValueError, match="upside down"):
        Checked(2, 1)
    with pytest.raises(TypeError):
        Counted("a", uses=3)  # type: ignore[call-arg]
    assert hash(Counted("a", note="x")) == hash(Counted("a", note="y"))
