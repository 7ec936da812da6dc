"""When the two versions of a report to the public are due, and what is said once they have left."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from cocdesk.model.rules import editions
from tests.model.documents.invented_case import EVENT

LAST = replace(EVENT, starts="2018-05-23", ends="2018-05-27", zone="Europe/Berlin")
DURING, AFTER, LATE = (datetime(2018, month, day, 10, tzinfo=UTC) for month, day in ((5, 25), (6, 2), (7, 2)))


@pytest.mark.parametrize(
    ("ends", "day"),
    [("2018-05-27", "2018-06-27"), ("2018-01-31", "2018-02-28"), ("2017-12-31", "2018-01-31"), ("2020-01-30", "2020-02-29")],
)
def test_the_final_version_is_due_a_month_after_the_last_day(ends: str, day: str) -> None:
    due = editions.due("final", replace(LAST, ends=ends))
    assert due is not None and due.date().isoformat() == day


def test_during_the_event_both_are_awaited_and_afterwards_only_the_final_one() -> None:
    both = "First version: for the closing session on 27 May 2018. Final version: by 27 June"
    assert editions.told(LAST, {}, DURING).startswith(both)
    assert editions.told(LAST, {}, AFTER).startswith("Final version: by 27 June 2018 (")
    assert "overdue" in editions.told(LAST, {}, LATE)


def test_what_has_left_says_when_and_is_asked_for_no_more() -> None:
    first = editions.told(LAST, {"first": DURING}, DURING)
    assert first.startswith("First version: left the vault on 25 May 2018. Final version: by")
    both = editions.told(LAST, {"first": DURING, "final": AFTER}, LATE)
    assert both == "First version: left the vault on 25 May 2018. Final version: left the vault on 2 June 2018."
    assert editions.told(LAST, {"final": AFTER}, AFTER) == "Final version: left the vault on 2 June 2018."


@pytest.mark.parametrize("ends", ["", "in May", "2018-99-99"])
def test_without_a_last_day_nothing_is_due(ends: str) -> None:
    assert editions.told(replace(LAST, starts="", ends=ends), {}, DURING) == ""


def test_the_first_day_counts_where_no_last_one_is_written_down() -> None:
    due = editions.due("first", replace(LAST, ends=""))
    assert due is not None and due - datetime(2018, 5, 23, tzinfo=UTC) < timedelta(days=1)


def test_the_first_version_is_offered_until_the_closing_session_is_over_and_then_the_final_one() -> None:
    assert [editions.usual(LAST, now) for now in (DURING, AFTER, LATE)] == ["first", "final", "final"]
    assert editions.usual(replace(LAST, starts="", ends=""), DURING) == "final"
