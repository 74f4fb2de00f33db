"""Checks: what columns take."""

from decimal import Decimal
from typing import Any

import pytest

from app.domain import checks
from app.domain.commands import Change
from app.domain.entities import Course
from app.domain.errors import Invalid


@pytest.mark.parametrize(
    "address",
    ["ada@example.org", "a.b+c@sub.example.org", "o'neil@x-y.example", "jörg@münchen.example"],
)
def test_addresses_that_stand(address: str) -> None:
    assert checks.email("email", f" {address.upper()} ") == address.upper().lower()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ada",
        "@example.org",
        "ada@",
        "a b@example.org",
        "ada@exa mple.org",
        "ada@-x.org",
        "ada@x..org",
        ".ada@x.org",
        "a@b@x.org",
        "a" * 65 + "@x.org",
        "a@" + "x" * 260,
        "a\n@x.org",
    ],
)
def test_addresses_that_do_not(address: str) -> None:
    with pytest.raises(Invalid) as caught:
        checks.email("email", address)
    assert caught.value.reason == "value.not_an_email"


@pytest.mark.parametrize("name", ["", "  ", "a b", "a\tb", "a\x07", "x" * 101])
def test_usernames_that_do_not_stand(name: str) -> None:
    with pytest.raises(Invalid):
        checks.username("username", name)


@pytest.mark.parametrize(
    ("check", "value", "reason"),
    [
        (checks.text(5), "123456", "value.too_long"),
        (checks.text(5), "a\x00", "value.bad_character"),
        (checks.text(5), "\ud800", "value.bad_character"),
        (checks.text(5, required=True), "   ", "value.required"),
        (checks.text(5, required=True), None, "value.required"),
        (checks.number(0, 5), 6, "value.out_of_range"),
        (checks.number(0, 5, required=True), None, "value.required"),
        (checks.form("[a-z]+", "small letters"), "A", "value.bad_form"),
        (checks.form("[a-z]+", "small letters", required=True), None, "value.bad_form"),
        (checks.present, None, "value.required"),
    ],
)
def test_what_checks_refuse(check: checks.Check, value: Any, reason: str) -> None:
    with pytest.raises(Invalid) as caught:
        check("field", value)
    assert caught.value.reason == reason
    assert caught.value.data["field"] == "field"


def test_what_checks_give() -> None:
    assert checks.text(5, required=True)("title", " abc ") == "abc"
    assert checks.text()("body", None) is None
    assert checks.number(0, 5)("n", None) is None
    assert checks.form("[a-z]+", "small letters")("x", None) is None
    assert checks.username("username", " ada ") == "ada"


COLUMNS: checks.Checks = {"title": checks.text(20, required=True), "price": checks.number(0, 10)}


def test_changes_come_out_as_they_are_stored() -> None:
    changes = checks.clean_changes(
        Course, [Change("title", "Old", " New "), Change("price", 1.0, 2.5)], COLUMNS
    )
    assert changes == (Change("title", "Old", "New"), Change("price", 1.0, 2.5))
    assert checks.clean_columns(Course, {"price": 2.5}, COLUMNS) == {"price": Decimal("2.50")}


@pytest.mark.parametrize("column", ["status", "nonsense"])
def test_columns_that_nobody_may_write(column: str) -> None:
    with pytest.raises(Invalid, match="not_editable"):
        checks.clean_changes(Course, [Change(column, None, "x")], COLUMNS)
    with pytest.raises(Invalid, match="not_editable"):
        checks.clean_columns(Course, {column: "x"}, COLUMNS)


def test_a_value_of_another_type_names_its_column() -> None:
    with pytest.raises(Invalid) as caught:
        checks.clean_changes(Course, [Change("price", 1.0, "much")], COLUMNS)
    assert caught.value.data["field"] == "price"


def test_documents_hold_what_can_be_stored_and_not_too_much() -> None:
    check = checks.document(20)
    assert check("quiz", None) is None
    assert check("quiz", {"a": [1, {"b": "c"}]}) == {"a": [1, {"b": "c"}]}
    with pytest.raises(Invalid, match="document_too_long"):
        check("quiz", {"a": "x" * 20})
    for bad in ({"a": ["\x00"]}, {"\x00": 1}):
        with pytest.raises(Invalid, match="bad_character"):
            check("quiz", bad)
