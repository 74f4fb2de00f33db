"""What the columns of a file are, by names that people and other programs give them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.interchange.csv_table import TableForm

OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "email": ("emailaddress", "mail", "mailaddress", "useremail", "studentemail", "learneremail"),
    "username": ("user", "login", "loginname", "account", "accountname"),
    "first_name": ("forename", "givenname", "first"),
    "last_name": ("surname", "familyname", "last"),
    "role": ("userrole",),
    "is_active": ("active",),
    "is_verified": ("verified", "emailverified"),
    "created_at": ("created", "createdon", "registered", "registeredat", "registeredon"),
    "course": ("courseslug", "courseaddress", "coursecode", "courseid"),
    "lesson": ("lessonid", "lessontitle", "lessonname"),
    "status": ("state", "enrollmentstatus"),
    "enrolled_at": ("enrolled", "enrolledon", "enrollmentdate"),
    "started_at": ("started", "startedon", "startdate"),
    "completed_at": ("completed", "completedon", "completiondate"),
    "dropped_at": ("dropped", "droppedon"),
    "payment_status": ("payment", "paid"),
    "payment_amount": ("amount", "price", "fee"),
    "enrollment_source": ("source",),
    "score": ("points", "percent", "result"),
    "minutes": ("duration", "timespent"),
    "at": ("date", "time", "when", "doneat"),
}
"""Names of columns as `_plain` makes them; an import from the command line knows none of these."""


def matched(cells: Sequence[str], form: TableForm) -> dict[str, int]:
    """Which column of a header (from 0) holds which of the form's, by its name or a close one."""
    exact: dict[str, int] = {}
    close: dict[str, int] = {}
    for place, cell in enumerate(cells):
        exact.setdefault(cell.strip().lower(), place)
        close.setdefault(_plain(cell), place)
    found = {name: exact[name] for name in form.columns if name in exact}
    taken = set(found.values())
    for name in form.columns:
        for other in (_plain(name), *OTHER_NAMES.get(name, ())):
            if name not in found and other in close and close[other] not in taken:
                found[name] = close[other]
                taken.add(close[other])
    return found


def _plain(name: str) -> str:
    """Letters and digits alone: ``E-mail address`` and ``email_address`` are one."""
    return "".join(char for char in name.casefold() if char.isalnum())
