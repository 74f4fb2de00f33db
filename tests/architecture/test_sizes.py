"""Modules and functions stay small enough to be read in one go."""

import ast
from functools import cache
from pathlib import Path
from statistics import median, quantiles

from tests.support import project

LONGEST_MODULE = 500
MEDIAN_MODULE = 120
LONGEST_FUNCTION = 60
LONG_FUNCTION = 40
"""Nineteen functions of twenty are no longer than this."""


def _modules(*, tests: bool) -> list[Path]:
    """Every module of the project; migrations are lists of statements, so they do not count."""
    return [
        path
        for path in project.files()
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and (tests or path.parts[0] != "tests")
    ]


def _source(path: Path) -> str:
    return (project.ROOT / path).read_text(encoding="utf-8")


@cache
def _functions(path: Path) -> list[tuple[int, str]]:
    """Length in lines and place of each function and method in a module."""
    return [
        (node.end_lineno - node.lineno + 1, f"{path}:{node.lineno} {node.name}")
        for node in ast.walk(ast.parse(_source(path)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    ]


def test_no_module_is_too_long() -> None:
    lengths = [(len(_source(path).splitlines()), str(path)) for path in _modules(tests=True)]
    assert [row for row in lengths if row[0] > LONGEST_MODULE] == []


def test_no_function_is_too_long() -> None:
    functions = [row for path in _modules(tests=True) for row in _functions(path)]
    assert [row for row in functions if row[0] > LONGEST_FUNCTION] == []


def test_the_median_module_is_short() -> None:
    lengths = [len(_source(path).splitlines()) for path in _modules(tests=False)]
    assert median(lengths) < MEDIAN_MODULE


def test_most_functions_are_short() -> None:
    lengths = [row[0] for path in _modules(tests=False) for row in _functions(path)]
    assert quantiles(lengths, n=20)[-1] <= LONG_FUNCTION
