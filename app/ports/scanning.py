"""Reading QR codes out of pictures."""

from __future__ import annotations

from typing import Protocol

from app.domain.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GrayPicture:
    """A picture in shades of gray: one byte a pixel, rows from the top, without padding."""

    pixels: bytes
    width: int
    height: int


class QrScanner(Protocol):
    """Finds QR codes, however they are turned."""

    def texts(self, picture: GrayPicture) -> tuple[str, ...]:
        """What the codes in *picture* say, each once; empty where none can be read."""
        ...
