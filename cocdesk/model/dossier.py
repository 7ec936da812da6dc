"""One case put together from the vault for a paper, before any redaction."""

from __future__ import annotations

from cocdesk.model.desk import Desk
from cocdesk.model.errors import NotFound
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Entry, Person
from cocdesk.model.records.case_file import CaseFile, Participant
from cocdesk.model.rules import telling
from cocdesk.model.rules.procedure import next_steps, response_due
from cocdesk.model.rules.timeline import fold, fold_person
from cocdesk.model.store import cases, persons
from cocdesk.words import _


def case_file(desk: Desk, case_id: str) -> CaseFile:
    """Everything the vault knows of a case. Raises ``NotFound``, ``VaultDamaged``."""
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
        responsible=tuple(member.name for member in desk.vault.members),
        received_by=case.report.received_by or opened_by,
        made_at=desk.now(),
        due=response_due(case, policy, event),
        once=_every_identity(desk, journal),
        linked=linked,
    )


def _linked(desk: Desk, journal: list[Entry]) -> dict[str, str]:
    """The code names of the cases an entry here points at; one that is gone, or never was here, has none."""
    others = {entry.body.other for entry in journal if isinstance(entry.body, e.Linked)}
    return cases.code_names_of(desk.db, sorted(others))


def once_named(journal: list[Entry]) -> set[str]:
    """The ids of all persons a case ever named, those put in by mistake too."""
    bodies = (entry.body for entry in journal)
    return {body.person for body in bodies if isinstance(body, (e.PersonAdded, e.PersonRemoved))}


def _every_identity(desk: Desk, journal: list[Entry]) -> tuple[Person, ...]:
    """Everybody ever put in a case, once for each name they were recorded by, so that an older name is found in texts too."""
    found = (fold_person([entry]) for person in sorted(once_named(journal)) for entry in desk.entries_of(person))
    return tuple(person for person in found if person is not None)
