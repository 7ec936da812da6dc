"""Who is named in what is about to leave, compared with everybody the vault knows; and who may be named there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from cocdesk.model.desk import Desk
from cocdesk.model.documents.blocks import Document
from cocdesk.model.documents.texts import passages, with_texts
from cocdesk.model.dossier import case_file
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Person, Role
from cocdesk.model.records.case_file import Audience
from cocdesk.model.rules import redaction
from cocdesk.model.rules.name_guard import NameMark, marks, masked
from cocdesk.model.rules.name_index import NameIndex
from cocdesk.model.store import persons
from cocdesk.words import _, ngettext

TEAM: frozenset[str] = frozenset({"team", "chair", "officer"})
# Whoever needs protection most is meant first where a name fits several persons of a case.
_FIRST: tuple[Role, ...] = ("reporter", "affected", "witness", "support", "other", "reported")
_ALOUD = ("in-person", "phone")
_READERS: dict[str, Audience] = {"reporter": "reporter", "affected": "reporter", "reported": "reported", "team": "team"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One text that would leave, where it stands, and the names found in it."""

    where: str
    text: str
    marks: tuple[NameMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody who is named though they may not be: how often, and whether that is sure."""

    person: str
    code_name: str
    times: int
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What was found in one paper or text; ``passages`` are only those in which somebody is named."""

    passages: tuple[Passage, ...] = ()

    @property
    def open_passages(self) -> tuple[Passage, ...]:
        """Those that name somebody who may not be named."""
        return tuple(passage for passage in self.passages if any(not mark.allowed for mark in passage.marks))

    @property
    def named(self) -> tuple[Named, ...]:
        """Everybody who may not be named and is, the surest first."""
        found: dict[str, list[NameMark]] = {}
        for passage in self.passages:
            for mark in passage.marks:
                if not mark.allowed:
                    found.setdefault(mark.person, []).append(mark)
        people = [
            Named(
                person=person, code_name=hits[0].code_name, times=len(hits), sure=any(hit.strength == "exact" for hit in hits)
            )
            for person, hits in found.items()
        ]  # fmt: skip
        return tuple(sorted(people, key=lambda one: not one.sure))

    @property
    def sure(self) -> bool:
        """Whether somebody is named beyond a likeness."""
        return any(one.sure for one in self.named)

    def sentence(self) -> str:
        """Who is named, by code name; empty when nobody is."""
        people = self.named
        if not people:
            return ""
        count, who = len(people), listed(people)
        if not self.sure:
            return ngettext(
                "{count} person may be named here: {who}.", "{count} people may be named here: {who}.", count
            ).format(count=count, who=who)  # fmt: skip
        return ngettext(
            "This names {count} person: {who}.", "This names {count} people: {who}.", count
        ).format(count=count, who=who)  # fmt: skip

    def places(self) -> str:
        """Where, by heading."""
        return ", ".join(dict.fromkeys(passage.where for passage in self.open_passages if passage.where))


def listed(people: Iterable[Named], most: int = 6) -> str:
    """Their code names in a row."""
    names = [one.code_name for one in people]
    more = len(names) - most
    return ", ".join(names[:most]) + (_(" and {count} more").format(count=more) if more > 0 else "")


def known_names(desk: Desk, case: str = "") -> NameIndex:
    """Everybody the vault knows, ready to be looked for; the people of a case first, by every name they ever had in it."""
    rest = [person for there in desk.everywhere for person in persons.every(there.db)]
    if not case:
        return NameIndex(rest)
    file = case_file(desk, case)
    order = {part.person.id: _FIRST.index(part.role) for part in reversed(file.participants)}
    near: list[Person] = [*(part.person for part in file.participants), *file.once]
    near.sort(key=lambda person: order.get(person.id, len(_FIRST)))
    here = {person.id for person in near}
    return NameIndex([*near, *(person for person in rest if person.id not in here)])


def may_be_named(desk: Desk, case: str, audience: str, naming: str) -> frozenset[str]:
    """The ids of those a paper of that kind may name: exactly those that redaction leaves."""
    return redaction.may_be_named(case_file(desk, case), audience, naming)  # type: ignore[arg-type]


def may_be_named_to(desk: Desk, case: str, whom: str) -> frozenset[str]:
    """The ids of those who may be named where ``whom`` (a role, "team" or "public") is told something.

    Where several have that part, nobody can say which of them is told: each of their names is then looked at.
    """
    audience = _READERS.get(whom, "public")
    allowed = may_be_named(desk, case, audience, "named")
    themselves = {part.person for part in desk.at(case).case(case).parts if part.role == whom}
    return allowed | themselves if len(themselves) < 2 else allowed - themselves


def check_told(desk: Desk, case: str, body: object) -> str:
    """Who is named in what an entry says to others, with what to do; empty when nobody is, and for what stays in the team.

    What was said aloud to the person reported is looked at too: a name that fell cannot be taken back, but the team has to
    know of it. A way nobody wrote down may have been a letter.
    """
    aloud = isinstance(body, e.Told) and body.channel in _ALOUD
    if isinstance(body, e.Announced):
        whom, said = "public", body.text
    elif isinstance(body, e.Told) and body.whom != "team" and (not aloud or body.whom == "reported"):
        whom = body.whom
        said = "\n".join((body.text, body.behaviour, body.impact, body.change, body.consequences, body.appeal))
    else:
        return ""
    named = look(said, known_names(desk, case), may_be_named_to(desk, case, whom)).sentence()
    if not named:
        return ""
    if aloud:
        return _("{sentence} If it was said like this, talk about it in the team; if it was not, strike the entry.").format(
            sentence=named
        )
    return _("{sentence} Look at these words before they go out.").format(sentence=named)


def look(out: str | Document, names: NameIndex, allowed: Collection[str] = ()) -> Outgoing:
    """The same without the vault: who is named in a text or paper, of those that are known."""
    told = [("", out)] if isinstance(out, str) else passages(out)
    seen: dict[tuple[str, str], Passage] = {}
    for where, text in told:
        if (where, text) not in seen and (found := marks(text, names, allowed=allowed)):
            seen[where, text] = Passage(where=where, text=text, marks=found)
    return Outgoing(passages=tuple(seen.values()))


def with_code_names(document: Document, names: NameIndex, allowed: Collection[str] = ()) -> Document:
    """The document with code names in place of everybody who may not be named in it."""
    return with_texts(document, lambda text: masked(text, marks(text, names, allowed=allowed)))
