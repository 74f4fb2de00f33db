"""Scores into a mean, a mean into a grade."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from app.domain.canonical import CENT


def mean_score(quiz_scores: Mapping[str, Any]) -> Decimal | None:
    """The mean of best quiz scores, 2 decimals half to even; None where nothing was scored."""
    if not quiz_scores:
        return None
    total = sum((Decimal(str(score)) for score in quiz_scores.values()), Decimal())
    return (total / len(quiz_scores)).quantize(CENT, ROUND_HALF_EVEN)


def grade(mean: Decimal | None, bands: Mapping[str, Any]) -> str | None:
    """The best grade whose least mean is reached.

    *bands* is {grade: least mean score}. None without a mean, and below every band. The mean is
    the rounded one, so that the grade agrees with the score printed beside it.
    """
    if mean is None:
        return None
    reached = [
        (least, name)
        for name, least in ((name, Decimal(str(least))) for name, least in bands.items())
        if least <= mean
    ]
    return max(reached)[1] if reached else None
