"""Reads docs/erd.md: tables, columns, indexes, foreign keys and checks as it lists them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tests.support.project import ROOT

DIAGRAM_ONLY = ("refresh_tokens", "enrollment_history", "announcements")


@dataclass(frozen=True)
class Column:
    """One line of an entity's table."""

    name: str
    type: str
    constraints: str

    @property
    def default(self) -> str | None:
        """What stands after DEFAULT."""
        found = re.search(r"DEFAULT (\S+)", self.constraints)
        return found[1] if found else None

    @property
    def choices(self) -> tuple[str, ...]:
        """The values of an ENUM."""
        return tuple(re.findall(r"'(\w+)'", self.type)) if self.type.startswith("ENUM") else ()


@dataclass(frozen=True)
class Index:
    """One CREATE INDEX."""

    name: str
    table: str
    columns: tuple[str, ...]
    unique: bool


@dataclass(frozen=True)
class ForeignKey:
    """One FOREIGN KEY constraint."""

    name: str
    table: str
    column: str
    target: str
    on_delete: str


@dataclass(frozen=True)
class Check:
    """One CHECK constraint."""

    name: str
    table: str
    rule: str


@cache
def text() -> str:
    """The document."""
    return (ROOT / "docs" / "erd.md").read_text(encoding="utf-8")


def tables() -> dict[str, list[Column]]:
    """The relational entities with their columns in order."""
    found: dict[str, list[Column]] = {}
    name = ""
    for line in text().splitlines():
        if heading := re.fullmatch(r"#### \*\*([A-Z_]+)\*\*", line):
            name = heading[1].lower()
        cells = [cell.strip() for cell in line.strip("| ").split("|")]
        if line.startswith("| ") and name and len(cells) >= 3 and cells[0] not in ("Column", "---"):
            if cells[0].startswith("-") or not re.fullmatch(r"[a-z_]+", cells[0]):
                continue
            found.setdefault(name, []).append(Column(*cells[:3]))
        if line.startswith("### 2.2"):
            return found
    raise AssertionError("docs/erd.md has lost its section 2.2")


def diagram(name: str) -> list[str]:
    """The column names in a table's box of the diagram."""
    lines = text().splitlines()
    pattern = re.compile(rf"│\s+{name.upper()}\s+│")
    at, match = next((n, m) for n, line in enumerate(lines) if (m := pattern.search(line)))
    left, right = match.start() + 1, match.end() - 1
    columns: list[str] = []
    for line in lines[at + 2 :]:
        cell = line[left:right]
        if "─" in cell:
            return columns
        columns.append(re.sub(r"^(PK|FK) ", "", cell.strip()).split()[0])
    raise AssertionError(f"the box of {name} has no end")


def indexes() -> list[Index]:
    """Every listed index of PostgreSQL."""
    pattern = r"CREATE (UNIQUE )?INDEX (\w+) ON (\w+)\(([^)]*)\);"
    return [
        Index(name, table, tuple(re.split(r",\s*", columns)), bool(unique))
        for unique, name, table, columns in re.findall(pattern, text())
    ]


def foreign_keys() -> list[ForeignKey]:
    """Every listed foreign key."""
    pattern = (
        r"ALTER TABLE (\w+)\s+ADD CONSTRAINT (\w+)\s+FOREIGN KEY \((\w+)\) "
        r"REFERENCES (\w+)\(id\) ON DELETE ([A-Z ]+);"
    )
    return [
        ForeignKey(name, table, column, target, on_delete)
        for table, name, column, target, on_delete in re.findall(pattern, text())
    ]


def checks() -> list[Check]:
    """Every listed check."""
    pattern = r"ALTER TABLE (\w+)\s+ADD CONSTRAINT (\w+)\s+CHECK \((.*)\);"
    return [Check(name, table, rule) for table, name, rule in re.findall(pattern, text())]
