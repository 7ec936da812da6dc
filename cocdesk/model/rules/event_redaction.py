"""Redaction for papers about a whole event: nobody of one case may be found in what another case tells."""

from __future__ import annotations

from msgspec.structs import replace

from cocdesk.model.records.case import Person
from cocdesk.model.records.case_file import Audience, Naming
from cocdesk.model.records.event_file import EventFile, RedactedEvent
from cocdesk.model.rules.masking import new_spellings
from cocdesk.model.rules.redaction import for_audience, may_be_named


def for_event_audience(file: EventFile, audience: Audience, naming: Naming) -> RedactedEvent:
    """The event with each case cut down for its reader. Everybody of the event is looked for in the texts of every case."""
    everybody, spellings = _everybody(file), new_spellings()
    cases = tuple(
        for_audience(
            replace(case, once=(*case.once, *_others(everybody, case.once))), audience, naming, spellings=spellings
        )
        for case in file.cases
    )  # fmt: skip
    return RedactedEvent(
        event=cases[0].event if cases else file.event, cases=cases, made_at=file.made_at, audience=audience, naming=naming,
        members=file.members if naming == "named" else {}, earlier=file.earlier, untold=file.untold,
        shared=file.shared,
    )  # fmt: skip


def may_be_named_in(file: EventFile, audience: Audience, naming: Naming) -> frozenset[str]:
    """The ids of those whom such a paper may name."""
    return frozenset[str]().union(*(may_be_named(case, audience, naming) for case in file.cases))


def _everybody(file: EventFile) -> tuple[Person, ...]:
    known = [person for case in file.cases for person in (*(part.person for part in case.participants), *case.once)]
    return tuple({(person.id, person.name, person.email): person for person in known}.values())


def _others(everybody: tuple[Person, ...], once: tuple[Person, ...]) -> tuple[Person, ...]:
    here = set(once)
    return tuple(person for person in everybody if person not in here)
