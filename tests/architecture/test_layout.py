"""The top of the repository stays as small as it is meant to be."""

from tests.support import project

AT_THE_TOP = {
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "app",
    "docs",
    "packaging",
    "pyproject.toml",
    "requirements.lock",
    "resources",
    "services",
    "tests",
    "ui",
}


def test_nothing_unforeseen_lies_at_the_top() -> None:
    names = {path.parts[0] for path in project.tracked()}
    assert {name for name in names if not name.startswith(".")} <= AT_THE_TOP


def test_the_packaging_folder_never_becomes_a_package() -> None:
    assert not (project.ROOT / "packaging" / "__init__.py").exists(), (
        "it would stand before the real `packaging` library on the path"
    )


def test_every_folder_with_code_is_a_package() -> None:
    folders = {
        path.parent
        for path in project.files()
        if path.suffix == ".py" and path.parts[0] in project.PACKAGES
    }
    missing = [str(folder) for folder in folders if not _is_package(folder)]
    assert not missing, f"no __init__.py, so left out of the wheel: {sorted(missing)}"


def _is_package(folder: object) -> bool:
    return (project.ROOT / str(folder) / "__init__.py").is_file()


def test_no_file_name_depends_on_upper_and_lower_case() -> None:
    seen: dict[str, str] = {}
    clashes = []
    for path in map(str, project.tracked()):
        other = seen.setdefault(path.lower(), path)
        if other != path:
            clashes.append((other, path))
    assert not clashes
