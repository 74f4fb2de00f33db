"""Making and opening a local workspace."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from app import settings
from app.bootstrap import late
from app.bootstrap.clock import SystemClock
from app.bootstrap.use_cases import LocalUseCases, authorize
from app.context import Context
from app.domain.actor import SYSTEM
from app.domain.canonical import to_canonical
from app.domain.entities import EventRecord, SigningKey, User, WorkflowExecution, WorkflowStart
from app.domain.errors import EnvironmentFault, Rejected
from app.domain.passwords import check_password
from app.ports.clock import Clock
from app.ports.storage import Store
from app.settings import Settings
from app.usecases.bus import CommandBus
from services.files.local import LocalFileStore
from services.storage import workspace as storage
from services.storage.sqlite.reading import SqliteTableRows
from services.storage.sqlite.store import SqliteStore
from services.storage.workspace import Workspace

if TYPE_CHECKING:
    from services.storage.check import Fault

Opener = Literal["window", "command"]
KEY_FILE = "keys/certificates.pem"


def open_workspace(
    folder: Path, *, opener: Opener = "command", clock: Clock | None = None
) -> Context:
    """Open a workspace; a batch that a crash left half done is taken back first.

    What follows from whole commands is for whoever opened it to settle, when it suits.
    Raises `EnvironmentFault` where it is missing, damaged, newer, read-only or in use.
    """
    clock = clock or SystemClock()
    chosen = settings.load(folder)
    held = storage.open_workspace(folder, clock, opener)
    try:
        context = _context(held, chosen, clock)
        _recover(context)
    except BaseException:
        held.close()
        raise
    return context


def create_workspace(  # noqa: PLR0913 - what a workspace begins with comes by keyword
    folder: Path,
    admin: str,
    password: str,
    *,
    name: str = "",
    institution: str | None = None,
    demo: bool = False,
    clock: Clock | None = None,
) -> int:
    """Make a workspace with its first admin and its signing key; the admin's id.

    *name* is the admin's, first name first; its last word is the last name.
    Raises `Invalid` for an address or password that cannot be, `EnvironmentFault` for the folder.
    """
    from services.certificates.signing import create_key
    from services.identity.passwords import BcryptHasher

    check_password(password)
    clock = clock or SystemClock()
    hashed = BcryptHasher().hash(password)
    named = {"institution": institution} if institution else {}
    chosen = settings.changed(Settings(demo=demo), named)
    held = storage.create_workspace(folder, clock)
    try:
        settings.save(folder, chosen)
        key = create_key(folder / KEY_FILE).row(chosen.institution, clock.now())
        admin_id = _first_admin(_context(held, chosen, clock), (admin, name), hashed, key)
    except BaseException:
        held.close()
        _take_back(folder)
        raise
    held.close()
    return admin_id


def _first_admin(context: Context, who: tuple[str, str], hashed: str, key: SigningKey) -> int:
    """The admin (address and name), with a password, and the institution's public key."""
    from app.domain.commands import AddStaff, PersonRow

    email, name = who
    first, _, last = name.strip().rpartition(" ")
    user_id = context.store.allocate_ids(User, 1)[0]
    person = PersonRow(
        user_id=user_id,
        email=email,
        username=email.partition("@")[0],
        first_name=(first or last).strip() or None,
        last_name=last if first else None,
        role="admin",
        is_verified=True,
    )
    done = context.bus.execute(AddStaff(rows=(person,)), SYSTEM)
    refused = done.outcome.rows[0]
    if refused.kind == "rejected":
        raise Rejected(refused.reason or "row.rejected", **refused.data)
    with context.store.unit_of_work(SYSTEM) as uow:
        uow.save_all([key, replace(uow.get(User, user_id), hashed_password=hashed)])
        uow.commit(None)
    context.settle()
    return user_id


def _take_back(folder: Path) -> None:
    """Empty the folder of a workspace that could not be finished; it was new or empty before."""
    for part in folder.iterdir():
        if part.is_dir():
            shutil.rmtree(part)
        else:
            part.unlink()


def check_workspace(context: Context) -> list[Fault]:
    """Every fault of an open workspace, as data."""
    from services.analytics.recount import SqliteRecount
    from services.storage.check import check

    if not isinstance(context.store, SqliteStore):
        raise TypeError("only a local workspace is checked here")
    return [*check(context.store, context.files, SqliteRecount), *_key_faults(context)]


def _key_faults(context: Context) -> Iterator[Fault]:
    """Without its key a workspace can issue no certificate, which would be noticed late."""
    from services.certificates.signing import load_key
    from services.storage.check import Fault

    try:
        load_key(context.folder / KEY_FILE)
    except EnvironmentFault as error:
        detail = f"cannot be read: {error.data.get('cause')}; certificates cannot be issued"
        yield Fault("file", KEY_FILE, detail)


def _recover(context: Context) -> None:
    """Take back the batches that a crash cut off."""
    if context.store.batches("running"):
        from app.usecases.batches import recover_batches

        recover_batches(context.bus, context.store)


def _context(held: Workspace, chosen: Settings, clock: Clock) -> Context:
    """Wire everything around an open store; what most starts do not need is loaded late."""
    store = held.store
    files = LocalFileStore(held.places.files)
    key_file = held.places.folder / KEY_FILE
    renderer = late.renderer()
    kept = settings.Kept(held.places.folder, chosen)
    use_cases = LocalUseCases(files, key_file, lambda: kept.now.institution, renderer)
    bus = CommandBus(store, use_cases, authorize)
    insight = late.insight(store, held.places)
    due = late.settling(store, bus, files)
    return Context(
        folder=held.places.folder,
        kept=kept,
        clock=clock,
        store=store,
        files=files,
        bus=bus,
        interchange=late.interchange(store, bus, files),
        verifier=late.verifier(store),
        renderer=renderer,
        scanner=late.scanner(),
        spooler=late.spooler(),
        table_rows=SqliteTableRows(store).table_rows,
        metrics=lambda at: to_canonical(due.metrics(at)),
        board=insight.board,
        home=insight.home,
        home_later=insight.home_later,
        grids=late.grids(store),
        search=late.search(store),
        history=late.history(store),
        background=due,
        index=late.text_index(store, bus).catch_up,
        settle_some=lambda: _work_waits(store) and due.settle(),
        upkeep=due.upkeep,
        close=held.close,
    )


def _work_waits(store: Store) -> bool:
    """Whether an event or a workflow is left to be handled."""
    with store.reading() as rows:
        return bool(
            rows.count(EventRecord, status=("pending", "processing"))
            or rows.count(WorkflowStart, started_at=None)
            or rows.count(WorkflowExecution, status="running")
        )
