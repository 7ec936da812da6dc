"""Whether a decision on record keeps somebody from an event: what a cancelled ticket has to rest on (P1, X36)."""

from __future__ import annotations

from datetime import datetime

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Event
from cocdesk.model.rules.clockwork import parse_moment
from cocdesk.model.rules.standing import keeps_out, standing


def staying_away(case: Case, policy: Policy, event: Event, now: datetime) -> e.Decided | None:
    """The newest standing decision that somebody does not attend, which covers the event; None when there is none."""
    bodies = [happening.body for happening in standing(case)]
    away = [body for body in bodies if isinstance(body, e.Decided) and keeps_out(body.sanction, policy) == "future"]
    return away[-1] if away and _covers(away[-1], event, now) else None


def _covers(decided: e.Decided, event: Event, now: datetime) -> bool:
    """Whether its time reaches the event. A time nobody can read is no proof that it has ended, nor that it has begun."""
    starts = parse_moment(event.starts, event.zone) or now
    ends = parse_moment(event.ends, event.zone) or starts
    since = parse_moment(decided.since, event.zone)
    until = parse_moment(decided.until, event.zone)
    return (since is None or since <= max(ends, starts)) and (until is None or until >= max(starts, now))
