"""How the list of follow-ups says a time, and under which heading it stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.queries.follow_ups import GROUPS, group_of, when_words

BERLIN = "Europe/Berlin"
THURSDAY = datetime(2026, 5, 21, 8, 0, tzinfo=UTC)  # ten in the morning in Berlin


@pytest.mark.parametrize(
    ("due", "group", "words"),
    [
        ("2026-05-21T05:00", "overdue", "overdue by 3 h"),
        ("2026-05-21T08:00", "overdue", "overdue by 0 min"),
        ("2026-05-21T10:10", "today", "in 2 h 10 min"),
        ("2026-05-21T16:00", "today", "today 18:00"),
        ("2026-05-21T21:59", "today", "today"),
        ("2026-05-21T22:00", "tomorrow", "tomorrow 00:00"),
        ("2026-05-22T21:59", "tomorrow", "tomorrow"),
        ("2026-05-23T16:00", "week", "in 2 days"),
        ("2026-05-24T21:59", "week", "Sun"),
        ("2026-05-24T22:00", "later", "in 3 days"),
        ("2026-06-30T21:59", "later", "30 Jun 2026"),
    ],
)
def test_a_time_has_its_heading_and_its_words(due: str, group: str, words: str) -> None:
    moment = datetime.fromisoformat(due).replace(tzinfo=UTC)
    assert (group_of(moment, THURSDAY, BERLIN), when_words(moment, THURSDAY, BERLIN)) == (group, words)


def test_without_a_time_nothing_is_said_of_one() -> None:
    assert (group_of(None, THURSDAY), when_words(None, THURSDAY)) == ("no-time", "")


@pytest.mark.parametrize("change", [datetime(2026, 10, 24, 20, tzinfo=UTC), datetime(2026, 3, 28, 20, tzinfo=UTC)])
def test_tomorrow_is_the_next_day_of_the_place_also_when_its_clocks_change(change: datetime) -> None:
    assert group_of(change + timedelta(hours=3), change, BERLIN) == "tomorrow"
    assert group_of(change + timedelta(hours=25), change, BERLIN) == "tomorrow"
    assert group_of(change + timedelta(minutes=30), change, BERLIN) == "today"


@given(
    first=st.integers(-5000, 50_000),
    more=st.integers(0, 5000),
    start=st.integers(0, 20_000),
    zone=st.sampled_from([BERLIN, "UTC", "Pacific/Auckland", "America/St_Johns"]),
)
def test_what_is_due_later_never_stands_under_an_earlier_heading(first: int, more: int, start: int, zone: str) -> None:
    now = THURSDAY + timedelta(hours=start)
    near, far = now + timedelta(minutes=first), now + timedelta(minutes=first + more)
    assert GROUPS.index(group_of(near, now, zone)) <= GROUPS.index(group_of(far, now, zone))
