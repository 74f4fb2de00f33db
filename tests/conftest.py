"""Settings of the whole test run: the guards, and how hard property tests try."""

import os
import random

import pytest
from hypothesis import HealthCheck, settings

from tests.support.guards import no_surprising_log

__all__ = ["no_surprising_log"]

settings.register_profile("dev", deadline=None, max_examples=50)
# Every run of CI tries new examples, so it says which, and prints what repeats a failure.
settings.register_profile(
    "ci",
    deadline=None,
    max_examples=100,
    derandomize=False,
    print_blob=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("full", settings.get_profile("ci"), max_examples=1000)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Draw the seed here, where it can be told; a local run draws its own and keeps a database."""
    in_ci = bool(os.environ.get("CI")) or config.getoption("--hypothesis-profile") == "full"
    if in_ci and config.getoption("--hypothesis-seed") is None:
        # Through the environment, because the processes of pytest-xdist configure themselves.
        drawn = str(random.SystemRandom().randrange(2**32))
        config.option.hypothesis_seed = os.environ.setdefault("SMARTCOURSE_TEST_SEED", drawn)


def pytest_report_header(config: pytest.Config) -> str | None:
    """The seed that repeats this run."""
    seed = config.getoption("--hypothesis-seed")
    return f"property tests: --hypothesis-seed={seed}" if seed is not None else None
