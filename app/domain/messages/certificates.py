"""Sentences about certificates."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {
    "certificate.not_completed": Message(
        "No certificate can be issued: the enrollment is {status}, not completed.",
        "Complete the course first.",
    ),
    "certificate.was_revoked": Message(
        "Certificate {certificate_number} of this enrollment was revoked.",
        "Reissue it if a new one is wanted.",
    ),
    "certificate.code_unfit": Message(
        "The verification code is unfit.",
        "Use {least} to {most} of the characters {alphabet}.",
    ),
    "certificate.code_taken": Message(
        "The verification code is in use already.", "Try again with another one."
    ),
    "certificate.repeated": Message(
        "This enrollment stands in an earlier row already.", "Keep one of the rows."
    ),
    "certificate.unknown": Message(
        "There is no certificate {certificate_number}.", "Check the number for a slip."
    ),
    "certificate.reason_needed": Message(
        "A certificate is revoked for a reason that everyone can read.", "Give the reason."
    ),
    "certificate.already_revoked": Message(
        "Certificate {certificate_number} was revoked already, on {revoked_at}.", ""
    ),
    "certificate.replaced": Message(
        "Certificate {certificate_number} was replaced by {newest}.", "Reissue that one instead."
    ),
}
