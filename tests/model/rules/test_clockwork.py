"""Times and periods, in words that people say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.rules.clockwork import (
    add_period,
    due_tone,
    due_words,
    like_a_date,
    moment_words,
    parse_moment,
    span_words,
    twice_or_never,
    zone,
)

NOW = datetime(2026, 5, 24, 12, 0, tzinfo=UTC)
MOMENTS = st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))


def test_half_a_day_is_twelve_hours_on_the_night_the_clocks_change() -> None:
    before = datetime(2026, 3, 29, 1, 0, tzinfo=ZoneInfo("Europe/Vienna"))
    after = add_period(before, "PT12H").astimezone(ZoneInfo("Europe/Vienna"))
    assert (after.hour, after.day) == (14, 29)


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2026-11-30", "P14M", "2028-01-30"),
        ("2026-05-24", "P2Y", "2028-05-24"),
        ("2026-05-24", "P1W", "2026-05-31"),
    ],
)
def test_years_and_months_go_by_the_calendar(start: str, period: str, end: str) -> None:
    assert add_period(datetime.fromisoformat(start).replace(tzinfo=UTC), period).date().isoformat() == end


def test_what_is_no_period_is_refused() -> None:
    with pytest.raises(ValueError, match="soon"):
        add_period(NOW, "soon")


@given(MOMENTS, st.integers(0, 400), st.integers(0, 100))
def test_days_and_hours_are_elapsed_time(moment: datetime, days: int, hours: int) -> None:
    assert add_period(moment, f"P{days}DT{hours}H") - moment == timedelta(days=days, hours=hours)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(hours=2, minutes=10), "in 2 h 10 min"),
        (timedelta(minutes=25), "in 25 min"),
        (timedelta(hours=-3), "overdue by 3 h"),
        (timedelta(hours=7), "today 21:00"),
        (timedelta(hours=20), "tomorrow 10:00"),
        (timedelta(days=6), "in 6 days"),
        (timedelta(0), "overdue by 0 min"),
    ],
)
def test_a_deadline_is_told_in_words(left: timedelta, words: str) -> None:
    assert due_words(NOW + left, NOW, "Europe/Berlin") == words


def test_no_deadline_is_a_dash() -> None:
    assert due_words(None, NOW) == "–"
    assert due_tone(None, NOW) == "off"


@given(st.integers(-1000, 1000))
def test_a_deadline_never_gets_calmer_as_it_comes_nearer(hours: int) -> None:
    order = ["bad", "warn", "info"]
    nearer, later = due_tone(NOW + timedelta(hours=hours), NOW), due_tone(NOW + timedelta(hours=hours + 1), NOW)
    assert order.index(nearer) <= order.index(later)


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=900)))
def test_every_length_of_time_has_words(span: timedelta) -> None:
    assert span_words(span)[0].isdigit()


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(9 * 60 + 59, "9 h 59 min"), (10 * 60 + 30, "10 h"), (10 * 60 + 31, "11 h"), (11 * 60 + 59, "12 h"), (12 * 60, "12 h")],
)
def test_from_ten_hours_up_the_nearest_hour_is_told(minutes: int, words: str) -> None:
    assert span_words(timedelta(minutes=minutes)) == words


@given(st.integers(0, 40_000))
def test_never_more_than_half_an_hour_is_added_to_what_is_left(minutes: int) -> None:
    number, unit, *rest = span_words(timedelta(minutes=minutes)).split()
    told = int(number) * {"min": 1, "h": 60, "day": 1440, "days": 1440}[unit] + (int(rest[0]) if rest else 0)
    assert told - minutes <= 30


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2018-05-24T18:30:00+02:00", "2018-05-24T16:30:00+00:00"),
        ("2018-05-24 18:30", "2018-05-24T16:30:00+00:00"),
        (" 2018-05-24 ", "2018-05-23T22:00:00+00:00"),
    ],
)
def test_a_moment_without_offset_is_in_the_zone_of_the_event(text: str, utc: str) -> None:
    found = parse_moment(text, "Europe/Berlin")
    assert found is not None
    assert found.isoformat() == utc


@given(st.text(max_size=40))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    found = parse_moment(text)
    assert found is None or found.tzinfo is UTC


def test_an_unknown_zone_is_utc() -> None:
    assert zone("Nowhere/Town").key == "UTC"
    assert zone("../etc").key == "UTC"


def test_a_moment_reads_like_a_date_in_a_letter() -> None:
    assert moment_words(NOW, "Europe/Berlin") == "Sun 24 May 2026, 14:00"


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("2026-03-29 02:30", True),  # left out in spring
        ("2026-03-29T02:00:00", True),
        ("2026-10-25 02:30", False),  # comes twice in autumn
        ("2026-10-25T02:59", False),
    ],
)
def test_an_hour_that_comes_twice_or_never_is_known(text: str, turned: bool) -> None:
    found = twice_or_never(text, "Europe/Berlin")
    assert found is not None and abs(found[0] - found[1]) == timedelta(hours=1)
    assert (found[0] > found[1]) is turned
    assert twice_or_never(text, "UTC") is None


@pytest.mark.parametrize(
    "text", ["", "later", "2026-10-25", "2026-10-25T02:30+02:00", "2026-10-25 03:00", "2026-03-29 03:00", "9999-12-31 23:59"]
)
def test_any_other_time_is_not_doubtful(text: str) -> None:
    assert twice_or_never(text, "Europe/Berlin") is None


@pytest.mark.parametrize("text", ["2026-02-31", "2026-05-24 9:30", "2026-13-01T10:00:00Z", "2026-05-24 25:00", "2026-05-24"])
def test_a_day_is_meant_whether_or_not_there_is_one(text: str) -> None:
    assert like_a_date(text)


@pytest.mark.parametrize("text", ["", "Friday", "2026", "2026-05-24 or so", "2026-05-24 18:30, about", "until 2026-05-24"])
def test_words_about_a_day_are_words(text: str) -> None:
    assert not like_a_date(text)
