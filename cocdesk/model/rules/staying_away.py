"""Whether a decision on record keeps somebody from an event: what a cancelled ticket has to rest on (P1, X36)."""

from __future__ import annotations

from datetime import datetime

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Event
from cocdesk.model.rules.clockwork import parse_moment

_ROWS = frozenset({"H10"})
_FOR_A_TIME = "suspension"


def staying_away(case: Case, policy: Policy, event: Event, now: datetime) -> e.Decided | None:
    """The newest decision that somebody does not attend, holds now and covers the event; None when there is none.

    A decision that an appeal changed counts no more, until there is a newer one.
    """
    rows = {sanction.id: sanction.row for sanction in (*policy.sanctions, *policy.further_sanctions)}
    found: e.Decided | None = None
    for happening in case.happenings:
        body = happening.body
        if isinstance(body, e.Appealed) and body.answer == "changed":
            found = None
        elif isinstance(body, e.Decided) and (rows.get(body.sanction) in _ROWS or body.sanction == _FOR_A_TIME):
            found = body
    return found if found is not None and _covers(found, event, now) else None


def _covers(decided: e.Decided, event: Event, now: datetime) -> bool:
    """Whether its time reaches the event. A time nobody can read is no proof that it has ended, nor that it has begun."""
    starts = parse_moment(event.starts, event.zone) or now
    ends = parse_moment(event.ends, event.zone) or starts
    since = parse_moment(decided.since, event.zone)
    until = parse_moment(decided.until, event.zone)
    return (since is None or since <= max(ends, starts)) and (until is None or until >= max(starts, now))
