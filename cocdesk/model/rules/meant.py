"""Whom a written word means: a role of the procedure by its id or title, a part in the case by its name or by who has it."""

from __future__ import annotations

from collections.abc import Iterable

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.case import Person
from cocdesk.model.rules.telling_words import CHANNELS, ROLES
from cocdesk.model.rules.text import searchable
from cocdesk.words import _

# Where somebody has several parts, what they told counts before what they saw.
_FIRST = ("reporter", "affected", "reported", "witness", "support", "other")
_ARTICLES = ("the ", "our ", "their ")


def role_of(written: str, policy: Policy) -> str:
    """The id of the role a word names, by its id or its title; "" where this procedure knows none of that name."""
    said = _plain(written)
    return next((role.id for role in policy.roles if said and said in (searchable(role.id), searchable(role.title))), "")


def part_of(written: str, people: Iterable[tuple[str, Person]]) -> str:
    """The part in a case ("reporter", "reported" …) a word names; "" where it may be anybody else, or two people.

    ``people`` are pairs of part and person. Parts are known by their words, people by every name of theirs.
    """
    said = _plain(written)
    for part, words in ROLES.items():
        if said in (searchable(part), searchable(words), searchable(_(words))):
            return part
    found = {person.id for _part, person in people if said and said in _names(person)}
    held = {part for part, person in people if person.id in found}
    return next((part for part in _FIRST if part in held), "") if len(found) == 1 else ""


def person_of(written: str, people: Iterable[tuple[str, Person]]) -> str:
    """The id of the one person of a case who goes by that name; "" where nobody does, or several."""
    said = searchable(written)
    found = {person.id for _part, person in people if said and said in _names(person)}
    return found.pop() if len(found) == 1 else ""


def channel_of(written: str) -> str:
    """The word of a way to tell somebody ("email", "in-person" …), by itself or by what it is called; "" for any other."""
    said = searchable(written)
    return next(
        (way for way, words in CHANNELS.items() if said in (searchable(way), searchable(words), searchable(_(words)))), ""
    )


def _names(person: Person) -> frozenset[str]:
    return frozenset(searchable(name) for name in (person.code_name, person.name, *person.aliases) if name)


def _plain(written: str) -> str:
    said = searchable(written)
    for article in _ARTICLES:
        said = said.removeprefix(article)
    return said
