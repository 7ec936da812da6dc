"""What is being typed: drafts are rows in the vault, never files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from cocdesk.model.records.case import DraftRow
from cocdesk.model.store.database import Database


def save(db: Database, draft: int | None, *, kind: str, subject: str, author: str, now: int, body: bytes) -> int:
    """Keep a draft; returns its row. ``now`` is milliseconds of UTC.

    A number that is gone, or that is another's, is not written into: the words get a row of their own.
    """
    update = "UPDATE draft SET updated = ?, body = ? WHERE id = ? AND kind = ? AND subject = ? AND author = ?"
    if draft is not None and db.run(update, (now, body, draft, kind, subject, bytes.fromhex(author))).rowcount:
        return draft
    values = (kind, subject, bytes.fromhex(author), now, body)
    return int(db.run("INSERT INTO draft(kind, subject, author, updated, body) VALUES(?, ?, ?, ?, ?)", values).lastrowid or 0)


def of_author(db: Database, author: str) -> list[DraftRow]:
    """A member's drafts, the newest first."""
    sql = "SELECT id, kind, subject, updated, body FROM draft WHERE author = ? ORDER BY updated DESC"
    return [_draft(row) for row in db.all(sql, (bytes.fromhex(author),))]


def get(db: Database, draft: int) -> DraftRow | None:
    """A draft by its row; None when it is gone."""
    row = db.one("SELECT id, kind, subject, updated, body FROM draft WHERE id = ?", (draft,))
    return _draft(row) if row else None


def add_file(db: Database, draft: int, *, media_type: str, data: bytes) -> None:
    """Keep a picture beside a draft."""
    db.run("INSERT INTO draft_file(draft, media_type, bytes) VALUES(?, ?, ?)", (draft, media_type, data))


def file_at(db: Database, draft: int, place: int) -> tuple[str, bytes] | None:
    """(media type, bytes) of one picture beside a draft, in the order they came, counted from 0; None where there is none."""
    sql = "SELECT media_type, bytes FROM draft_file WHERE draft = ? ORDER BY id LIMIT 1 OFFSET ?"
    row = db.one(sql, (draft, place))
    return (str(row[0]), bytes(row[1])) if row else None


def files(db: Database, draft: int) -> Iterator[tuple[str, bytes]]:
    """All of them, read one at a time: ten photos at once are more than there is room for."""
    for place in range(count_files(db, draft)):
        if (kept := file_at(db, draft, place)) is not None:
            yield kept


def count_files(db: Database, draft: int) -> int:
    """How many pictures lie beside a draft."""
    return int(db.value("SELECT count(*) FROM draft_file WHERE draft = ?", (draft,)))


def has_file(db: Database, draft: int, data: bytes) -> bool:
    """Whether this picture lies beside a draft. Compared where it lies: ten of them are more than should be held at once."""
    sql = "SELECT 1 FROM draft_file WHERE draft = ? AND length(bytes) = ? AND bytes = ?"
    return db.one(sql, (draft, len(data), data)) is not None


def remove(db: Database, draft: int) -> None:
    """Forget a draft, and the pictures beside it."""
    db.run("DELETE FROM draft WHERE id = ?", (draft,))


def remove_at_once(db: Database, draft: int) -> None:
    """Forget a draft in a transaction of its own, and leave no page of it in the journal beside the open database."""
    db.run("PRAGMA journal_size_limit = 0")
    try:
        with db.transaction():
            remove(db, draft)
    finally:
        db.run("PRAGMA journal_size_limit = -1")


def _draft(row: tuple[int, str, str, int, bytes]) -> DraftRow:
    number, kind, subject, updated, body = row
    return DraftRow(id=number, kind=kind, subject=subject, updated_at=datetime.fromtimestamp(updated / 1000, UTC), body=body)
