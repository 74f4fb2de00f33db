"""Verdicts in words, with their icon and colours."""

from __future__ import annotations

from app.domain.dataclass import dataclass
from app.domain.verification import Ground, VerdictKind
from ui.views.verify.checking import Check
from ui.widgets.basics import Tone
from ui.widgets.words import tr


@dataclass(frozen=True, slots=True)
class Face:
    """How a verdict looks: a word, an icon, a tone of text; grounds and marks follow the tone."""

    word: str
    icon: str
    tone: Tone


def face(kind: VerdictKind) -> Face:
    """The look of a verdict."""
    return {
        "genuine": Face(tr("Genuine"), "badge-check", "success"),
        "edited": Face(tr("Edited"), "shield-x", "danger"),
        "revoked": Face(tr("Revoked"), "ban", "warning"),
        "unknown": Face(tr("Unknown"), "circle-question-mark", ""),
    }[kind]


def told(check: Check) -> str:
    """Why, in one or two sentences."""
    verdict = check.verdict
    reason = verdict.revoked_reason or ""
    number = verdict.certificate_number or ""
    sentences: dict[Ground, str] = {
        "signature": tr(
            "The signature holds. The record itself is not in this workspace, so nothing here can "
            "tell whether it was revoked."
        ),
        "record": _of_record(check),
        "revoked": _revoked(check, number, reason),
        "altered": _altered(check, number),
        "differs": tr("It is signed, but the record of {number} says otherwise.", number=number),
        "key": tr("It is signed with a key that this workspace does not know. Ask who issued it."),
        "key_ended": tr("It is dated after its key had ceased to sign."),
        "no_record": _no_record(check),
        "form": tr("This is not the text of a SmartCourse certificate."),
    }
    return sentences[verdict.ground]


def _revoked(check: Check, number: str, reason: str) -> str:
    words = tr("It was issued, and revoked later. Reason: {reason}", reason=reason)
    new = check.newest_number
    if new is None or new == number:
        return words
    taken = tr("{new} has taken its place.", new=new)
    return f"{words.rstrip('.')}. {taken}"


def _of_record(check: Check) -> str:
    if check.source == "file":
        return tr("This is, byte for byte, the file that was issued.")
    if check.source == "name":
        return tr(
            "A certificate was issued under this number and stands. Compare what you hold with the "
            "fields below: a number alone does not prove the paper."
        )
    return tr(
        "The code is signed and the record agrees. Compare the words on the paper with the fields "
        "below."
    )


def _altered(check: Check, number: str) -> str:
    if check.source == "file":
        if check.compared and all(one.same for one in check.compared):
            return tr(
                "It bears the number {number} but is not the file that was issued. Its words are "
                "the same; something else in it was changed.",
                number=number,
            )
        return tr(
            "It bears the number {number} but is not the file that was issued. Trust only what was "
            "issued.",
            number=number,
        )
    return tr("What the code says was changed after it was signed. Trust only what was issued.")


def _no_record(check: Check) -> str:
    if check.source == "name":
        return tr("No certificate here has this code or number. Check it for a slip.")
    return tr("Nothing in it names a certificate of this workspace.")


def field_name(field: str) -> str:
    """A printed field in words."""
    return {
        "certificate_number": tr("Number"),
        "verification_code": tr("Code"),
        "holder": tr("Holder"),
        "course": tr("Course"),
        "grade": tr("Grade"),
        "score_percentage": tr("Score"),
        "issue_date": tr("Issued on"),
        "completed_on": tr("Completed on"),
        "signatory": tr("Signed by"),
        "signatory_title": tr("Title"),
        "institution": tr("Institution"),
    }.get(field, field)
