"""Who people are, kept apart from what happened: a projection of each person's own journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from cocdesk.model.records.case import Person
from cocdesk.model.store.database import Database

_decoder = msgspec.json.Decoder(Person)


def project(db: Database, row: int, person: Person) -> None:
    """Write who somebody is."""
    values = (row, person.code_name, msgspec.json.encode(person))
    db.run("INSERT OR REPLACE INTO person_row(id, code_name, identity) VALUES(?, ?, ?)", values)


def of_ids(db: Database, ids: Iterable[str]) -> dict[str, Person]:
    """Persons by id, in the order asked for; ids without a person are left out."""
    wanted = list(ids)
    sql = f"SELECT s.uuid, p.identity FROM subject s JOIN person_row p ON p.id = s.id WHERE s.uuid IN ({_marks(wanted)})"
    found = {bytes(uuid).hex(): identity for uuid, identity in db.all(sql, [bytes.fromhex(uuid) for uuid in wanted])}
    return {uuid: _decoder.decode(found[uuid]) for uuid in wanted if uuid in found}


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def every(db: Database) -> list[Person]:
    """Everybody the vault knows, by code name."""
    return [_decoder.decode(row[0]) for row in db.all("SELECT identity FROM person_row ORDER BY code_name")]


def code_names(db: Database) -> set[str]:
    """The code names that are taken."""
    return {row[0] for row in db.all("SELECT code_name FROM person_row")}


def cases_of(db: Database, person: int) -> list[str]:
    """The cases in which somebody has a part."""
    sql = "SELECT DISTINCT s.uuid FROM case_person p JOIN subject s ON s.id = p.case_id WHERE p.person = ?"
    return [row[0].hex() for row in db.all(sql, (person,))]
