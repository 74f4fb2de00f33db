from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

import resources
from app.domain.entities.courses import TEMPLATES
from app.domain.errors import Rejected
from services.certificates.renderer import CertificateRenderer
from services.certificates.template import template_names
from tests.support.certificates import CODE, NUMBER, fonts_of, job, page, text_of

RENDERER = CertificateRenderer()
LONG_NAME = (
    "Dr. Maria Antonia Fernanda de la Santísima Trinidad y Bustamante-Echeverría von "
    "Hohenlohe-Langenburg zu Württemberg"
)
LONG_TITLE = (
    "A Comprehensive Introduction to the Theory, Practice, Ethics and Governance of Large-Scale "
    "Data Engineering, Streaming Analytics and Machine Learning Operations for Administrations"
)
ABSENT: dict[str, Any] = dict.fromkeys(
    ("grade", "score_percentage", "completed_on", "signatory", "signatory_title")
)


def draw(paper: str = "A4", **changes: Any) -> bytes:
    (pdf,) = RENDERER.render_many([job(paper, **changes)])
    return pdf


def clearance(pdf: bytes) -> tuple[int, int, int, int]:
    """Points between the inner frame and the outermost ink: left, top, right, bottom."""
    picture = page(pdf, 72).convert("L").point(lambda value: 255 * (value < 160))
    width, height = picture.size
    frame, corner = 42, 68
    across = picture.crop((frame, corner, width - frame, height - corner)).getbbox()
    along = picture.crop((corner, frame, width - corner, height - frame)).getbbox()
    assert across is not None
    assert along is not None
    return across[0], along[1], width - 2 * frame - across[2], height - 2 * frame - along[3]


def test_courses_choose_among_the_designs_that_are_shipped() -> None:
    assert template_names(resources.path("certificates")) == list(TEMPLATES)


@pytest.mark.parametrize(("paper", "size"), [("A4", (841.89, 595.28)), ("Letter", (792.0, 612.0))])
def test_all_that_is_certified_can_be_read_on_either_paper(
    paper: str, size: tuple[float, float]
) -> None:
    pdf = draw(paper)
    box = PdfReader(BytesIO(pdf)).pages[0].mediabox
    assert (float(box.width), float(box.height)) == size
    text = text_of(pdf)
    for words in (
        "Example Academy",
        "Certificate of Completion",
        "Ada Lovelace",
        "Data Engineering with Python",
        "Grade A",
        "Score 92.5 %",
        "Completed 9 February 2026",
        "10 February 2026",
        "Grace Hopper",
        "Dean of Studies",
        NUMBER,
        CODE,
    ):
        assert words in text


def test_the_file_says_what_it_is() -> None:
    reader = PdfReader(BytesIO(draw()))
    assert reader.metadata is not None
    assert reader.metadata.title == (
        "Certificate of Completion: Ada Lovelace, Data Engineering with Python"
    )
    assert (reader.metadata.author, reader.metadata.subject) == ("Example Academy", NUMBER)
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert {"/CreationDate", "/ModDate"}.isdisjoint(reader.metadata)


def test_the_same_job_gives_the_same_bytes_from_any_renderer() -> None:
    first = draw()
    draw(holder="Somebody in between")
    assert draw() == first
    assert CertificateRenderer().render_many([job()]) == [first]


def test_another_word_gives_other_bytes() -> None:
    assert draw() != draw(grade="B")


def test_a_batch_comes_back_in_order() -> None:
    names = [f"Person {number}" for number in range(12)]
    pdfs = RENDERER.render_many([job(holder=name) for name in names])
    assert [name in text_of(pdf) for name, pdf in zip(names, pdfs, strict=True)] == [True] * 12


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"holder": "Zoë Jürgens", "course": "Programming with Python"},
        {"holder": "Kwame Nkrumah-Mensah", "course": "Version Control with Git"},
        {"holder": "Siân Llywelyn", "course": "Academic Skills for Science", "grade": None},
    ],
)
def test_a_latin_certificate_takes_at_most_20_kb(changes: dict[str, Any]) -> None:
    assert len(draw(**changes)) <= 20_000


def test_what_has_no_value_leaves_no_trace() -> None:
    text = text_of(draw(**ABSENT))
    assert "None" not in text
    assert "Grade" not in text
    assert "·" not in text.replace(f"{NUMBER}", "").split("Code")[0].split("No.")[0]
    assert "Signature" in text


def test_nothing_is_lost_or_cut_off_however_long() -> None:
    changes = {
        "holder": LONG_NAME,
        "course": LONG_TITLE,
        "institution": "The Royal Institute for Continuing Education of the Autonomous University",
        "signatory": "Prof. Dr. Dr. h.c. Alexandra Konstantinopolitanskaya",
        "signatory_title": "Vice-President for Continuing Education, Learning and Certification",
    }
    for paper in ("A4", "Letter"):
        pdf = draw(paper, **changes)
        text = " ".join(text_of(pdf).split())
        for words in changes.values():
            assert words in text
        assert min(clearance(pdf)) > 12


def test_what_had_to_shrink_too_far_is_told_before() -> None:
    assert RENDERER.findings(job()) == ()
    assert RENDERER.findings(job(holder=LONG_NAME, course=LONG_TITLE)) == ()
    (finding,) = RENDERER.findings(job(course=LONG_TITLE * 4))
    assert (finding.field, finding.kind) == ("course", "small")
    size = float(finding.detail)
    assert 0 < size < 12
    # The classic design gives a course 0.94 of 660 points, and at least 12 points of type.
    assert finding.too_wide_mm == pytest.approx(0.94 * 660 * (12 / size - 1) * 25.4 / 72, rel=0.05)


def test_characters_without_a_face_are_refused_not_drawn_as_boxes() -> None:
    asked = job(holder="Ada 🙂")
    (finding,) = RENDERER.findings(asked)
    assert (finding.field, finding.kind, finding.detail) == ("holder", "missing", "🙂")
    with pytest.raises(Rejected) as caught:
        RENDERER.render_many([job(), asked])
    assert caught.value.reason == "certificate.missing_characters"
    assert caught.value.data == {"number": NUMBER, "field": "holder", "characters": "🙂"}


def test_control_characters_and_braces_in_a_name_are_harmless() -> None:
    pdf = draw(holder="Ada\u202e {course} (\\)\n<b>")
    assert "Ada {course} (\\) <b>" in text_of(pdf)


def test_each_face_is_embedded_once_and_as_a_subset() -> None:
    fonts = fonts_of(draw())
    assert set(fonts) == {"EBGaramond-Regular", "EBGaramond-Italic", "AlegreyaSans-Regular"}
    for font in fonts.values():
        descriptor: Any = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert 0 < len(descriptor["/FontFile2"].get_object().get_data()) < 20_000


def test_dates_are_written_out() -> None:
    assert "1 December 2025" in text_of(draw(issue_date=date(2025, 12, 1)))


def test_an_unknown_template_is_refused() -> None:
    with pytest.raises(Rejected) as caught:
        RENDERER.render_many([replace(job(), template="../classic")])
    assert caught.value.reason == "certificate.unknown_template"


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_double_frame_and_its_rosettes_stand_on_either_paper(paper: str) -> None:
    picture = page(draw(paper), 144).convert("RGB")
    width, height = picture.size

    def at(x: float, y: float) -> tuple[int, ...]:
        colour = picture.getpixel((round(2 * x) % width, round(2 * y) % height))
        assert isinstance(colour, tuple)
        return colour

    for x, y in ((34, 200), (-34.5, 200), (200, 34), (200, -34.5)):
        red, _, blue = at(x, y)
        assert blue - red > 50, "the outer line is blue"
    for corner in ((37, 37), (-37, 37), (37, -37), (-37, -37)):
        ring = [at(corner[0] + dx, corner[1] + dy) for dx, dy in ((12, 0), (0, 12), (-12, 0))]
        assert all(red > blue for red, _, blue in ring), "the rosettes are golden"
    assert at(8, 8) == (255, 255, 255)
