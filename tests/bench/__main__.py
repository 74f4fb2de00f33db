"""`python -m tests.bench [NAME...]`: one line of JSON a bench.

A bench is a module of this package with ``run() -> dict``: ``{"name", "figures": [...]}``, figures
as `pairs.Figure.told` gives them. Exit 0 if every target is met, 1 if one is missed, 2 if a floor
or peer is absent (the JSON says which), 64 for a name that is no bench.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any

from tests.bench.pairs import Absent

APART = {"__init__", "__main__", "pairs", "peers", "starts"}
"""What benches are made with: modules that are none themselves."""
MET, MISSED, ABSENT, USAGE = 0, 1, 2, 64


def names() -> list[str]:
    """Every bench."""
    found = (path.stem for path in Path(__file__).parent.glob("*.py"))
    return sorted(name.removesuffix("_") for name in found if name not in APART)


def bench(name: str) -> Callable[[], dict[str, Any]]:
    """What runs the bench of this name."""
    # No module can be called as Python's own word: `import` is in import_.py.
    module = f"{name}_" if iskeyword(name) else name
    run: Callable[[], dict[str, Any]] = import_module(f"tests.bench.{module}").run
    return run


def measured(name: str) -> dict[str, Any]:
    """A bench's outcome; ``absent`` where it could not be compared."""
    try:
        outcome = bench(name)()
    except Absent as missing:
        return {"name": name, "figures": [], "absent": str(missing)}
    return outcome


def main(arguments: list[str]) -> int:
    """Run the named benches, or all."""
    asked = arguments or names()
    unknown = [name for name in asked if name not in names()]
    if unknown:
        print(f"no bench {', '.join(unknown)}: choose of {', '.join(names())}", file=sys.stderr)
        return USAGE
    code = MET
    for name in asked:
        outcome = measured(name)
        print(json.dumps(outcome), flush=True)
        if "absent" in outcome:
            code = ABSENT
        elif code == MET and not all(figure["met"] for figure in outcome["figures"]):
            code = MISSED
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
