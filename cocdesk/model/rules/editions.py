"""When the two versions of a report to the public are due (X51): the first for the closing session, the final within a month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cocdesk.model.records.case import Event
from cocdesk.model.records.event_file import EDITIONS, Edition
from cocdesk.model.rules.clockwork import add_period, due_words, parse_moment, zone
from cocdesk.words import N_, _

WITHIN = "P1M"
_LEFT: dict[Edition, str] = {
    "first": N_("First version: left the vault on {day}."), "final": N_("Final version: left the vault on {day}.")
}  # fmt: skip
_DUE: dict[Edition, str] = {
    "first": N_("First version: for the closing session on {day}."),
    "final": N_("Final version: by {day} ({left})."),
}


def due(edition: Edition, event: Event) -> datetime | None:
    """The end of the day a version is due; None where nobody wrote down when the event ends."""
    ends = parse_moment(event.ends or event.starts, event.zone)
    if ends is None:
        return None
    evening = ends.astimezone(zone(event.zone)).replace(hour=23, minute=59)
    return evening if edition == "first" else add_period(evening, WITHIN)


def usual(event: Event, now: datetime) -> Edition:
    """The version people want now: the first until the day of the closing session is over, the final from then on."""
    closing = due("first", event)
    return "first" if closing is not None and now <= closing else "final"


def told(event: Event, left: Mapping[Edition, datetime], now: datetime) -> str:
    """Where both versions stand, in a sentence each; ``left`` is when each went out for the public last.

    Once the final one has left, or is due within the month, nobody asks for the first any more.
    """
    said = []
    for edition in EDITIONS:
        day = due(edition, event)
        if edition in left:
            said.append(_(_LEFT[edition]).format(day=_day(left[edition], event)))
        elif day is not None and not (edition == "first" and ("final" in left or day.date() < now.date())):
            said.append(_(_DUE[edition]).format(day=_day(day, event), left=due_words(day, now, event.zone)))
    return " ".join(said)


def _day(moment: datetime, event: Event) -> str:
    here = moment.astimezone(zone(event.zone))
    return f"{here.day} {here.strftime('%B %Y')}"
