"""The case list: a projection of the journal, its filters, its counts and its search."""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import Any, Literal

from msgspec import Struct

from cocdesk.model.records.case import CaseRow, Stage
from cocdesk.model.rules.text import fold, searchable
from cocdesk.model.store.database import Database

Filter = Literal["open", "mine", "overdue", "closed", "all"]
MERGED_PAGES = 256
_ENTRY_BITS = 32
_UUID = re.compile(r"[0-9a-f]{32}")
LONGEST_QUERY = 64
_LONGEST_TYPED = 4_000
_COLUMNS = (
    "c.id, s.uuid, c.code_name, c.title, coalesce(e.name, ''), c.place, c.stage, c.risk, c.impact, c.received, c.deadline,"
    " c.next_step, c.next_step_title, a.name, c.updated"
)
_FROM = "FROM case_row c JOIN subject s ON s.id = c.id LEFT JOIN event_row e ON e.id = c.event JOIN author a ON a.id = c.handler"


class CaseValues(Struct, frozen=True, kw_only=True):
    """What the projection keeps of a case; moments are milliseconds of UTC."""

    id: int
    code_name: str
    title: str
    event: int
    policy: bytes
    place: str
    stage: Stage
    risk: str
    impact: str
    received: int
    deadline: int | None
    next_step: str
    next_step_title: str
    handler: int
    entries: int
    updated: int
    searched: str


_VALUES = tuple(field for field in CaseValues.__struct_fields__ if field != "id")


def project(db: Database, values: CaseValues) -> None:
    """Write a case's row, and its searched words when they changed."""
    row = {field: getattr(values, field) for field in _VALUES}
    row |= {"title_key": fold(values.title), "closed": values.stage == "closed"}
    before = db.one(f"SELECT {', '.join(row)} FROM case_row WHERE id = ?", (values.id,))
    if before is None:
        db.run(
            f"INSERT INTO case_row(id, {', '.join(row)}) VALUES({', '.join('?' * (len(row) + 1))})", (values.id, *row.values())
        )
        db.run("INSERT INTO case_search(rowid, body) VALUES(?, ?)", (values.id, values.searched))
        return
    changed = {name: value for (name, value), old in zip(row.items(), before, strict=True) if value != old}
    if not changed:
        return
    db.run(f"UPDATE case_row SET {', '.join(f'{name} = ?' for name in changed)} WHERE id = ?", (*changed.values(), values.id))
    if "searched" in changed:
        db.run("INSERT OR REPLACE INTO case_search(rowid, body) VALUES(?, ?)", (values.id, values.searched))


def of_event(db: Database, event: int) -> list[str]:
    """The ids of the cases of an event."""
    sql = "SELECT s.uuid FROM case_row c JOIN subject s ON s.id = c.id WHERE c.event = ?"
    return [row[0].hex() for row in db.all(sql, (event,))]


def project_persons(db: Database, case: int, parts: Iterable[tuple[int, str]]) -> None:
    """The persons of a case and their parts."""
    wanted = set(parts)
    have = {(person, role) for person, role in db.all("SELECT person, role FROM case_person WHERE case_id = ?", (case,))}
    for person, role in have - wanted:
        db.run("DELETE FROM case_person WHERE case_id = ? AND person = ? AND role = ?", (case, person, role))
    for person, role in wanted - have:
        db.run("INSERT INTO case_person(case_id, person, role) VALUES(?, ?, ?)", (case, person, role))


def add_searched_note(db: Database, subject: int, entry: int, text: str) -> None:
    """Make the words of one entry findable; ``subject`` and ``entry`` are rows.

    The number kept names the subject itself, or a short word that many notes hold would have to look up each of them.
    """
    db.run("INSERT INTO note_search(rowid, body) VALUES(?, ?)", (subject << _ENTRY_BITS | entry, searchable(text)))


def forget_searched(db: Database) -> None:
    """Empty both search indexes."""
    for index in ("case_search", "note_search"):
        db.run(f"INSERT INTO {index}({index}) VALUES('delete-all')")


def search_listed(db: Database) -> None:
    """Make the words of every listed case findable again."""
    db.run("INSERT INTO case_search(rowid, body) SELECT id, searched FROM case_row ORDER BY id")


def forget_projections(db: Database) -> None:
    """Empty everything that can be rebuilt from the journal."""
    forget_searched(db)
    for table in ("case_person", "follow_up", "case_row", "person_row", "event_row"):
        db.run(f"DELETE FROM {table}")


def ids(db: Database, wanted: Filter, now: int, author: int) -> array[int]:
    """The rows of a filter, newest change first. Kept until the next change, for each letter of a search asks again."""
    where, values = _where(wanted, now, author)
    if wanted == "overdue":  # each moment has its own
        return _in_order(db, where, values)
    return db.kept((wanted, values), lambda: _in_order(db, where, values))[:]


def changed_at(db: Database, row: int) -> int:
    """When a case last changed, in milliseconds of UTC."""
    return int(db.value("SELECT updated FROM case_row WHERE id = ?", (row,)))


def changed(db: Database) -> dict[int, int]:
    """Row → when it last changed (milliseconds of UTC), of every case; kept until something is written."""
    return db.kept("changed", lambda: dict(db.all("SELECT id, updated FROM case_row")))


def _in_order(db: Database, where: str, values: tuple[int | str, ...]) -> array[int]:
    # The covering index walks in the list's order; without the hint a planner may sort.
    sql = f"SELECT id FROM case_row INDEXED BY case_list {where} ORDER BY updated DESC, id DESC"
    return array("q", chain.from_iterable(db.all(sql, values)))


def _where(wanted: Filter, now: int, author: int) -> tuple[str, tuple[int, ...]]:
    match wanted:
        case "open":
            return "WHERE closed = 0", ()
        case "mine":
            return "WHERE closed = 0 AND handler = ?", (author,)
        case "overdue":
            return "WHERE closed = 0 AND deadline < ?", (now,)
        case "closed":
            return "WHERE closed = 1", ()
        case "all":
            return "", ()


def counts(db: Database, now: int, author: int, hidden: Collection[int] = ()) -> dict[Filter, int]:
    """How many cases each filter shows, without the ``hidden`` ones."""
    row = db.one(
        "SELECT sum(closed = 0), sum(closed = 0 AND handler = ?), sum(closed = 0 AND deadline < ?), sum(closed = 1), count(*)"
        f" FROM case_row INDEXED BY case_list{_without('WHERE', hidden)}",
        (author, now, *hidden),
    )
    names: tuple[Filter, ...] = ("open", "mine", "overdue", "closed", "all")
    return {name: int(value or 0) for name, value in zip(names, row, strict=True)}


def _without(word: str, hidden: Collection[int]) -> str:
    return f" {word} id NOT IN ({', '.join('?' * len(hidden))})" if hidden else ""


def matrix(db: Database, hidden: Collection[int] = ()) -> dict[tuple[str, str], tuple[int, int]]:
    """(risk, impact) → how many cases stand there, and how many of them are open. Not yet placed ones stand under ("", "")."""
    sql = (
        "SELECT risk, impact, count(*), sum(closed = 0) FROM case_row INDEXED BY case_cell"
        f"{_without('WHERE', hidden)} GROUP BY risk, impact"
    )
    return {(risk, impact): (int(every), int(open_)) for risk, impact, every, open_ in db.all(sql, tuple(hidden))}


def in_cell(db: Database, risk: str, impact: str) -> array[int]:
    """The rows of one cell of the matrix, newest change first."""
    return _in_order(db, "WHERE risk = ? AND impact = ?", (risk, impact))


class Ending(Struct, frozen=True, kw_only=True):
    """One entry of an earlier case that says how it ended; a case without any has one line with an empty ``body``."""

    case: int
    policy: str
    event: str
    closed: bool
    entry: str
    body: str


MOST_EARLIER = 500


def ends_in_cell(db: Database, risk: str, impact: str, *, before: int, without: str) -> list[Ending]:
    """What was decided, appealed or struck in the newest cases of a cell that came in earlier, case by case in their order."""
    sql = (
        "WITH near AS (SELECT c.id, c.policy, c.closed, c.event FROM case_row c WHERE c.risk = ? AND c.impact = ?"
        " AND c.received <= ? AND c.id <> ? ORDER BY c.received DESC LIMIT ?)"
        " SELECT n.id, n.policy, coalesce(v.name, ''), n.closed, e.hash, e.body FROM near n"
        " LEFT JOIN event_row v ON v.id = n.event"
        " LEFT JOIN entry e ON e.subject = n.id AND e.kind IN ('decided', 'appealed', 'struck')"
        " ORDER BY n.id, e.at, e.device, e.number"
    )
    own = db.value("SELECT id FROM subject WHERE uuid = ?", (bytes.fromhex(without),), default=0)
    return [
        Ending(
            case=case,
            policy=bytes(policy).hex(),
            event=event,
            closed=bool(closed),
            entry=bytes(entry or b"").hex(),
            body=body or "",
        )
        for case, policy, event, closed, entry, body in db.all(sql, (risk, impact, before, own, MOST_EARLIER))
    ]


def search(db: Database, text: str) -> set[int]:
    """Rows of cases in which every word of ``text`` begins some word, in the case's own text or in one of its notes.

    A single Latin letter counts only in the case's own text: nearly every note has a word that begins with it. Of a long text
    the first words count.
    """
    # Only letters and digits, cut as the index cuts them: nothing typed may be read as a command of the query language.
    words = list(dict.fromkeys(searchable(text[:_LONGEST_TYPED]).split()))[:LONGEST_QUERY]
    if not words:
        return set()
    found = {row[0] for row in db.all("SELECT rowid FROM case_search WHERE case_search MATCH ?", (_query(words),))}
    telling = [word for word in words if not (len(word) == 1 and word.isascii() and word.isalpha())]
    if not telling:
        return found
    notes = f"SELECT rowid >> {_ENTRY_BITS} FROM note_search WHERE note_search MATCH ?"
    return found.union(row[0] for row in db.all(notes, (_query(telling),)))


def _query(words: Iterable[str]) -> str:
    return " AND ".join(f'"{word}"*' for word in words)


def tidy(db: Database) -> None:
    """Put the pieces of the search indexes together, which saves do not wait for: some milliseconds, best done when leaving."""
    for index in ("case_search", "note_search"):
        db.run(f"INSERT INTO {index}({index}, rank) VALUES('merge', {MERGED_PAGES})")


def rows(db: Database, wanted: Sequence[int]) -> Mapping[int, CaseRow]:
    """The list's rows for some ids."""
    marks = ", ".join("?" * len(wanted))
    found = db.all(f"SELECT {_COLUMNS} {_FROM} WHERE c.id IN ({marks})", tuple(wanted))
    return {row[0]: _case_row(row) for row in found}


def by_code_name(db: Database, code_name: str) -> int | None:
    """The row of a case by its code name; None when there is none."""
    found: int | None = db.value("SELECT id FROM case_row WHERE code_name = ?", (code_name,))
    return found


def by_id_prefix(db: Database, prefix: str) -> list[int]:
    """Rows whose id in hex begins so; at most two, enough to see that it is not unique."""
    sql = "SELECT id FROM subject WHERE kind = 'case' AND substr(hex(uuid), 1, length(?1)) = ?1 LIMIT 2"
    return [row[0] for row in db.all(sql, (prefix.upper(),))]


def named(db: Database, name: str) -> list[int]:
    """Rows of cases called so, else those whose id begins so; ``name`` in small letters."""
    row = by_code_name(db, name)
    if row is None and len(name) >= 4 and all(c in "0123456789abcdef" for c in name):
        return by_id_prefix(db, name)
    return [] if row is None else [row]


def code_names(db: Database) -> set[str]:
    """The code names that are taken."""
    return {row[0] for row in db.all("SELECT code_name FROM case_row")}


def code_names_of(db: Database, wanted: Sequence[str]) -> dict[str, str]:
    """Id → code name of those of some cases that are in this vault; what is no id is left out."""
    ids = [bytes.fromhex(uuid) for uuid in wanted if _UUID.fullmatch(uuid)]
    marks = ", ".join("?" * len(ids))
    sql = f"SELECT s.uuid, c.code_name FROM case_row c JOIN subject s ON s.id = c.id WHERE s.uuid IN ({marks})"
    return {bytes(uuid).hex(): code_name for uuid, code_name in db.all(sql, tuple(ids))}


def _case_row(row: Sequence[Any]) -> CaseRow:
    number, uuid, code_name, title, event, place, stage, risk, impact, received, deadline, *rest = row
    step, step_title, handler, updated = rest
    return CaseRow(
        row=number, id=bytes(uuid).hex(), code_name=code_name, title=title, event=event, place=place, stage=stage, risk=risk,
        impact=impact, received_at=_moment(received), deadline=None if deadline is None else _moment(deadline), next_step=step,
        next_step_title=step_title, handler=handler, updated_at=_moment(updated),
    )  # fmt: skip


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
