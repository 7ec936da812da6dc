"""What can be asked of the database about its own health, and what every projection holds, for comparing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from cocdesk.model.store.database import Database

_SEARCHED = ("case_search", "note_search")
_PROJECTIONS = ("event_row", "person_row", "case_row", "case_person", "follow_up")


def page_faults(db: Database) -> int:
    """How many pages of the file are not what the cipher wrote."""
    return len(db.all("PRAGMA cipher_integrity_check"))


def structure_faults(db: Database) -> int:
    """How many faults the database finds in its own tables and indexes; it stops at ten."""
    return sum(1 for row in db.all("PRAGMA integrity_check(10)") if row[0] != "ok")


def projections(db: Database) -> dict[str, list[Any]]:
    """Every row that is made from the journal, by table; the moment a row was written is left out."""
    found: dict[str, list[Any]] = {}
    for name in _PROJECTIONS:
        found[name] = sorted(db.all(f"SELECT * FROM {name}"), key=repr)
    return found


def searched(db: Database) -> str:
    """SHA-256 over which words the search indexes hold for which cases and notes; the order they were put in does not count."""
    whole = hashlib.sha256()
    for index in _SEARCHED:
        db.run(f"CREATE VIRTUAL TABLE temp.words_held USING fts5vocab('main', '{index}', 'instance')")
        try:
            # Summed up in the database: a big vault holds millions of words, and Python is to see each different one once.
            sums = "count(*), sum(doc >> 32), sum(doc & 4294967295), sum((doc % 65521) * (doc % 65521)), sum(coalesce(offset, 0))"
            for row in db.each(f"SELECT term, {sums} FROM temp.words_held GROUP BY term"):
                whole.update(repr(row).encode())
        finally:
            db.run("DROP TABLE temp.words_held")
    return whole.hexdigest()


def attachments(db: Database) -> Iterator[tuple[str, bool]]:
    """(id, whether the bytes are those that were put in) of every attachment, read piece by piece."""
    for row, uuid, size, wanted in db.all("SELECT id, uuid, size, sha256 FROM attachment"):
        digest, length = hashlib.sha256(), 0
        for piece in db.each("SELECT bytes FROM attachment_chunk WHERE attachment = ? ORDER BY number", (row,), at_once=1):
            digest.update(piece[0])
            length += len(piece[0])
        yield bytes(uuid).hex(), digest.digest() == bytes(wanted) and length == size


def draft_count(db: Database) -> int:
    """How many unfinished reports wait, of all members."""
    return int(db.value("SELECT count(*) FROM draft"))
