"""Which cases of a vault the member who sits at it stepped back from, and is therefore not shown.

This is a rule of the program and no key: whoever reads the database with other tools sees all of it. A case that must be kept
from somebody for certain is sealed (docs/decisions/011-sealed-cases.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from cocdesk.model.errors import NotAllowed
from cocdesk.model.records import entries as e
from cocdesk.model.rules.sight import out_of_sight
from cocdesk.model.store import entries
from cocdesk.model.store.database import Database
from cocdesk.model.vault import journal
from cocdesk.model.vault.members import Member, may_write
from cocdesk.words import _


def hidden(db: Database, me: Member, team: Sequence[Member]) -> frozenset[int]:
    """The rows of those cases; kept until something is written. ``team`` are those who can open what lies in this database."""
    others = tuple(member.name for member in team if member.slot != me.slot and may_write(member.role))
    if not others:
        return frozenset()
    return db.kept(("hidden", me.slot, others), lambda: _read(db, me.name, others))


def require(seen: bool) -> None:
    """Raise ``NotAllowed`` where a case is not in sight."""
    if not seen:
        raise NotAllowed(
            _("This case is not shown to you: you have stepped back from it."),
            kept=_("Nothing was changed."),
            do=_("If that was a mistake, somebody else of the team can strike the entry."),
        )


def _read(db: Database, member: str, others: tuple[str, ...]) -> frozenset[int]:
    found = groupby(entries.recusals(db), key=lambda line: line[0])
    return frozenset(case for case, lines in found if out_of_sight(member, others, _counting(list(lines))))


def _counting(lines: list[tuple[int, str, str]]) -> list[e.Recused]:
    """Those that were not struck; a strike that was struck itself strikes nothing."""
    read = [(entry, journal.decode_body(body)) for _case, entry, body in lines]
    struck: set[str] = set()
    for entry, body in reversed(read):
        if isinstance(body, e.Struck) and entry not in struck:
            struck.add(body.entry)
    return [body for entry, body in read if isinstance(body, e.Recused) and entry not in struck]
