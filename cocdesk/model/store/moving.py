"""A case carried from one database to another, as it was written: entries keep their hashes, signatures and numbers."""

from __future__ import annotations

from collections.abc import Iterable

from cocdesk.model.store import entries, purging
from cocdesk.model.store.database import Database
from cocdesk.model.store.entries import EntryRow


def journal(db: Database, subject: str) -> list[EntryRow]:
    """The entries of a case or person as they lie here; none where it is unknown."""
    row = entries.row_of(db, subject)
    return [] if row is None else entries.of_subject(db, row)


def persons_of(db: Database, case: str) -> tuple[str, ...]:
    """The ids of everybody the entries of a case name."""
    row = entries.row_of(db, case)
    return () if row is None else purging.named_persons(db, row)


def carry(source: Database, target: Database, subjects: Iterable[tuple[str, entries.SubjectKind]]) -> list[tuple[int, int, str]]:
    """Put what is not there yet of these cases and persons into ``target``, inside its transaction; nothing is taken away.

    Returns subject's row, own row and body of each entry that came, for the search.
    """
    came: list[tuple[int, int, str]] = []
    people = {bytes(slot).hex(): (name, role, key) for slot, name, role, key in source.all(_AUTHORS)}
    for uuid, kind in subjects:
        found = journal(source, uuid)
        if not found:
            continue
        subject = entries.add_subject(target, uuid, kind)
        there = {one.hash for one in entries.of_subject(target, subject)}
        for one in found:
            if one.hash not in there:
                name, role, key = people[one.author]
                author = entries.author_row(target, one.author, name, role, bytes(key))
                seq = entries.add(target, one, subject, entries.device_row(target, one.device), author)
                came.append((subject, seq, one.body))
        if kind == "case":
            _carry_files(source, target, uuid, subject)
            _carry_drafts(source, target, uuid)
    return came


_AUTHORS = "SELECT slot, name, role, verify_key FROM author"


def _carry_files(source: Database, target: Database, case: str, subject: int) -> None:
    sql = "SELECT a.id, a.uuid, a.name, a.media_type, a.size, a.sha256 FROM attachment a WHERE a.case_id = ?"
    for row, uuid, *rest in source.all(sql, (entries.row_of(source, case),)):
        if target.one("SELECT 1 FROM attachment WHERE uuid = ?", (uuid,)):
            continue
        put = "INSERT INTO attachment(uuid, case_id, name, media_type, size, sha256) VALUES(?, ?, ?, ?, ?, ?)"
        made = target.run(put, (uuid, subject, *rest)).lastrowid
        pieces = "SELECT number, bytes FROM attachment_chunk WHERE attachment = ? ORDER BY number"
        for number, piece in source.each(pieces, (row,), at_once=1):
            target.run("INSERT INTO attachment_chunk(attachment, number, bytes) VALUES(?, ?, ?)", (made, number, piece))


def _carry_drafts(source: Database, target: Database, case: str) -> None:
    columns = "kind, subject, author, updated, body"
    there = {tuple(row) for row in target.all(f"SELECT {columns} FROM draft WHERE subject = ?", (case,))}
    for row in source.all(f"SELECT {columns} FROM draft WHERE subject = ? ORDER BY id", (case,)):
        if tuple(row) not in there:
            target.run(f"INSERT INTO draft({columns}) VALUES(?, ?, ?, ?, ?)", row)


def all_there(source: Database, target: Database) -> bool:
    """Whether every case and person of ``source`` lies whole in ``target`` too."""
    for uuid, kind in entries.subjects(source):
        wanted = {one.hash for one in journal(source, uuid)}
        if kind != "event" and not wanted <= {one.hash for one in journal(target, uuid)}:
            return False
    return True
