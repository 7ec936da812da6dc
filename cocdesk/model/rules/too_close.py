"""Who of the team said before any case whom they are too close to (X3): nobody says why, and the case says so when it matters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Event, Person, Remark
from cocdesk.model.rules import meeting
from cocdesk.model.rules.text import searchable
from cocdesk.words import _

SETTING = "too-close"
_PARTS = ("reporter", "affected", "reported")


def written(event: Event | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each member with the names they wrote; a line without a colon names nobody."""
    for line in (event.settings.get(SETTING, "") if event is not None else "").splitlines():
        member, colon, names = line.partition(":")
        if colon and member.strip():
            yield member.strip(), tuple(name.strip() for name in names.replace(";", ",").split(",") if name.strip())


def remarks(case: Case, people: Mapping[str, Person], event: Event | None) -> Iterator[Remark]:
    """A word for each member who wrote down somebody of an open case and has not stepped back; the person by code name alone."""
    if case.stage == "closed":
        return
    listed = tuple(written(event))
    away = meeting.away(case, (member for member, _names in listed)) if listed else {}
    for member, names in listed:
        found = meeting.in_the_room(names, case, people, _PARTS) if searchable(member) not in away else ()
        for person in dict.fromkeys(person for _role, person in found):
            sentence = _("{member} wrote down that they are too close to {code_name}. Ask whether they step back, not why.")
            said = sentence.format(member=member, code_name=person.code_name)
            yield Remark(sentence=said, entry=_put_in(case, person.id), row="X3")


def _put_in(case: Case, person: str) -> str:
    """The entry by which somebody came into the case."""
    bodies = ((happening.entry, happening.body) for happening in case.happenings)
    return next((entry for entry, body in bodies if isinstance(body, e.PersonAdded) and body.person == person), "")


__all__ = ["SETTING", "remarks", "written"]
