"""From words to an exit code, where the machine or the reader of the output stands in the way."""

import io
from pathlib import Path

import pytest

from app.cli.entry import run
from app.cli.output import Output
from app.context import Context


def _run(error: BaseException) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()

    def open_context(folder: Path) -> Context:
        raise error

    code = run(
        ["rows", "users"],
        lambda as_json: Output(out, err, as_json=as_json),
        {"SMARTCOURSE_WORKSPACE": "school"},
        open_context,
    )
    return code, out.getvalue(), err.getvalue()


def test_what_the_machine_refuses_is_one_sentence() -> None:
    code, out, err = _run(OSError(28, "No space left on device", "school/workspace.db"))
    assert (code, out) == (1, "")
    assert err.startswith("smartcourse-admin: school/workspace.db cannot be used: No space left")
    assert err.count("\n") == 1


def test_an_interrupt_is_one_sentence() -> None:
    code, out, err = _run(KeyboardInterrupt())
    assert (code, out, err.count("\n")) == (130, "", 1)


def test_a_reader_who_left_is_no_error_of_the_command() -> None:
    with pytest.raises(BrokenPipeError):
        _run(BrokenPipeError())
