"""Which decisions stand: what every paper, list and count goes by once an appeal was heard or a time has run out (G4, G5)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from cocdesk.model.policy.pack import KeepsOut, Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Happening
from cocdesk.model.rules.clockwork import parse_moment

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def standing(case: Case) -> tuple[Happening, ...]:
    """What was decided or done and not taken back since, whether its time has run out or not.

    An appeal that changed the decision takes back what came before it, and so does a report found not to stand (F15).
    """
    found: list[Happening] = []
    for happening in case.happenings:
        body = happening.body
        if isinstance(body, e.Appealed) and body.answer == "changed":
            found = []
        elif isinstance(body, e.Decided):
            found = [*([] if body.stands == "no" else found), happening]
        elif isinstance(body, e.Acted):
            found.append(happening)
    return tuple(found)


def decisions(case: Case, zone: str, now: datetime) -> tuple[e.Decided, ...]:
    """The decisions that hold at a moment. A time nobody can read is no proof that it has ended."""
    found = (happening.body for happening in standing(case))
    return tuple(body for body in found if isinstance(body, e.Decided) and not _over(body.until, zone, now))


def done_undecided(case: Case) -> tuple[e.Acted, ...]:
    """What was done and stands without a decision that says until when, such as what could not wait (X9)."""
    bodies = [happening.body for happening in standing(case)]
    decided = {body.sanction for body in bodies if isinstance(body, e.Decided)}
    return tuple(body for body in bodies if isinstance(body, e.Acted) and body.sanction not in decided)


def taken(case: Case) -> tuple[str, ...]:
    """The ids of what was decided or done and stands, each once; "none" where that was decided."""
    bodies = (happening.body for happening in standing(case))
    return tuple(dict.fromkeys(body.sanction for body in bodies if isinstance(body, (e.Decided, e.Acted)) and body.sanction))


def keeps_out(sanction: str, policy: Policy) -> KeepsOut:
    """From what a measure keeps somebody: this event, future ones, or (empty) nothing or a measure nobody knows."""
    known = (*policy.sanctions, *policy.further_sanctions)
    return next((found.keeps_out for found in known if found.id == sanction), "")


def _over(until: str, zone: str, now: datetime) -> bool:
    end = parse_moment(until, zone)
    if end is not None and _DAY.fullmatch(until.strip()):
        end += timedelta(days=1)  # a last day counts to its end
    return end is not None and end < now
