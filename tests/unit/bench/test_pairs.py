import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.bench import __main__ as runner
from tests.bench.pairs import Absent, compare, rate, script


def values(*given: float) -> Iterator[float]:
    return iter(given)


def test_the_ratio_is_the_median_of_pairwise_ratios_not_of_medians() -> None:
    floor, ours = values(10, 100, 20), values(20, 100, 10)
    figure = compare("x", lambda: next(ours), lambda: next(floor), unit="u", target=1, pairs=3)
    assert (figure.ratio, figure.ours, figure.floor, figure.n) == (1.0, 20, 20, 3)
    assert figure.met


def test_floor_and_ours_go_by_turns() -> None:
    seen: list[str] = []

    def measure(name: str) -> float:
        seen.append(name)
        return 1.0

    compare("x", lambda: measure("ours"), lambda: measure("floor"), unit="u", target=1, pairs=2)
    assert seen == ["floor", "ours", "floor", "ours"]


@pytest.mark.parametrize(("better", "met"), [("more", False), ("less", True)])
def test_a_target_has_its_direction(better: Any, met: bool) -> None:
    figure = compare("x", lambda: 1.0, lambda: 2.0, unit="u", target=0.75, better=better, pairs=1)
    assert figure.met is met


def test_figures_are_plain_json() -> None:
    told = compare("x", lambda: 1 / 3, lambda: 1.0, unit="u", target=0.2).told()
    assert json.loads(json.dumps(told)) == {
        "name": "x",
        "ours": 0.3333,
        "floor": 1.0,
        "unit": "u",
        "ratio": 0.3333,
        "target": 0.2,
        "better": "more",
        "met": True,
        "n": 5,
    }


def test_a_rate_counts_one_call() -> None:
    calls: list[None] = []
    assert rate(lambda: calls.append(None), 10)() > 0
    assert len(calls) == 1


def test_a_missing_script_says_where_it_was_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTCOURSE_BENCH", str(tmp_path))
    with pytest.raises(Absent, match=r"peer\.py is not in"):
        script("peer.py")
    (tmp_path / "peer.py").touch()
    assert script("peer.py") == tmp_path / "peer.py"


def absent() -> dict[str, Any]:
    raise Absent("no peer")


@pytest.mark.parametrize(
    ("run", "code"),
    [
        (lambda: {"name": "x", "figures": [{"met": True}]}, 0),
        (lambda: {"name": "x", "figures": [{"met": True}, {"met": False}]}, 1),
        (absent, 2),
    ],
)
def test_the_exit_code_tells_what_came_of_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], run: Any, code: int
) -> None:
    monkeypatch.setattr(runner, "import_module", lambda name: SimpleNamespace(run=run))
    assert runner.main(["certificates"]) == code
    told = json.loads(capsys.readouterr().out)
    assert ("absent" in told) is (code == 2)


def test_a_name_that_is_no_bench_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert runner.main(["nothing"]) == 64
    assert "certificates" in capsys.readouterr().err
    assert {"__init__", "__main__", "pairs"}.isdisjoint(runner.names())


def test_every_name_is_a_bench_that_runs() -> None:
    assert {"certificates", "edit", "import", "metrics"} <= set(runner.names())
    for name in runner.names():
        assert callable(runner.bench(name)), name
