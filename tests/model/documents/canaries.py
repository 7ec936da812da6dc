"""One case with a word of its own in every field of every entry, and everybody's name in all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import msgspec

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Person
from cocdesk.model.records.case_file import CaseFile, Participant
from cocdesk.model.records.report import Report
from tests.model.documents import invented_case as invented
from tests.model.policy.shipped_packs import pack

# How somebody is known, all of it: the name, what friends call them, address, number and badge.
KNOWN = {
    "reporter": ("Zoë Žižek", "Zozo", "zoe.z+x@post.example", "+49 170 5550101", "R-1001"),
    "affected": ("Borislav Qvist", "Bibi", "bq@home.example", "+49 170 5550202", "R-2002"),
    "reported": ("Jonas O'Feld", "Jojo", "jofeld@acme.example", "+49 170 5550303", "R-3003"),
    "witness": ("李小龙", "Bruce", "bruce@kick.example", "+49 170 5550404", "R-4004"),
    "support": ("محمد كريم", "Momo", "momo@sun.example", "+49 170 5550505", "R-5005"),
    "other": ("Anna-Maria Łukasz", "Amalka", "ami@wave.example", "+49 170 5550606", "R-6006"),
}
TRACES = {
    "reporter": ("zoë", "zoe", "žižek", "zizek", "zozo", "post.example", "5550101", "r-1001"),
    "affected": ("borislav", "qvist", "bibi", "home.example", "5550202", "r-2002"),
    "reported": ("jonas", "feld", "jojo", "acme.example", "5550303", "r-3003"),
    "witness": ("李小龙", "小龙", "bruce", "kick.example", "5550404", "r-4004"),
    "support": ("محمد", "كريم", "momo", "sun.example", "5550505", "r-5005"),
    "other": ("anna-maria", "łukasz", "lukasz", "amalka", "wave.example", "5550606", "r-6006"),
}
ROLES = tuple(KNOWN)
_CODES = ("Wren", "Dove", "Heron", "Linnet", "Egret", "Plover")


def people(known: dict[str, tuple[str, str, str, str, str]]) -> dict[str, Person]:
    """One person for each part, by all that is known of them."""
    return {
        role: Person(id=f"{place:032x}", code_name=code, name=name, aliases=(alias,), email=mail, phone=phone, badge=badge,
                     description=f"{alias} wears a hat", contact=f"ask at {mail}")
        for place, (role, code) in enumerate(zip(ROLES, _CODES, strict=True))
        for name, alias, mail, phone, badge in (known[role],)
    }  # fmt: skip


PEOPLE = people(KNOWN)
FORMER = Person(id="9" * 32, code_name="Merlin", name="Quentin Abel")
EVERYBODY = " / ".join((*(name for name, *_rest in KNOWN.values()), "Zozo", "jofeld@acme.example", "R-4004", "+49 170 5550505"))
# What a reader may see is settled field by field; these are words of the program or of the procedure, not of people.
_FIXED: dict[type[msgspec.Struct], dict[str, object]] = {
    e.SafetyChecked: {"threat": "no"}, e.SupportGiven: {"offered": [], "given": []}, e.Consented: {"answer": "agreed"},
    e.Assessed: {"risk": "low", "impact": "high", "answers": {}}, e.Decided: {"sanction": "leave-event", "until": "2018-05-27"},
    e.Acted: {"sanction": "leave-event"}, e.Told: {"whom": "reported", "about": "outcome"}, e.Talked: {"length": 5},
    e.ApologyOffered: {"answer": "relayed"},
    e.AttachmentAdded: {"size": 1, "attachment": "a" * 32, "media_type": "image/png", "sha256": "b" * 64},
}  # fmt: skip
TOLD_IN = (
    e.Noted, e.SafetyChecked, e.SupportGiven, e.Consented, e.Assessed, e.Met, e.Heard, e.Decided, e.Agreed, e.Acted, e.Told,
    e.Announced, e.Notified, e.Acknowledged, e.Appealed, e.Recused, e.Retitled, e.AttachmentAdded, e.Talked, e.Planned,
    e.RolledOut, e.Knows, e.ApologyOffered, e.Warned, e.Substituted, e.Evaluated, e.Closed,
)  # fmt: skip


_WHOLLY = ((Report, "behaviour"), (Report, "what"), (e.Told, "behaviour"), (e.Decided, "conditions"), (e.Closed, "shareable"))


def token(kind: type[msgspec.Struct], field: str) -> str:
    """The word that stands in this field and nowhere else."""
    return f"xq{kind.__name__}{field.replace('_', '')}qx".lower()


def filled(kind: type[msgspec.Struct], said: Callable[[str], str], **fixed: object) -> Any:
    """A record with ``said(field)`` in every field that takes words."""
    plain: dict[str, object] = {}
    for field in msgspec.structs.fields(kind):
        words = said(field.name)
        for value in (words, [words], {"place": words, "not_offered": [words]}, {"place": words}):
            try:
                msgspec.convert({field.name: value}, msgspec.defstruct("Probe", [(field.name, field.type)]))
            except msgspec.ValidationError:
                continue
            plain[field.name] = value
            break
    return msgspec.convert({**plain, **fixed}, kind)


def _some(kind: type[msgspec.Struct], field: str) -> str:
    """Who is named in this field: everybody in what readers get most of, else the reporter and two of the others in turn."""
    if (kind, field) in _WHOLLY:
        return EVERYBODY
    turn = kind.__struct_fields__.index(field) + len(kind.__name__)
    others = [KNOWN[role][0] for role in ROLES[1:]]
    return " / ".join((KNOWN["reporter"][0], others[turn % 5], others[(turn + 2) % 5]))


@cache
def file() -> CaseFile:
    """The case, with three who were there and one who was put in it by mistake."""

    def body(kind: type[msgspec.Struct], **fixed: object) -> Any:
        return filled(kind, lambda field: f"{token(kind, field)} {_some(kind, field)}", **fixed)

    report = body(Report, heard_at="2018-05-25T09:30:00+02:00", not_offered=[], share_identity=None)
    bodies: list[tuple[e.CaseBody, int]] = [invented.opening(report)[0]]
    bodies += [
        (e.PersonAdded(person=p.id, role=role, words=f"{token(e.PersonAdded, 'words')} {p.name}"), 0)  # type: ignore[arg-type]
        for role, p in PEOPLE.items()
    ]
    bodies += [(body(kind, **_FIXED.get(kind, {})), minute) for minute, kind in enumerate(TOLD_IN, 1)]
    people = tuple(Participant(person=p, role=role, words=EVERYBODY, shown=p.name) for role, p in PEOPLE.items())  # type: ignore[arg-type]
    made = invented.case_file(pack("django-events"), bodies, people)
    event = msgspec.structs.replace(made.event, settings={"chair": EVERYBODY})
    return msgspec.structs.replace(made, once=(FORMER, *PEOPLE.values()), received_by=EVERYBODY, event=event)


def leaks(text: str, roles: Iterable[str], traces: dict[str, tuple[str, ...]] = TRACES) -> list[str]:
    """What of these people can be found in a text."""
    text = text.casefold()
    return [trace for role in roles for trace in traces[role] if trace.casefold() in text]


def told_of(text: str) -> set[str]:
    """The fields that a text tells something of, as "Kind.field"."""
    text = text.casefold()
    kinds = (Report, e.PersonAdded, *TOLD_IN)
    return {f"{k.__name__}.{f}" for k in kinds for f in k.__struct_fields__ if token(k, f) in text}
