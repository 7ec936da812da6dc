"""Files kept inside the vault, in pieces of one mebibyte."""

from __future__ import annotations

from cocdesk.model.store.database import Database

CHUNK = 1024 * 1024


def add(db: Database, *, uuid: str, case: int, name: str, media_type: str, data: bytes, sha256: str) -> None:
    """Keep a file's bytes; ``uuid`` and ``sha256`` in hex, ``case`` a row."""
    values = (bytes.fromhex(uuid), case, name, media_type, len(data), bytes.fromhex(sha256))
    sql = "INSERT INTO attachment(uuid, case_id, name, media_type, size, sha256) VALUES(?, ?, ?, ?, ?, ?)"
    row = db.run(sql, values).lastrowid
    for number, start in enumerate(range(0, len(data), CHUNK)):
        piece = (row, number, data[start : start + CHUNK])
        db.run("INSERT INTO attachment_chunk(attachment, number, bytes) VALUES(?, ?, ?)", piece)


def case_of(db: Database, uuid: str) -> int | None:
    """The row of the case an attachment belongs to; None when it is not here."""
    found: int | None = db.value("SELECT case_id FROM attachment WHERE uuid = ?", (bytes.fromhex(uuid),))
    return found


def data(db: Database, uuid: str) -> bytes | None:
    """The bytes of an attachment; None when it is not here."""
    row = db.value("SELECT id FROM attachment WHERE uuid = ?", (bytes.fromhex(uuid),))
    if row is None:
        return None
    pieces = db.all("SELECT bytes FROM attachment_chunk WHERE attachment = ? ORDER BY number", (row,))
    return b"".join(piece[0] for piece in pieces)
