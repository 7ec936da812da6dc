"""Who may read what: a case file with everything taken out that its reader may not see (B19, B20, X40).

Redaction comes before any paper is built, so nothing that renders ever holds what its reader may not.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Happening, Person, Role
from cocdesk.model.records.case_file import Audience, CaseFile, Naming, Participant
from cocdesk.model.records.report import Report
from cocdesk.model.rules.masking import mask, names_of

_EVERY_ROLE: frozenset[Role] = frozenset({"reporter", "affected", "reported", "witness", "support", "other"})
_EVERY_FIELD = frozenset(Report.__struct_fields__)
_FACTS = frozenset({"heard_at", "happened", "place", "behaviour", "witnessed"})


class View(Struct, frozen=True, kw_only=True):
    """What one audience may see: roles whose names may stand, fields of the report, and the team's own working."""

    names: frozenset[Role]
    fields: frozenset[str]
    timeline: bool = False
    decisions: bool = False
    assessment: bool = False
    contacts: bool = False


VIEWS: dict[Audience, View] = {
    "team": View(names=_EVERY_ROLE, fields=_EVERY_FIELD, timeline=True, decisions=True, assessment=True, contacts=True),
    "chair": View(names=_EVERY_ROLE, fields=_EVERY_FIELD, timeline=True, decisions=True, assessment=True, contacts=True),
    "officer": View(names=_EVERY_ROLE, fields=_EVERY_FIELD, timeline=True, decisions=True, assessment=True, contacts=True),
    "dsf": View(
        names=frozenset({"reported"}),
        fields=_FACTS | {"what", "circumstances", "impact", "ongoing", "channel"},
        decisions=True,
    ),
    "reporter": View(names=frozenset({"reporter", "affected"}), fields=_FACTS | {"what", "contact_wish", "needs"}, decisions=True),
    "reported": View(names=frozenset({"reported"}), fields=frozenset({"behaviour"}), decisions=True),
    "employer": View(names=frozenset({"reported"}), fields=frozenset({"behaviour"}), decisions=True),
    "venue": View(names=frozenset({"reported"}), fields=frozenset(), decisions=True),
    "registration": View(names=frozenset({"reported"}), fields=frozenset(), decisions=True),
    "public": View(names=frozenset(), fields=frozenset({"behaviour"}), decisions=True),
}


def for_audience(file: CaseFile, audience: Audience, naming: Naming) -> CaseFile:
    """The case file one audience may read.

    With *code names only* no name, address or badge remains, in no text either. *Named* leaves names of the roles this
    audience may know; the umbrella body learns the reporter's name only when the reporter agreed to share it.
    """
    view = VIEWS[audience]
    named: frozenset[Role] = view.names if naming == "named" else frozenset()
    if audience == "dsf" and naming == "named" and file.case.report.share_identity:
        named |= {"reporter", "affected"}
    # A person in two parts keeps the stricter one: a name stands only if every part of theirs may be named.
    hidden = [p.person for p in file.participants if p.role not in named]
    hidden_ids = {person.id for person in hidden}
    names = names_of(hidden)
    participants = tuple(_participant(p, p.person.id not in hidden_ids, view.contacts, names) for p in file.participants)
    masked: CaseFile = _masked(replace(file, participants=(), audience=audience, naming=naming), names)
    case = masked.case
    return replace(
        masked,
        participants=participants,
        case=replace(
            case,
            report=_only(case.report, view.fields),
            happenings=tuple(h for h in case.happenings if _may_see(h, view)),
            risk=case.risk if view.assessment else None,
            impact=case.impact if view.assessment else None,
            attachments=case.attachments if view.timeline else (),
        ),
        timeline=masked.timeline if view.timeline else (),
        steps=masked.steps if view.timeline else (),
    )


def _participant(part: Participant, named: bool, contacts: bool, names: dict[str, str]) -> Participant:
    person = part.person
    if not named:
        bare = Person(id=person.id, code_name=person.code_name)
        return Participant(person=bare, role=part.role, words="", shown=person.code_name)
    if not contacts:
        person = Person(id=person.id, code_name=person.code_name, name=person.name, affiliation=person.affiliation)
    person = replace(person, description=mask(person.description, names))
    return replace(part, person=person, words=mask(part.words, names), shown=person.name or person.code_name)


def _only(report: Report, fields: frozenset[str]) -> Report:
    return Report(**{f: getattr(report, f) for f in Report.__struct_fields__ if f in fields})


def _may_see(happening: Happening, view: View) -> bool:
    if view.timeline:
        return True
    seen = (e.Decided, e.Acted, e.Heard, e.Told, e.Closed, e.Met, e.Agreed) if view.decisions else ()
    return isinstance(happening.body, seen)


def _masked(record: Any, names: dict[str, str]) -> Any:
    """A record with every text in it masked, however deep."""
    if not names:
        return record
    if isinstance(record, str):
        return mask(record, names)
    if isinstance(record, tuple):
        return tuple(_masked(inner, names) for inner in record)
    if isinstance(record, dict):
        return {key: _masked(inner, names) for key, inner in record.items()}
    if isinstance(record, msgspec.Struct):
        changes = {f: _masked(getattr(record, f), names) for f in record.__struct_fields__ if f not in _IDENTIFIERS}
        return replace(record, **changes)
    return record


_IDENTIFIERS = frozenset(
    {"id", "entry", "code_name", "policy", "policy_version", "policy_hash", "person", "kind", "event", "sha256", "role", "whom",
     "answer", "horizon", "witnessed", "channel", "stage", "sanction", "consent", "audience", "naming", "state", "acts"}
)  # fmt: skip
