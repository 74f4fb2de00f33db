from typing import Any

import pytest

import resources
from services.certificates.faces import FALLBACKS, Faces
from services.certificates.renderer import CertificateRenderer
from services.certificates.shaping import Shaper
from tests.support.certificates import fonts_of, job, page, text_of

RENDERER = CertificateRenderer()
SHAPER = Shaper(Faces(resources.path("fonts")))

NAMES = [
    ("Siobhán Ó Súilleabháin", "EBGaramond-Regular"),
    ("Nguyễn Thị Ánh", "EBGaramond-Regular"),
    ("Анна Ковальчук", "EBGaramond-Regular"),
    ("Ελένη Παπαδοπούλου", "EBGaramond-Regular"),
    ("محمد الخوارزمي", "Amiri-Regular"),
    ("علی‌رضا احمدی", "Amiri-Regular"),
    ("דוד כהן", "NotoSerifHebrew-Regular"),
    ("प्रिया शर्मा", "NotoSerifDevanagari-Regular"),
    ("রবীন্দ্রনাথ ঠাকুর", "NotoSerifBengali-Regular"),
    ("தமிழ்செல்வி", "NotoSerifTamil-Regular"),
    ("లక్ష్మి", "NotoSerifTelugu-Regular"),
    ("ગુજરાતી", "NotoSerifGujarati-Regular"),
    ("ਗੁਰਪ੍ਰੀਤ", "NotoSerifGurmukhi-Regular"),
    ("ಕನ್ನಡ", "NotoSerifKannada-Regular"),
    ("മലയാളം", "NotoSerifMalayalam-Regular"),
    ("සිංහල", "NotoSerifSinhala-Regular"),
    ("สมชาย ใจดี", "NotoSerifThai-Regular"),
    ("ສົມສັກ", "NotoSerifLao-Regular"),
    ("សុខា", "NotoSerifKhmer-Regular"),
    ("အောင်", "NotoSerifMyanmar-Regular"),
    ("አበበ", "NotoSerifEthiopic-Regular"),
    ("ნინო", "NotoSerifGeorgian-Regular"),
    ("Արամ", "NotoSerifArmenian-Regular"),
    ("李小龍", "NotoSerifSC-Regular"),
    ("山田 太郎", "NotoSerifSC-Regular"),
    ("さくら", "NotoSerifSC-Regular"),
    ("김민수", "HangulSerif-Regular"),
    ("王喆", "NotoSerifSC-Regular"),
    ("뷁", "DroidSansFallback"),
]


def draw(**changes: Any) -> bytes:
    (pdf,) = RENDERER.render_many([job(**changes)])
    return pdf


@pytest.mark.parametrize(("name", "face"), NAMES)
def test_a_name_in_any_of_these_scripts_is_set_in_its_face(name: str, face: str) -> None:
    line = SHAPER.line(name, "EBGaramond-Regular", ())
    assert line.missing == ""
    glyphs = [glyph.number for run in line.runs for glyph in run.glyphs]
    assert 0 not in glyphs
    assert face in {run.face.name for run in line.runs}
    assert face in fonts_of(draw(holder=name))


def test_every_shipped_face_is_tried_by_a_test() -> None:
    assert set(FALLBACKS) | {"NotoSerifSC-Regular", "HangulSerif-Regular", "DroidSansFallback"} <= {
        face for _, face in NAMES
    }


@pytest.mark.parametrize(
    "name",
    ["Siobhán Ó Súilleabháin", "प्रिया शर्मा", "李小龍", "김민수", "สมชาย ใจดี", "محمد الخوارزمي"],
)
def test_the_name_can_be_copied_out_of_the_file(name: str) -> None:
    assert name in text_of(draw(holder=name))


def test_arabic_letters_are_joined() -> None:
    joined = SHAPER.line("محمد", "EBGaramond-Regular", ())
    apart = [SHAPER.line(letter, "EBGaramond-Regular", ()) for letter in "محمد"]
    alone = {glyph.number for line in apart for run in line.runs for glyph in run.glyphs}
    shaped = [glyph.number for run in joined.runs for glyph in run.glyphs]
    assert not alone & set(shaped[1:])


def test_arabic_runs_from_right_to_left() -> None:
    """The first letter stands rightmost: alef, a plain stroke, beside a wide beh."""
    line = SHAPER.line("اب", "EBGaramond-Regular", ())
    assert [glyph.text for glyph in line.runs[0].glyphs] == ["ب", "ا"]


def test_an_arabic_name_with_a_latin_one_keeps_its_order() -> None:
    line = SHAPER.line("علي Smith", "EBGaramond-Regular", ())
    assert [run.text.strip() for run in line.runs] == ["Smith", "علي"]
    line = SHAPER.line("Smith (علي) Jr", "EBGaramond-Regular", ())
    assert "".join(run.text for run in line.runs[:1]) == "Smith ("


def test_brackets_around_arabic_are_turned() -> None:
    whole = SHAPER.line("(علي)", "EBGaramond-Regular", ())
    first, last = whole.runs[0].glyphs[0], whole.runs[-1].glyphs[-1]
    opening = SHAPER.line("(", "EBGaramond-Regular", ()).runs[0].glyphs[0]
    assert (first.number, last.text) == (opening.number, "(") or first.text == ")"


def test_devanagari_consonants_are_joined_and_vowels_moved() -> None:
    line = SHAPER.line("क्षि", "EBGaramond-Regular", ())
    (run,) = line.runs
    assert len(run.glyphs) < len("क्षि")
    assert run.reordered


def test_a_rare_character_takes_its_whole_name_with_it() -> None:
    faces = {run.face.name for run in SHAPER.line("王㐀 뷁", "EBGaramond-Regular", ()).runs}
    assert "NotoSerifSC-Regular" not in faces


@pytest.mark.parametrize("name", ["محمد", "शर्मा", "太郎", "김민수", "Ж", "뷁"])
def test_the_embedded_glyphs_leave_ink(name: str) -> None:
    """The band where the name stands is dark in places; without a name it is white."""

    def ink(text: str) -> int:
        picture = page(draw(holder=text), 72).convert("L")
        middle = picture.height // 2
        band = picture.crop((100, middle - 80, picture.width - 100, middle - 20))
        return sum(band.histogram()[:128])

    assert ink("\u200c") == 0
    assert ink(name) > 100
