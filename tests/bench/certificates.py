"""Drawing certificates: beside bare reportlab, beside the peer's script, and on two processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import resources
from app.ports.certificates import RenderJob
from services.certificates.pool import PooledRenderer
from services.certificates.renderer import CertificateRenderer
from tests.bench.floors import bare_certificate
from tests.bench.pairs import Figure, compare, rate, script
from tests.support.certificates import job

FIRST = ("Ada", "Bo", "Chen", "Dina", "Emeka", "Fatima", "Goran", "Hana", "Ivan", "Jun", "Kofi")
LAST = ("Abara", "Berg", "Costa", "Dubois", "Eze", "Farouk", "Garcia", "Hansen", "Ito", "Jansen")
FILES = 150
SHARED = 600
MOST_BYTES = 20_000


def jobs(count: int) -> list[RenderJob]:
    """Certificates of one class: other names and numbers, signed."""
    return [
        job(
            holder=f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}",
            certificate_number=f"SC-2026-{number:06d}",
        )
        for number in range(count)
    ]


def peer_rate() -> float:
    """Files a second of the peer's script, one fixed mask, its own short QR text."""
    face = str(resources.path("fonts/EBGaramond-Regular.ttf"))
    path = script("limits_pdf.py")
    run = subprocess.run(
        [sys.executable, str(path), "--font", face, "--files", str(FILES), "--pages", "1"],
        capture_output=True,
        text=True,
        check=True,
        cwd=path.parent,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    told = (json.loads(line) for line in run.stdout.splitlines() if line.startswith("{"))
    return next(one["value"] for one in told if one["key"] == "pdf.files.fixed-mask")


def run() -> dict[str, Any]:
    """The figures; raises `Absent` without the peer's script."""
    script("limits_pdf.py")
    design = bare_certificate.prepare()
    few, many = jobs(FILES), jobs(SHARED)
    own = CertificateRenderer()
    own.warm()

    def bare() -> list[bytes]:
        return [bare_certificate.draw(design, one) for one in few]

    one_core = rate(lambda: own.render_many(few), FILES)
    figures: list[Figure] = [
        compare(
            "certificates a core, beside bare reportlab drawing the same",
            one_core,
            rate(bare, FILES),
            unit="files/s",
            target=0.75,
        ),
        compare(
            "certificates a core, beside limits_pdf.py (its own, shorter QR text)",
            one_core,
            peer_rate,
            unit="files/s",
            target=0.75,
        ),
    ]
    with PooledRenderer(2) as pool:
        pool.render_many(many)
        figures.append(
            compare(
                "certificates on two processes, beside one",
                rate(lambda: pool.render_many(many), SHARED),
                rate(lambda: own.render_many(many), SHARED),
                unit="files/s",
                target=1.7,
            )
        )
    largest = max(map(len, own.render_many(few)))
    figures.append(
        compare(
            "bytes of the largest, beside the most allowed",
            lambda: float(largest),
            lambda: float(MOST_BYTES),
            unit="bytes",
            target=1.0,
            better="less",
            pairs=1,
        )
    )
    return {"name": "certificates", "figures": [figure.told() for figure in figures]}
