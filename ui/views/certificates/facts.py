"""What is known of a certificate, below its preview."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.queries.certificates_compare import as_printed
from app.queries.certificates_detail import CertificateDetail, Issue
from ui.models.days import day_text, moment_text
from ui.models.wording import EMPTY
from ui.theme.look import Look, rtl
from ui.views.certificates.showing import Shown
from ui.views.certificates.wording import finding_long
from ui.widgets.basics import button, column, frame, hairline, icon_button, label, row
from ui.widgets.icon_label import IconLabel
from ui.widgets.words import tr

NAMES_WIDTH = 92
LEAST_ROOM = 274
"""Pixels of the narrowest panel that names and values share."""
SHORT_SHA = 12


class Facts(QFrame):
    """Built anew for each certificate: findings, fields, history, the way to the settings."""

    def __init__(self, look: Look, shown: Shown, open_settings: Callable[[int], object]) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "plain")
        self._lines = column(self, margins=(16, 12, 8, 16), gap=12)
        if shown.sample is not None:
            self._findings(shown)
            self._sample(shown)
        if shown.detail is not None:
            self._issued(shown.detail)
            course_id = shown.detail.course_id
            link = tr("Certificate settings")
            opened = button(look, link, lambda: open_settings(course_id), kind="link")
            self._lines.addWidget(opened, 0, Qt.AlignmentFlag.AlignLeading)
        self._lines.addStretch(1)

    # one to come

    def _findings(self, shown: Shown) -> None:
        sample = shown.sample
        if sample is None:
            return
        for finding in sample.findings:
            missing = finding.kind == "missing"
            tone = "danger" if missing else "warning"
            banner = frame("callout")
            banner.setProperty("tone", tone)
            across = row(banner, margins=(10, 8, 10, 8), gap=8)
            icon = "circle-x" if missing else "triangle-alert"
            mark = IconLabel(self._look, icon, tone)
            across.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            words = label(self._look, finding_long(finding), "body", wraps=True)
            across.addWidget(words, 1)
            self._lines.addWidget(banner)

    def _sample(self, shown: Shown) -> None:
        sample = shown.sample
        if sample is None:
            return
        fields = sample.job.fields
        score = fields.score_percentage
        told = [
            (tr("Holder"), fields.holder),
            (tr("Course"), fields.course),
            (tr("Grade"), _graded(fields.grade, None if score is None else float(score))),
            (tr("Completed"), _day_or_dash(fields.completed_on)),
            (tr("Signed by"), _signed(fields.signatory, fields.signatory_title)),
            (tr("Paper"), sample.job.paper),
        ]
        self._lines.addWidget(self._table(told))
        note = tr("A preview: nothing of it is stored.")
        self._lines.addWidget(label(self._look, note, "small", "muted", wraps=True))

    # one that was issued

    def _issued(self, detail: CertificateDetail) -> None:
        issue, fields = detail.issue, detail.issue.fields
        printed = as_printed(fields)
        score = fields.get("score_percentage")
        told = [
            (tr("Number"), issue.certificate_number),
            (tr("Code"), issue.verification_code),
            (tr("Holder"), printed.get("holder") or "–"),
            (tr("Grade"), _graded(fields.get("grade"), None if score is None else float(score))),
            (tr("Issued"), _by(_day_or_dash(_date(fields.get("issue_date"))), issue.issued_by)),
            (tr("Completed"), _day_or_dash(_date(fields.get("completed_on")))),
            (tr("Signed by"), _signed(fields.get("signatory"), fields.get("signatory_title"))),
            (tr("Paper"), issue.paper),
        ]
        if detail.name != printed.get("holder"):
            told.insert(3, (tr("Name today"), detail.name))
        if issue.revoked_at is not None:
            told.append((tr("Revoked"), moment_text(issue.revoked_at)))
            told.append((tr("Reason"), issue.revoked_reason or "–"))
        table = self._table(told)
        layout = table.layout()
        if isinstance(layout, QGridLayout):
            self._sha(layout, issue.pdf_sha256)
        self._lines.addWidget(table)
        if len(detail.history) > 1:
            self._history(detail)

    def _sha(self, grid: QGridLayout, sha256: str) -> None:
        at = grid.rowCount()
        grid.addWidget(label(self._look, tr("SHA-256"), "body", "muted"), at, 0)
        holder = frame("plain")
        across = row(holder, gap=2)
        words = label(self._look, sha256[:SHORT_SHA] + "...", "body", tabular=True)
        words.setToolTip(sha256)
        words.setAccessibleName(sha256)
        across.addWidget(words)
        copy = icon_button(
            self._look,
            "copy",
            tr("Copy the SHA-256 of the file"),
            lambda: QGuiApplication.clipboard().setText(sha256),
        )
        across.addWidget(copy)
        across.addStretch(1)
        grid.addWidget(holder, at, 1)

    def _history(self, detail: CertificateDetail) -> None:
        self._lines.addWidget(hairline())
        self._lines.addWidget(label(self._look, tr("Issued to this learner"), "card-title"))
        for issue in detail.history:
            self._lines.addWidget(self._past(issue))

    def _past(self, issue: Issue) -> QWidget:
        holder = frame("plain")
        across = row(holder, gap=8)
        revoked = issue.revoked_at is not None
        icon, tone = ("ban", "warning") if revoked else ("badge-check", "success")
        mark = IconLabel(self._look, icon, tone)
        across.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = frame("plain")
        lines = column(words, gap=1)
        number = label(self._look, issue.certificate_number, "body-strong", tabular=True)
        lines.addWidget(number)
        told = tr("Issued {when}", when=moment_text(issue.issued_at))
        if revoked and issue.revoked_at is not None:
            told = tr(
                "Revoked {when}: {reason}",
                when=moment_text(issue.revoked_at),
                reason=issue.revoked_reason or "–",
            )
        lines.addWidget(label(self._look, told, "small", "muted", wraps=True))
        across.addWidget(words, 1)
        return holder

    def _start(self) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if rtl(self) else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter

    def _table(self, told: list[tuple[str, str]]) -> QWidget:
        holder = frame("plain")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, NAMES_WIDTH)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        metrics = QFontMetrics(self._look.font("body", tabular=True))
        names = max(metrics.horizontalAdvance(name) for name, _ in told)
        room = LEAST_ROOM - max(NAMES_WIDTH, names)
        for at, (name, value) in enumerate(told):
            grid.addWidget(label(self._look, name, "body", "muted"), at, 0, top)
            # A code has no place to be broken at: its letters have one width, so that any fits.
            code = name == tr("Code")
            long = not code and metrics.horizontalAdvance(value) > room
            style = "md-code" if code else "body"
            words = label(self._look, value or "–", style, wraps=long, tabular=True)
            # A name in another script still begins where the others do.
            words.setAlignment(self._start())
            if code or name == tr("Number"):
                words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.setRowMinimumHeight(at, 18)
            grid.addWidget(words, at, 1, top)
        return holder


def _graded(grade: str | None, score: float | None) -> str:
    told = [grade] if grade else []
    if score is not None:
        told.append(tr("{score} %", score=QLocale().toString(score, "f", 1)))
    return ", ".join(told) or "–"


def _signed(name: str | None, title: str | None) -> str:
    return ", ".join(one for one in (name, title) if one) or "–"


def _by(when: str, who: str | None) -> str:
    return tr("{when}, by {who}", when=when, who=who) if who else when


def _day_or_dash(value: date | None) -> str:
    return EMPTY if value is None else day_text(value)


def _date(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None
