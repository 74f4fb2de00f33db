import pytest
import uharfbuzz

import resources
from services.certificates.faces import FALLBACKS, Faces

FOLDER = resources.path("fonts")
FACES = Faces(FOLDER)
NAMES = sorted(path.stem for path in FOLDER.glob("*.ttf"))


def extents(data: bytes, glyph: int) -> tuple[int, ...]:
    """Advance and box of a glyph as HarfBuzz reads them from a font file."""
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(data)))
    box = font.get_glyph_extents(glyph)
    return font.get_glyph_h_advance(glyph), box.x_bearing, box.y_bearing, box.width, box.height


@pytest.mark.parametrize("name", NAMES)
def test_a_subset_has_the_same_outlines_under_new_numbers(name: str) -> None:
    face = FACES.get(name)
    codes = sorted(code for code in face.characters if chr(code).isalpha())[::97][:12]
    glyphs = [0, *dict.fromkeys(face.shaper.get_nominal_glyph(code) for code in codes)]
    subset = face.file.subset(glyphs)
    whole = (FOLDER / f"{name}.ttf").read_bytes()
    for number, glyph in enumerate(glyphs):
        assert extents(subset, number) == extents(whole, glyph)
    assert any(extents(subset, number)[3] for number in range(1, len(glyphs)))


def test_parts_of_composite_glyphs_come_along() -> None:
    """Some shipped face builds letters of parts, or this would prove nothing."""
    composites = 0
    for name in NAMES:
        face = FACES.get(name)
        for code in sorted(face.characters)[:400]:
            glyph = face.shaper.get_nominal_glyph(code)
            subset = face.file.subset([0, glyph])
            count = uharfbuzz.Face(uharfbuzz.Blob(subset)).glyph_count
            composites += count > 2
    assert composites > 0


@pytest.mark.parametrize("name", NAMES)
def test_every_face_tells_its_name_and_measures(name: str) -> None:
    metrics = FACES.get(name).metrics
    assert metrics.name == name
    assert metrics.descent < 0 < metrics.cap_height <= metrics.ascent
    assert (metrics.italic_angle != 0) == name.endswith("Italic")


def test_every_fallback_is_shipped() -> None:
    assert set(FALLBACKS) <= set(NAMES)


def test_every_file_has_its_licence_told() -> None:
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    noto = told.partition("{")[2].partition("}")[0].split(", ")
    named = {f"NotoSerif{script}-Regular" for script in noto} | {"EBGaramond-Italic"}
    assert [name for name in NAMES if name not in told and name not in named] == []
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text(encoding="utf-8")
    assert "Apache License" in (FOLDER / "Apache-2.0.txt").read_text(encoding="utf-8")


def test_the_faces_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.ttf")) < 12_000_000


def test_punctuation_and_marks_stay_with_what_they_follow() -> None:
    chosen = FACES.choose("علي، ok", "EBGaramond-Regular")
    names = [face.name if face else None for face in chosen]
    assert names == ["Amiri-Regular"] * 5 + ["EBGaramond-Regular"] * 2
