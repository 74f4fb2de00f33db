"""Times: canonical text, zones, refusals."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.clock import format_time, parse_time
from app.domain.errors import Invalid

# Hypothesis wants bounds without a zone, and adds the zone itself.
EARLIEST = datetime(1, 1, 3, tzinfo=UTC).replace(tzinfo=None)
LATEST = datetime(9999, 12, 29, tzinfo=UTC).replace(tzinfo=None)


def test_without_a_zone_is_utc() -> None:
    assert parse_time("2014-10-20T00:00:00") == datetime(2014, 10, 20, tzinfo=UTC)


def test_a_zone_is_brought_to_utc() -> None:
    assert format_time(parse_time("2026-02-10T01:00:00+01:00")) == "2026-02-10T00:00:00.000000Z"


@given(
    st.datetimes(
        min_value=EARLIEST,
        max_value=LATEST,
        timezones=st.integers(-720, 720).map(lambda m: timezone(timedelta(minutes=m))),
    )
)
def test_text_and_back(moment: datetime) -> None:
    assert parse_time(format_time(moment)) == moment


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "10/02/2026"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_time(text, "enrolled_at")
    assert refused.value.data["field"] == "enrolled_at"
