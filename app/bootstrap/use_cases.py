"""Every command with its use case."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.commands import (
    Command,
    IssueCertificates,
    ReissueCertificate,
    RevokeCertificate,
)
from app.domain.outcomes import Outcome
from app.ports.files import FileStore
from app.ports.storage import UnitOfWork
from app.usecases import announcements, content, courses, enrollments, people, progress, undo
from app.usecases.bus import UseCase

OnCertificates = Mapping[type[Command], UseCase]


def local_use_cases(
    files: FileStore, key_file: Path, institution: str
) -> dict[type[Command], UseCase]:
    """The use cases of a local workspace, whose own key signs certificates."""

    @cache
    def press() -> OnCertificates:
        # Drawing and signing take a third of a second to import; most commands need neither.
        from app.usecases.certificates import certificate_use_cases
        from services.certificates.renderer import CertificateRenderer
        from services.certificates.signing import load_key

        return certificate_use_cases(load_key(key_file), CertificateRenderer(), files, institution)

    def on_certificates(command: Any, uow: UnitOfWork) -> Outcome:
        return press()[type(command)](command, uow)

    return {
        **people.USE_CASES,
        **courses.USE_CASES,
        **content.USE_CASES,
        **announcements.USE_CASES,
        **enrollments.USE_CASES,
        **progress.USE_CASES,
        **undo.USE_CASES,
        IssueCertificates: on_certificates,
        ReissueCertificate: on_certificates,
        RevokeCertificate: on_certificates,
    }
