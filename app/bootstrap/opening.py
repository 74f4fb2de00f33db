"""Making and opening a local workspace."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from app import settings
from app.bootstrap.clock import SystemClock
from app.bootstrap.insight import Insight
from app.bootstrap.use_cases import local_use_cases
from app.bootstrap.verifying import LateVerifier
from app.context import Context
from app.domain.actor import SYSTEM
from app.domain.canonical import to_canonical
from app.domain.commands import AddStaff, Command, PersonRow
from app.domain.entities import SigningKey, User
from app.domain.errors import Rejected
from app.domain.metric_values import Metrics
from app.domain.outcomes import Outcome
from app.domain.verification_codes import new_verification_code
from app.ports.clock import Clock
from app.ports.storage import Rows
from app.queries.metrics import read_metrics
from app.settings import Settings
from app.usecases.batches import recover_batches
from app.usecases.bus import CommandBus
from app.usecases.permissions import authorize
from app.usecases.reactions.daily import daily
from app.usecases.reactions.registry import ROUTES, consumers
from app.usecases.reactions.rollup import ReadMetrics, catch_up
from services.analytics.sqlite import SqliteAttention, SqliteBuckets
from services.eventing.local import LocalDispatcher
from services.files.local import LocalFileStore
from services.interchange.exchange import LocalInterchange
from services.storage import workspace as storage
from services.storage.sqlite.reader import SqliteRows
from services.storage.sqlite.reading import SqliteTableRows
from services.storage.sqlite.store import SqliteStore
from services.storage.workspace import Workspace
from services.workflows.activities import Activities
from services.workflows.definitions import DEFINITIONS
from services.workflows.local import LocalWorkflowRunner

if TYPE_CHECKING:
    from services.storage.check import Fault

Opener = Literal["window", "command"]
KEY_FILE = "keys/certificates.pem"


def open_workspace(
    folder: Path, *, opener: Opener = "command", clock: Clock | None = None
) -> Context:
    """Open a workspace; what a crash left half done is taken back or carried on first.

    Raises `EnvironmentFault` where it is missing, damaged, newer, read-only or in use.
    """
    clock = clock or SystemClock()
    chosen = settings.load(folder)
    held = storage.open_workspace(folder, clock, opener)
    try:
        context = _context(held, chosen, clock)
        recover_batches(context.bus, context.store)
        if opener == "command":
            # A window settles behind its first paint.
            context.settle()
    except BaseException:
        held.close()
        raise
    return context


def create_workspace(
    folder: Path,
    admin: str,
    password: str,
    *,
    institution: str | None = None,
    demo: bool = False,
    clock: Clock | None = None,
) -> int:
    """Make a workspace with its first admin and its signing key; the admin's id.

    Raises `Invalid` for an address or password that cannot be, `EnvironmentFault` for the folder.
    """
    from services.certificates.signing import create_key
    from services.identity.passwords import BcryptHasher

    clock = clock or SystemClock()
    hasher = BcryptHasher()
    hashed = hasher.hash(password)
    chosen = Settings(institution=institution or Settings().institution, demo=demo)
    held = storage.create_workspace(folder, clock)
    try:
        settings.save(folder, chosen)
        key = create_key(folder / KEY_FILE).row(chosen.institution, clock.now())
        admin_id = _first_admin(_context(held, chosen, clock), admin, hashed, key)
    except BaseException:
        held.close()
        _take_back(folder)
        raise
    held.close()
    return admin_id


def _first_admin(context: Context, email: str, hashed: str, key: SigningKey) -> int:
    """The admin, with a password, and the institution's public key."""
    user_id = context.store.allocate_ids(User, 1)[0]
    person = PersonRow(
        user_id=user_id,
        email=email,
        username=email.partition("@")[0],
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
    return check(context.store, context.files, SqliteRecount)


def _context(held: Workspace, chosen: Settings, clock: Clock) -> Context:
    """Wire everything around an open store."""
    store = held.store
    files = LocalFileStore(held.places.files)
    bus = CommandBus(
        store,
        local_use_cases(files, held.places.folder / KEY_FILE, chosen.institution),
        authorize,
    )

    def read(rows: Rows, at: datetime) -> Metrics:
        # The last commit is recent enough for what is rolled up, and the counts are read by SQL.
        del rows
        return _metrics(store, at)

    insight = Insight(store, held.places)
    settling = _Settling(store, bus, files, read)

    def upkeep() -> None:
        catch_up(store, read)
        with store.connection() as connection:
            daily(store, lambda _rows: SqliteAttention(connection))
        settling.run()

    return Context(
        folder=held.places.folder,
        settings=chosen,
        clock=clock,
        store=store,
        files=files,
        bus=bus,
        interchange=LocalInterchange(store, bus, files),
        verifier=LateVerifier(store),
        table_rows=SqliteTableRows(store).table_rows,
        metrics=lambda at: to_canonical(_metrics(store, at)),
        board=insight.board,
        home=insight.home,
        home_later=insight.home_later,
        settle=settling.run,
        upkeep=upkeep,
        close=held.close,
    )


def _metrics(store: SqliteStore, at: datetime) -> Metrics:
    with store.connection() as connection:
        return read_metrics(SqliteBuckets(connection), SqliteRows(connection), at)


class _Settling:
    """What commands leave to do: event handlers, then workflows, until nothing is left."""

    def __init__(
        self, store: SqliteStore, bus: CommandBus, files: LocalFileStore, read: ReadMetrics
    ) -> None:
        def execute(command: Command) -> Outcome:
            return bus.execute(command, SYSTEM).outcome

        activities = Activities(
            store, execute, files.exists, lambda: new_verification_code(random.SystemRandom())
        )
        self._dispatcher = LocalDispatcher(store, consumers(read), ROUTES, execute, bus.announce)
        self._runner = LocalWorkflowRunner(store, DEFINITIONS, activities.by_name(), bus.announce)

    def run(self) -> None:
        """Go round until a round finds nothing: workflows raise events, events start workflows."""
        while True:
            drained = self._dispatcher.drain()
            ran = self._runner.run_pending()
            if not (drained.completed or drained.failed or ran.completed or ran.failed):
                return
