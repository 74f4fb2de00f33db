import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.domain.errors import EnvironmentFault
from app.domain.printed import fields_sha256
from app.domain.qr_text import parse
from services.certificates.signing import PublicKey, create_key, load_key
from tests.support.certificates import printed, signer

DAY = datetime(2026, 2, 10, tzinfo=UTC)


def test_a_signature_verifies_with_the_public_row_alone() -> None:
    ours = signer(1)
    signed = ours.sign(printed())
    told = parse(signed.qr_text)
    key = PublicKey(ours.row("Example Academy", DAY))
    assert key.verifies(told.signed, told.signature)
    assert not key.verifies(told.signed + b" ", told.signature)
    assert (signed.fields_sha256, signed.key_id) == (fields_sha256(printed()), ours.key_id)
    assert signed.qr_text.endswith(f"*{signed.key_id}*{signed.signature}")


def test_another_key_does_not_verify() -> None:
    told = parse(signer(1).sign(printed()).qr_text)
    assert not PublicKey(signer(2).row("Other", DAY)).verifies(told.signed, told.signature)


def test_a_row_whose_id_is_not_its_keys_verifies_nothing() -> None:
    told = parse(signer(1).sign(printed()).qr_text)
    row = replace(signer(1).row("Example Academy", DAY), key_id=signer(2).key_id)
    assert not PublicKey(row).verifies(told.signed, told.signature)


@pytest.mark.parametrize("public_key", ["", "AAAA", "not base64 é"])
def test_a_broken_row_verifies_nothing(public_key: str) -> None:
    told = parse(signer(1).sign(printed()).qr_text)
    row = replace(signer(1).row("Example Academy", DAY), public_key=public_key)
    assert not PublicKey(row).verifies(told.signed, told.signature)


def test_signing_twice_gives_the_same() -> None:
    assert signer().sign(printed()) == signer().sign(printed())


def test_the_key_file_is_its_owners_alone_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "certificates.pem"
    made = create_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert load_key(path).sign(printed()) == made.sign(printed())


def test_two_keys_differ(tmp_path: Path) -> None:
    assert create_key(tmp_path / "a.pem").key_id != create_key(tmp_path / "b.pem").key_id


def test_a_key_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    create_key(path)
    before = path.read_bytes()
    with pytest.raises(EnvironmentFault) as caught:
        create_key(path)
    assert caught.value.reason == "signing_key.exists"
    assert path.read_bytes() == before


def test_a_key_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file where the folder should be")
    with pytest.raises(EnvironmentFault) as caught:
        create_key(tmp_path / "keys" / "more" / "key.pem")
    assert caught.value.reason == "signing_key.write"


def test_a_key_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    other = generate_private_key(65537, 2048).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    for content in (b"", b"garbage", other):
        path = tmp_path / "key.pem"
        path.write_bytes(content)
        with pytest.raises(EnvironmentFault) as caught:
            load_key(path)
        assert caught.value.reason == "signing_key.unreadable"
    with pytest.raises(EnvironmentFault):
        load_key(tmp_path / "missing.pem")
