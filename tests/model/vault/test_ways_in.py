"""Changing who can open a vault: with real keys, real files, and an independent reader of what is left on the disk."""

from __future__ import annotations

import errno
import shutil

import pytest

from cocdesk.model.errors import DiskFull, NotAllowed, NotFound, VaultDamaged, WrongPassphrase
from cocdesk.model.vault import copying, slots, ways_in
from cocdesk.model.vault import folder as places
from cocdesk.model.vault import vault as vaults
from tests import sqlcipher_pages
from tests.model.vault.conftest import ANN, BO, CHEAP

NEW = "nine quite different words in a long row"


def change_passphrase(opened, old):
    ways_in.use_passphrase(opened, ways_in.sealed_anew(ways_in.own_slot(opened), old=old, new=NEW, kdf=CHEAP))


def set_anew(opened, member):
    slot, _private = slots.new_member(vault=opened.vault_id, name=member, role="member", passphrase=NEW, kdf=CHEAP)
    return ways_in.put_in_place(opened, member=member, slot=slot)


def test_a_changed_passphrase_opens_and_the_old_one_does_not(made):
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        change_passphrase(opened, ANN)
        assert opened.sign(b"still me")
    with pytest.raises(WrongPassphrase):
        vaults.unlock(made.folder, passphrase=ANN, member="Ann")
    with vaults.unlock(made.folder, passphrase=NEW, member="Ann") as again:
        assert again.epoch == 3
        assert again.connection.execute("SELECT count(*) FROM word").fetchone() == (40,)
    with vaults.unlock(made.folder, passphrase=BO, member="Bo") as other:
        assert other.member.name == "Bo"


def test_a_passphrase_is_not_changed_without_the_present_one(made):
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened, pytest.raises(WrongPassphrase):
        change_passphrase(opened, BO)
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as again:
        assert again.epoch == 2


def test_a_member_who_forgot_gets_a_new_way_in_by_the_recovery_sheet(made):
    with vaults.unlock_with_recovery(made.folder, made.recovery) as opened:
        with pytest.raises(NotFound):
            change_passphrase(opened, ANN)
        set_anew(opened, "Ann")
        sheet = ways_in.new_sheet(opened)
        ways_in.use_sheet(opened, sheet)
    with vaults.unlock(made.folder, passphrase=NEW, member="Ann") as again:
        assert [member.name for member in again.members] == ["Ann", "Bo"]
        assert again.sign(b"mine")
    with pytest.raises(WrongPassphrase):
        vaults.unlock_with_recovery(made.folder, made.recovery)
    with vaults.unlock_with_recovery(made.folder, sheet.key) as by_paper:
        assert by_paper.connection.execute("SELECT count(*) FROM word").fetchone() == (40,)


def test_a_removed_member_finds_no_way_into_the_new_generation(made):
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        sheet = ways_in.remove_member(opened, member="Bo")
        assert opened.generation == 2
        opened.connection.execute("INSERT INTO word (body) VALUES ('written after Bo left')")
    with pytest.raises(NotFound):
        vaults.unlock(made.folder, passphrase=BO, member="Bo")
    with pytest.raises(WrongPassphrase):
        vaults.unlock_with_recovery(made.folder, made.recovery)
    names = {entry.name for entry in made.folder.iterdir()}
    assert names == {"keys-A.json", "keys-B.json", "cases-0002.db", "lock", "ballast"}
    assert not any(page.authentic for page in sqlcipher_pages.database_pages(made.folder / "cases-0002.db", made.db_key))
    with vaults.unlock(made.folder, passphrase=ANN) as again:
        assert again.connection.execute("SELECT count(*) FROM word").fetchone() == (41,)
        new_key = bytes(again._db_key)
    assert new_key != made.db_key
    with vaults.unlock_with_recovery(made.folder, sheet):
        pass


def test_a_fault_of_the_disk_after_the_new_keys_count_does_not_swallow_the_new_recovery_key(made, monkeypatch):
    def gone(_folder):
        raise OSError(errno.EIO, "the stick was pulled out")

    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        monkeypatch.setattr(places, "end_generation", gone)
        sheet = ways_in.remove_member(opened, member="Bo")
        monkeypatch.undo()
        assert opened.generation == 2
    with vaults.unlock_with_recovery(made.folder, sheet) as again:
        assert [member.name for member in again.members] == ["Ann"]
    assert not (made.folder / "cases-0001.db").exists()


def test_nobody_removes_themselves_and_somebody_who_may_write_stays(made):
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        with pytest.raises(NotAllowed):
            ways_in.remove_member(opened, member="Ann")
        ways_in.change_role(opened, member="Bo", role="reader")
        with pytest.raises(NotAllowed):
            ways_in.change_role(opened, member="Ann", role="reader")
        assert {member.name: member.role for member in opened.members} == {"Ann": "lead", "Bo": "reader"}


def test_what_is_erased_is_in_no_page_of_the_new_file(made):
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        opened.connection.execute("CREATE VIRTUAL TABLE found USING fts5(body)")
        opened.connection.execute("INSERT INTO found SELECT body FROM word")

        def erase(scratch):
            scratch.execute("DELETE FROM word WHERE body LIKE 'ZZCANARY 7 %'")
            scratch.execute("DELETE FROM found")
            scratch.execute("INSERT INTO found(found) VALUES ('rebuild')")
            scratch.execute("INSERT INTO found SELECT body FROM word")

        ways_in.new_generation(opened, erase=erase)
        assert opened.connection.execute("SELECT count(*) FROM word").fetchone() == (39,)
        key = bytes(opened._db_key)
    assert sqlcipher_pages.pages_with(sqlcipher_pages.vault_pages(made.folder, key), b"ZZCANARY 8 ")
    assert not sqlcipher_pages.pages_with(sqlcipher_pages.vault_pages(made.folder, key), b"ZZCANARY 7 ")
    assert not list(made.folder.glob("scratch-*"))


def test_without_room_nothing_is_written_anew(made, monkeypatch):
    full = shutil.disk_usage(made.folder)._replace(free=1024)
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
        with pytest.raises(DiskFull):
            ways_in.remove_member(opened, member="Bo")
        assert opened.generation == 1
        opened.connection.execute("INSERT INTO word (body) VALUES ('goes on')")


def test_a_copy_that_is_not_the_same_never_counts(made, monkeypatch):
    counted = iter(["one", "another"])
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        monkeypatch.setattr(copying, "digest", lambda _connection: next(counted))
        with pytest.raises(VaultDamaged):
            ways_in.remove_member(opened, member="Bo")
        monkeypatch.undo()
        assert opened.generation == 1
    with vaults.unlock(made.folder, passphrase=BO, member="Bo") as again:
        assert again.connection.execute("SELECT count(*) FROM word").fetchone() == (40,)
    assert not (made.folder / "cases-0002.db").exists()


def test_a_crash_before_the_key_file_leaves_the_old_vault_and_is_cleared_away(made):
    (made.folder / "cases-0002.db").write_bytes(b"\x17" * 8192)
    (made.folder / "scratch-0011223344556677.db").write_bytes(b"\x18" * 8192)
    places.begin_generation(made.folder, "cases-0002.db")
    with vaults.unlock(made.folder, passphrase=BO, member="Bo") as opened:
        assert opened.generation == 1
    assert {entry.name for entry in made.folder.iterdir()} == {
        "keys-A.json", "keys-B.json", "cases-0001.db", "lock", "ballast",
    }  # fmt: skip


def test_a_later_database_that_nobody_was_writing_is_left_alone(made):
    (made.folder / "cases-0002.db").write_bytes(b"\x17" * 8192)
    with vaults.unlock(made.folder, passphrase=BO, member="Bo"):
        pass
    assert (made.folder / "cases-0002.db").exists()
