import bcrypt
import pytest

from app.domain.entities.people import NO_PASSWORD
from app.domain.errors import Invalid
from services.identity.passwords import COST, BcryptHasher

FAST = BcryptHasher(cost=4)


def test_a_hash_verifies_its_password_alone() -> None:
    hashed = FAST.hash("correct horse")
    assert FAST.verify("correct horse", hashed)
    assert not FAST.verify("correct horsf", hashed)


def test_two_hashes_of_one_password_differ() -> None:
    assert FAST.hash("correct horse") != FAST.hash("correct horse")


def test_the_cost_is_twelve_and_written_into_the_hash() -> None:
    assert COST == 12
    assert FAST.hash("correct horse").startswith("$2b$04$")


def test_more_than_72_bytes_are_refused_rather_than_cut() -> None:
    with pytest.raises(Invalid) as caught:
        FAST.hash("é" * 37)
    assert caught.value.reason == "password.too_long"
    assert not FAST.verify("a" * 73, FAST.hash("a" * 72))


@pytest.mark.parametrize("hashed", [None, NO_PASSWORD, "", "$2b$04$broken"])
@pytest.mark.parametrize("password", ["anything", "", "x" * 100])
def test_nobody_gets_in_without_a_hash(password: str, hashed: str | None) -> None:
    assert not FAST.verify(password, hashed)


@pytest.mark.parametrize(
    "hashed", [None, NO_PASSWORD, FAST.hash("another one")], ids=["nobody", "no password", "other"]
)
def test_every_refusal_costs_a_whole_check(
    hashed: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[bytes] = []
    check = bcrypt.checkpw

    def counting(password: bytes, against: bytes) -> bool:
        outcome = check(password, against)
        rounds.append(against[:7])
        return outcome

    monkeypatch.setattr(bcrypt, "checkpw", counting)
    assert not FAST.verify("wrong one", hashed)
    assert rounds == [b"$2b$04$"]
