"""What all cases wait for, by time: the list of the Follow-ups page, and the number beside its name."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Literal, get_args

from msgspec import Struct

from cocdesk.model.desk import Desk
from cocdesk.model.records.case import Event, FollowUp
from cocdesk.model.rules.clockwork import due_tone, due_words, zone
from cocdesk.model.rules.follow_up_words import told
from cocdesk.model.rules.follow_ups import END_OF_DAY
from cocdesk.model.store import entries
from cocdesk.model.store import follow_ups as kept
from cocdesk.words import _

Group = Literal["overdue", "today", "tomorrow", "week", "later", "no-time"]
GROUPS: tuple[Group, ...] = ("overdue", "today", "tomorrow", "week", "later", "no-time")
Which = Literal["all", "mine", "overdue", "today"]


class Line(Struct, frozen=True, kw_only=True):
    """One follow-up with its case; ``when`` are the words of its time ("" for none), ``tone`` how near that is."""

    follow_up: FollowUp
    code_name: str
    case_title: str
    group: Group
    when: str
    tone: str
    mine: bool


class Counts(Struct, frozen=True, kw_only=True):
    """How many follow-ups each filter shows."""

    all: int
    mine: int
    overdue: int
    today: int


def follow_ups(desk: Desk) -> tuple[Line, ...]:
    """What every case waits for now, the nearest first and what has no time last. Raises ``VaultDamaged``."""
    now, away = desk.now(), desk.hidden()
    events = {event.id: event for event in desk.events()}
    policy = cache(desk.policy)

    def line(row: kept.WaitingRow, me: int) -> Line:
        due = row.waiting.due
        here = events[row.event].zone if row.event in events else "UTC"
        return Line(
            follow_up=told(row.waiting, row.case, policy(row.policy), closed=row.closed), code_name=row.code_name,
            case_title=row.case_title, group=group_of(due, now, here), when=when_words(due, now, here),
            tone=due_tone(due, now), mine=row.handler == me,
        )  # fmt: skip

    # Two events in two zones may disagree on what is today.
    found = []
    for there in desk.everywhere:
        me = entries.known_author(there.db, desk.member)
        found += [line(row, me) for row in kept.every(there.db, _ms(now), away)]
    if len(desk.everywhere) > 1:
        found.sort(key=lambda one: (one.follow_up.due is None, one.follow_up.due or now))
    return tuple(sorted(found, key=lambda one: GROUPS.index(one.group)))


def wanted(lines: tuple[Line, ...], which: Which) -> tuple[Line, ...]:
    """Those a filter shows; "today" holds what is overdue too, for it is to be done today."""
    if which == "mine":
        return tuple(line for line in lines if line.mine)
    groups = {"overdue": ("overdue",), "today": ("overdue", "today")}.get(which, GROUPS)
    return tuple(line for line in lines if line.group in groups)


def counts(lines: tuple[Line, ...]) -> Counts:
    """How many each filter shows."""
    return Counts(**{which: len(wanted(lines, which)) for which in get_args(Which)})


def pressing(desk: Desk) -> int:
    """How many follow-ups are overdue or due today, each where its event takes place: cheap, for it is asked after each save."""
    now, away = desk.now(), desk.hidden()
    return sum(
        kept.due_before(there.db, entries.row_of(there.db, event.id) or 0, _ms(_tomorrow(event, now)), _ms(now), away)
        for there in desk.everywhere
        for event in desk.events()
    )


def group_of(due: datetime | None, now: datetime, zone_name: str = "UTC") -> Group:
    """The part of the list a time belongs to, by the days of the event's place. A week ends with its Sunday."""
    if due is None:
        return "no-time"
    if due <= now:
        return "overdue"
    today = _day(now, zone_name)
    days = (_day(due, zone_name) - today).days
    if days < 2:
        return "tomorrow" if days else "today"
    return "week" if days <= 6 - today.weekday() else "later"


def group_words(group: Group) -> str:
    """The heading of a part of the list."""
    return {
        "overdue": _("Overdue"), "today": _("Today"), "tomorrow": _("Tomorrow"), "week": _("This week"), "later": _("Later"),
        "no-time": _("No time set"),
    }[group]  # fmt: skip


def when_words(due: datetime | None, now: datetime, zone_name: str = "UTC") -> str:
    """A time as the list says it: "overdue by 3 h", "today 18:00"; a whole day by its name alone."""
    if due is None:
        return ""
    here = due.astimezone(zone(zone_name))
    if due <= now or here.time() != END_OF_DAY:
        return due_words(due, now, zone_name)
    match group_of(due, now, zone_name):
        case "today":
            return _("today")
        case "tomorrow":
            return _("tomorrow")
        case "week":
            return here.strftime("%a")
        case _:
            return here.strftime("%d %b %Y")


def _day(moment: datetime, zone_name: str) -> date:
    return moment.astimezone(zone(zone_name)).date()


def _tomorrow(event: Event, now: datetime) -> datetime:
    """The first moment of tomorrow where the event takes place."""
    return datetime.combine(_day(now, event.zone) + timedelta(days=1), time(), zone(event.zone)).astimezone(UTC)


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
