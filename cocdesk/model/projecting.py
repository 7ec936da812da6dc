"""What lists and searches read, made from the journal: of the vault's own database, or of a sealed file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

import msgspec

from cocdesk.model.errors import VaultDamaged
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Entry, Event
from cocdesk.model.rules.follow_ups import waiting
from cocdesk.model.rules.procedure import current_step, deadline, next_steps
from cocdesk.model.rules.searching import case_words, entry_words
from cocdesk.model.rules.timeline import fold_person
from cocdesk.model.store import cases, entries, events, follow_ups, persons
from cocdesk.model.store.database import Database
from cocdesk.model.vault import journal
from cocdesk.words import _


class Told(Protocol):
    """As much of a desk as this needs."""

    db: Database

    def case(self, case: str) -> Case: ...
    def event(self, wanted: str = "") -> Event: ...
    def policy(self, hashed: str) -> Policy: ...
    def entries_of(self, subject: str) -> list[Entry]: ...


def entry_from(row: entries.EntryRow, vault: str) -> Entry:
    """An entry from its row, its hash checked before anything in it is believed. Raises ``VaultDamaged``."""
    if not journal.hash_holds(row, vault):
        raise _not_as_written()
    try:
        body = journal.decode_body(row.body)
    except msgspec.DecodeError:
        # Not chained: its words would quote what stands in the entry.
        raise _not_as_written() from None
    return Entry(
        id=row.hash, subject=row.subject, at=row.at, made=row.made, by=row.author, device=row.device, number=row.number,
        prev=row.prev, parents=row.parents, salt=row.salt, body=body, signature=row.signature,
    )  # fmt: skip


def _not_as_written() -> VaultDamaged:
    return VaultDamaged(
        _("An entry of this vault is not what was written."),
        kept=_("Nothing was changed."),
        do=_("Run “cocdesk verify” on the vault, and compare with a copy."),
    )


def project_case(desk: Told, subject: str) -> None:
    """Rewrite the list's row of a case from its entries."""
    case = desk.case(subject)
    event = desk.event(case.event)
    policy = desk.policy(case.policy_hash)
    steps = next_steps(case, policy, event)
    step = current_step(steps)
    due = deadline(case, policy, event, steps)
    people = persons.of_ids(desk.db, dict.fromkeys(part.person for part in case.parts))
    row = entries.add_subject(desk.db, subject, "case")
    handler = entries.first_author(desk.db, row)
    cases.project(
        desk.db,
        cases.CaseValues(
            id=row, code_name=case.code_name, title=case.title, event=entries.add_subject(desk.db, event.id, "event"),
            policy=bytes.fromhex(case.policy_hash), place=case.report.place, stage=case.stage, risk=case.risk or "",
            impact=case.impact or "", received=_milliseconds(case.received_at), deadline=_milliseconds(due) if due else None,
            next_step=step.id if step else "", next_step_title=step.title if step else "",
            handler=handler,
            entries=case.entries, updated=_milliseconds(case.updated_at), searched=case_words(case, people.values()),
        ),
    )  # fmt: skip
    if case.form_number:
        events.form_came_back(desk.db, case.form_number, entries.add_subject(desk.db, event.id, "event"), row)
    follow_ups.project(desk.db, row, waiting(case, policy, event, steps))
    cases.project_persons(desk.db, row, [(entries.add_subject(desk.db, p.person, "person"), p.role) for p in case.parts])


def project_event_of_cases(desk: Told, subject: str) -> None:
    """Rewrite an event's set-up, and the row of each of its cases: deadlines depend on the days of the event."""
    project_event(desk, subject)
    for case in cases.of_event(desk.db, entries.add_subject(desk.db, subject, "event")):
        project_case(desk, case)


def project_touched(desk: Told, touched: Mapping[str, entries.SubjectKind]) -> None:
    """Rewrite what entries were added to: events and persons before the cases that show them."""
    order = {"event": 0, "person": 1, "case": 2}
    for subject, kind in sorted(touched.items(), key=lambda item: order[item[1]]):
        if kind == "event":
            project_event_of_cases(desk, subject)
        elif kind == "person":
            project_person(desk, subject)
            for case in persons.cases_of(desk.db, entries.add_subject(desk.db, subject, "person")):
                project_case(desk, case)
        else:
            project_case(desk, subject)


def project_person(desk: Told, subject: str) -> None:
    """Rewrite who somebody is from their own journal."""
    person = fold_person(desk.entries_of(subject))
    if person is not None:
        persons.project(desk.db, entries.add_subject(desk.db, subject, "person"), person)


def project_event(desk: Told, subject: str) -> None:
    """Rewrite an event's set-up from its journal."""
    found = desk.entries_of(subject)
    setups = [entry for entry in found if isinstance(entry.body, e.EventSetUp)]
    if setups:
        body = setups[-1].body
        event = msgspec.convert({"id": subject, **_plain(body)}, Event)
        events.project(desk.db, entries.add_subject(desk.db, subject, "event"), event, setups[-1].made)


def make_search_anew(db: Database) -> None:
    """Make both search indexes anew from the list and the journal, so that no word of what is gone stays in them."""
    cases.forget_searched(db)
    cases.search_listed(db)
    for row, seq, text in entries.bodies(db):
        words = entry_words(journal.decode_body(text))
        if words:
            cases.add_searched_note(db, row, seq, words)


def rebuild(desk: Told) -> None:
    """Throw every projection away and make it anew from the journal: for tests and for mending."""
    with desk.db.transaction():
        make_anew(desk)


def make_anew(desk: Told) -> None:
    """The same inside a transaction of the caller's, who may take it back."""
    make = {"event": project_event, "person": project_person, "case": project_case}
    cases.forget_projections(desk.db)
    for subject, kind in entries.subjects(desk.db):
        make[kind](desk, subject)
    for row, seq, text in entries.bodies(desk.db):
        words = entry_words(journal.decode_body(text))
        if words:
            cases.add_searched_note(desk.db, row, seq, words)


def _plain(body: object) -> dict[str, object]:
    return {field: getattr(body, field) for field in body.__struct_fields__}  # type: ignore[attr-defined]


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
