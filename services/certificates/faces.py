"""The typefaces that certificates are set in, opened when first needed, and which one sets what."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import uharfbuzz

from services.certificates.truetype import Metrics, TrueTypeFile

FALLBACKS = (
    "Amiri-Regular",
    "NotoSerifDevanagari-Regular",
    "NotoSerifHebrew-Regular",
    "NotoSerifBengali-Regular",
    "NotoSerifTamil-Regular",
    "NotoSerifTelugu-Regular",
    "NotoSerifGujarati-Regular",
    "NotoSerifGurmukhi-Regular",
    "NotoSerifKannada-Regular",
    "NotoSerifMalayalam-Regular",
    "NotoSerifSinhala-Regular",
    "NotoSerifThai-Regular",
    "NotoSerifLao-Regular",
    "NotoSerifKhmer-Regular",
    "NotoSerifMyanmar-Regular",
    "NotoSerifEthiopic-Regular",
    "NotoSerifGeorgian-Regular",
    "NotoSerifArmenian-Regular",
)
"""Faces for what the template's own does not have, in the order in which they are asked."""

COMMON_EAST_ASIAN = ("NotoSerifSC-Regular", "HangulSerif-Regular")
EVERY_EAST_ASIAN = "DroidSansFallback"
"""The faces of common Chinese, Japanese and Korean, and the plainer one of rare characters."""


class Face:
    """One typeface: its outlines, HarfBuzz's view of it, and the characters it has."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        data = path.read_bytes()
        self.file = TrueTypeFile(data)
        self.shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(data)))
        self.per_mille = 1000 / self.file.units_per_em

    @cached_property
    def metrics(self) -> Metrics:
        """What a PDF font descriptor tells of it."""
        return self.file.metrics()

    @cached_property
    def characters(self) -> frozenset[int]:
        """Every code point that the face has a glyph for."""
        return frozenset(self.shaper.face.unicodes)


class Faces:
    """The shipped faces by name, from one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, Face] = {}

    def get(self, name: str) -> Face:
        """The face called *name*; its file is read once."""
        face = self._open.get(name)
        if face is None:
            face = self._open[name] = Face(name, self._folder / f"{name}.ttf")
        return face

    def choose(self, text: str, primary: str) -> list[Face | None]:
        """The face for each character of *text*; None where no face has it.

        Spaces, marks and punctuation stay with what stands before them where that face has them.
        """
        own = self.get(primary)
        wanted = set(map(ord, text))
        if own.characters >= wanted:
            return [own] * len(text)
        order = [own, *self._fallbacks(wanted - own.characters)]
        chosen: list[Face | None] = []
        current: Face | None = None
        for char in text:
            code = ord(char)
            if current is None or char.isalnum() or code not in current.characters:
                current = next((face for face in order if code in face.characters), None)
            chosen.append(current)
        return chosen

    def _fallbacks(self, missing: set[int]) -> list[Face]:
        """The fallback faces that have any of *missing*."""
        faces: list[Face] = []
        for name in FALLBACKS:
            if not missing:
                return faces
            face = self.get(name)
            if missing & face.characters:
                faces.append(face)
                missing = missing - face.characters
        return faces + self._east_asian(missing)

    def _east_asian(self, missing: set[int]) -> list[Face]:
        """The common faces if they suffice, else the one of rare characters for the whole text: a
        name in two styles looks like a fault.
        """
        common = [self.get(name) for name in COMMON_EAST_ASIAN]
        rare = missing.difference(*(face.characters for face in common))
        rest = self.get(EVERY_EAST_ASIAN)
        if rare & rest.characters:
            return [rest]
        return [face for face in common if missing & face.characters]
