"""A store in memory, without vault or disk: the SQL of the rooms alone."""

from __future__ import annotations

from sqlcipher3 import dbapi2

from cocdesk.model.rules.text import searchable
from cocdesk.model.store import cases, entries, events, schema
from cocdesk.model.store.database import Database

MINUTE = 60_000


def fresh() -> Database:
    """A store of today's shape with one event and one author."""
    db = Database(dbapi2.connect(":memory:", isolation_level=None))
    schema.migrate(db)
    entries.add_subject(db, "ee" * 16, "event")
    entries.author_row(db, "aa" * 8, "Ana", "chair", b"k" * 32)
    return db


def put(db: Database, number: int, searched: str = "", **changes: object) -> int:
    """One row of the list; returns it. Later numbers are newer."""
    row = entries.add_subject(db, f"{number:032x}", "case")
    values: dict[str, object] = {
        "id": row, "code_name": f"quiet-{number}", "title": f"Title {number}", "event": 1, "policy": b"",
        "place": "Hall", "stage": "open",
        "risk": "", "impact": "", "received": number * MINUTE, "deadline": None, "next_step": "meet", "next_step_title": "Meet",
        "handler": 1, "entries": 1, "updated": number * MINUTE, "searched": searchable(searched),
    }  # fmt: skip
    cases.project(db, cases.CaseValues(**(values | changes)))  # type: ignore[arg-type]
    return row


__all__ = ["MINUTE", "events", "fresh", "put"]
