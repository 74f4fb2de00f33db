"""The journal and what else a replica keeps about its own history (schema sync)."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, String, Text

from services.storage.tables.catalog import Catalog, choice, index, refers
from services.storage.tables.types import CanonicalJson, UtcTime


def define(catalog: Catalog) -> None:
    """Declare the tables of the journal."""
    _journal(catalog)
    _batches(catalog)
    _conflicts(catalog)
    _base(catalog)
    _numbers(catalog)


def _journal(catalog: Catalog) -> None:
    """`images` is one packed blob an entry, NULL where no journalled row changed.

    It and the payload are long and stand last, so that lists need not read past them; the payload
    at the very end, as undo and pushing alone want it.
    """
    states = ("local", "pending", "sealed", "acked", "rejected")
    catalog.table(
        "sync.journal",
        Column("entry_no", Integer, primary_key=True),
        Column("command_id", String(64), nullable=False),
        Column("command_type", String(100), nullable=False),
        Column("command_version", Integer, nullable=False),
        Column("actor_id", Integer),
        Column("at", UtcTime, nullable=False),
        Column("batch_id", String(64)),
        Column("reverts", String(64)),
        choice("state", "entry_state", states, nullable=False, server_default="local"),
        Column("images", LargeBinary),
        Column("payload", Text, nullable=False),
        parts=(
            index("idx_journal_command", "command_id", unique=True),
            # Most commands have neither, so that a save writes no page of these.
            index("idx_journal_batch", "batch_id", present=True),
            index("idx_journal_reverts", "reverts", present=True),
        ),
    )


def _batches(catalog: Catalog) -> None:
    states = ("running", "done", "rolled_back")
    catalog.table(
        "sync.batches",
        Column("batch_no", Integer, primary_key=True),
        Column("batch_id", String(64), nullable=False),
        Column("label", Text, nullable=False),
        Column("actor_id", Integer),
        choice("state", "batch_state", states, nullable=False),
        Column("opened_at", UtcTime, nullable=False),
        Column("closed_at", UtcTime),
        parts=(
            index("idx_batches_batch", "batch_id", unique=True),
            index("idx_batches_state", "state"),
        ),
    )


def _conflicts(catalog: Catalog) -> None:
    states = ("open", "mine", "theirs", "both", "edited")
    catalog.table(
        "sync.conflicts",
        Column("conflict_id", Integer, primary_key=True),
        Column("entry_no", Integer, nullable=False),
        Column("subject_table", String(100), nullable=False),
        Column("subject_key", CanonicalJson, nullable=False),
        Column("subject_column", String(100), nullable=False),
        Column("base", CanonicalJson),
        Column("mine", CanonicalJson),
        Column("theirs", CanonicalJson),
        choice("state", "conflict_state", states, nullable=False, server_default="open"),
        Column("created_at", UtcTime, nullable=False),
        parts=(
            refers("entry_no", "sync.journal.entry_no", "CASCADE", name="fk_conflicts_entry"),
            index("idx_conflicts_entry", "entry_no"),
            index("idx_conflicts_state", "state"),
        ),
    )


def _base(catalog: Catalog) -> None:
    """The last server image of each row that an unacknowledged command touched; NULL = absent."""
    catalog.table(
        "sync.base",
        Column("subject_table", String(100), primary_key=True),
        Column("subject_key", String(400), primary_key=True),
        Column("image", CanonicalJson),
    )


def _numbers(catalog: Catalog) -> None:
    """Counters without gaps, the ids handed out, and what names this workspace."""
    catalog.table(
        "sync.counters",
        Column("name", String(100), primary_key=True),
        Column("value", BigInteger, nullable=False),
    )
    catalog.table(
        "sync.id_ranges",
        Column("table_name", String(100), primary_key=True),
        Column("first_id", BigInteger, primary_key=True, autoincrement=False),
        Column("next_id", BigInteger, nullable=False),
        Column("last_id", BigInteger),
    )
    catalog.table(
        "sync.properties",
        Column("name", String(100), primary_key=True),
        Column("value", Text, nullable=False),
    )
