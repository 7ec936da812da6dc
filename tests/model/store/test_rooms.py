"""Drafts, attachments, forms, packs and persons: kept, replaced, gone."""

from __future__ import annotations

import pytest

from cocdesk.model.errors import DiskFull, KnownError, VaultDamaged, VaultInUse, VaultReadOnly, VaultTooNew
from cocdesk.model.records.case import Event, Person
from cocdesk.model.store import attachments, drafts, entries, events, persons, schema
from cocdesk.model.store.database import known
from tests.model.store.memory import fresh, put


class Fault(Exception):
    """A fault as the database library raises it."""

    def __init__(self, name: str) -> None:
        self.sqlite_errorname = name
        super().__init__("database says no")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_FULL", DiskFull),
        ("SQLITE_READONLY", VaultReadOnly),
        ("SQLITE_READONLY_DBMOVED", VaultReadOnly),
        ("SQLITE_CANTOPEN", VaultReadOnly),
        ("SQLITE_BUSY", VaultInUse),
        ("SQLITE_LOCKED", VaultInUse),
        ("SQLITE_IOERR_WRITE", KnownError),
        ("SQLITE_CORRUPT", VaultDamaged),
        ("SQLITE_NOTADB", VaultDamaged),
    ],
)
def test_a_fault_of_the_disk_becomes_a_sentence(name: str, kind: type[KnownError]) -> None:
    told = known(Fault(name))
    assert isinstance(told, kind)
    assert isinstance(told, KnownError)
    assert all((told.happened, told.kept, told.do))
    assert "database says no" not in str(told)


def test_a_mistake_of_ours_stays_one() -> None:
    fault = Fault("SQLITE_ERROR")
    assert known(fault) is fault


def test_a_store_that_has_seen_a_later_version_is_refused() -> None:
    db = fresh()
    db.run(f"PRAGMA user_version = {schema.newest() + 1}")
    with pytest.raises(VaultTooNew):
        schema.migrate(db)


def test_migrations_are_applied_once() -> None:
    db = fresh()
    assert schema.version(db) == schema.newest()
    assert schema.migrate(db) == ()
    assert [number for number, _sql in schema.migrations()] == list(range(1, schema.newest() + 1))


def test_a_draft_is_kept_replaced_and_removed() -> None:
    db = fresh()
    number = drafts.save(db, None, kind="report", subject="", author="aa", now=1000, body=b"one")
    assert drafts.save(db, number, kind="report", subject="", author="aa", now=2000, body=b"two") == number
    row = drafts.get(db, number)
    assert row is not None
    assert (row.body, row.updated_at.timestamp()) == (b"two", 2)
    drafts.remove(db, number)
    assert drafts.get(db, number) is None


def test_drafts_are_those_of_their_author_the_newest_first() -> None:
    db = fresh()
    mine = [drafts.save(db, None, kind="report", subject="", author="aa", now=n, body=b"") for n in (1, 3, 2)]
    drafts.save(db, None, kind="report", subject="", author="bb", now=9, body=b"")
    assert [row.id for row in drafts.of_author(db, "aa")] == [mine[1], mine[2], mine[0]]


@pytest.mark.parametrize("size", [1, attachments.CHUNK - 1, attachments.CHUNK, attachments.CHUNK + 1, 3 * attachments.CHUNK])
def test_an_attachment_comes_back_byte_by_byte(size: int) -> None:
    db = fresh()
    case = put(db, 1)
    data = bytes(n % 251 for n in range(1000)) * (size // 1000 + 1)
    data = data[:size]
    attachments.add(db, uuid="ab" * 16, case=case, name="x", media_type="image/png", data=data, sha256="00" * 32)
    assert attachments.data(db, "ab" * 16) == data
    assert attachments.data(db, "cd" * 16) is None


def test_a_form_number_is_given_once() -> None:
    db = fresh()
    events.number_forms(db, 1, ["F-1", "F-2"], 5)
    assert events.form_numbers(db) == {"F-1", "F-2"}
    from sqlcipher3 import dbapi2

    with pytest.raises(dbapi2.IntegrityError):
        events.number_forms(db, 1, ["F-2"], 6)


def test_a_pack_is_kept_once_under_its_hash() -> None:
    db = fresh()
    for _twice in range(2):
        events.keep_pack(db, "ab" * 32, "blank", "1.0", "{}")
    assert events.pack(db, "ab" * 32) == "{}"
    assert events.pack(db, "cd" * 32) is None


def test_the_newest_event_comes_first() -> None:
    db = fresh()
    for number in (1, 2):
        row = entries.add_subject(db, f"{number:02x}" * 16, "event")
        events.project(db, row, Event(id=f"{number:02x}" * 16, name=f"Event {number}", policy="blank", policy_hash=""), number)
    assert [event.name for event in events.every(db)] == ["Event 2", "Event 1"]


def test_persons_are_known_by_id_and_code_name() -> None:
    db = fresh()
    row = entries.add_subject(db, "0a" * 16, "person")
    persons.project(db, row, Person(id="0a" * 16, code_name="Heron", name="Žižek"))
    assert persons.of_ids(db, ["0a" * 16, "0b" * 16])["0a" * 16].name == "Žižek"
    assert persons.code_names(db) == {"Heron"}
    assert [person.code_name for person in persons.every(db)] == ["Heron"]


def test_facts_about_the_vault_are_kept_by_key() -> None:
    db = fresh()
    events.set_value(db, "format", "1")
    assert (events.value(db, "format"), events.value(db, "other")) == ("1", None)


def test_a_transaction_is_whole_or_not_there() -> None:
    db = fresh()
    with pytest.raises(RuntimeError), db.transaction():
        put(db, 1)
        raise RuntimeError
    assert db.value("SELECT count(*) FROM case_row") == 0
    assert not db.connection.in_transaction
