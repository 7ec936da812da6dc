"""A sealed file as a store: the same tables, numbers of its own, and a size that tells little of what is in it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from cocdesk.model.records.case import Event
from cocdesk.model.store import entries, events
from cocdesk.model.store.database import Database

STEP_PAGES = 64
"""Sizes are whole steps of 256 KiB."""
_OVERFLOW_BYTES = 4012
"""What one page behind a long value holds: 4,096 bytes without 80 of the cipher and 4 of the chain."""
_FIRST = 2**24
_EACH = 2**12
_HIGHEST = 2**30
_UUID = re.compile(r"[0-9a-f]{32}")
_ID, _HOLDERS, _MOVING = "room", "holders", "moving"


class SealedDatabase(Database):
    """A database that grows in steps: whole ones are put aside before a change counts, and filled from then on."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with Database.transaction(self):
            yield
            pad(self)


def pad(db: Database) -> None:
    """Let the file end on a whole step. Inside a transaction; the pages put aside are free ones."""
    short = -int(db.value("PRAGMA page_count")) % STEP_PAGES
    if not short:
        return
    if db.value("SELECT 1 FROM sqlite_schema WHERE name = 'filler'") is None:
        db.run("CREATE TABLE filler(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
        short = -int(db.value("PRAGMA page_count")) % STEP_PAGES
    # Free pages are used up before the file grows; afterwards all of them are free again.
    pages = int(db.value("PRAGMA freelist_count")) + short
    db.run("INSERT INTO filler(id, bytes) VALUES(1, zeroblob(?))", (pages * _OVERFLOW_BYTES,))
    db.run("DELETE FROM filler")


def first_number(room: int) -> int:
    """The first of the numbers that rows and drafts of this sealed file have, and of no other and not the vault's own."""
    return _FIRST + room * _EACH


def is_number(value: object) -> bool:
    """Whether a value is a number only a sealed file can have given."""
    return isinstance(value, int) and not isinstance(value, bool) and _FIRST <= value < _HIGHEST


def settle_in(db: Database, room: int, first_event: str, holders: Collection[str]) -> None:
    """Prepare a new, empty sealed file: its numbers, its own id, and who is meant to open it (slot ids). In a transaction."""
    first = first_number(room)
    db.run("INSERT INTO subject(id, uuid, kind) VALUES(?, ?, 'event')", (first, bytes.fromhex(first_event)))
    db.run("INSERT INTO sqlite_sequence(name, seq) VALUES('draft', ?)", (first,))
    set_holders(db, holders)
    room_id(db)


def room_id(db: Database) -> str:
    """The id by which a laptop remembers a sealed file, whatever it is called; made when it has none."""
    found = events.value(db, _ID)
    if found is None:
        found = secrets.token_hex(16)
        events.set_value(db, _ID, found)
    return found


def holders(db: Database) -> frozenset[str]:
    """Who is meant to open it: slot ids, "sheet" for whatever recovery sheet counts."""
    return frozenset((events.value(db, _HOLDERS) or "").split())


def set_holders(db: Database, slots: Collection[str]) -> None:
    """Keep who is meant to open it."""
    events.set_value(db, _HOLDERS, " ".join(sorted(slots)))


def moving(db: Database) -> tuple[str, str]:
    """("in" or "out", the case's id) while a case is on its way; two empty words else."""
    way, _space, case = db.kept(_MOVING, lambda: events.value(db, _MOVING) or "").partition(" ")
    return way, case


def set_moving(db: Database, way: str, case: str) -> None:
    """Note that a case is on its way; an empty way when it has arrived."""
    events.set_value(db, _MOVING, f"{way} {case}" if way else "")


def mirrored(db: Database) -> list[Event]:
    """The events as this sealed file shows them, in the order of the vault's own list."""
    return events.every(db)


def holds(db: Database, value: object) -> bool:
    """Whether a case or person (id), an attachment (id), a row or draft (number), or the case of a record is in this file."""
    if is_number(value):
        first = int(db.value("SELECT min(id) FROM subject") or 0)
        return first <= value < first + _EACH  # type: ignore[operator]
    if isinstance(value, str):
        if not _UUID.fullmatch(value):
            return False
        uuid = bytes.fromhex(value)
        subject = "SELECT 1 FROM subject WHERE uuid = ? AND kind <> 'event'"
        return bool(db.one(subject, (uuid,)) or db.one("SELECT 1 FROM attachment WHERE uuid = ?", (uuid,)))
    case = getattr(value, "case", None)
    return isinstance(case, str) and holds(db, case)


def is_empty(db: Database) -> bool:
    """Whether there is neither a case nor anything half written in it."""
    return not db.value("SELECT count(*) FROM subject WHERE kind = 'case'") and not db.value("SELECT count(*) FROM draft")


def cases_in(db: Database) -> list[str]:
    """The ids of its cases."""
    return [uuid for uuid, kind in entries.subjects(db) if kind == "case"]
