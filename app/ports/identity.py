"""Passwords, as hashes that cannot be turned back."""

from __future__ import annotations

from typing import Protocol


class PasswordHasher(Protocol):
    """Makes and checks hashes. Both take time by design: never on a window's thread."""

    def hash(self, password: str) -> str:
        """A salted hash. Raises `Invalid` (``password.too_long``) over 72 UTF-8 bytes."""
        ...

    def verify(self, password: str, hashed: str | None) -> bool:
        """Whether *password* is the one that was hashed.

        Takes as long for None, or for a value that is no hash, as for a wrong password, so that the
        time does not tell who has an account.
        """
        ...
