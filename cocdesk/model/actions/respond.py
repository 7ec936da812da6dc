"""Acts in a case: each adds one entry, and says no with a sentence where the procedure does."""

from __future__ import annotations

import msgspec

from cocdesk.model.actions.report import add_person as new_person
from cocdesk.model.desk import Desk
from cocdesk.model.errors import FileRefused, NotAllowed
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Change, Done, Person
from cocdesk.model.records.report import Report
from cocdesk.model.rules import acting
from cocdesk.model.rules.timeline import apply_changes
from cocdesk.model.store import drafts, entries, persons
from cocdesk.words import _


def record(desk: Desk, case: str, body: e.CaseBody, *, draft: int | None = None) -> Done[str]:
    """Add one entry to a case; returns its id. Raises ``NotAllowed`` when the procedure refuses, with the reason.

    Here and below, ``draft`` is the half-written act it came of: it goes in the same commit.
    """
    state = desk.case(case)
    refusal = acting.refusal(state, body, desk.policy(state.policy_hash))
    if refusal:
        raise NotAllowed(refusal, kept=_("Nothing was recorded."))
    with desk.transaction() as recorder:
        entry = recorder.add(case, body)
        _written(desk, draft)
    return Done(value=entry.id, change=Change(topics=frozenset({"cases"}), cases=(case,)))


def _written(desk: Desk, draft: int | None) -> None:
    if draft is not None:
        drafts.remove(desk.db, draft)


def amend(desk: Desk, case: str, changes: dict[str, object], *, why: str = "", draft: int | None = None) -> Done[str]:
    """Correct or complete the report; what stood before stays in the history. Unchanged keys are left out."""
    report = desk.case(case).report
    unknown = sorted(set(changes) - set(Report.__struct_fields__))
    if unknown:
        raise FileRefused(_("correction"), unknown[0], _("a report has no such key."))
    try:
        wanted = apply_changes(report, changes)
    except msgspec.ValidationError as fault:
        raise FileRefused(_("correction"), "", str(fault)) from fault
    plain, before = msgspec.to_builtins(wanted), msgspec.to_builtins(report)
    changed = {key: plain.get(key) for key in changes if plain.get(key) != before.get(key)}
    if not changed:
        raise NotAllowed(_("Nothing is different from what stands there."), kept=_("Nothing was recorded."))
    return record(desk, case, e.Amended(changes=changed, why=why), draft=draft)


def strike(desk: Desk, case: str, entry: str, *, why: str, draft: int | None = None) -> Done[str]:
    """Take back an entry by a later one; it stays visible as struck, with the reason."""
    return record(desk, case, e.Struck(entry=entry, why=why), draft=draft)


def identify(desk: Desk, person: str, identity: e.Identified, *, draft: int | None = None) -> Done[str]:
    """Correct who somebody is; the newest identification counts and older ones stay in the person's journal."""
    known = persons.of_ids(desk.db, [person]).get(person)
    if known is None:
        raise NotAllowed(_("There is no such person in this vault."))
    with desk.transaction() as recorder:
        entry = recorder.add(person, msgspec.structs.replace(identity, code_name=known.code_name))
        _written(desk, draft)
    touched = persons.cases_of(desk.db, entries.row_of(desk.db, person) or 0)
    return Done(value=entry.id, change=Change(topics=frozenset({"cases", "persons"}), cases=tuple(touched)))


def add_person(
    desk: Desk, case: str, role: str, identity: e.Identified, *, words: str = "", draft: int | None = None
) -> Done[str]:
    """Someone more has a part in the case; returns the person's id."""
    body = msgspec.convert({"person": "0" * 32, "role": role, "words": words}, e.PersonAdded)
    with desk.transaction() as recorder:
        person = new_person(recorder, identity)
        recorder.add(case, msgspec.structs.replace(body, person=person))
        _written(desk, draft)
    return Done(value=person, change=Change(topics=frozenset({"cases", "persons"}), cases=(case,)))


def people(desk: Desk) -> list[Person]:
    """Everybody the vault knows."""
    return persons.every(desk.db)
