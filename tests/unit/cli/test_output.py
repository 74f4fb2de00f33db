"""What the command line prints for people."""

import io
import json

from app.cli.output import Output

HOSTILE = "A\x1b[31m\x07\u202e\u009bB"
SHOWN = "A\\x1b[31m\\x07\\u202e\\x9bB"


def _printed(*, as_json: bool) -> str:
    stream = io.StringIO()
    out = Output(stream, stream, as_json=as_json)
    out.rows([{"first_name": HOSTILE}])
    out.result({"name": HOSTILE}, f"{HOSTILE} was changed.")
    return stream.getvalue()


def test_a_name_cannot_drive_the_terminal() -> None:
    assert _printed(as_json=False) == f"first_name: {SHOWN}\n\n{SHOWN} was changed.\n"


def test_lines_and_letters_of_every_script_stay() -> None:
    stream = io.StringIO()
    Output(stream, stream, as_json=False).result(
        {}, "\u0645\u0631\u064a\u0645\tJ\u00fcrgen\nLi \u200d x"
    )
    assert stream.getvalue() == "\u0645\u0631\u064a\u0645\tJ\u00fcrgen\nLi \u200d x\n"


def test_json_has_the_value_itself() -> None:
    rows, result = _printed(as_json=True).splitlines()
    assert json.loads(rows) == [{"first_name": HOSTILE}]
    assert json.loads(result) == {"name": HOSTILE}
