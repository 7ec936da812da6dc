"""Times and periods: added in UTC so that half a day is twelve hours on every night of the year, and told in plain words."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cocdesk.words import _, ngettext

_PERIOD = re.compile(
    r"^P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?)?$"
)
_LIKE_A_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d+)?)?(?: ?Z| ?[+-]\d{1,2}:?\d{0,2})?)?")
SOON = timedelta(hours=6)
LAST_YEAR = 9000
FAR = datetime(LAST_YEAR, 1, 1, tzinfo=UTC)
"""Later than anything a person means; what lies beyond is taken for it."""


def zone(name: str) -> ZoneInfo:
    """The IANA zone of an event; UTC when the name is unknown here."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def period_parts(period: str) -> dict[str, int] | None:
    """How many years, months, weeks, days, hours and minutes a period is; None when it is not an ISO 8601 period."""
    found = _PERIOD.match(period)
    return None if found is None else {name: int(value or 0) for name, value in found.groupdict().items()}


def add_period(moment: datetime, period: str) -> datetime:
    """``moment`` plus an ISO 8601 period. Years and months go by the calendar, the rest by elapsed time in UTC."""
    parts = period_parts(period)
    if parts is None:
        raise ValueError(period)
    base = moment.astimezone(UTC)
    months = base.year * 12 + base.month - 1 + parts["years"] * 12 + parts["months"]
    year, month = divmod(months, 12)
    if year > LAST_YEAR:
        return FAR
    base = base.replace(year=year, month=month + 1, day=min(base.day, monthrange(year, month + 1)[1]))
    try:
        return base + timedelta(weeks=parts["weeks"], days=parts["days"], hours=parts["hours"], minutes=parts["minutes"])
    except OverflowError:
        return FAR


def parse_moment(text: str, zone_name: str = "UTC") -> datetime | None:
    """An ISO 8601 moment as aware UTC; a moment without offset is taken in the event's zone. None when it is not a moment."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone(zone_name))
    try:
        return moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def like_a_date(text: str) -> bool:
    """Whether somebody meant a day or a time by it, and not words about one; whether there is such a time is not asked."""
    return _LIKE_A_DATE.fullmatch(text.strip()) is not None


def twice_or_never(text: str, zone_name: str) -> tuple[datetime, datetime] | None:
    """A written time that the change of the clocks makes doubtful: the two moments it may be; None for any other.

    In autumn an hour comes twice, and the earlier moment stands first. In spring one is left out: then the later stands first.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo is not None or len(text.strip()) <= 10:
            return None
        here = zone(zone_name)
        first, second = (moment.replace(tzinfo=here, fold=fold).astimezone(UTC) for fold in (0, 1))
    except (ValueError, OverflowError):
        return None
    return None if first == second else (first, second)


def span_words(span: timedelta) -> str:
    """A length of time as people say it: "25 min", "2 h 10 min", "12 h", "3 days"; from ten hours up to the nearest hour."""
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 10 and minutes:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    hours += minutes > 30
    if hours < 48:
        return _("{hours} h").format(hours=hours)
    days = hours // 24
    return ngettext("{days} day", "{days} days", days).format(days=days)


def due_words(due: datetime | None, now: datetime, zone_name: str = "UTC") -> str:
    """A deadline in words: "in 2 h 10 min", "today 18:00", "tomorrow", "overdue by 3 h"; a dash without one."""
    if due is None:
        return "–"
    if due <= now:
        return _("overdue by {span}").format(span=span_words(now - due))
    left = due - now
    here = due.astimezone(zone(zone_name))
    today = now.astimezone(zone(zone_name)).date()
    if left <= SOON:
        return _("in {span}").format(span=span_words(left))
    if here.date() == today:
        return _("today {time}").format(time=here.strftime("%H:%M"))
    if (here.date() - today).days == 1:
        return _("tomorrow {time}").format(time=here.strftime("%H:%M"))
    return _("in {span}").format(span=span_words(left))


def due_tone(due: datetime | None, now: datetime) -> str:
    """How near a deadline is: "bad" when past or within three hours, "warn" within twelve, "info" later, "off" without."""
    if due is None:
        return "off"
    left = due - now
    if left <= timedelta(hours=3):
        return "bad"
    return "warn" if left <= timedelta(hours=12) else "info"


def moment_words(moment: datetime, zone_name: str = "UTC") -> str:
    """A moment for reading: "Thu 24 May 2018, 18:30"."""
    return moment.astimezone(zone(zone_name)).strftime("%a %d %b %Y, %H:%M")


def near_words(moment: datetime, now: datetime, zone_name: str) -> str:
    """A moment not long ago: "18:30" today, else with its day, "Thu 24 May, 18:30"."""
    here, today = moment.astimezone(zone(zone_name)), now.astimezone(zone(zone_name))
    return here.strftime("%H:%M") if here.date() == today.date() else here.strftime("%a %d %b, %H:%M")
