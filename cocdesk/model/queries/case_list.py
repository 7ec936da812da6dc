"""What the list, its chips, its search and the matrix page ask: of the vault and of every sealed file this member can open.

Cases the member stepped back from are in none of it (X5).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from cocdesk.model.desk import Desk
from cocdesk.model.records.case import CaseRow
from cocdesk.model.store import cases, entries
from cocdesk.model.store.cases import Filter


class Counts(Struct, frozen=True, kw_only=True):
    """How many cases each filter shows."""

    open: int
    mine: int
    overdue: int
    closed: int
    all: int


def counts(desk: Desk) -> Counts:
    """How many cases each chip shows now."""
    away, now = desk.hidden(), _now(desk)
    found = [cases.counts(there.db, now, _author(there), away) for there in desk.everywhere]
    return Counts(**{chip: sum(one[chip] for one in found) for chip in found[0]})


def ids(desk: Desk, wanted: Filter = "open", *, search: str = "", cell: tuple[str, str] | None = None) -> array[int]:
    """Rows of the list in its order: a filter, narrowed by a search and by a cell (risk, impact) of the matrix."""
    found = _ids(desk, wanted)
    if away := desk.hidden():
        found = array("q", [row for row in found if row not in away])
    if cell is not None:
        inside = {row for there in desk.everywhere for row in cases.in_cell(there.db, *cell)}
        found = array("q", [row for row in found if row in inside])
    if search.strip():
        hits = {row for there in desk.everywhere for row in cases.search(there.db, search)}
        found = array("q", [row for row in found if row in hits])
    return found


def _ids(desk: Desk, wanted: Filter) -> array[int]:
    """A filter's rows in one order; those of sealed files are few, and put between the others."""
    found = cases.ids(desk.main.db, wanted, _now(desk), _author(desk.main))
    between = [row for there in desk.everywhere[1:] for row in cases.ids(there.db, wanted, _now(desk), _author(there))]
    return _put_between(desk, found, between) if between else found


def _put_between(desk: Desk, found: array[int], between: list[int]) -> array[int]:
    """Each at its place by when it changed, newest first; of the many others only those are looked at that a search meets."""
    main = desk.main.db
    moments = {row: moment for there in desk.everywhere[1:] for row, moment in cases.changed(there.db).items()}
    places = [
        (bisect_left(found, (-moments[row], -row), key=lambda other: (-cases.changed_at(main, other), -other)), row)
        for row in between
    ]
    for place, row in sorted(places, key=lambda one: (one[0], -moments[one[1]], -one[1]), reverse=True):
        found.insert(place, row)
    return found


def rows(desk: Desk, wanted: Sequence[int]) -> Mapping[int, CaseRow]:
    """What the list shows of some rows; a sealed case says how many of the team can open it."""
    if len(desk.everywhere) == 1:
        return cases.rows(desk.db, wanted)
    found: dict[int, CaseRow] = dict(cases.rows(desk.main.db, wanted))
    for there in desk.everywhere[1:]:
        sealed = len(there.team())
        found |= {row: msgspec.structs.replace(one, sealed=sealed) for row, one in cases.rows(there.db, wanted).items()}
    return found


def event_of(desk: Desk, case: str) -> str:
    """The id of the event a case belongs to; "" for no case. Raises ``NotFound``."""
    return desk.at(case).case(case).event if case else ""


def matrix(desk: Desk) -> dict[tuple[str, str], tuple[int, int]]:
    """(risk, impact) → (all cases, open cases); cases not yet placed stand under ("", "")."""
    away = desk.hidden()
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for there in desk.everywhere:
        for cell, (every, open_) in cases.matrix(there.db, away).items():
            before = found.get(cell, (0, 0))
            found[cell] = (before[0] + every, before[1] + open_)
    return found


def _now(desk: Desk) -> int:
    return int(desk.now().timestamp() * 1000)


def _author(desk: Desk) -> int:
    return entries.known_author(desk.db, desk.member)


__all__ = ["Counts", "Filter", "counts", "ids", "matrix", "rows"]
