"""Settings: defaults, round trip, refusals."""

import json
from pathlib import Path

import pytest

from app import settings
from app.domain.actor import Actor
from app.domain.errors import EnvironmentFault, Invalid, NotAllowed
from app.settings import Settings


def test_defaults_where_there_is_no_file(tmp_path: Path) -> None:
    assert settings.load(tmp_path) == Settings()


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    chosen = Settings(institution="Université d'Été", demo=True)
    settings.save(tmp_path, chosen)
    assert settings.load(tmp_path) == chosen
    assert [path.name for path in tmp_path.iterdir()] == [settings.FILE_NAME]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 99, "values": {}}', "\udcff"])
def test_a_damaged_or_newer_file_is_told_and_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / settings.FILE_NAME
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    before = path.read_bytes()
    with pytest.raises(EnvironmentFault) as refused:
        settings.load(tmp_path)
    assert refused.value.reason == "settings.unreadable"
    assert path.read_bytes() == before


def test_only_declared_settings_of_their_type() -> None:
    with pytest.raises(Invalid):
        settings.changed(Settings(), {"colour": "red"})
    with pytest.raises(Invalid):
        settings.changed(Settings(), {"demo": "yes"})


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "value.required"),
        ("  ", "value.required"),
        ("A" * 256, "value.too_long"),
        *((f"North{one}School", "value.bad_character") for one in "\0\n\r\t\x7f\u2028\u202e\u2066"),
        ("North\ud800", "value.bad_character"),
    ],
)
def test_a_name_that_no_certificate_could_bear_is_refused(
    tmp_path: Path, name: str, reason: str
) -> None:
    with pytest.raises(Invalid) as refused:
        settings.changed(Settings(), {"institution": name})
    assert refused.value.reason == reason
    path = tmp_path / settings.FILE_NAME
    path.write_text(json.dumps({"version": 1, "values": {"institution": name}}))
    with pytest.raises(Invalid, match=r"settings\.json") as refused:
        settings.load(tmp_path)
    assert refused.value.reason == reason


def test_a_name_may_have_any_letters() -> None:
    for name in ("Université d'Été", "مدرسة الشمال", "北方学校", "a\u200db"):
        assert settings.changed(Settings(), {"institution": f" {name} "}).institution == name


def test_what_an_admin_chooses_holds_at_once_and_is_kept(tmp_path: Path) -> None:
    kept = settings.Kept(tmp_path, Settings())
    kept.choose(Actor(1, "admin"), institution="North School")
    assert kept.now.institution == settings.load(tmp_path).institution == "North School"
    with pytest.raises(NotAllowed):
        kept.choose(Actor(2, "instructor"), institution="South School")
    with pytest.raises(Invalid):
        kept.choose(Actor(1, "admin"), institution="a\0b")
    assert kept.now.institution == settings.load(tmp_path).institution == "North School"
