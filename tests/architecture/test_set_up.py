"""Set-up does what is needed and no more, and says what to do when it cannot."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.support import project


def _load(name: str) -> ModuleType:
    """A module of the packaging folder, which is not a package."""
    place = project.ROOT / "packaging" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"set_up_{name}", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


class Checkout:
    """A checkout in a scratch folder whose set-up only writes down what it would run."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.steps: list[str] = []
        self.lock = folder / "requirements.lock"
        self.declaration = folder / "pyproject.toml"
        self.venv = folder / ".venv"
        self.environment = _load("environment")
        self.lock.write_text("one", encoding="utf-8")
        self.declaration.write_text("one", encoding="utf-8")
        for name, value in (
            ("VENV", self.venv),
            ("STAMP", self.venv / "set-up.stamp"),
            ("LOCK", self.lock),
            ("PROJECT", self.declaration),
            ("_create", self._create),
            ("_install_lock", lambda: self.steps.append("lock")),
            ("_install_project", lambda: self.steps.append("project")),
        ):
            monkeypatch.setattr(self.environment, name, value)

    def _create(self) -> None:
        self.steps.append("create")
        python = self.environment.program("python")
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    def set_up(self) -> list[str]:
        self.steps.clear()
        self.environment.ensure()
        return list(self.steps)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    return Checkout(tmp_path, monkeypatch)


def test_first_run_makes_everything_and_the_second_nothing(checkout: Checkout) -> None:
    assert checkout.set_up() == ["create", "lock", "project"]
    assert checkout.set_up() == []


def test_a_new_lock_is_installed_into_the_same_environment(checkout: Checkout) -> None:
    checkout.set_up()
    checkout.lock.write_text("two", encoding="utf-8")
    assert checkout.set_up() == ["lock", "project"]


def test_a_new_declaration_needs_only_the_project(checkout: Checkout) -> None:
    checkout.set_up()
    checkout.declaration.write_text("two", encoding="utf-8")
    assert checkout.set_up() == ["project"]


def test_what_broke_off_is_made_anew(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off() -> None:
        raise checkout.environment.SetUpError("the network is gone")

    checkout.set_up()
    checkout.lock.write_text("two", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(checkout.environment, "_install_lock", break_off)
        with pytest.raises(checkout.environment.SetUpError):
            checkout.set_up()
    assert checkout.set_up() == ["create", "lock", "project"]


def test_a_moved_checkout_gets_a_new_environment(checkout: Checkout) -> None:
    checkout.set_up()
    stamp = checkout.venv / "set-up.stamp"
    place, *rest = stamp.read_text(encoding="utf-8").splitlines()
    stamp.write_text("\n".join([f"{place}-before", *rest]), encoding="utf-8")
    assert checkout.set_up() == ["create", "lock", "project"]


def test_a_python_that_will_not_do_is_named(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkout.environment, "OLDEST", (4, 0))
    monkeypatch.setattr(checkout.environment.shutil, "which", lambda name: None)
    with pytest.raises(checkout.environment.SetUpError, match=r"3\.11 or 3\.12, and this is"):
        checkout.environment._suitable_python()


def test_check_says_how_it_is_used() -> None:
    script = project.ROOT / "packaging" / "check.py"
    run = subprocess.run(
        [sys.executable, str(script), "--help"], capture_output=True, text=True, check=True
    )
    assert "--full" in run.stdout


def test_missing_system_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    system = _load("system")
    monkeypatch.setattr(system, "find_missing", lambda: ["zbar-tools"])
    monkeypatch.setattr(system, "_can_install", lambda: False)
    assert "zbar-tools" in system.provide()
