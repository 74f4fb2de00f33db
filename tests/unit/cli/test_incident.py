"""What nobody foresaw is a sentence and a file, never a traceback on the screen."""

import io
from pathlib import Path
from typing import Any

import pytest

from app.cli import entry
from app.cli.incident import incident
from app.cli.output import Output
from app.domain.messages import sentence


def test_the_traceback_is_in_the_file_and_the_sentence_names_it(tmp_path: Path) -> None:
    try:
        raise ZeroDivisionError("secret of the machine")
    except ZeroDivisionError as error:
        told = incident(error, tmp_path / "logs")
    (path,) = (tmp_path / "logs").iterdir()
    assert "ZeroDivisionError" in path.read_text(encoding="utf-8")
    assert str(path) in sentence(told)
    assert "Traceback" not in sentence(told)


def test_where_nothing_can_be_written_the_sentence_still_comes(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("in the way")
    told = incident(ZeroDivisionError("division"), tmp_path / "logs" / "deeper")
    assert "division" in sentence(told)


def test_a_command_that_breaks_ends_with_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    out, err = io.StringIO(), io.StringIO()

    def broken(folder: Path) -> Any:
        raise ZeroDivisionError

    code = entry.run(
        ["rows", "courses"], lambda as_json: Output(out, err, as_json=as_json), {}, broken
    )
    assert code == 1
    assert err.getvalue().count("\n") == 1
    assert "Traceback" not in err.getvalue()
