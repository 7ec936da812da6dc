"""The guarded door: it opens encrypted and exclusive, or it says why not."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

import apsw
import pytest

from cocdesk.model.errors import CipherInactive, DiskFull, VaultDamaged, VaultInUse, VaultReadOnly
from cocdesk.model.vault import connection
from tests import sqlcipher_pages

KEY = bytes(range(32))


class Fault(Exception):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.sqlite_errorname = name


@pytest.fixture(scope="session")
def _pattern_database(tmp_path_factory):
    path = tmp_path_factory.mktemp("database") / "pattern.db"
    opened = connection.open_db(path, KEY, create=True)
    connection.write_identity(opened, vault="aa" * 16, generation=1)
    opened.execute("CREATE TABLE word (body TEXT)")
    opened.execute("BEGIN")
    opened.executemany("INSERT INTO word VALUES (?)", [("ZZCANARY" + "x" * 3000,)] * 50)
    opened.execute("COMMIT")
    opened.close()
    return path


@pytest.fixture
def database(_pattern_database, tmp_path):
    return Path(shutil.copy(_pattern_database, tmp_path / "cases ä #1 100%?.db"))


def opened_elsewhere(path, key, flags=apsw.SQLITE_OPEN_READONLY):
    """The database in SQLite3MultipleCiphers, which shares no encryption code with SQLCipher."""
    theirs = apsw.Connection(str(path), flags=flags)
    for setting in ("cipher='sqlcipher'", "legacy=4", f"key=\"x'{key.hex()}'\""):
        theirs.execute(f"PRAGMA {setting}").fetchall()
    return theirs


def rows_of(opened):
    return opened.execute("SELECT body FROM word").fetchall()


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(33), "x" * 32, None])
def test_a_key_of_another_size_or_kind_is_a_mistake_of_ours(key):
    with pytest.raises((ValueError, TypeError)):
        connection.open_db(Path("nowhere.db"), key)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_BUSY", VaultInUse),
        ("SQLITE_FULL", DiskFull),
        ("SQLITE_READONLY_DBMOVED", VaultReadOnly),
        ("SQLITE_CANTOPEN", VaultReadOnly),
        ("SQLITE_NOTADB", VaultDamaged),
        ("SQLITE_CORRUPT", VaultDamaged),
        ("SQLITE_IOERR_READ", VaultDamaged),
    ],
)
def test_a_fault_of_the_disk_becomes_a_sentence(name, kind):
    known = connection.explain(Fault(name))
    assert isinstance(known, kind)
    assert known.happened and known.kept and known.do


def test_a_mistake_of_ours_stays_one():
    with pytest.raises(Fault):
        connection.explain(Fault("SQLITE_CONSTRAINT_UNIQUE"))


def test_what_was_written_is_read_again(database):
    opened = connection.open_db(database, bytearray(KEY))
    assert len(rows_of(opened)) == 50
    assert database.stat().st_mode & 0o777 == 0o600
    opened.close()


def test_the_caller_keeps_their_key(database):
    key = bytearray(KEY)
    connection.open_db(database, key).close()
    assert key == KEY


def test_a_wrong_key_here_means_damage(database):
    with pytest.raises(VaultDamaged):
        connection.open_db(database, secrets.token_bytes(32))
    connection.open_db(database, KEY).close()


def test_the_settings_that_keep_saved_words_are_on(database):
    opened = connection.open_db(database, KEY)
    wanted = {"synchronous": 3, "secure_delete": 1, "journal_mode": "delete", "foreign_keys": 1, "locking_mode": "exclusive"}
    assert {name: opened.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
    assert opened.isolation_level is None
    opened.close()


LOOSENING = (
    "PRAGMA temp_store=FILE",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=OFF",
    "PRAGMA rekey='x'",
    "PRAGMA secure_delete=OFF",
    "PRAGMA cipher_memory_security=ON",
    "PRAGMA writable_schema=ON",
    "ATTACH 'other.db' AS other KEY ''",
    "VACUUM",
)


def test_later_statements_cannot_loosen_them(database):
    opened = connection.open_db(database, KEY)
    for statement in LOOSENING:
        with pytest.raises(Exception, match=r"not authorized|authorization denied"):
            opened.execute(statement)
    opened.close()


def test_what_the_store_needs_is_allowed(database):
    opened = connection.open_db(database, KEY)
    opened.execute("PRAGMA user_version=3")
    opened.execute("CREATE VIRTUAL TABLE temp.found USING fts5(body, content='', contentless_delete=1)")
    assert opened.execute("PRAGMA integrity_check(10)").fetchall() == [("ok",)]
    assert opened.execute("PRAGMA cipher_integrity_check").fetchall() == []
    opened.close()


def test_creating_over_a_database_is_refused(database):
    before = database.read_bytes()
    with pytest.raises(VaultDamaged, match="there already"):
        connection.open_db(database, KEY, create=True)
    assert database.read_bytes() == before


def test_an_empty_file_is_not_taken_for_a_new_vault(database):
    database.write_bytes(b"")
    with pytest.raises(VaultDamaged, match="empty or cut short"):
        connection.open_db(database, KEY)
    assert database.read_bytes() == b""


def test_a_plain_database_is_refused(database):
    database.unlink()
    plain = apsw.Connection(str(database))
    plain.execute("CREATE TABLE word (body)")
    plain.close()
    with pytest.raises(VaultDamaged, match="not encrypted"):
        connection.open_db(database, KEY)


def test_a_database_cut_short_is_refused(database):
    content = database.read_bytes()
    for keep in (4096, 8192, 10_000, -4096, -1):
        database.write_bytes(content[:keep])
        with pytest.raises(VaultDamaged):
            connection.open_db(database, KEY).close()


def test_a_flipped_bit_in_any_page_is_noticed(database):
    content = bytearray(database.read_bytes())
    for place in (10, 100, 5000, len(content) // 2):
        harmed = bytearray(content)
        harmed[place] ^= 1
        database.write_bytes(harmed)
        with pytest.raises(VaultDamaged):
            opened = connection.open_db(database, KEY)
            try:
                connection.check_identity(opened, vault="aa" * 16, generation=1)
                with connection.explained():
                    rows_of(opened)
            finally:
                opened.close()


def test_another_programs_database_is_refused_even_with_the_right_key(tmp_path):
    path = tmp_path / "other.db"
    other = opened_elsewhere(path, KEY, apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE)
    other.execute("CREATE TABLE word (body)")
    other.close()
    with pytest.raises(VaultDamaged, match="not one of this program"):
        connection.open_db(path, KEY)


def test_a_database_of_another_vault_or_generation_is_refused(database):
    opened = connection.open_db(database, KEY)
    connection.check_identity(opened, vault="aa" * 16, generation=1)
    for vault, generation in (("bb" * 16, 1), ("aa" * 16, 2)):
        with pytest.raises(VaultDamaged, match="belong together"):
            connection.check_identity(opened, vault=vault, generation=generation)
    opened.close()


def test_without_the_cipher_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "set_key", lambda opened, key: None)
    with pytest.raises(CipherInactive, match="not active"):
        connection.open_db(tmp_path / "cases.db", KEY, create=True)
    assert list(tmp_path.iterdir()) == []
    assert connection.cipher_self_test(tmp_path)[0] is False


def test_the_self_test_names_the_cipher_and_leaves_nothing(tmp_path):
    held, sentence = connection.cipher_self_test(tmp_path)
    assert held
    assert "SQLCipher 4." in sentence
    assert list(tmp_path.iterdir()) == []


def test_the_self_test_says_when_it_cannot_write(tmp_path):
    held, sentence = connection.cipher_self_test(tmp_path / "missing")
    assert not held
    assert sentence


def test_a_full_disk_is_told_and_what_was_saved_stays(database):
    opened = connection.open_db(database, KEY)
    opened.execute("PRAGMA max_page_count=60")
    opened.execute("BEGIN")
    with pytest.raises(DiskFull, match="no room"), connection.explained():
        opened.executemany("INSERT INTO word VALUES (?)", [("y" * 4000,)] * 100)
    opened.close()
    opened = connection.open_db(database, KEY)
    assert ("ZZCANARY" + "x" * 3000,) in rows_of(opened)
    opened.close()


def test_an_independent_program_reads_the_same_rows_with_the_key(database):
    opened = connection.open_db(database, KEY)
    ours = rows_of(opened)
    opened.close()
    theirs = opened_elsewhere(database, KEY)
    assert list(theirs.execute("SELECT body FROM word")) == ours
    theirs.close()


def test_an_independent_program_reads_nothing_without_the_key(database):
    for theirs in (opened_elsewhere(database, bytes(32)), apsw.Connection(str(database), flags=apsw.SQLITE_OPEN_READONLY)):
        with pytest.raises(apsw.NotADBError):
            theirs.execute("SELECT * FROM sqlite_schema").fetchall()
        theirs.close()


def test_every_page_decrypts_with_the_key_and_is_noise_without(database):
    pages = list(sqlcipher_pages.database_pages(database, KEY))
    assert pages and all(page.authentic for page in pages)
    assert pages[0].content.startswith(sqlcipher_pages.PLAIN_HEADER)
    assert sqlcipher_pages.pages_with(iter(pages), b"ZZCANARY")
    assert not any(page.authentic for page in sqlcipher_pages.database_pages(database, bytes(32)))
    assert b"ZZCANARY" not in database.read_bytes()


def test_a_deleted_row_is_gone_from_every_page(database):
    opened = connection.open_db(database, KEY)
    opened.execute("DELETE FROM word")
    opened.close()
    assert sqlcipher_pages.pages_with(sqlcipher_pages.vault_pages(database.parent, KEY), b"ZZCANARY") == []


def test_the_journal_of_an_open_transaction_is_encrypted_too(database):
    opened = connection.open_db(database, KEY)
    opened.execute("PRAGMA cache_size=2")
    opened.execute("BEGIN")
    opened.execute("UPDATE word SET body = upper(body) || '!'")
    journal = database.with_name(database.name + "-journal")
    content = journal.read_bytes()
    images = list(sqlcipher_pages.journal_pages(journal, KEY, sqlcipher_pages.salt_of(database)))
    opened.execute("ROLLBACK")
    opened.close()
    assert b"ZZCANARY" not in content
    assert sqlcipher_pages.pages_with(iter(images), b"ZZCANARY")
