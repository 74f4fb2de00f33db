"""Interleaved pairs: on a shared machine only a ratio from one run means anything."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any, Literal

PAIRS = 5
ROOT = Path(__file__).resolve().parents[2]


class Absent(Exception):
    """A floor or peer is not here; the argument says which, and how to name its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One comparison: medians of `n` pairs, and the median of the pairwise ratios ours / floor.

    `met` compares the ratio with the target, upwards where more is `better`, else downwards.
    """

    name: str
    ours: float
    floor: float
    unit: str
    ratio: float
    target: float
    better: Literal["more", "less"]
    met: bool
    n: int

    def told(self) -> dict[str, Any]:
        """For JSON, with four significant digits."""
        return {
            name: float(f"{value:.4g}") if isinstance(value, float) else value
            for name, value in asdict(self).items()
        }


def compare(
    name: str,
    ours: Callable[[], float],
    floor: Callable[[], float],
    *,
    unit: str,
    target: float,
    better: Literal["more", "less"] = "more",
    pairs: int = PAIRS,
) -> Figure:
    """Run floor and ours by turns; each call measures once and returns its value in *unit*."""
    values = [(floor(), ours()) for _ in range(pairs)]
    return figure(name, values, unit=unit, target=target, better=better)


def figure(
    name: str,
    values: Sequence[tuple[float, float]],
    *,
    unit: str,
    target: float,
    better: Literal["more", "less"] = "more",
) -> Figure:
    """What pairs of (floor, ours), measured by turns, come to."""
    ratio = median(own / other for other, own in values)
    return Figure(
        name=name,
        ours=median(own for _, own in values),
        floor=median(other for other, _ in values),
        unit=unit,
        ratio=ratio,
        target=target,
        better=better,
        met=ratio >= target if better == "more" else ratio <= target,
        n=len(values),
    )


def rate(work: Callable[[], object], count: int) -> Callable[[], float]:
    """A measurement: *count* things done by one call of *work*, per second."""

    def measure() -> float:
        start = time.perf_counter()
        work()
        return count / (time.perf_counter() - start)

    return measure


def script(name: str) -> Path:
    """A measuring script that is used as it is, from SMARTCOURSE_BENCH or ../shared/bench."""
    folder = Path(os.environ.get("SMARTCOURSE_BENCH") or ROOT.parent / "shared" / "bench")
    path = folder / name
    if not path.is_file():
        raise Absent(f"{name} is not in {folder}; set SMARTCOURSE_BENCH to its folder")
    return path
