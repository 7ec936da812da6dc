"""One case put together from the vault for a paper, before any redaction."""

from __future__ import annotations

from collections.abc import Iterator

from cocdesk.model.desk import Desk
from cocdesk.model.errors import NotFound
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Entry, Event, Person
from cocdesk.model.records.case_file import CaseFile, Participant
from cocdesk.model.records.event_file import EarlierEvent, EventFile
from cocdesk.model.rules import consent, disclosure, telling
from cocdesk.model.rules.procedure import next_steps, response_due
from cocdesk.model.rules.timeline import fold, fold_person
from cocdesk.model.store import cases, entries, persons
from cocdesk.model.vault.members import may_write
from cocdesk.words import _


def case_file(desk: Desk, case_id: str) -> CaseFile:
    """Everything the vault knows of a case. Raises ``NotFound``, ``VaultDamaged``, ``NotAllowed`` after stepping back from it."""
    desk = desk.at(case_id)
    desk.require_sight(case_id)
    journal = desk.entries_of(case_id)
    if not journal:
        raise NotFound(_("There is no such case in this vault."))
    case = fold(journal)
    policy, event, members = desk.policy(case.policy_hash), desk.event(case.event), desk.members()
    known = persons.of_ids(desk.db, {part.person for part in case.parts} | once_named(journal))
    parts = ((part, known[part.person]) for part in case.parts if part.person in known)
    opened_by = members.get(case.happenings[0].by, "") if case.happenings else ""
    linked = _linked(desk, journal)
    names = {uuid: person.code_name for uuid, person in known.items()} | linked
    return CaseFile(
        case=case,
        event=event,
        participants=tuple(
            Participant(person=p, role=part.role, words=part.words, shown=p.name or p.code_name) for part, p in parts
        ),
        steps=next_steps(case, policy, event),
        timeline=telling.timeline(journal, case, policy, names, members),
        responsible=tuple(member.name for member in desk.team()),
        received_by=case.report.received_by or opened_by,
        made_at=desk.now(),
        due=response_due(case, policy, event),
        once=_every_identity(desk, journal),
        linked=linked,
    )


def event_file(desk: Desk, event_id: str = "") -> EventFile:
    """An event with its cases, the oldest first; without an id, the newest event. Raises ``NotFound``, ``VaultDamaged``.

    A case the member who sits here stepped back from is not among them. Refusing the paper would tell them that there is one;
    so the papers say, in every vault several people write in and whether or not it happened, that it may be so.
    """
    event = desk.event(event_id)
    listed = _cases_of(desk, event)
    files = sorted((case_file(desk, case) for case in listed), key=lambda file: file.case.received_at)
    untold = (
        file.case.id for file in files if consent.uncovered(file.case, desk.policy(file.case.policy_hash), "public", "code-names")
    )  # fmt: skip
    return EventFile(
        event=event, cases=tuple(files), made_at=desk.now(), members=dict(desk.members()), earlier=tuple(_earlier(desk, event)),
        untold=frozenset(untold), shared=sum(may_write(desk.part(member.role)) for member in desk.vault.members) > 1,
    )  # fmt: skip


def _cases_of(desk: Desk, event: Event) -> list[str]:
    return of_event(desk, event.id)


def of_event(desk: Desk, event: str) -> list[str]:
    """The ids of the cases of an event that are in sight, sealed ones that this member can open last."""
    rows = ((there.db, entries.row_of(there.db, event)) for there in desk.everywhere)
    return [case for db, row in rows if row is not None for case in cases.of_event(db, row) if desk.sees(case)]


def _earlier(desk: Desk, event: Event) -> Iterator[EarlierEvent]:
    """The events of this vault that came before, practice left out; of each only how many reports it had."""
    listed = desk.events()
    before = listed[[one.id for one in listed].index(event.id) + 1 :]
    for one in before:
        if one.exercise == event.exercise:
            year = disclosure.year_of(one, desk.now())
            people = disclosure.attendees(one)
            yield EarlierEvent(name=one.name, year=year, reports=len(_cases_of(desk, one)), people=people)


def _linked(desk: Desk, journal: list[Entry]) -> dict[str, str]:
    """The code names of the cases an entry here points at; one that is gone, never was here or is not in sight has none."""
    others = {entry.body.other for entry in journal if isinstance(entry.body, e.Linked)}
    found: dict[str, str] = {}
    for there in desk.everywhere:
        found |= cases.code_names_of(there.db, sorted(others))
    return {case: code_name for case, code_name in found.items() if desk.sees(case)}


def once_named(journal: list[Entry]) -> set[str]:
    """The ids of all persons a case ever named, those put in by mistake too."""
    bodies = (entry.body for entry in journal)
    return {body.person for body in bodies if isinstance(body, (e.PersonAdded, e.PersonRemoved))}


def _every_identity(desk: Desk, journal: list[Entry]) -> tuple[Person, ...]:
    """Everybody ever put in a case, once for each name they were recorded by, so that an older name is found in texts too."""
    found = (fold_person([entry]) for person in sorted(once_named(journal)) for entry in desk.entries_of(person))
    return tuple(person for person in found if person is not None)
