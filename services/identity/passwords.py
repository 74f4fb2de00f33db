"""bcrypt, behind the port `PasswordHasher`."""

from __future__ import annotations

from functools import cached_property

import bcrypt

from app.domain.errors import Invalid
from app.domain.passwords import MOST_BYTES

COST = 12
"""2 to this power rounds: about a fifth of a second."""


class BcryptHasher:
    """Hashes with bcrypt; *cost* is lowered in tests only."""

    def __init__(self, cost: int = COST) -> None:
        self._cost = cost

    @cached_property
    def _nobody(self) -> str:
        """What is checked against where there is no hash: as dear as any other."""
        return bcrypt.hashpw(b"", bcrypt.gensalt(self._cost)).decode("ascii")

    def hash(self, password: str) -> str:
        """A salted hash. Raises `Invalid` (``password.too_long``)."""
        secret = password.encode()
        if len(secret) > MOST_BYTES:
            raise Invalid("password.too_long", field="password", most=MOST_BYTES, size=len(secret))
        return bcrypt.hashpw(secret, bcrypt.gensalt(self._cost)).decode("ascii")

    def verify(self, password: str, hashed: str | None) -> bool:
        """Whether *password* is the one that was hashed; just as slow where the answer is sure."""
        secret = password.encode()
        possible = bool(hashed) and len(secret) <= MOST_BYTES
        try:
            same = bcrypt.checkpw(secret[:MOST_BYTES], (hashed or self._nobody).encode())
        except ValueError:  # no bcrypt hash: someone without a password
            bcrypt.checkpw(secret[:MOST_BYTES], self._nobody.encode())
            return False
        return same and possible
