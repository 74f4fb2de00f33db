"""What a command does not need, it does not load: that is most of how long it takes."""

import os
import subprocess
import sys

from tests.support.command_line import CommandLine

HEAVY = (
    "sqlalchemy",
    "alembic",
    "yaml",
    "reportlab",
    "cryptography",
    "PySide6",
    "importlib.metadata",
    "app.domain.commands",
    "app.usecases.permissions",
    "services.interchange",
    "services.eventing",
    "services.workflows",
)

LOADED_BY = """
import sys
from app.cli.entry import main
sys.argv = ["smartcourse-admin", *sys.argv[1:]]
code = main()
print("\\n".join(sys.modules), file=sys.stderr)
sys.exit(code)
"""


def loaded_by(cli: CommandLine, *words: str) -> set[str]:
    """The heavy modules that a command of its own process has loaded."""
    ran = subprocess.run(
        [sys.executable, "-c", LOADED_BY, *words],
        env={**os.environ, **cli.environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ran.stderr.splitlines()) & set(HEAVY)


def test_listing_rows_loads_nothing_that_only_writing_needs(school: CommandLine) -> None:
    assert loaded_by(school, "rows", "courses", "--limit", "1") == set()


def test_a_command_that_writes_loads_neither_drawing_nor_schemas(school: CommandLine) -> None:
    loaded = loaded_by(school, "edit", "course", "tea", "title=Another")
    assert "app.domain.commands" in loaded
    assert loaded.isdisjoint({"sqlalchemy", "yaml", "reportlab", "cryptography", "PySide6"})
