"""The lock names every package with its hashes, and no place to fetch it from."""

import re
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support import project

LOCK = project.ROOT / "requirements.lock"
PIN = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)(?: ; ([^\\]+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def _lines() -> list[str]:
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.strip().startswith("#")]


def _pins() -> dict[str, list[str]]:
    """The versions of each package; two where the interpreter decides which."""
    pins: dict[str, list[str]] = {}
    for line in _lines():
        if found := PIN.match(line):
            pins.setdefault(canonicalize_name(found[1]), []).append(found[2])
    return pins


def _declared() -> list[Requirement]:
    settings = project.settings()
    texts = [*settings["project"]["dependencies"], *settings["build-system"]["requires"]]
    for group in settings["dependency-groups"].values():
        texts += group
    return [Requirement(text) for text in texts]


def test_lock_holds_pins_and_hashes_and_nothing_else() -> None:
    strays = [line for line in _lines() if not PIN.match(line) and not HASH.match(line)]
    assert strays == []


def test_every_pin_is_followed_by_a_hash() -> None:
    lines = _lines()
    bare = [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if PIN.match(line) and not HASH.match(following)
    ]
    assert bare == []


def test_lock_names_no_host() -> None:
    text = LOCK.read_text(encoding="utf-8")
    assert re.findall(r"\w+://\S+|--(?:extra-)?index-url|--find-links|--trusted-host", text) == []


@pytest.mark.parametrize("requirement", _declared(), ids=lambda each: each.name)
def test_each_declared_package_is_locked_in_its_range(requirement: Requirement) -> None:
    versions = _pins().get(canonicalize_name(requirement.name), [])
    assert versions, f"{requirement.name} is not in the lock: compile it again"
    assert all(requirement.specifier.contains(version) for version in versions)


def _licences(package: metadata.Distribution) -> list[str]:
    """What a package says of its licence; any one of several alternatives may be chosen."""
    fields = package.metadata
    classifiers = fields.get_all("Classifier") or []
    texts = (
        fields.get_all("License-Expression")
        or [line for line in classifiers if line.startswith("License ::")]
        or [(fields.get("License") or "").partition("\n")[0]]
    )
    return [choice for text in texts for choice in text.split(" OR ")]


def _is_copyleft_of_the_whole(licence: str) -> bool:
    """GPL and AGPL bind the program that uses them; LGPL binds only the library itself."""
    return re.search(r"\bA?GPL|(?<!Lesser )General Public", licence) is not None


def test_no_locked_package_is_under_gpl_alone() -> None:
    locked = _pins()
    faults = {}
    for package in metadata.distributions():
        licences = _licences(package)
        bound = [each for each in licences if _is_copyleft_of_the_whole(each)]
        if canonicalize_name(package.name) in locked and bound and len(bound) == len(licences):
            faults[package.name] = licences
    assert faults == {}
