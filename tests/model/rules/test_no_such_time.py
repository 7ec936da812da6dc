"""A day or an hour that does not exist is noticed however it is written; words about a time are not."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.errors import FileRefused
from cocdesk.model.records import entries as e
from cocdesk.model.rules import record_file
from cocdesk.model.rules.no_such_time import TIMES, no_such_time
from cocdesk.model.rules.remarks import remarks
from cocdesk.model.rules.timeline import fold
from tests.model.cases import EVENT, entry, opening, policies

NEVER = (
    "25:99", "24:01", "about 25:10", "10:61", "31 February", "31. February 2026", "Feb 30", "29 February 2026", "June 31st, 2026",
    "31.02.2026", "31/04/26", "2026-02-31", "on 2026-13-01", "2026-05-24 9:5", "2026-05-24T25:00", "Sun 31 June, 10:00",
)  # fmt: skip
FINE = (
    "", "in the evening", "24:00", "10:30", "18:30:59", "29 February", "29 Feb 2024", "03/04/2026", "24.05.2026, 18:30",
    "May 2026", "they may come at 10:30", "2026-05-24 18:30", "room 31, February", "after 3 days", "1.2.3.4", "March 10:30",
)  # fmt: skip


@pytest.mark.parametrize("text", NEVER)
def test_no_calendar_or_clock_has_it(text: str) -> None:
    assert no_such_time(text)


@pytest.mark.parametrize("text", FINE)
def test_a_time_or_words_about_one_are_fine(text: str) -> None:
    assert not no_such_time(text)


@given(
    st.datetimes(min_value=datetime(1000, 1, 1)),
    st.sampled_from(("%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M", "%d %B %Y, %H:%M", "%B %d, %Y")),
)
def test_every_time_there_is_may_be_written(moment: datetime, how: str) -> None:
    assert not no_such_time(moment.strftime(how))


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    assert no_such_time(text) in (True, False)


TIMED = sorted(
    (action, key)
    for action in record_file.ENTRIES
    for key, _needed, what in record_file.keys_of(action)
    if {"from": "since"}.get(key, key) in TIMES and "list" not in what
)


@pytest.mark.parametrize(("action", "key"), TIMED)
def test_every_act_refuses_such_a_time_with_its_key(action: str, key: str) -> None:
    for text in ("25:99", "31 February"):
        with pytest.raises(FileRefused) as refused:
            record_file.read(action, {key: text, **({"answer": "agreed"} if action == "agree" else {})}, "act.toml")
        assert refused.value.key == key


TEXTS = [e.Met(when="25:99"), e.Met(at="31 February"), e.Met(ended="2026-02-30"), e.Notified(to="x", at="25:99"),
         e.Decided(sanction="none", by="31 June"), e.Knows(who="x", since="31.02.2026"), e.Planned(text="x", check_on="Feb 30"),
         e.Decided(sanction="none", review="31 April 2027"), e.Told(whom="reporter", at="10:61")]  # fmt: skip


@pytest.mark.parametrize("body", TEXTS, ids=lambda body: type(body).__name__)
def test_what_was_written_down_all_the_same_is_asked_about(body: e.CaseBody) -> None:
    case = fold([entry(opening(), 1), entry(body, 2)])
    said = [remark.sentence for remark in remarks(case, policies()["conference"], {}, event=EVENT)]
    assert any("No calendar" in sentence for sentence in said)
