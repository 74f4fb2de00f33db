"""The wheel holds the four packages with their data, and nothing else."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from tests.support import project


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> set[PurePosixPath]:
    """The files of a wheel built from a clean copy: what an earlier build left cannot slip in."""
    source = tmp_path_factory.mktemp("source")
    for path in project.files():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project.ROOT / path, source / path)
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target)]
    run = subprocess.run(
        [*command, str(source)], cwd=target, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    [wheel] = target.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return {PurePosixPath(name) for name in archive.namelist()}


def _described(contents: set[PurePosixPath]) -> set[PurePosixPath]:
    return {path for path in contents if path.parts[0].endswith(".dist-info")}


def _shipped() -> set[PurePosixPath]:
    """What belongs in: all code, all of resources, and the migrations' two helper files."""
    return {
        PurePosixPath(path.as_posix())
        for path in map(Path, project.files())
        if path.parts[0] == "resources"
        or (path.parts[0] in project.PACKAGES and path.suffix in {".py", ".ini", ".mako"})
    }


def test_wheel_has_every_file_it_should(contents: set[PurePosixPath]) -> None:
    assert sorted(_shipped() - contents) == []


def test_wheel_has_nothing_else(contents: set[PurePosixPath]) -> None:
    assert sorted(contents - _shipped() - _described(contents)) == []


def test_wheel_brings_licence_and_commands(contents: set[PurePosixPath]) -> None:
    names = {path.name for path in _described(contents)}
    assert {"METADATA", "RECORD", "LICENSE", "entry_points.txt"} <= names
