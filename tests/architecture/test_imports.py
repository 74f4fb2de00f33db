"""What the import contracts cannot say: what starting up costs, and what the rules may lean on."""

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import project

HEAVY = {
    "PySide6",
    "alembic",
    "confluent_kafka",
    "psycopg",
    "pymongo",
    "pyqtgraph",
    "redis",
    "reportlab",
    "temporalio",
}


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("app.cli", HEAVY),
        ("app.domain", {"sqlalchemy", *HEAVY}),
    ],
)
def test_start_up_loads_nothing_heavy(module: str, forbidden: set[str]) -> None:
    probe = f"import sys, {module}; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", probe], cwd=project.ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert forbidden.isdisjoint(run.stdout.split())


def test_every_command_has_its_module() -> None:
    targets = project.settings()["project"]["scripts"].values()
    modules = [target.partition(":")[0] for target in targets]
    assert [name for name in modules if importlib.util.find_spec(name) is None] == []


def _imported(path: Path) -> set[str]:
    """The first name of every absolute import in a module."""
    names = set()
    for node in ast.walk(ast.parse((project.ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def _python_below(*folders: str) -> list[Path]:
    return [
        path
        for path in project.files()
        if path.suffix == ".py" and any(path.is_relative_to(folder) for folder in folders)
    ]


def test_rules_need_the_standard_library_only() -> None:
    allowed = sys.stdlib_module_names | {"app"}
    strangers = {
        str(path): sorted(names)
        for path in _python_below("app/domain", "app/ports", "app/sync")
        if (names := _imported(path) - allowed)
    }
    assert strangers == {}


def test_nobody_imports_the_browser_engine() -> None:
    users = [
        str(path)
        for path in _python_below(*project.PACKAGES)
        if "QtWebEngine" in (project.ROOT / path).read_text(encoding="utf-8")
    ]
    assert users == []


def test_import_contracts_cover_every_package() -> None:
    tools = project.settings()["tool"]
    assert set(tools["importlinter"]["root_packages"]) == set(project.PACKAGES)
    found = {name.partition(".")[0] for name in tools["setuptools"]["packages"]["find"]["include"]}
    assert found == set(project.PACKAGES)


def test_no_module_is_excused_from_the_type_check() -> None:
    for override in project.settings()["tool"]["mypy"]["overrides"]:
        assert set(override) == {"module", "ignore_missing_imports"}
        assert {name.partition(".")[0] for name in override["module"]}.isdisjoint(project.PACKAGES)


def _dataclass_of(path: Path) -> str | None:
    """The module that a module has its `dataclass` from."""
    for node in ast.walk(ast.parse((project.ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and "dataclass" in {one.name for one in node.names}:
            return node.module
    return None


def test_data_classes_are_declared_quickly() -> None:
    quick = "app.domain.dataclass"
    made_of = Path(*quick.split(".")).with_suffix(".py")
    slow = [
        str(path)
        for path in _python_below(*project.PACKAGES)
        if path != made_of and _dataclass_of(path) not in (None, quick)
    ]
    assert slow == []
