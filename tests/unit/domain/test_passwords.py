import pytest

from app.domain.errors import Invalid
from app.domain.passwords import check_password


@pytest.mark.parametrize("password", ["correct horse", "äöüß€äöü", "x" * 71 + "y", "Ж" * 35 + "ab"])
def test_good_passwords_pass(password: str) -> None:
    check_password(password)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short12", "password.too_short"),
        ("€€€€€€€", "password.too_short"),
        ("x" * 72 + "y", "password.too_long"),
        ("Ж" * 36 + "a", "password.too_long"),
        ("Password1", "password.too_common"),
        ("zzzzzzzzzzzz", "password.too_common"),
    ],
)
def test_each_fault_has_its_reason(password: str, reason: str) -> None:
    with pytest.raises(Invalid) as caught:
        check_password(password)
    assert caught.value.reason == reason


def test_the_limit_is_told_in_bytes() -> None:
    with pytest.raises(Invalid) as caught:
        check_password("Ж" * 37)
    assert caught.value.data == {"field": "password", "most": 72, "size": 74}
