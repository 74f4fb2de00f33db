"""Settings: defaults, round trip, refusals."""

from pathlib import Path

import pytest

from app import settings
from app.domain.errors import EnvironmentFault, Invalid
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
