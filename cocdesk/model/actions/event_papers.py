"""Papers about a whole event, made from all its cases at once; ``print`` hands them out like any other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cocdesk.model.desk import Desk
from cocdesk.model.documents import catalogue
from cocdesk.model.documents.blocks import Document
from cocdesk.model.documents.blocks import Paper as Size
from cocdesk.model.dossier import event_file
from cocdesk.model.records.case_file import Audience, Naming
from cocdesk.model.records.event_file import Publishing
from cocdesk.model.rules import consent, disclosure
from cocdesk.model.rules.event_redaction import may_be_named_in
from cocdesk.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A paper about an event before it becomes a file: ``cases`` are the ids it tells of, ``named`` those it may name."""

    document: Document
    event: str
    name: str
    cases: tuple[str, ...]
    named: frozenset[str]


def of_event(
    desk: Desk, kind: catalogue.Kind, *, event: str, audience: Audience, naming: Naming, paper: Size, wishes: Publishing | None
) -> Made:
    """The paper about an event (its id or name, "" for the newest). Raises ``NotFound``."""
    file = event_file(desk, event)
    hashes = {file.event.policy_hash, *(case.case.policy_hash for case in file.cases)}
    policies = {hashed: desk.policy(hashed) for hashed in hashes}
    wishes = wishes or Publishing()
    document = catalogue.of_event(kind, file, policies, audience=audience, naming=naming, paper=paper, wishes=wishes)
    edition = f"-{wishes.edition}" if kind.editions else ""
    return Made(
        document=document,
        event=file.event.id,
        name=f"{kind.id}-{disclosure.year_of(file.event, file.made_at)}{edition}",
        cases=tuple(case.case.id for case in file.cases),
        named=may_be_named_in(file, kind.seen_as or audience, naming) if naming == "named" else frozenset(),
    )


def uncovered(desk: Desk, kind: catalogue.Kind, cases: Iterable[str], audience: str, naming: str) -> str:
    """Why such a paper may not simply leave, by the code names of the cases whose people did not agree; empty when it may.

    A report to the public leaves out what they said no to by itself, so nothing is asked there.
    """
    if kind.editions:
        return ""
    refused: dict[str, list[str]] = {}
    for one in cases:
        state = desk.at(one).case(one)
        sentence = consent.uncovered(state, desk.policy(state.policy_hash), audience, naming)
        if sentence:
            refused.setdefault(sentence, []).append(state.code_name)
    return " ".join(_("{cases}: {why}").format(cases=", ".join(names), why=why) for why, names in refused.items())
