"""docs/cli.md names every command with its options, and no other."""

import re
from argparse import ArgumentParser
from itertools import groupby

import pytest

from app.cli.arguments import forms
from app.cli.form import CommandForm
from tests.support.project import ROOT

REFERENCE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def _sections() -> dict[str, str]:
    """Each command of the reference with the text of its section."""
    _, *parts = re.split(r"^### ", REFERENCE, flags=re.MULTILINE)
    sections = {}
    for part in parts:
        heading, _, text = part.partition("\n")
        for command in re.findall(r"`([^`]+)`", heading):
            sections[command] = re.split(r"^## ", text, flags=re.MULTILINE)[0]
    return sections


def _words(form: CommandForm) -> str:
    return " ".join(form.words)


def test_the_reference_has_all_commands_and_no_other() -> None:
    assert sorted(_sections()) == sorted(map(_words, forms()))


@pytest.mark.parametrize("form", forms(), ids=_words)
def test_a_commands_section_names_its_arguments(form: CommandForm) -> None:
    section = _sections()[_words(form)]
    parser = ArgumentParser(add_help=False)
    form.arguments(parser)
    for action in parser._actions:
        for option in action.option_strings:
            assert option in section
        for choice in action.choices or ():
            assert str(choice) in section


def test_commands_of_one_subject_stand_together() -> None:
    firsts = [command.split()[0] for command in _sections()]
    assert len([first for first, _ in groupby(firsts)]) == len(set(firsts))
