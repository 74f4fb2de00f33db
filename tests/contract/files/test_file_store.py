import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from app.domain.errors import BadInput, NotFound
from app.ports.files import FileStore, StoredFile
from services.files.local import LocalFileStore
from services.files.memory import MemoryFileStore

DATA = b"a certificate" * 1000
NAME = sha256(DATA).hexdigest()


@pytest.fixture(params=["memory", "local"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    return MemoryFileStore() if request.param == "memory" else LocalFileStore(tmp_path / "files")


def by_bytes(files: FileStore, folder: Path) -> StoredFile:
    return files.put_bytes(DATA)


def by_path(files: FileStore, folder: Path) -> StoredFile:
    path = folder / "some.pdf"
    path.write_bytes(DATA)
    return files.put_path(path)


@pytest.mark.parametrize("put", [by_bytes, by_path])
def test_bytes_are_kept_under_their_hash(
    files: FileStore, put: Callable[[FileStore, Path], StoredFile], tmp_path: Path
) -> None:
    assert put(files, tmp_path) == StoredFile(NAME, len(DATA))
    with files.open(NAME) as stream:
        assert stream.read() == DATA
    assert files.exists(NAME)
    assert files.verify(NAME)


def test_the_same_bytes_are_kept_once(files: FileStore, tmp_path: Path) -> None:
    by_bytes(files, tmp_path)
    by_path(files, tmp_path)
    other = files.put_bytes(b"")
    assert list(files.names()) == sorted([NAME, other.sha256])


@pytest.mark.parametrize("name", [sha256(b"other").hexdigest(), "..", "", "../../etc/passwd"])
def test_what_is_not_here_is_told(files: FileStore, name: str) -> None:
    assert not files.verify(name)
    with pytest.raises(NotFound) as missing:
        files.open(name)
    assert missing.value.reason == "file.missing"


def test_a_link_is_not_followed(files: FileStore, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(BadInput) as refused:
        files.put_path(tmp_path / "link")
    assert refused.value.reason == "file.not_regular"


def test_pipes_devices_and_folders_are_refused(files: FileStore, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(BadInput) as refused:
            files.put_path(path)
        assert refused.value.reason == "file.not_regular"


def test_a_file_that_is_not_there_is_told_with_its_path(files: FileStore, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        files.put_path(tmp_path / "none")
    assert refused.value.reason == "file.unreadable"
    assert refused.value.data["path"] == str(tmp_path / "none")
    assert list(files.names()) == []
