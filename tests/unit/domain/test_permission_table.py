"""The one table of permissions covers every command."""

from app.domain.commands import COMMAND_TYPES, Command
from app.domain.permissions import RULES


def test_every_command_has_a_rule() -> None:
    assert set(RULES) == set(COMMAND_TYPES.values())


def test_every_command_is_registered_under_its_own_type() -> None:
    declared = {kind.__qualname__ for kind in Command.__subclasses__()}
    assert {kind.__qualname__ for kind in COMMAND_TYPES.values()} == declared
    assert all(name == kind.TYPE for name, kind in COMMAND_TYPES.items())
