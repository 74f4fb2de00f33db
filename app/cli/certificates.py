"""Commands on certificates: issue, revoke, reissue, verify."""

from __future__ import annotations

import os
import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import SystemRandom

from app.cli.form import CommandForm
from app.cli.session import Session, chunks
from app.domain.commands import (
    MOST_CERTIFICATES,
    IssueCertificates,
    IssueRow,
    ReissueCertificate,
    RevokeCertificate,
)
from app.domain.entities import CertificateIssue
from app.domain.errors import BadInput, EnvironmentFault, NotAllowed, Rejected
from app.domain.messages import sentence
from app.domain.verification import Ground, Verdict
from app.domain.verification_codes import new_verification_code
from app.queries.access import require_course
from app.queries.certificates import IssuedRow, eligible, issued, revoked_numbers
from app.queries.lookup import course_by_slug

FILE_NAME = re.compile(r"[/\\]|\.[A-Za-z]{2,5}$")
"""What no number and no code has: a folder or an ending."""
GROUNDS: Mapping[Ground, str] = {
    "no_record": "No certificate issued here has this code or number. Check it for a slip.",
    "form": "This is not the text of a certificate's QR code.",
    "key": "It is signed with a key that this workspace does not know. Ask who issued it.",
    "key_ended": "It is dated after its key had ceased to sign.",
    "altered": "It was changed after it was issued. What was issued:",
    "differs": "It is signed, but the record says otherwise. What was issued:",
}
"""Why a verdict is not genuine, where that does not go without saying."""
PDF_HEADER, PDF_HEADER_WITHIN = b"%PDF-", 1024
"""Every PDF begins so, within so many bytes (ISO 32000, 7.5.2)."""
NAMED = 20
"""Revoked certificates that are told by their number; the rest are counted."""


def _issue_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--course", required=True, metavar="SLUG")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="where PDFs go")


def _issue(session: Session, args: Namespace) -> int:
    with session.context.store.reading() as rows:
        course = course_by_slug(rows, args.course)
        require_course(session.reader, course, "issue certificates of this course")
        due = {one.enrollment_id: one.email for one in eligible(rows, course.id)}
    _make_folder(args.out)
    refused = _issue_all(session, list(due)) if due else []
    session.out.progress_ended()
    session.follow_up()
    with session.context.store.reading() as rows:
        certificates = [
            one for one in issued(rows, course.id) if one.completed and not one.is_revoked
        ]
        revoked = revoked_numbers(rows, course.id)
    listed = [_written(session, args.out, one, one.enrollment_id in due) for one in certificates]
    session.out.result(
        listed, [f"{one['certificate_number']}  {one['email']}  {one['file']}" for one in listed]
    )
    for enrollment_id, error in refused:
        session.out.note(f"smartcourse-admin: {due[enrollment_id]}: {sentence(error, typed=True)}")
    _tell_revoked(session, args.out, revoked)
    return 1 if refused else 0


def _tell_revoked(session: Session, folder: Path, numbers: Sequence[str]) -> None:
    """Name the PDFs that an earlier run left there and that must not be handed out any more."""
    left = [one for one in numbers if (folder / f"{one}.pdf").exists()]
    if left:
        more = f" and {len(left) - NAMED} more" if len(left) > NAMED else ""
        listed = ", ".join(left[:NAMED]) + more
        session.out.note(
            f"smartcourse-admin: {folder} still holds certificates that were revoked since: "
            f"{listed}. Do not hand them out; delete the files if nobody needs them."
        )


def _issue_all(session: Session, due: Sequence[int]) -> list[tuple[int, Rejected]]:
    """Issue chunk by chunk, recorded as one workflow; those that were refused, with the reason."""
    batch = session.context.background.certificate_batch(due, session.actor)
    refused: list[tuple[int, Rejected]] = []
    try:
        for done, chunk in enumerate(chunks(due, MOST_CERTIFICATES)):
            session.out.progress(done * MOST_CERTIFICATES, len(due))
            found = _issue_chunk(session, chunk)
            batch.went_on(chunk, {one: error.reason for one, error in found})
            refused += found
    except BaseException:
        batch.stop()
        raise
    batch.let_go()
    return refused


def _issue_chunk(session: Session, chunk: Sequence[int]) -> list[tuple[int, Rejected]]:
    """Issue for these enrollments; those that were refused, with the reason.

    One name that cannot be printed fails its whole command, so the others are issued one by one.
    """
    command = IssueCertificates(rows=tuple(_rows(chunk)))
    try:
        outcome = session.context.bus.execute(command, session.actor).outcome
    except NotAllowed:
        raise
    except Rejected as error:
        if len(chunk) == 1:
            return [(chunk[0], error)]
        return [refusal for one in chunk for refusal in _issue_chunk(session, [one])]
    return [
        (chunk[row.position], Rejected(row.reason or "row.rejected", **row.data))
        for row in outcome.rows
        if row.kind == "rejected"
    ]


def _rows(enrollment_ids: Sequence[int]) -> list[IssueRow]:
    return [
        IssueRow(enrollment_id=one, verification_code=new_verification_code(SystemRandom()))
        for one in enrollment_ids
    ]


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(
            "file.not_written", path=str(folder), cause=os.strerror(error.errno or 0)
        ) from error


def _written(session: Session, folder: Path, one: IssuedRow, new: bool) -> dict[str, object]:
    path = folder / f"{one.certificate_number}.pdf"
    temporary = path.with_suffix(".pdf.new")
    try:
        with session.context.files.open(one.pdf_sha256) as source, temporary.open("wb") as target:
            target.write(source.read())
        temporary.replace(path)
    except OSError as error:
        raise EnvironmentFault(
            "file.not_written", path=str(path), cause=os.strerror(error.errno or 0)
        ) from error
    return {
        "certificate_number": one.certificate_number,
        "verification_code": one.verification_code,
        "email": one.email,
        "file": str(path),
        "sha256": one.pdf_sha256,
        "new": new,
    }


def _certificate_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER")
    parser.add_argument("action", choices=("revoke", "reissue"))
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why; verify shows it")


def _certificate(session: Session, args: Namespace) -> int:
    if args.action == "revoke":
        session.execute(RevokeCertificate(certificate_number=args.number, reason=args.reason))
        session.out.result({"certificate_number": args.number}, f"{args.number} is revoked.")
        return 0
    outcome = session.execute(
        ReissueCertificate(
            certificate_number=args.number,
            reason=args.reason,
            verification_code=new_verification_code(SystemRandom()),
        )
    )
    number = outcome.data["certificate_number"]
    with session.context.store.reading() as rows:
        issue = rows.get(CertificateIssue, number)
    session.out.result(
        {
            "certificate_number": number,
            "verification_code": issue.verification_code,
            "replaces": args.number,
            "sha256": issue.pdf_sha256,
        },
        f"{args.number} is revoked; {number} takes its place.",
    )
    return 0


def _verify_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "what",
        metavar="FILE.pdf|CODE|NUMBER|-",
        help="- reads a QR code's text from standard input",
    )


def _verify(session: Session, args: Namespace) -> int:
    verifier = session.context.verifier
    if args.what == "-":
        verdict = verifier.verify_text(sys.stdin.read().strip())
    elif _names_a_file(args.what):
        verdict = verifier.verify_pdf(_file_bytes(args.what))
    else:
        verdict = verifier.verify_name(args.what)
    session.out.result(
        {
            "verdict": verdict.verdict,
            "certificate_number": verdict.certificate_number,
            "fields": verdict.fields,
            "revoked_reason": verdict.revoked_reason,
        },
        _verdict_lines(verdict),
    )
    return 0 if verdict.verdict == "genuine" else 1


def _verdict_lines(verdict: Verdict) -> list[str]:
    """The verdict, why a certificate was revoked, and what it says where it says anything."""
    fields = dict(verdict.fields or {})
    if verdict.revoked_reason:
        fields = {"revoked_reason": verdict.revoked_reason, **fields}
    told = [f"  {name}: {value}" for name, value in fields.items() if value is not None]
    if why := GROUNDS.get(verdict.ground):
        told.insert(0, f"  {why}")
    return [verdict.verdict, *told]


def _names_a_file(name: str) -> bool:
    """Whether *name* is meant as a file, be it there or not: no code or number looks like one."""
    try:
        return bool(FILE_NAME.search(name)) or Path(name).exists()
    except OSError:  # a QR code's whole text is no name that a file can have
        return False


def _file_bytes(name: str) -> bytes:
    """A file's bytes; raises `BadInput` (``certificate.no_pdf``) where it never was a PDF."""
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        cause = error.strerror or str(error)
        raise EnvironmentFault("file.unreadable", path=name, cause=cause) from error
    if not name.lower().endswith(".pdf") and PDF_HEADER not in data[:PDF_HEADER_WITHIN]:
        raise BadInput("certificate.no_pdf", path=name)
    return data


FORMS = (
    CommandForm(
        words=("issue-certificates",),
        help="issue for all who completed a course, and write the PDFs",
        arguments=_issue_arguments,
        run=_issue,
    ),
    CommandForm(
        words=("certificate",),
        help="revoke or reissue a certificate",
        arguments=_certificate_arguments,
        run=_certificate,
    ),
    CommandForm(
        words=("verify",),
        help="tell whether a certificate is genuine",
        arguments=_verify_arguments,
        run=_verify,
    ),
)
