"""What a password must be."""

from __future__ import annotations

from app.domain.errors import Invalid

LEAST_CHARACTERS = 8
MOST_BYTES = 72
"""bcrypt reads no further, so a longer password would be one that other passwords match."""

COMMON = frozenset(
    (
        "00000000",
        "11111111",
        "12341234",
        "12345678",
        "123456789",
        "1234567890",
        "1q2w3e4r",
        "1q2w3e4r5t",
        "1qaz2wsx",
        "87654321",
        "88888888",
        "a1234567",
        "a12345678",
        "aa123456",
        "aaaaaaaa",
        "abc12345",
        "abcd1234",
        "abcdefgh",
        "admin123",
        "adminadmin",
        "administrator",
        "asdfasdf",
        "asdfghjkl",
        "baseball",
        "basketball",
        "changeme",
        "computer",
        "dragon123",
        "football",
        "iloveyou",
        "jennifer",
        "letmein1",
        "liverpool",
        "michelle",
        "pass1234",
        "passw0rd",
        "password",
        "password!",
        "password1",
        "password12",
        "password123",
        "princess",
        "q1w2e3r4",
        "q1w2e3r4t5",
        "qazwsxedc",
        "qwer1234",
        "qwerty12",
        "qwerty123",
        "qwertyui",
        "qwertyuiop",
        "smartcourse",
        "student1",
        "students",
        "sunshine",
        "superman",
        "teacher1",
        "test1234",
        "testtest",
        "trustno1",
        "welcome1",
        "whatever",
        "zaq12wsx",
    )
)
"""What is tried first by whoever guesses; compared without regard to capitals."""


def check_password(password: str) -> None:
    """Raise `Invalid`: ``password.too_short``, ``password.too_long`` or ``password.too_common``.

    The length is judged in characters below and in UTF-8 bytes above; one character repeated is
    common too.
    """
    if len(password) < LEAST_CHARACTERS:
        raise Invalid("password.too_short", field="password", least=LEAST_CHARACTERS)
    size = len(password.encode())
    if size > MOST_BYTES:
        raise Invalid("password.too_long", field="password", most=MOST_BYTES, size=size)
    if password.lower() in COMMON or len(set(password)) == 1:
        raise Invalid("password.too_common", field="password")
