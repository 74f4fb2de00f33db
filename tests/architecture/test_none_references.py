"""A Qt binding that loses references to None ends the process after some thousand calls."""

import subprocess
import sys

CALLS = 1000
NOISE = 50
"""References that come and go by themselves between two counts."""

PROBE = f"""
import sys
from PySide6.QtCore import QObject

subject = QObject()
subject.setObjectName("warmed up")
before = sys.getrefcount(None)
for turn in range({CALLS}):
    subject.setObjectName("x")
print(before - sys.getrefcount(None))
"""


def test_calls_that_return_none_keep_its_references() -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, timeout=60, check=True
    )
    assert abs(int(run.stdout)) < NOISE, f"{run.stdout.strip()} references lost in {CALLS} calls"
