"""One case for reading: its state, its persons, its next steps and its history."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

import msgspec
from msgspec import Struct

from cocdesk.model.desk import Desk
from cocdesk.model.dossier import case_file, once_named
from cocdesk.model.errors import NotAllowed, NotFound
from cocdesk.model.policy.pack import Policy
from cocdesk.model.queries import case_list, sealing
from cocdesk.model.queries.sealing import Sealing
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import (
    ActDraft,
    Case,
    DraftRow,
    Event,
    NextStep,
    PaperWords,
    Person,
    Remark,
    Role,
    TimelineLine,
    Unfinished,
)
from cocdesk.model.records.report import ReportDraft
from cocdesk.model.rules import keeping, remarks, telling
from cocdesk.model.rules.procedure import current_step, deadline, next_steps, response_due
from cocdesk.model.rules.timeline import fold
from cocdesk.model.store import drafts, persons
from cocdesk.words import _


class PersonInCase(Struct, frozen=True, kw_only=True):
    """Somebody's part in a case, with who they are."""

    person: Person
    role: Role
    words: str = ""


class LinkedCase(Struct, frozen=True, kw_only=True):
    """Another case that belongs to this one, and how."""

    id: str
    code_name: str
    title: str
    how: str
    words: str = ""


class CaseView(Struct, frozen=True, kw_only=True):
    """A case as a page or a terminal shows it.

    ``due`` is the response clock's end, ``deadline`` the earliest time it waits for, as in the list; ``next`` the one obvious
    next step; ``purge_on`` when the record is due to be forgotten (None: never by itself), ``purge_why`` the rule in words.
    ``remarks`` tell where the procedure was not kept.
    """

    case: Case
    policy: Policy
    event: Event
    people: tuple[PersonInCase, ...]
    steps: tuple[NextStep, ...]
    next: NextStep | None
    due: datetime | None
    timeline: tuple[TimelineLine, ...]
    purge_on: datetime | None
    purge_why: str
    opened_by: str
    deadline: datetime | None = None
    remarks: tuple[Remark, ...] = ()
    linked: tuple[LinkedCase, ...] = ()
    sealed: Sealing | None = None


def case_view(desk: Desk, case_id: str) -> CaseView:
    """Everything a page shows of one case. Raises ``NotFound``, ``VaultDamaged``, ``NotAllowed`` after stepping back from it."""
    desk = desk.at(case_id)
    desk.require_sight(case_id)
    entries = desk.entries_of(case_id)
    if not entries:
        raise NotFound(_("There is no such case in this vault."))
    case = fold(entries)
    policy = desk.policy(case.policy_hash)
    event = desk.event(case.event)
    known = persons.of_ids(desk.db, {part.person for part in case.parts} | once_named(entries))
    members = desk.members()
    steps = next_steps(case, policy, event)
    linked = _linked(desk, case)
    names = {person: who.code_name for person, who in known.items()} | {there.id: there.code_name for there in linked}
    purge_on, purge_why = keeping.purge_date(case, policy, event)
    return CaseView(
        case=case,
        policy=policy,
        event=event,
        people=tuple(PersonInCase(person=known[p.person], role=p.role, words=p.words) for p in case.parts if p.person in known),
        steps=steps,
        next=current_step(steps),
        due=response_due(case, policy, event),
        deadline=deadline(case, policy, event, steps),
        timeline=telling.timeline(entries, case, policy, names, members),
        purge_on=purge_on,
        purge_why=purge_why,
        opened_by=members.get(case.happenings[0].by, "") if case.happenings else "",
        remarks=remarks.remarks(case, policy, known, event=event, now=desk.now()),
        linked=linked,
        sealed=sealing.sealing(desk),
    )


def _linked(desk: Desk, case: Case) -> tuple[LinkedCase, ...]:
    """The cases this one is linked to, each once per way, without those that are not in this vault or not for this reader."""
    bodies = dict.fromkeys((h.body.other, h.body.how, h.body.words) for h in case.happenings if isinstance(h.body, e.Linked))
    found = []
    for other, how, words in bodies:
        with suppress(NotFound, NotAllowed):
            desk.require_sight(other)
            there = desk.at(other).case(other)
            found.append(LinkedCase(id=there.id, code_name=there.code_name, title=there.title, how=how, words=words))
    return tuple(found)


def other_cases(desk: Desk, case_id: str) -> tuple[tuple[str, str], ...]:
    """Every other case by id, with its code name and title, the newest first: for choosing one to link to."""
    rows = case_list.rows(desk, case_list.ids(desk, "all"))
    return tuple((row.id, "  ·  ".join(w for w in (row.code_name, row.title) if w)) for row in rows.values() if row.id != case_id)


def waiting_drafts(desk: Desk) -> list[DraftRow]:
    """This member's unfinished reports and acts, the newest first."""
    found = [row for there in desk.everywhere for row in drafts.of_author(there.db, desk.member)]
    return sorted(found, key=lambda row: row.updated_at, reverse=True)


def draft(desk: Desk, number: int) -> ReportDraft | None:
    """An unfinished report; None when it was filed or thrown away."""
    row = drafts.get(desk.db, number)
    return msgspec.json.decode(row.body, type=ReportDraft) if row is not None else None


def unfinished(desk: Desk, case_id: str) -> tuple[Unfinished, ...]:
    """What this member began to write in a case and did not record, the newest first."""
    rows = [row for row in waiting_drafts(desk) if row.kind.startswith("act:") and row.subject == case_id]
    return tuple(
        Unfinished(number=row.id, updated_at=row.updated_at, draft=msgspec.json.decode(row.body, type=ActDraft)) for row in rows
    )


def paper_words(desk: Desk, kind: str, case_id: str) -> PaperWords | None:
    """What this member typed into a paper about this case, or about none (""), that has not left; None where nothing waits."""
    for row in waiting_drafts(desk):
        if row.kind == f"paper:{kind}" and row.subject == case_id:
            return PaperWords(number=row.id, words=msgspec.json.decode(row.body, type=dict[str, str]))
    return None


__all__ = [
    "CaseView", "LinkedCase", "PersonInCase", "case_file", "case_view", "draft", "other_cases", "paper_words", "unfinished",
    "waiting_drafts",
]  # fmt: skip
