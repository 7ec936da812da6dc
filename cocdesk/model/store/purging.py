"""A case taken out of a copy of the database, and the stone that stays: the one place where an entry is ever removed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from cocdesk.model.store import entries
from cocdesk.model.store.database import Database

_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
Spans = tuple[tuple[int, int], ...]
"""Numbers in runs, first and last of each."""


class Tombstone(Struct, frozen=True, kw_only=True):
    """What the vault still says of a purged case: ids in hex, ``at`` milliseconds of UTC, ``numbers`` by device."""

    case: str
    at: int
    policy: str
    by: str
    entries: int
    numbers: Mapping[str, Spans]
    signature: bytes = b""


def only_here(db: Database, case: int) -> tuple[int, ...]:
    """The rows of the persons whom no entry of another case or of an event names."""
    persons = {bytes(uuid).hex(): row for row, uuid in db.all("SELECT id, uuid FROM subject WHERE kind = 'person'")}
    mine = _named(db, "e.subject = ?", (case,)) & set(persons)
    if not mine:
        return ()
    elsewhere = _named(db, "e.subject <> ? AND s.kind <> 'person'", (case,))
    return tuple(sorted(persons[uuid] for uuid in mine - elsewhere))


def named_persons(db: Database, case: int) -> tuple[str, ...]:
    """The ids of the persons whom the entries of a case name."""
    persons = {bytes(uuid).hex() for (uuid,) in db.all("SELECT uuid FROM subject WHERE kind = 'person'")}
    return tuple(sorted(_named(db, "e.subject = ?", (case,)) & persons))


def _named(db: Database, where: str, values: Sequence[int]) -> set[str]:
    bodies = db.each(f"SELECT e.body FROM entry e JOIN subject s ON s.id = e.subject WHERE {where}", values)
    return {uuid for (body,) in bodies for uuid in _ID.findall(body)}


def numbers(db: Database, subjects: Iterable[int]) -> dict[str, Spans]:
    """Device → the numbers its entries in some subjects bear, in runs."""
    found: dict[str, list[tuple[int, int]]] = {}
    wanted = tuple(subjects)
    marks = ", ".join("?" * len(wanted))
    sql = (
        "SELECT d.uuid, e.number FROM entry e JOIN device d ON d.id = e.device"
        f" WHERE e.subject IN ({marks}) ORDER BY d.uuid, e.number"
    )
    for uuid, number in db.each(sql, wanted):
        runs = found.setdefault(bytes(uuid).hex(), [])
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return {device: tuple(runs) for device, runs in found.items()}


def remove(db: Database, case: int, persons: Sequence[int], stone: Tombstone) -> None:
    """Take a case and some persons out, with all that hangs on them, and set the stone. Inside a transaction.

    The search indexes are not touched: whoever calls this makes them anew.
    """
    for table in ("attachment_chunk", "attachment", "follow_up", "case_person"):
        where = "attachment IN (SELECT id FROM attachment WHERE case_id = ?)" if table == "attachment_chunk" else "case_id = ?"
        db.run(f"DELETE FROM {table} WHERE {where}", (case,))
    db.run("UPDATE form SET case_id = NULL WHERE case_id = ?", (case,))
    db.run("DELETE FROM draft WHERE subject = ?", (stone.case,))
    db.run("DELETE FROM case_row WHERE id = ?", (case,))
    for person in persons:
        db.run("DELETE FROM case_person WHERE person = ?", (person,))
        db.run("DELETE FROM person_row WHERE id = ?", (person,))
    for subject in (case, *persons):
        db.run("INSERT INTO purge_permit(subject) VALUES(?)", (subject,))
        db.run("DELETE FROM entry WHERE subject = ?", (subject,))
        db.run("DELETE FROM purge_permit WHERE subject = ?", (subject,))
        db.run("DELETE FROM subject WHERE id = ?", (subject,))
    set_stone(db, stone)


def lift_stone(db: Database, case: str) -> None:
    """Take a stone away again: for a case that was sealed, and lies in the open now. Inside a transaction."""
    for table, key in (("purged_number", "tombstone"), ("tombstone", "uuid")):
        db.run(f"DELETE FROM {table} WHERE {key} = ?", (bytes.fromhex(case),))


def set_stone(db: Database, stone: Tombstone) -> None:
    """Put a stone, in place of one that stood for the same case; its author must have a row. Inside a transaction."""
    lift_stone(db, stone.case)
    uuid = bytes.fromhex(stone.case)
    author = db.value("SELECT id FROM author WHERE slot = ?", (bytes.fromhex(stone.by),))
    values = (uuid, stone.at, stone.policy, author, stone.entries, stone.signature)
    db.run("INSERT INTO tombstone(uuid, purged_at, policy, author, entries, signature) VALUES(?, ?, ?, ?, ?, ?)", values)
    for device, runs in stone.numbers.items():
        row = entries.device_row(db, device)
        rows = [(uuid, row, first, last) for first, last in runs]
        db.run_many("INSERT INTO purged_number(tombstone, device, first, last) VALUES(?, ?, ?, ?)", rows)


def stones(db: Database) -> tuple[Tombstone, ...]:
    """Every purge this vault remembers, the oldest first."""
    spans: dict[bytes, dict[str, list[tuple[int, int]]]] = {}
    runs = "SELECT p.tombstone, d.uuid, p.first, p.last FROM purged_number p JOIN device d ON d.id = p.device"
    for stone, device, first, last in db.all(f"{runs} ORDER BY d.uuid, p.first"):
        spans.setdefault(bytes(stone), {}).setdefault(bytes(device).hex(), []).append((first, last))
    listed = db.all(
        "SELECT t.uuid, t.purged_at, t.policy, a.slot, t.entries, t.signature FROM tombstone t"
        " JOIN author a ON a.id = t.author ORDER BY t.purged_at, t.uuid"
    )
    return tuple(
        Tombstone(
            case=bytes(uuid).hex(), at=at, policy=policy, by=bytes(slot).hex(), entries=count, signature=bytes(signature),
            numbers={device: tuple(found) for device, found in spans.get(bytes(uuid), {}).items()},
        )
        for uuid, at, policy, slot, count, signature in listed
    )  # fmt: skip


def permits(db: Database) -> int:
    """How many permits lie about: a purge takes its own back in the same breath, so there is never one."""
    return int(db.value("SELECT count(*) FROM purge_permit"))
