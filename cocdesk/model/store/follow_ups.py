"""What cases wait for: a projection of the journal, so that the list of all of them is read and not worked out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from cocdesk.model.records.case import Waiting
from cocdesk.model.store.database import Database

_COLUMNS = "id, kind, about, due, comes, goes"


class WaitingRow(Struct, frozen=True, kw_only=True):
    """Something a case waits for, with what the list says of the case.

    ``event`` is the event's id, ``policy`` the policy's hash, ``handler`` the author's row.
    """

    case: str
    code_name: str
    case_title: str
    closed: bool
    event: str
    policy: str
    handler: int
    waiting: Waiting


def project(db: Database, case: int, found: Sequence[Waiting]) -> None:
    """Write what a case waits for, when it changed."""
    wanted = [
        (one.id, one.kind, msgspec.json.encode(one.about).decode(), _ms(one.due), _ms(one.comes), _ms(one.goes)) for one in found
    ]
    if db.all(f"SELECT {_COLUMNS} FROM follow_up WHERE case_id = ? ORDER BY place", (case,)) == wanted:
        return
    db.run("DELETE FROM follow_up WHERE case_id = ?", (case,))
    for place, values in enumerate(wanted):
        db.run(f"INSERT INTO follow_up(case_id, place, {_COLUMNS}) VALUES(?, ?, ?, ?, ?, ?, ?, ?)", (case, place, *values))


def every(db: Database, now: int, hidden: Collection[int] = ()) -> list[WaitingRow]:
    """What all cases wait for at this moment (milliseconds of UTC), the nearest first, what has no time last."""
    sql = (
        "SELECT s.uuid, c.code_name, c.title, c.closed, v.uuid, c.policy, c.handler,"
        " f.id, f.kind, f.about, f.due, f.comes, f.goes FROM follow_up f"
        " JOIN case_row c ON c.id = f.case_id JOIN subject s ON s.id = c.id JOIN subject v ON v.id = c.event"
        f" WHERE (f.comes IS NULL OR f.comes <= ?) AND (f.goes IS NULL OR f.goes > ?){_without(hidden)}"
        " ORDER BY f.due IS NULL, f.due, c.updated DESC, f.case_id, f.place"
    )
    decode = msgspec.json.Decoder(tuple[str, ...]).decode
    found = db.all(sql, (now, now, *hidden))
    return [
        WaitingRow(
            case=bytes(case).hex(), code_name=code, case_title=title, closed=bool(closed), event=bytes(event).hex(),
            policy=bytes(policy).hex(), handler=handler,
            waiting=Waiting(
                id=one, kind=kind, about=decode(about), due=_moment(due), comes=_moment(comes), goes=_moment(goes)
            ),
        )
        for case, code, title, closed, event, policy, handler, one, kind, about, due, comes, goes in found
    ]  # fmt: skip


def _without(hidden: Collection[int]) -> str:
    return f" AND f.case_id NOT IN ({', '.join('?' * len(hidden))})" if hidden else ""


def due_before(db: Database, event: int, moment: int, now: int, hidden: Collection[int] = ()) -> int:
    """How many follow-ups of an event's cases are due before a moment, of those that are shown now."""
    sql = (
        "SELECT count(*) FROM follow_up f INDEXED BY follow_up_due JOIN case_row c ON c.id = f.case_id"
        " WHERE f.due < ? AND c.event = ? AND (f.comes IS NULL OR f.comes <= ?) AND (f.goes IS NULL OR f.goes > ?)"
        f"{_without(hidden)}"
    )
    return int(db.value(sql, (moment, event, now, now, *hidden)))


def _ms(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp() * 1000)


def _moment(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, UTC)
