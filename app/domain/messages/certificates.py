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
    "certificate.undrawable": Message(
        "The certificate of {holder} cannot be drawn: no typeface has {characters} ({field}).",
        "Write it in another script, or leave these characters out.",
    ),
    "certificate.unknown": Message(
        "There is no certificate {certificate_number}.", "Check the number for a slip."
    ),
    "certificate.no_pdf": Message(
        "{path} is no PDF, so it cannot be a certificate's file.",
        "Name the PDF, or the number or code printed on it; of a picture, scan the QR code.",
    ),
    "certificate.none": Message(
        "This enrollment has no certificate.", "Issue one first, once the course is completed."
    ),
    "certificate.reason_needed": Message(
        "A certificate is revoked for a reason that everyone can read.", "Give the reason."
    ),
    "certificate.already_revoked": Message(
        "Certificate {certificate_number} was revoked already, on {revoked_at}.",
        "Reissue it if a new one is wanted.",
    ),
    "certificate.replaced": Message(
        "Certificate {certificate_number} was replaced by {newest}.", "Reissue that one instead."
    ),
    "certificate.unknown_paper": Message(
        "Certificates cannot be printed on {value}.", "Choose one of {choices}."
    ),
    "certificate.unknown_template": Message(
        "There is no certificate design called {value}.", "Choose one of {choices}."
    ),
    "certificate.template_broken": Message(
        "The certificate design {template} cannot be used: {cause}.",
        "Install the program again, or correct the design's file.",
    ),
    "certificate.missing_characters": Message(
        "Certificate {number} cannot be printed: no typeface has these characters: {characters}"
        " ({field}).",
        "Write the name in another script, or leave these characters out.",
    ),
    "certificate.qr_text": Message(
        "A QR code's text of {length} characters cannot be printed.",
        "It has to be plain ASCII of at most 600 characters.",
    ),
    "certificate.qr_unreadable": Message(
        "This is not the text of a SmartCourse certificate ({part}).",
        "Scan the code again, and paste all of its text.",
    ),
    "signing_key.exists": Message(
        "There is a signing key already in {path}.",
        "Keep it: certificates signed with it can be verified only with its public half.",
    ),
    "signing_key.write": Message(
        "The signing key cannot be written to {path}: {cause}.",
        "Free some space or permit writing there, then try again.",
    ),
    "signing_key.unreadable": Message(
        "The signing key in {path} cannot be read: {cause}.",
        "Bring the file back from a backup; certificates cannot be issued without it.",
    ),
    "verify.too_large": Message(
        "{name} is larger than a certificate can be: {megabytes} MB.",
        "Choose the certificate's own file, or a photo of its QR code.",
    ),
    "verify.no_picture": Message(
        "{name} is neither a PDF nor a picture that can be read.",
        "Choose a PDF, PNG or JPEG file, or type the number instead.",
    ),
    "verify.no_code": Message(
        "No QR code could be read in {name}.",
        "Take the photo closer, straight and in even light, or type the number instead.",
    ),
    "verify.unreadable": Message(
        "{name} cannot be read: {cause}.", "See that it is still there, then try again."
    ),
    "pdf.unreadable": Message(
        "This file is damaged or no PDF.", "Have it sent again, or type the number instead."
    ),
    "certificate.worker_died": Message(
        "A process that draws certificates was ended from outside.",
        "Try again; if it happens again, free some memory first.",
    ),
}
