"""The doctor names what is missing and the package that brings it."""

import pytest

from app.queries.machine import SYSTEM_LIBRARIES, examine, window_fault


def _absent(name: str) -> object:
    raise OSError(name)


def test_everything_found() -> None:
    assert all(one.ok for one in examine(lambda name: name, linux=True))


def test_a_missing_library_names_its_package_and_does_not_stop_the_commands() -> None:
    findings = [one for one in examine(_absent, linux=True) if not one.ok]
    assert len(findings) == len(SYSTEM_LIBRARIES)
    assert not any(one.required for one in findings)
    assert any("libxcb-cursor0" in one.remedy for one in findings)


def test_elsewhere_no_linux_library_is_looked_for() -> None:
    assert all(one.ok for one in examine(_absent, linux=False))


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"DISPLAY": ":0"}, "libxcb-cursor.so.0"),
        ({"QT_QPA_PLATFORM": "xcb"}, "apt install"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "libEGL.so.1"),
        ({}, "no screen"),
    ],
)
def test_why_no_window_can_open_is_told(environment: dict[str, str], words: str) -> None:
    fault = window_fault(environment, _absent, linux=True)
    assert fault is not None
    assert words in fault


def test_only_a_window_on_x11_needs_its_libraries() -> None:
    def no_x11(name: str) -> object:
        return _absent(name) if name.startswith("libxcb") else name

    assert window_fault({"QT_QPA_PLATFORM": "offscreen"}, no_x11, linux=True) is None
    assert window_fault({"WAYLAND_DISPLAY": "wayland-0"}, no_x11, linux=True) is None
    assert window_fault({"DISPLAY": ":0"}, no_x11, linux=True) is not None


def test_elsewhere_a_window_needs_nothing_of_linux() -> None:
    assert window_fault({}, _absent, linux=False) is None


def test_where_all_is_there_nothing_is_said() -> None:
    assert window_fault({"DISPLAY": ":0"}, lambda name: name, linux=True) is None
