"""Only what a command line names is loaded, and nothing is lost by it."""

from importlib import import_module

import pytest

from app.cli.arguments import WORDS, first_word, forms, parser


@pytest.mark.parametrize("module", WORDS)
def test_each_module_has_the_commands_that_are_looked_for_in_it(module: str) -> None:
    declared = {form.words[0] for form in import_module(f"app.cli.{module}").FORMS}
    assert declared == set(WORDS[module])


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("rows courses", "rows"),
        ("--json rows courses", "rows"),
        ("--workspace publish --as undo rows courses", "rows"),
        ("--workspace=publish rows", "rows"),
        ("--help", None),
        ("--workspace", None),
        ("", None),
    ],
)
def test_the_first_word_is_the_command(line: str, word: str | None) -> None:
    assert first_word(line.split()) == word


def test_a_command_brings_its_module_and_an_unknown_word_all() -> None:
    assert {form.words for form in forms("rows")} == {("rows",), ("content",), ("metrics",)}
    assert len(forms("nonsense")) == len(forms()) > 30


def test_help_lists_every_command() -> None:
    text = parser(["--help"]).format_help()
    for words in WORDS.values():
        for word in words:
            assert f"    {word} " in text or f"    {word}\n" in text
