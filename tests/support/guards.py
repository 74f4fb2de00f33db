"""Guards around every test: no surprising log record, no network beyond this machine."""

import ipaddress
import logging
import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest

LOCAL_NAMES = {"", "localhost", "localhost.localdomain", "ip6-localhost"}


class RecordCollector(logging.Handler):
    """Keeps every record of a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_surprising_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning that nobody expects is a fault, as much as a failed assertion."""
    collector = RecordCollector()
    root = logging.getLogger()
    root.addHandler(collector)
    try:
        yield
    finally:
        root.removeHandler(collector)
    expected = request.node.get_closest_marker("expects_log")
    surprises = [line for line in map(_line, collector.records) if not _expected(line, expected)]
    if surprises:
        pytest.fail("Logged without being expected:\n  " + "\n  ".join(surprises), pytrace=False)


def _line(record: logging.LogRecord) -> str:
    return f"{record.levelname} {record.name}: {record.getMessage()}"


def _expected(line: str, mark: pytest.Mark | None) -> bool:
    if mark is None:
        return False
    return not mark.args or any(re.search(pattern, line) for pattern in mark.args)


def _forbid_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Fail whoever connects or looks up a name beyond loopback.

    `pytest.fail` raises what no `except Exception` catches, so that code with a fallback for a
    lost network cannot hide that it tried.
    """
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if isinstance(host, str) and not is_local(host):
        pytest.fail(f"{event}: tests stay on this machine, {host!r} is beyond it")


def is_local(host: str) -> bool:
    """Whether a name or address can only mean this machine."""
    if host.lower() in LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


sys.addaudithook(_forbid_network)
