"""The page's three lists: who can get a certificate, who has one, what waits to be printed."""

from __future__ import annotations

from collections.abc import Callable

from app.context import Context
from app.domain.dataclass import dataclass
from app.ports.certificates import Finding
from app.ports.grid import GridPage, GridRow
from app.queries.grids import CERTIFICATES, ELIGIBLE
from app.usecases.certificates_sample import samples
from ui.feedback.states import StateWords
from ui.views.certificates.wording import fits_text
from ui.widgets.grid import GridAction, GridSpec, Selection
from ui.widgets.words import tr

FITS = ELIGIBLE.place("fits")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """What the lists' actions run."""

    issue: Callable[[Selection], object]
    save: Callable[[Selection], object]
    print: Callable[[Selection], object]
    view: Callable[[Selection], object]
    queue: Callable[[Selection], object]
    unqueue: Callable[[Selection], object]
    revoke: Callable[[Selection], object]
    reissue: Callable[[Selection], object]
    to_enrollments: Callable[[], object]
    to_eligible: Callable[[], object]
    to_issued: Callable[[], object]
    why_not_revoke: Callable[[Selection], str | None]


def with_fits(context: Context, page: GridPage) -> GridPage:
    """The page with what would not fit on each certificate."""
    ids = [int(row[0] or 0) for row in page.rows]
    with context.store.reading() as rows:
        found = samples(
            rows,
            context.renderer,
            ids,
            institution=context.settings.institution,
            on=context.clock.now().date(),
        )
        fits = {one.enrollment_id: _fits(one.findings) for one in found}
    return GridPage(tuple(_put(row, fits.get(int(row[0] or 0))) for row in page.rows), page.last)


def _fits(findings: tuple[Finding, ...]) -> str:
    return fits_text(findings) if findings else "yes"


def _put(row: GridRow, value: str | None) -> GridRow:
    return (*row[:FITS], value, *row[FITS + 1 :])


def eligible_spec(deeds: Deeds) -> GridSpec:
    """Completed, and no certificate yet."""
    return GridSpec(
        name="certificates.eligible",
        beside=True,
        definition=ELIGIBLE,
        nouns=(tr("learner"), tr("learners to be certified")),
        hint=tr("course:python name:ada"),
        complete=with_fits,
        first_use=StateWords(
            icon="award",
            title=tr("Nobody waits for a certificate"),
            line=tr("Who completes a course is listed here until a certificate is issued."),
            primary=(tr("See enrollments"), deeds.to_enrollments),
            secondary=(tr("See issued certificates"), deeds.to_issued),
        ),
        actions=(
            GridAction(
                id="certificates.eligible.issue",
                text=tr("Issue to the selected"),
                icon="award",
                run=deeds.issue,
                shortcut="Ctrl+I",
            ),
        ),
    )


def issued_spec(deeds: Deeds) -> GridSpec:
    """Every certificate that was issued."""
    return GridSpec(
        name="certificates.issued",
        beside=True,
        definition=CERTIFICATES,
        nouns=(tr("certificate"), tr("certificates")),
        hint=tr("course:python state:valid"),
        first_use=StateWords(
            icon="award",
            title=tr("No certificate was issued yet"),
            line=tr("Certificates are issued to learners who completed a course."),
            primary=(tr("See who can get one"), deeds.to_eligible),
        ),
        actions=(
            _print(deeds, "issued"),
            _save(deeds, "issued"),
            GridAction(
                id="certificates.issued.queue",
                text=tr("Add to queue"),
                icon="list-plus",
                run=deeds.queue,
                shortcut="Ctrl+Shift+Q",
            ),
            GridAction(
                id="certificates.issued.reissue",
                text=tr("Reissue"),
                icon="rotate-ccw",
                run=deeds.reissue,
                shortcut="Ctrl+Alt+N",
                in_bar=False,
                one_only=True,
            ),
            GridAction(
                id="certificates.issued.revoke",
                text=tr("Revoke"),
                icon="ban",
                run=deeds.revoke,
                shortcut="Ctrl+Alt+R",
                in_bar=False,
                one_only=True,
                why_not=deeds.why_not_revoke,
            ),
            _view(deeds, "issued"),
        ),
    )


def queue_spec(deeds: Deeds) -> GridSpec:
    """What was put aside to be printed."""
    return GridSpec(
        name="certificates.queue",
        beside=True,
        definition=CERTIFICATES,
        nouns=(tr("certificate"), tr("certificates to print")),
        hint=tr("course:python"),
        first_use=StateWords(
            icon="printer",
            title=tr("The print queue is empty"),
            line=tr("Put certificates aside here and print them all at once."),
            primary=(tr("See issued certificates"), deeds.to_issued),
        ),
        actions=(
            _print(deeds, "queue"),
            _save(deeds, "queue"),
            GridAction(
                id="certificates.queue.remove",
                text=tr("Remove from print queue"),
                icon="x",
                run=deeds.unqueue,
                shortcut="Delete",
            ),
            _view(deeds, "queue"),
        ),
    )


def _print(deeds: Deeds, where: str) -> GridAction:
    return GridAction(
        id=f"certificates.{where}.print",
        text=tr("Print"),
        icon="printer",
        run=deeds.print,
        shortcut="Ctrl+Alt+P",
    )


def _save(deeds: Deeds, where: str) -> GridAction:
    return GridAction(
        id=f"certificates.{where}.save",
        text=tr("Save"),
        icon="save",
        run=deeds.save,
        shortcut="Ctrl+S",
    )


def _view(deeds: Deeds, where: str) -> GridAction:
    return GridAction(
        id=f"certificates.{where}.view",
        text=tr("Open in the PDF viewer"),
        icon="external-link",
        run=deeds.view,
        shortcut="Ctrl+Return",
        in_bar=False,
    )
