"""Every command that the documents show can be typed as it stands there."""

import re
import shlex
from argparse import Namespace

import pytest

from app.cli.arguments import parser
from tests.support.project import ROOT

DOCUMENTS = ("README.md", "docs/command-line-guide.md")


def _examples() -> list[tuple[str, str]]:
    examples = []
    for name in DOCUMENTS:
        text = (ROOT / name).read_text(encoding="utf-8")
        for block in re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL):
            for line in block.replace("\\\n", " ").splitlines():
                _, command, rest = line.partition("smartcourse-admin ")
                if command:
                    examples.append((name, rest))
    return examples


def test_there_are_examples() -> None:
    assert {name for name, _ in _examples()} == set(DOCUMENTS)
    assert len(_examples()) > 30


@pytest.mark.parametrize(("document", "line"), _examples())
def test_an_example_is_a_command(document: str, line: str) -> None:
    words = shlex.split(line, comments=True)
    assert isinstance(parser().parse_args(words), Namespace)
