"""What only a folder on a disk can do wrong."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from app.domain.errors import EnvironmentFault
from services.files.local import LocalFileStore
from services.files.opening import CHUNK
from tests.support.project import ROOT


@pytest.fixture
def files(tmp_path: Path) -> LocalFileStore:
    return LocalFileStore(tmp_path / "files")


def stored_at(tmp_path: Path, name: str) -> Path:
    return tmp_path / "files" / name[:2] / name


def test_decayed_bytes_are_found_and_healed_by_storing_them_again(
    files: LocalFileStore, tmp_path: Path
) -> None:
    name = files.put_bytes(b"bytes").sha256
    stored_at(tmp_path, name).write_bytes(b"bytez")
    assert files.exists(name)
    assert not files.verify(name)
    files.put_bytes(b"bytes")
    assert files.verify(name)


def test_what_a_crash_left_is_removed_and_never_listed(tmp_path: Path) -> None:
    (tmp_path / "files" / "unfinished").mkdir(parents=True)
    left = tmp_path / "files" / "unfinished" / "0123"
    left.write_bytes(b"half")
    assert list(LocalFileStore(tmp_path / "files").names()) == []
    assert not left.exists()


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond *size* bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_is_told_and_leaves_nothing(files: LocalFileStore, tmp_path: Path) -> None:
    big = tmp_path / "big"
    big.write_bytes(bytes(3 * CHUNK))
    with room_for(CHUNK), pytest.raises(EnvironmentFault) as full:
        files.put_path(big)
    assert full.value.reason == "workspace.disk_full"
    assert list(files.names()) == []
    assert list((tmp_path / "files" / "unfinished").iterdir()) == []


def test_a_file_of_gigabytes_passes_through_little_memory(tmp_path: Path) -> None:
    """300 MB stands for 3 GB: memory that grew with the file would pass the limit at once."""
    big = tmp_path / "film"
    with big.open("wb") as stream:
        stream.truncate(300 * 1024 * 1024)
    program = (
        "import resource, sys; from pathlib import Path;"
        "from services.files.local import LocalFileStore;"
        "store = LocalFileStore(Path(sys.argv[1]));"
        "resource.setrlimit(resource.RLIMIT_AS, (200 * 1024 * 1024,) * 2);"
        "print(store.put_path(Path(sys.argv[2])).sha256)"
    )
    arguments = [sys.executable, "-c", program, str(tmp_path / "files"), str(big)]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True)
    expected = sha256()
    with big.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            expected.update(chunk)
    assert done.stdout.strip() == expected.hexdigest()


@pytest.mark.skipif(os.geteuid() != 0, reason="gives up root's rights, so it must begin with them")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    LocalFileStore(folder)
    program = (
        # Nobody may read the interpreter's own files, where it belongs to root.
        "import os, sys, uuid; from pathlib import Path;"
        "from services.files.local import LocalFileStore;"
        "from app.domain.errors import EnvironmentFault;\n"
        "store = LocalFileStore(Path(sys.argv[1])); os.setuid(65534)\n"
        "try: store.put_bytes(b'x')\n"
        "except EnvironmentFault as error: print(error.reason)"
    )
    arguments = [sys.executable, "-c", program, str(folder)]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "workspace.read_only"
