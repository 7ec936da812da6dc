"""What the list, its chips, its search and the matrix page ask. Cases the member stepped back from are in none of it (X5)."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

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
    found = cases.counts(desk.db, _now(desk), _author(desk), desk.hidden())
    return Counts(**found)


def ids(desk: Desk, wanted: Filter = "open", *, search: str = "", cell: tuple[str, str] | None = None) -> array[int]:
    """Rows of the list in its order: a filter, narrowed by a search and by a cell (risk, impact) of the matrix."""
    found = cases.ids(desk.db, wanted, _now(desk), _author(desk))
    if away := desk.hidden():
        found = array("q", [row for row in found if row not in away])
    if cell is not None:
        inside = set(cases.in_cell(desk.db, *cell))
        found = array("q", [row for row in found if row in inside])
    if search.strip():
        hits = cases.search(desk.db, search)
        found = array("q", [row for row in found if row in hits])
    return found


def rows(desk: Desk, wanted: Sequence[int]) -> Mapping[int, CaseRow]:
    """What the list shows of some rows."""
    return cases.rows(desk.db, wanted)


def matrix(desk: Desk) -> dict[tuple[str, str], tuple[int, int]]:
    """(risk, impact) → (all cases, open cases); cases not yet placed stand under ("", "")."""
    return cases.matrix(desk.db, desk.hidden())


def _now(desk: Desk) -> int:
    return int(desk.now().timestamp() * 1000)


def _author(desk: Desk) -> int:
    return entries.known_author(desk.db, desk.member)


__all__ = ["Counts", "Filter", "counts", "ids", "matrix", "rows"]
