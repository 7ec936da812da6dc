"""Earlier cases of the same cell, for the card beside a case and the guidance of a decision."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from cocdesk.model.desk import Desk
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case
from cocdesk.model.rules import alike as rule
from cocdesk.model.rules.alike import Alike, Earlier
from cocdesk.model.rules.telling import sanction_title
from cocdesk.model.store import cases
from cocdesk.model.vault import journal
from cocdesk.words import _


def alike(desk: Desk, case_id: str, case: Case | None = None) -> Alike | None:
    """What earlier cases at this case's place on the matrix came to; None before it is assessed.

    Whoever has read the case already gives it. Raises ``NotFound``, ``NotAllowed`` for a case that is not in sight.
    """
    desk.require_sight(case_id)
    case = case or desk.at(case_id).case(case_id)
    if case.risk is None or case.impact is None:
        return None
    received = int(case.received_at.timestamp() * 1000)
    away = desk.hidden()
    found = [
        ending
        for there in desk.everywhere
        for ending in cases.ends_in_cell(there.db, case.risk, case.impact, before=received, without=case_id)
        if ending.case not in away
    ]
    return rule.gathered(_earlier(desk, found), desk.policy(case.policy_hash), case.risk, case.impact)


def sentences(desk: Desk, case_id: str, case: Case | None = None) -> tuple[str, ...]:
    """The same in sentences, for reading before deciding: no person, no code name, no words of anybody. Raises ``NotFound``."""
    return rule.sentences(alike(desk, case_id, case))


def _earlier(desk: Desk, found: list[cases.Ending]) -> Iterator[Earlier]:
    for _case, endings in groupby(found, key=lambda ending: ending.case):
        lines = list(endings)
        policy = desk.policy(lines[0].policy)
        counting = _counting(lines)
        decisions = [body for body in counting if isinstance(body, e.Decided)]
        titles = (title(policy, body.sanction) for body in decisions)
        yield Earlier(
            event=lines[0].event,
            measures=tuple(dict.fromkeys(titles)),
            decided=bool(decisions),
            closed=lines[0].closed,
            changed=any(isinstance(body, e.Appealed) and body.answer == "changed" for body in counting),
        )


def _counting(lines: list[cases.Ending]) -> list[object]:
    """The bodies that were not struck; a strike that was struck itself strikes nothing."""
    read = [(line.entry, journal.decode_body(line.body)) for line in lines if line.body]
    struck: set[str] = set()
    for entry, body in reversed(read):
        if isinstance(body, e.Struck) and entry not in struck:
            struck.add(body.entry)
    return [body for entry, body in read if entry not in struck]


def title(policy: Policy, sanction: str) -> str:
    """A measure by its title; one the procedure does not know is told as such, for its own words may be anything."""
    known = any(s.id == sanction for s in (*policy.sanctions, *policy.further_sanctions))
    return sanction_title(policy, sanction) if known or sanction in ("", "none") else _("another measure")


__all__ = ["Alike", "alike", "sentences"]
