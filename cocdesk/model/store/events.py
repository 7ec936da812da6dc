"""The events of a vault, the policy packs they work under, and the numbers of blank forms."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from cocdesk.model.records.case import Event
from cocdesk.model.store.database import Database

_decoder = msgspec.json.Decoder(Event)


def project(db: Database, row: int, event: Event, updated: int) -> None:
    """Write an event's set-up; ``updated`` is milliseconds of UTC."""
    values = (row, event.name, msgspec.json.encode(event), updated)
    db.run("INSERT OR REPLACE INTO event_row(id, name, setup, updated) VALUES(?, ?, ?, ?)", values)


def every(db: Database) -> list[Event]:
    """The vault's events, the newest first."""
    return [_decoder.decode(row[0]) for row in db.all("SELECT setup FROM event_row ORDER BY id DESC")]


def keep_pack(db: Database, pack_hash: str, pack_id: str, version: str, text: str) -> None:
    """Keep a pack beside the cases that are judged by it."""
    values = (bytes.fromhex(pack_hash), pack_id, version, text)
    db.run("INSERT OR IGNORE INTO policy_pack(hash, id, version, body) VALUES(?, ?, ?, ?)", values)


def pack(db: Database, pack_hash: str) -> str | None:
    """The kept form of a pack; None when it is not here."""
    found: str | None = db.value("SELECT body FROM policy_pack WHERE hash = ?", (bytes.fromhex(pack_hash),))
    return found


def number_forms(db: Database, event: int, numbers: Iterable[str], printed: int) -> None:
    """Reserve the numbers of blank forms; ``event`` is a row, ``printed`` milliseconds of UTC."""
    db.run_many("INSERT INTO form(number, event, printed) VALUES(?, ?, ?)", [(number, event, printed) for number in numbers])


def form_numbers(db: Database) -> set[str]:
    """The numbers that are taken."""
    return {row[0] for row in db.all("SELECT number FROM form")}


def form_came_back(db: Database, number: str, event: int, case: int) -> None:
    """A form became a case; one that was not printed here is put into the list all the same, so that its number stands once.

    Where two cases were made of one form, the first stays the one it leads to.
    """
    sql = (
        "INSERT INTO form(number, event, printed, case_id) VALUES(?, ?, 0, ?)"
        " ON CONFLICT(number) DO UPDATE SET case_id = ? WHERE case_id IS NULL"
    )
    db.run(sql, (number, event, case, case))


def case_of_form(db: Database, number: str) -> int | None:
    """The row of the case a form became; None when it became none here."""
    found: int | None = db.value("SELECT case_id FROM form WHERE number = ?", (number,))
    return found


def forms(db: Database, most: int) -> list[tuple[str, int, int | None]]:
    """(number, printed in milliseconds of UTC or 0, the case's row) of blank forms, the newest first."""
    return db.all("SELECT number, printed, case_id FROM form ORDER BY printed DESC, number LIMIT ?", (most,))


def value(db: Database, key: str) -> str | None:
    """A fact about the vault itself, such as its id."""
    found = db.value("SELECT value FROM vault WHERE key = ?", (key,))
    return None if found is None else str(found)


def set_value(db: Database, key: str, text: str) -> None:
    """Keep a fact about the vault itself."""
    db.run("INSERT OR REPLACE INTO vault(key, value) VALUES(?, ?)", (key, text))
