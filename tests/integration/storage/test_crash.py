"""No kill loses an acknowledged edit, halves a batch, or leaves a fault behind."""

import json
import random
import subprocess
import sys
from pathlib import Path

from tests.support.project import ROOT
from tests.support.workspaces import new_workspace


def crash(folder: Path, rounds: int, *flags: str) -> dict[str, int]:
    seed = random.SystemRandom().randrange(2**32)
    print("seed", seed)  # shown when the test fails: it repeats the kills as near as can be
    new_workspace(folder)
    arguments = ["-m", "tests.integration.storage.crashing", str(folder), str(rounds), str(seed)]
    done = subprocess.run(
        [sys.executable, *arguments, *flags], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    counts: dict[str, int] = json.loads(done.stdout)
    print(counts)
    return counts


def test_kills_at_random_moments_lose_nothing(tmp_path: Path) -> None:
    counts = crash(tmp_path / "w", 40)
    assert counts["acknowledged"] > 100
    assert counts["recovered"] > 0, "no kill met a batch: the pauses are too regular"
    assert (counts["lost"], counts["half"], counts["faults"]) == (0, 0, 0)


def test_an_edit_acknowledged_before_its_commit_is_found_out(tmp_path: Path) -> None:
    """The planted fault: if this found nothing, the test above would prove nothing."""
    assert crash(tmp_path / "w", 40, "early")["lost"] > 0
