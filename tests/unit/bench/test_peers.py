import subprocess
from pathlib import Path

import pytest

from tests.bench import peers
from tests.bench.pairs import Absent


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(peers, "user_cache_path", lambda name: tmp_path / name)
    return tmp_path / "smartcourse" / "bench" / "swift"


def test_an_environment_is_made_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[list[str]] = []

    def make(command: list[str]) -> None:
        made.append(command)
        python = cache / "bin" / "python"
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    monkeypatch.setattr(peers, "_make", make)
    assert peers.python_with("swift") == peers.python_with("swift") == str(cache / "bin/python")
    assert [command[2:] for command in made] == [
        ["venv", str(cache)],
        ["pip", "install", "--quiet", "swift"],
    ]


def test_what_cannot_be_installed_is_absent_and_leaves_nothing(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(command: list[str]) -> None:
        cache.mkdir(parents=True, exist_ok=True)
        raise subprocess.CalledProcessError(1, command, stderr="trying\nno network\n")

    monkeypatch.setattr(peers, "_make", fail)
    with pytest.raises(Absent, match=r"swift cannot be installed .*: no network"):
        peers.python_with("swift")
    assert not cache.exists()
