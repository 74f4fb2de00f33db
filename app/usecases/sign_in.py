"""Signing in and setting passwords. Neither is a command: no password ever comes near the journal.

Failures are audit rows under the digest of the typed e-mail address, so that they outlive the
program, and an address that nobody has is slowed down just as one that somebody has. Nothing
sleeps: who comes too early is told how many seconds are left.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from math import ceil

from app.domain.actor import SYSTEM, Actor
from app.domain.dataclass import dataclass
from app.domain.entities import AuditRecord, User
from app.domain.errors import NotAllowed, Rejected
from app.domain.passwords import check_password
from app.ports.identity import PasswordHasher
from app.ports.storage import Rows, Store, UnitOfWork
from app.usecases.audit import Audited, write_audit

FREE_FAILURES = 2
"""So many slips in a row cost nothing."""

LONGEST_WAIT = 900
"""Seconds; reached after twelve failures."""

SUBJECT = "sign_in"
FAILED, PASSED, CLEARED = "failed", "passed", "cleared"


def wait_after(failures: int) -> int:
    """Seconds to wait after the last of *failures* in a row: 2, 4, 8 ... up to a quarter hour."""
    over = failures - FREE_FAILURES
    return 0 if over <= 0 else min(2 ** min(over, 10), LONGEST_WAIT)


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """Lets people in by e-mail address and password, and sets passwords."""

    store: Store
    hasher: PasswordHasher

    def sign_in(self, email: str, password: str) -> User:
        """The user, with this moment as `last_login_at`.

        Raises `Rejected`: ``sign_in.slowed`` (``seconds`` left), ``sign_in.failed`` (``seconds``
        until the next try) whether address or password is wrong, and, only once the password has
        proved right, ``sign_in.not_active`` or ``sign_in.student``.
        """
        account = account_key(email)
        with self.store.unit_of_work(SYSTEM) as uow:
            require_no_wait(uow, account)
            user = _user_of(uow, email)
        right = self.hasher.verify(password, user.hashed_password if user else None)
        if user is None or not right:
            raise self._failed(account)
        _require_staff(user)
        return self._passed(account, user)

    def _failed(self, account: str) -> Rejected:
        with self.store.unit_of_work(SYSTEM) as uow:
            failures = len(_failures(uow, account)) + 1
            _remember(uow, account, FAILED)
            uow.commit(None)
        return Rejected("sign_in.failed", seconds=wait_after(failures))

    def _passed(self, account: str, user: User) -> User:
        with self.store.unit_of_work(Actor(user.id, user.role)) as uow:
            # Others may have failed meanwhile: guessing many at once must not beat the wait.
            require_no_wait(uow, account)
            known = uow.get(User, user.id)
            signed_in = replace(known, last_login_at=uow.now)
            uow.save_all([signed_in])
            _remember(uow, account, PASSED)
            uow.commit(None)
        return signed_in

    def set_password(self, actor: Actor, user_id: int, password: str) -> None:
        """Give a person a password, and let them try at once.

        Raises `Invalid` (``password.*``), `NotAllowed` unless *actor* is an admin, the program or
        the person, and `Rejected` (``people.deleted``).
        """
        check_password(password)
        if not (actor.is_system or actor.role == "admin" or actor.user_id == user_id):
            raise NotAllowed("role.not_allowed", action="set a password", role=actor.role)
        hashed = self.hasher.hash(password)
        with self.store.unit_of_work(actor) as uow:
            user = uow.get(User, user_id)
            if user.is_deleted:
                raise Rejected("people.deleted")
            uow.save_all([replace(user, hashed_password=hashed)])
            write_audit(uow, [Audited(User, user_id, "password", None, None)])
            _remember(uow, account_key(user.email), CLEARED)
            uow.commit(None)

    def change_password(self, actor: Actor, current: str, password: str) -> None:
        """Change one's own password; the current one is asked for as at the door."""
        if actor.user_id is None:
            raise NotAllowed("role.not_allowed", action="change a password", role=actor.role)
        with self.store.reading() as rows:
            user = rows.get(User, actor.user_id)
        self.sign_in(user.email, current)
        self.set_password(actor, user.id, password)


def account_key(email: str) -> str:
    """What failures are filed under: no address that somebody mistyped is kept in the clear."""
    return sha256(_normal(email).encode()).hexdigest()[:32]


def require_no_wait(uow: UnitOfWork, account: str) -> None:
    """Raise `Rejected` (``sign_in.slowed``) while the account's wait lasts."""
    failures = _failures(uow, account)
    if not failures:
        return
    until = failures[-1].created_at + timedelta(seconds=wait_after(len(failures)))
    left = ceil((until - uow.now).total_seconds())
    if left > 0:
        raise Rejected("sign_in.slowed", seconds=left)


def _failures(rows: Rows, account: str) -> list[AuditRecord]:
    """The account's failures since it last passed or was cleared, oldest first."""
    attempts = rows.find(AuditRecord, subject_table=SUBJECT, subject_key=account)
    start = 0
    for place, attempt in enumerate(attempts, start=1):
        if attempt.action != FAILED:
            start = place
    return attempts[start:]


def _remember(uow: UnitOfWork, account: str, action: str) -> None:
    uow.save_all(
        [
            AuditRecord(
                id=uow.take_ids(AuditRecord)[0],
                subject_table=SUBJECT,
                subject_key=account,
                action=action,
                performed_by=uow.actor.user_id,
                created_at=uow.now,
            )
        ]
    )


def _user_of(rows: Rows, email: str) -> User | None:
    found = rows.find(User, email=_normal(email), is_deleted=False)
    return found[0] if found else None


def _require_staff(user: User) -> None:
    if not user.is_active:
        raise Rejected("sign_in.not_active")
    if user.role == "student":
        raise Rejected("sign_in.student")


def _normal(email: str) -> str:
    return email.strip().lower()
