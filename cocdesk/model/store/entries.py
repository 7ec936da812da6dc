"""The journal in the database: entries are added and read, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from msgspec import Struct

from cocdesk.model.store.database import Database

SubjectKind = Literal["case", "person", "event"]


class EntryRow(Struct, frozen=True, kw_only=True):
    """An entry as it lies in the store: ids in hex, ``body`` the canonical JSON."""

    subject: str
    at: int
    made: int
    device: str
    number: int
    author: str
    kind: str
    body: str
    parents: tuple[str, ...]
    prev: str
    salt: str
    hash: str
    signature: bytes


_COLUMNS = "s.uuid, e.at, e.made, d.uuid, e.number, a.slot, e.kind, e.body, e.parents, e.prev, e.salt, e.hash, e.signature"
_FROM = "FROM entry e JOIN subject s ON s.id = e.subject JOIN device d ON d.id = e.device JOIN author a ON a.id = e.author"


def add_subject(db: Database, uuid: str, kind: SubjectKind) -> int:
    """The row of a case, person or event, made when it is not there."""
    found = row_of(db, uuid)
    if found is not None:
        return found
    return int(db.run("INSERT INTO subject(uuid, kind) VALUES(?, ?)", (bytes.fromhex(uuid), kind)).lastrowid or 0)


def row_of(db: Database, uuid: str) -> int | None:
    """The row of a case, person or event by its id; None when there is none."""
    found: int | None = db.value("SELECT id FROM subject WHERE uuid = ?", (bytes.fromhex(uuid),))
    return found


def device_row(db: Database, uuid: str) -> int:
    """The row of a laptop, made when it is not there."""
    found = db.value("SELECT id FROM device WHERE uuid = ?", (bytes.fromhex(uuid),))
    if found is not None:
        return int(found)
    return int(db.run("INSERT INTO device(uuid) VALUES(?)", (bytes.fromhex(uuid),)).lastrowid or 0)


def devices(db: Database) -> set[str]:
    """The laptops that ever wrote here."""
    return {bytes(row[0]).hex() for row in db.all("SELECT uuid FROM device")}


def author_row(db: Database, slot: str, name: str, role: str, verify_key: bytes) -> int:
    """The row of a member; the name kept is the one the slot file says."""
    found = db.one("SELECT id, name FROM author WHERE slot = ?", (bytes.fromhex(slot),))
    if found is None:
        values = (bytes.fromhex(slot), name, role, verify_key)
        return int(db.run("INSERT INTO author(slot, name, role, verify_key) VALUES(?, ?, ?, ?)", values).lastrowid or 0)
    if found[1] != name:
        db.run("UPDATE author SET name = ? WHERE id = ?", (name, found[0]))
    return int(found[0])


def known_author(db: Database, slot: str) -> int:
    """The row of a member who wrote here before; 0 for one who did not."""
    return int(db.value("SELECT id FROM author WHERE slot = ?", (bytes.fromhex(slot),), default=0) or 0)


def verify_keys(db: Database) -> dict[str, bytes]:
    """Slot → public key (Ed25519, 32 bytes) of everybody who ever wrote here, former members too."""
    return {bytes(slot).hex(): bytes(key) for slot, key in db.all("SELECT slot, verify_key FROM author")}


def authors(db: Database) -> dict[str, str]:
    """Slot → name of everybody who ever wrote here."""
    return {bytes(slot).hex(): name for slot, name in db.all("SELECT slot, name FROM author")}


def add(db: Database, entry: EntryRow, subject: int, device: int, author: int) -> int:
    """Put one entry into the journal; returns its row."""
    values = (
        subject, entry.at, entry.made, device, entry.number, author, entry.kind, entry.body, _packed(entry.parents),
        bytes.fromhex(entry.prev), bytes.fromhex(entry.salt), bytes.fromhex(entry.hash), entry.signature,
    )  # fmt: skip
    return int(
        db.run(
            "INSERT INTO entry(subject, at, made, device, number, author, kind, body, parents, prev, salt, hash, signature)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        ).lastrowid
        or 0
    )


def of_subject(db: Database, subject: int) -> list[EntryRow]:
    """All entries of one case, person or event, by their clock."""
    return [_entry(row) for row in db.all(f"SELECT {_COLUMNS} {_FROM} WHERE e.subject = ? ORDER BY e.at", (subject,))]


def every(db: Database) -> Iterable[EntryRow]:
    """All entries of the vault, device by device in their order: for checking."""
    return (_entry(row) for row in db.each(f"SELECT {_COLUMNS} {_FROM} ORDER BY e.device, e.number"))


def last_number(db: Database, device: int) -> int:
    """The highest number a device has given, by its row; what was purged since counts too."""
    sql = "SELECT max(number) FROM entry WHERE device = ?1 UNION ALL SELECT max(last) FROM purged_number WHERE device = ?1"
    return max(int(row[0] or 0) for row in db.all(sql, (device,)))


def last_number_of(db: Database, device: str) -> int:
    """How many entries a device has written into this vault."""
    return last_number(db, db.value("SELECT id FROM device WHERE uuid = ?", (bytes.fromhex(device),), default=0))


def id_of(db: Database, device: str, number: int) -> str | None:
    """The id of the entry a device wrote under a number; empty when there is none, None when it was purged."""
    values = (bytes.fromhex(device), number)
    sql = "SELECT hash FROM entry WHERE device = (SELECT id FROM device WHERE uuid = ?) AND number = ?"
    found = db.value(sql, values)
    if found is not None:
        return bytes(found).hex()
    purged = "SELECT 1 FROM purged_number WHERE device = (SELECT id FROM device WHERE uuid = ?1) AND ?2 BETWEEN first AND last"
    return None if db.one(purged, values) else ""


def first_author(db: Database, subject: int) -> int:
    """Who opened a case: the author's row."""
    return int(db.value("SELECT author FROM entry WHERE subject = ? ORDER BY at, device, number LIMIT 1", (subject,)))


def subjects(db: Database) -> list[tuple[str, SubjectKind]]:
    """All events, then all persons, then all cases."""
    order = "CASE kind WHEN 'event' THEN 0 WHEN 'person' THEN 1 ELSE 2 END, id"
    return [(uuid.hex(), kind) for uuid, kind in db.all(f"SELECT uuid, kind FROM subject ORDER BY {order}")]


def bodies(db: Database) -> list[tuple[int, int, str]]:
    """Subject's row, own row and body of every entry, subject by subject."""
    return [(subject, seq, body) for subject, seq, body in db.all("SELECT subject, seq, body FROM entry ORDER BY subject, seq")]


def recusals(db: Database) -> list[tuple[int, str, str]]:
    """Case (its row), own id and body of every stepping back, and of the strikes in those cases, case by case in their order."""
    sql = (
        "SELECT subject, hash, body FROM entry WHERE kind IN ('recused', 'struck')"
        " AND subject IN (SELECT subject FROM entry WHERE kind = 'recused') ORDER BY subject, at, device, number"
    )
    return [(subject, bytes(hashed).hex(), body) for subject, hashed, body in db.all(sql)]


def newest_at(db: Database) -> int:
    """The highest clock value of the journal."""
    # A device's clock only rises, so its last entry has its highest value; a plain max() would read the whole journal.
    last = "SELECT at FROM entry WHERE device = d.id ORDER BY number DESC LIMIT 1"
    return int(db.value(f"SELECT max(({last})) FROM device d") or 0)


def previous(db: Database, subject: int, device: int) -> str:
    """The id of a device's last entry in a subject; empty when it has none."""
    # Without the hint a planner may walk all entries of the device to find one of this subject.
    sql = "SELECT hash FROM entry INDEXED BY entry_subject WHERE subject = ? AND device = ? ORDER BY at DESC LIMIT 1"
    found = db.value(sql, (subject, device))
    return bytes(found).hex() if found is not None else ""


def head_ids(db: Database, subject: int) -> tuple[str, ...]:
    """The entries of a subject no other one names as a parent."""
    rows = db.all("SELECT hash, parents FROM entry WHERE subject = ?", (subject,))
    seen = {parent for _hash, parents in rows for parent in _unpacked(parents)}
    return tuple(sorted(found for hashed, _parents in rows if (found := bytes(hashed).hex()) not in seen))


def _packed(ids: Iterable[str]) -> bytes:
    return b"".join(bytes.fromhex(entry_id) for entry_id in ids)


def _unpacked(packed: bytes) -> tuple[str, ...]:
    return tuple(packed[i : i + 32].hex() for i in range(0, len(packed), 32))


def _entry(row: Sequence[Any]) -> EntryRow:
    subject, at, made, device, number, author, kind, body, parents, prev, salt, hashed, signature = row
    return EntryRow(
        subject=subject.hex(), at=at, made=made, device=device.hex(), number=number, author=author.hex(), kind=kind, body=body,
        parents=_unpacked(parents), prev=prev.hex(), salt=salt.hex(), hash=hashed.hex(), signature=signature,
    )  # fmt: skip
