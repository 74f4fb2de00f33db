"""The doctor names what is missing and the package that brings it."""

from app.queries.machine import SYSTEM_LIBRARIES, examine


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
