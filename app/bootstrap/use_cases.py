"""Every command with its use case, loaded with the first command that is run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.outcomes import Outcome
from app.ports.files import FileStore
from app.ports.storage import UnitOfWork
from app.usecases.bus import Authorizer, UseCase

if TYPE_CHECKING:
    from app.domain.commands import Command
    from app.ports.certificates import CertificateRenderer, CertificateSigner


def authorize(command: Command, uow: UnitOfWork) -> None:
    """See `app.usecases.permissions.authorize`."""
    _judge()(command, uow)


@cache
def _judge() -> Authorizer:
    # Who only reads loads no rules; asked for once, as every command would pay for the question.
    from app.usecases.permissions import authorize as judge

    return judge


class LocalUseCases(Mapping["type[Command]", UseCase]):
    """The use cases of a local workspace, whose own key signs certificates."""

    def __init__(
        self,
        files: FileStore,
        key_file: Path,
        institution: Callable[[], str],
        renderer: CertificateRenderer,
    ) -> None:
        self._files = files
        self._renderer = renderer
        self._key_file = key_file
        self._institution = institution

    def __getitem__(self, kind: type[Command]) -> UseCase:
        return self._all[kind]

    def __iter__(self) -> Iterator[type[Command]]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @cached_property
    def _all(self) -> Mapping[type[Command], UseCase]:
        from app.domain.commands import IssueCertificates, ReissueCertificate, RevokeCertificate
        from app.usecases import (
            announcements,
            content,
            courses,
            enrollments,
            people,
            progress,
            undo,
        )

        return {
            **people.USE_CASES,
            **courses.USE_CASES,
            **content.USE_CASES,
            **announcements.USE_CASES,
            **enrollments.USE_CASES,
            **progress.USE_CASES,
            **undo.USE_CASES,
            IssueCertificates: self._on_certificates,
            ReissueCertificate: self._on_certificates,
            RevokeCertificate: self._on_certificates,
        }

    @cached_property
    def _signer(self) -> CertificateSigner:
        # Drawing and signing take a third of a second to import; most commands need neither.
        from services.certificates.signing import load_key

        return load_key(self._key_file)

    def _on_certificates(self, command: Any, uow: UnitOfWork) -> Outcome:
        from app.usecases.certificates import certificate_use_cases

        press = certificate_use_cases(
            self._signer, self._renderer, self._files, self._institution()
        )
        return press[type(command)](command, uow)
