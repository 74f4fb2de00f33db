"""Keeping a workspace safe, as the window does it: copies, restoring, drafts, signing in."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app import settings
from app.bootstrap.clock import SystemClock
from app.bootstrap.opening import create_workspace, open_workspace
from app.context import Context
from app.domain.actor import Actor, NewOwner
from app.domain.dataclass import dataclass
from app.domain.entities import User
from app.ports.drafts import Drafts
from services.drafts.folder import FolderDrafts
from services.storage.backup import back_up, backups, restore
from services.storage.lock import WorkspaceLock
from services.storage.places import Places
from services.storage.sqlite.schema import revision_of

DEMO_PASSWORD = "demo-academy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A copy of a workspace's database: when it was made, its size in bytes, its file."""

    at: datetime
    size: int
    path: Path


def make_demo(folder: Path) -> None:
    """Make the demo academy in *folder*, whole or not at all; nothing where it is already."""
    from app.bootstrap.academy import load_demo

    if (folder / "workspace.db").exists():
        return
    unfinished = folder.with_name(folder.name + ".part")
    shutil.rmtree(unfinished, ignore_errors=True)
    load_demo(unfinished, DEMO_PASSWORD).close()
    unfinished.rename(folder)


def new_workspace(folder: Path, owner: NewOwner, institution: str) -> None:
    """Make a workspace for the window; raises what `create_workspace` raises."""
    create_workspace(
        folder, owner.email, owner.password, name=owner.name, institution=institution or None
    )


def open_for_window(folder: Path) -> Context:
    """Open a workspace for a window."""
    return open_workspace(folder, opener="window")


def back_up_workspace(folder: Path) -> Path:
    """Copy the database as it stands, thin the copies out; the copy's path."""
    return back_up(Places(folder), SystemClock().now())


def list_backups(folder: Path) -> list[Backup]:
    """The copies there are, newest first."""
    return [
        Backup(
            at=datetime.strptime(path.name, "%Y%m%dT%H%M%SZ.db").replace(tzinfo=UTC),
            size=path.stat().st_size,
            path=path,
        )
        for path in reversed(backups(Places(folder)))
    ]


def restore_backup(folder: Path, backup: Path) -> Path:
    """Put a copy in the place of a closed workspace's database; where the former one is kept.

    Raises `EnvironmentFault` where it is open somewhere, the copy is not sound, or the disk fails.
    """
    places = Places(folder)
    lock = WorkspaceLock(places.lock, "window")
    try:
        return restore(places, backup, SystemClock().now())
    finally:
        lock.release()


def drafts_of(folder: Path) -> Drafts:
    """The workspace's unsaved edits."""
    return FolderDrafts(Places(folder).drafts)


def sign_in(context: Context, email: str, password: str) -> User:
    """Let somebody act in an open workspace; raises what `Doorkeeper.sign_in` raises."""
    from app.usecases.sign_in import Doorkeeper
    from services.identity.passwords import BcryptHasher

    return Doorkeeper(context.store, BcryptHasher()).sign_in(email, password)


def change_password(context: Context, actor: Actor, current: str, password: str) -> None:
    """Change who acts' own password; raises what `Doorkeeper.change_password` raises."""
    from app.usecases.sign_in import Doorkeeper
    from services.identity.passwords import BcryptHasher

    Doorkeeper(context.store, BcryptHasher()).change_password(actor, current, password)


def describe(folder: Path) -> dict[str, Any]:
    """What a report of trouble needs to know of a workspace, and nothing about anyone in it."""
    places = Places(folder)
    told: dict[str, Any] = {
        "database_bytes": places.database.stat().st_size if places.database.exists() else None,
        "backups": len(backups(places)),
        "settings_declared": sorted(settings.Settings.__dataclass_fields__),
    }
    try:
        connection = sqlite3.connect(f"{places.database.absolute().as_uri()}?mode=ro", uri=True)
        try:
            told["schema_revision"] = revision_of(connection)
        finally:
            connection.close()
    except sqlite3.Error as error:
        told["schema_revision"] = f"unreadable: {error}"
    return told
