"""What time brings is done from the command line too, once a day, after a short command."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.bootstrap import clock
from app.bootstrap.settling import Settling
from tests.support.command_line import CommandLine

ANA, BEN = "ana@example.org", "ben@example.org"


@pytest.fixture
def learner(school: CommandLine, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """A school with a learner, 100 days on."""
    school("enroll", ANA, "tea")
    school("progress", ANA, "tea", "Boil")
    then = datetime.now(UTC) + timedelta(days=100)
    monkeypatch.setattr(clock.SystemClock, "now", lambda self: then)
    return school


def _reminders(cli: CommandLine) -> list[int]:
    return [row["user_id"] for row in cli.rows("notifications", type="reminder")]


def test_a_command_that_writes_does_what_time_brought(learner: CommandLine) -> None:
    ana = learner.row("users", email=ANA)["id"]
    assert _reminders(learner) == []
    told = len(learner.rows("notifications"))
    learner("enroll", BEN, "tea")
    assert _reminders(learner) == [ana]
    assert len(learner.rows("notifications")) < told  # What has expired is gone.
    assert learner.rows("notifications", type="system")[-1]["title"].startswith("Your course on")


def test_what_only_reads_and_what_is_long_leaves_it(learner: CommandLine, tmp_path: Path) -> None:
    learner("import", "users", _people(tmp_path))
    assert _reminders(learner) == []


def test_it_is_done_once_a_day(learner: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[None] = []
    monkeypatch.setattr(Settling, "upkeep", lambda self: turns.append(None) or iter(()))
    learner("enroll", BEN, "tea")
    learner("enrollment", BEN, "tea", "drop")
    assert len(turns) == 1


def test_what_hinders_it_is_no_failure_of_the_command(
    learner: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as fault:
        fault.setattr(Settling, "upkeep", lambda self: 1 / 0)
        ran = learner.run("enroll", BEN, "tea", "--json")
    assert (ran.code, ran.json["outcome"]) == (0, "enrolled")
    assert "waits for the next command" in ran.err
    learner("enrollment", BEN, "tea", "drop")
    assert _reminders(learner)


def _people(folder: Path) -> Path:
    file = folder / "people.csv"
    file.write_text(
        "email,username,first_name,last_name,role\nfay@example.org,fay,Fay,Fu,student\n",
        encoding="utf-8",
    )
    return file
