"""Findings and dates in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale

from app.ports.certificates import Finding
from ui.views.verify.words import field_name
from ui.widgets.words import tr


def finding_short(finding: Finding) -> str:
    """A finding as a list's cell tells it."""
    if finding.kind == "missing":
        return tr("No letter {characters}", characters=" ".join(finding.detail))
    return tr("{n} mm too wide", n=QLocale().toString(finding.too_wide_mm))


def finding_long(finding: Finding) -> str:
    """A finding as a sentence."""
    names = ", ".join(field_name(name) for name in finding.field.split("+"))
    if finding.kind == "missing":
        return tr(
            "{field}: no typeface has {characters}. It cannot be issued until this is written "
            "otherwise.",
            field=names,
            characters=" ".join(finding.detail),
        )
    return tr(
        "{field}: {n} mm too wide at its least size. It will be set in {size} pt.",
        field=names,
        n=QLocale().toString(finding.too_wide_mm),
        size=QLocale().toString(float(finding.detail), "f", 1),
    )


def fits_text(findings: Sequence[Finding]) -> str:
    """What the Fits column says of a certificate with findings: the worst of them."""
    worst = next((one for one in findings if one.kind == "missing"), findings[0])
    return finding_short(worst)
