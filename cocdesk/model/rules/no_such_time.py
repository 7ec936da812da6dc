"""Whether a written time is one that no calendar or clock has, however it was written: 31 February, or 25:99."""

from __future__ import annotations

import re
from calendar import monthrange

from cocdesk.model.rules.clockwork import like_a_date, parse_moment

TIMES = frozenset({"at", "ended", "since", "until", "by", "when", "check_on", "review"})
"""The fields of acts in which a time may stand, among words or alone; in some of them ``by`` is a person."""

_MONTHS = "january february march april may june july august september october november december".split()
_NUMBER = {name: number for number, month in enumerate(_MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}
_MONTH = "(" + "|".join(sorted(_NUMBER, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\b(?![:.]\d)"
_YEAR = r"(?:,?\s+(\d{4})\b)?"
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DOTTED = re.compile(r"(?<![\d./])(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d{2})(?![\d./]\d|\d)")
_DAY_FIRST = re.compile(rf"{_DAY}\.?\s+(?:of\s+)?{_MONTH}{_YEAR}", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+{_DAY}{_YEAR}", re.IGNORECASE)
_LEAP = "2024"


def no_such_time(text: str) -> bool:
    """Whether a text is, or holds, a day or an hour that does not exist. Words about a time, such as "in the evening", are fine.

    A day without a year is looked for in a leap year, and 03/04/2026 may be read either way.
    """
    if like_a_date(text) and parse_moment(text) is None:
        return True
    return any(_no_such_hour(*found) for found in _CLOCK.findall(text)) or any(not day for day in _days(text))


def _no_such_hour(hour: str, minute: str, second: str) -> bool:
    return int(hour) * 60 + int(minute) > 24 * 60 or int(minute) > 59 or int(second or 0) > 60


def _days(text: str) -> list[bool]:
    """For each day the text holds, whether it exists."""
    found = [_exists(year, month, day) for year, month, day in _ISO.findall(text)]
    for first, _mark, second, year in _DOTTED.findall(text):
        full = year if len(year) == 4 else f"20{year}"
        found.append(_exists(full, second, first) or _exists(full, first, second))
    named = [(year, month, day) for day, month, year in _DAY_FIRST.findall(text)]
    named += [(year, month, day) for month, day, year in _MONTH_FIRST.findall(text)]
    return [*found, *(_exists(year or _LEAP, str(_NUMBER[month.lower()]), day) for year, month, day in named)]


def _exists(year: str, month: str, day: str) -> bool:
    return 1 <= int(month) <= 12 and int(year) > 0 and 1 <= int(day) <= monthrange(int(year), int(month))[1]
