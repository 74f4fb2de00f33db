"""The guards themselves: each lets through what it should, and nothing else."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.guards import is_local

NOISY = """
import logging
import pytest

log = logging.getLogger("noisy")

def test_quiet():
    log.info("as usual")

def test_surprising():
    log.warning("something broke")

@pytest.mark.expects_log
def test_expected():
    log.error("something broke")

@pytest.mark.expects_log("a pattern")
def test_other_than_expected():
    log.warning("something broke")
"""


def test_unexpected_log_record_fails_its_test(tmp_path: Path) -> None:
    (tmp_path / "test_noisy.py").write_text(NOISY, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.support.guards",
        "-p",
        "no:cacheprovider",
    ]
    settings = ["-c", "pyproject.toml", "--confcutdir", str(tmp_path), "-rA"]
    run = subprocess.run(
        [*command, *settings, str(tmp_path)], capture_output=True, text=True, check=False
    )
    summary = [line.partition(" - ")[0] for line in run.stdout.splitlines()]
    failed = {line.rpartition("::")[2] for line in summary if line.startswith("ERROR test_")}
    assert failed == {"test_surprising", "test_other_than_expected"}, run.stdout + run.stderr


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "127.3.2.1", "::1", "::1%lo", "0.0.0.0"]
)
def test_loopback_is_local(host: str) -> None:
    assert is_local(host)


@pytest.mark.parametrize(
    "host", ["example.com", "192.0.2.1", "localhost.example.com", "2001:db8::1"]
)
def test_everything_else_is_not(host: str) -> None:
    assert not is_local(host)


def test_connecting_beyond_loopback_fails_the_test() -> None:
    with socket.socket() as plug, pytest.raises(pytest.fail.Exception, match=r"192\.0\.2\.1"):
        plug.connect(("192.0.2.1", 80))


def test_looking_up_a_name_fails_the_test() -> None:
    with pytest.raises(pytest.fail.Exception, match="example"):
        socket.getaddrinfo("school.example", 443)


def test_loopback_is_open() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=2) as client,
    ):
        assert client.getpeername() == server.getsockname()
