import json
import shutil
from pathlib import Path

import pytest

import resources
from app.domain.errors import EnvironmentFault, Invalid
from services.certificates.template import TextElement, read_template

SHIPPED = resources.path("certificates")


def element(**changes: object) -> TextElement:
    values: dict[str, object] = {
        "parts": ("Grade {grade}", "Score {score} %"),
        "join": " - ",
        "otherwise": "none",
        "face": "EBGaramond-Regular",
        "size": 10,
        "min_size": 5,
        "y": 0,
        "width": 1,
        "colour": "ink",
    }
    return TextElement(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"grade": "A", "score": "92"}, "Grade A - Score 92 %"),
        ({"grade": None, "score": "92"}, "Score 92 %"),
        ({"grade": "{score}", "score": None}, "Grade {score}"),
        ({"grade": None, "score": None}, "none"),
    ],
)
def test_parts_without_a_value_are_left_out(values: dict[str, str | None], text: str) -> None:
    assert element().filled(values) == text


def test_the_shipped_design_has_both_papers() -> None:
    template = read_template(SHIPPED, "classic")
    assert set(template.papers) == {"A4", "Letter"}
    assert template.paper("Letter").width == 792


def test_every_colour_and_face_that_is_named_is_there() -> None:
    template = read_template(SHIPPED, "classic")
    drawn = (*template.texts, *template.rules, *template.borders, *template.rosettes)
    assert {one.colour for one in drawn} <= set(template.colours)
    assert all(resources.path(f"fonts/{text.face}.ttf").is_file() for text in template.texts)


def test_an_unknown_design_or_paper_is_refused_with_choices() -> None:
    with pytest.raises(Invalid) as caught:
        read_template(SHIPPED, "../secrets")
    assert caught.value.reason == "certificate.unknown_template"
    assert caught.value.data["choices"] == "classic"
    with pytest.raises(Invalid) as caught:
        read_template(SHIPPED, "classic").paper("A5")
    assert caught.value.data["choices"] == "A4, Letter"


@pytest.mark.parametrize("fault", ["not json", "no texts", "unknown field"])
def test_a_broken_design_is_told(tmp_path: Path, fault: str) -> None:
    target = tmp_path / "mine.json"
    shutil.copy(SHIPPED / "classic.json", target)
    data = json.loads(target.read_text())
    if fault == "no texts":
        del data["texts"]
    else:
        data["texts"][0]["colour_of_the_sky"] = "blue"
    target.write_text("{" if fault == "not json" else json.dumps(data))
    with pytest.raises(EnvironmentFault) as caught:
        read_template(tmp_path, "mine")
    assert caught.value.reason == "certificate.template_broken"
