"""The institution's Ed25519 key: kept in the workspace, signs what is printed.

The private key never leaves its file; the public half is a `SigningKey` row that may go anywhere.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from app.domain.dataclass import dataclass
from app.domain.entities import SigningKey
from app.domain.errors import EnvironmentFault
from app.domain.printed import fields_sha256
from app.domain.qr_text import base64, signed_text, unsigned_text
from app.ports.certificates import PrintedFields, SignedFields

KEY_FILE = "keys/certificates.pem"
"""Where a workspace keeps it, relative to its folder."""


def key_id_of(public_key: bytes) -> str:
    """The short name of a public key: base64url of the first 8 bytes of its sha256."""
    return base64(sha256(public_key).digest()[:8])


class Ed25519Signer:
    """Signs with one private key (port `CertificateSigner`)."""

    def __init__(self, private_key: Ed25519PrivateKey) -> None:
        self._private_key = private_key
        self._public_key = private_key.public_key().public_bytes_raw()
        self.key_id = key_id_of(self._public_key)

    def sign(self, fields: PrintedFields) -> SignedFields:
        """The QR text and its parts."""
        unsigned = unsigned_text(fields, self.key_id)
        signature = self._private_key.sign(unsigned.encode("ascii"))
        return SignedFields(
            fields_sha256=fields_sha256(fields),
            qr_text=signed_text(unsigned, signature),
            signature=base64(signature),
            key_id=self.key_id,
        )

    def row(self, institution: str, valid_from: datetime) -> SigningKey:
        """The public half as a record."""
        return SigningKey(
            key_id=self.key_id,
            institution=institution,
            public_key=base64(self._public_key),
            valid_from=valid_from,
        )


def create_key(path: Path) -> Ed25519Signer:
    """A new key in a file that only its owner reads (0600, its folder 0700), safe on disk.

    Raises `EnvironmentFault`: ``signing_key.exists`` (a key is never replaced) or
    ``signing_key.write``.
    """
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise EnvironmentFault("signing_key.exists", path=str(path)) from None
    except OSError as error:
        raise EnvironmentFault("signing_key.write", path=str(path), cause=str(error)) from error
    return Ed25519Signer(key)


def load_key(path: Path) -> Ed25519Signer:
    """The key that `create_key` made. Raises `EnvironmentFault` (``signing_key.unreadable``)."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise EnvironmentFault(
            "signing_key.unreadable", path=str(path), cause=str(error)
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise EnvironmentFault("signing_key.unreadable", path=str(path), cause="not Ed25519")
    return Ed25519Signer(key)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A `SigningKey` row that verifies (`app.domain.verification.VerifyingKey`)."""

    row: SigningKey

    @property
    def valid_until(self) -> datetime | None:
        """When it ceased to sign."""
        return self.row.valid_until

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Whether *signature* over *message* is this key's; a broken row verifies nothing."""
        encoded = self.row.public_key
        try:
            raw = urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
            Ed25519PublicKey.from_public_bytes(raw).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return key_id_of(raw) == self.row.key_id
