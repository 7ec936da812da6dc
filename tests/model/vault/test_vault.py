"""A vault from its first to its last minute, with real keys and a real database."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import apsw
import pytest

from cocdesk.model.errors import DiskFull, NotAllowed, NotAVault, NotFound, VaultInUse, VaultReadOnly, WrongPassphrase
from cocdesk.model.vault import folder as places
from cocdesk.model.vault import keyfile, lockfile, members, recovery
from cocdesk.model.vault import vault as vaults
from tests import sqlcipher_pages
from tests.model.vault.conftest import ANN, BO, CHEAP


def test_a_vault_is_created_closed_and_opened_again(tmp_path):
    folder = tmp_path / "new" / "vault"
    opened, sheet = vaults.create(folder, member="  Ann ", role="lead", passphrase=ANN, kdf=CHEAP)
    with opened:
        assert (opened.member.name, opened.member.role, opened.generation, opened.epoch) == ("Ann", "lead", 1, 1)
        assert opened.members == (opened.member,)
        opened.connection.execute("CREATE TABLE word (body TEXT)")
    assert recovery.decode(sheet) is not None
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {entry.name for entry in folder.iterdir()} == {"keys-A.json", "keys-B.json", "cases-0001.db", "lock", "ballast"}
    assert {entry.stat().st_mode & 0o777 for entry in folder.iterdir()} == {0o600}
    assert (folder / "ballast").stat().st_size == 4 * 1024 * 1024
    assert (folder / "lock").read_bytes() == b""
    assert (folder / "keys-A.json").read_bytes() == (folder / "keys-B.json").read_bytes()
    with vaults.unlock(folder, passphrase=ANN) as again:
        assert again.vault_id == opened.vault_id
        assert again.notices == ()
        assert again.connection.execute("SELECT count(*) FROM word").fetchone() == (0,)


def test_no_byte_of_the_folder_tells_a_word_or_a_key(made):
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        opened.connection.execute("INSERT INTO word (body) VALUES ('ZZCANARY while open')")
        contents = b"".join(entry.read_bytes() for entry in made.folder.iterdir())
    for secret in (b"ZZCANARY", ANN.encode(), made.db_key, made.db_key.hex().encode(), made.recovery.encode()):
        assert secret not in contents
    assert sqlcipher_pages.pages_with(sqlcipher_pages.vault_pages(made.folder, made.db_key), b"ZZCANARY while open")


def test_every_member_opens_with_their_own_passphrase(made):
    for name, words in (("Ann", ANN), ("bo", BO), (" BO ", BO)):
        with vaults.unlock(made.folder, passphrase=words, member=name) as opened:
            assert opened.member.name.casefold() == name.strip().casefold()
            assert [member.name for member in opened.members] == ["Ann", "Bo"]
            assert opened.connection.execute("SELECT count(*) FROM word").fetchone() == (40,)


def test_a_member_is_found_by_slot_id_too(made):
    slot = vaults.describe(made.folder).members[1].slot
    with vaults.unlock(made.folder, passphrase=BO, member=slot) as opened:
        assert opened.member.name == "Bo"


def test_a_wrong_passphrase_is_refused_with_a_sentence(made):
    for words in (BO, ANN + " ", ANN.upper(), ""):
        with pytest.raises(WrongPassphrase, match="does not open the vault"):
            vaults.unlock(made.folder, passphrase=words, member="Ann")


def test_with_two_members_one_must_say_who_one_is(made):
    with pytest.raises(NotAllowed, match="Ann, Bo"):
        vaults.prepare(made.folder, passphrase=ANN)
    with pytest.raises(NotFound, match="Ann, Bo"):
        vaults.prepare(made.folder, passphrase=ANN, member="Cy")


def test_the_slow_half_may_run_on_another_thread(made):
    with ThreadPoolExecutor(max_workers=1) as pool:
        prepared = pool.submit(vaults.prepare, made.folder, passphrase=ANN, member="Ann").result()
    assert bytes(prepared.db_key) == made.db_key
    with vaults.open_prepared(prepared) as opened:
        assert opened.connection.execute("SELECT count(*) FROM word").fetchone() == (40,)


def test_closing_forgets_the_key_and_may_be_done_twice(made):
    prepared = vaults.prepare(made.folder, passphrase=ANN, member="Ann")
    assert made.db_key.hex() not in repr(prepared)
    opened = vaults.open_prepared(prepared)
    opened.close()
    opened.close()
    assert prepared.db_key == bytes(32)
    with pytest.raises(ValueError, match="closed"):
        opened.sign(b"data")


def test_a_signature_names_its_member_and_its_words(made):
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as ann:
        signature = ann.sign(b"entry")
        bo = ann.members[1]
    with vaults.unlock(made.folder, passphrase=BO, member="Bo") as opened:
        assert opened.verify(ann.member.slot, b"entry", signature)
        assert not opened.verify(ann.member.slot, b"entry!", signature)
        assert not opened.verify(bo.slot, b"entry", signature)
        assert not opened.verify("00" * 8, b"entry", signature)
        assert not opened.verify(ann.member.slot, b"entry", b"short")


def test_the_recovery_sheet_opens_the_vault_but_signs_for_nobody(made):
    with vaults.unlock_with_recovery(made.folder, made.recovery.lower().replace("-", " ")) as opened:
        assert opened.member.role == members.RECOVERY_ROLE
        assert opened.connection.execute("SELECT count(*) FROM word").fetchone() == (40,)
        with pytest.raises(NotAllowed, match="signs for nobody"):
            opened.sign(b"entry")
        vaults.add_member(opened, name="Cy", role="member", passphrase="a third line of words", kdf=CHEAP)
    with vaults.unlock(made.folder, passphrase="a third line of words", member="Cy") as opened:
        assert opened.sign(b"entry")


def test_a_slip_in_the_recovery_key_is_told_from_another_vaults_sheet(made):
    with pytest.raises(WrongPassphrase, match="not as printed"):
        vaults.unlock_with_recovery(made.folder, made.recovery[:-1])
    with pytest.raises(WrongPassphrase, match="another vault"):
        vaults.unlock_with_recovery(made.folder, recovery.encode(bytes(16)))


def test_a_new_member_changes_both_key_files_and_no_other_way_in(made):
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        before = opened.epoch
        cy = vaults.add_member(opened, name="Cy", role="member", passphrase="a third line of words", kdf=CHEAP)
        assert (opened.epoch, opened.members[-1]) == (before + 1, cy)
    first, second = keyfile.contents(made.folder)
    assert first == second
    for name, words in (("Ann", ANN), ("Bo", BO), ("Cy", "a third line of words")):
        vaults.unlock(made.folder, passphrase=words, member=name).close()
    vaults.unlock_with_recovery(made.folder, made.recovery).close()


@pytest.mark.parametrize(
    ("name", "words"), [("ANN", "a third line of words"), ("Cy", "short"), ("", "a third line of words"), ("C\ny", ANN)]
)
def test_a_member_that_will_not_do_is_refused_and_nothing_changes(made, name, words):
    before = keyfile.contents(made.folder)
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened, pytest.raises(NotAllowed):
        vaults.add_member(opened, name=name, role="member", passphrase=words, kdf=CHEAP)
    assert keyfile.contents(made.folder) == before


def test_a_disk_that_fills_up_between_the_two_copies_keeps_the_change(made, monkeypatch):
    real = places.replace_file

    def only_the_first(path, content):
        if path.name == keyfile.COPIES[1]:
            raise DiskFull("full")
        real(path, content)

    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened, monkeypatch.context() as patch:
        patch.setattr(places, "replace_file", only_the_first)
        vaults.add_member(opened, name="Cy", role="member", passphrase="a third line of words", kdf=CHEAP)
    with vaults.unlock(made.folder, passphrase="a third line of words", member="Cy") as opened:
        assert "has been repaired" in opened.notices[0]


def test_a_weak_passphrase_makes_no_vault():
    with pytest.raises(NotAllowed, match="at least 14"):
        vaults.prepare_new(member="Ann", role="lead", passphrase="too short")


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(NotAllowed, match="already in use"):
        vaults.create(tmp_path, member="Ann", role="lead", passphrase=ANN, kdf=CHEAP)
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


def test_a_vault_is_never_created_over_a_vault(made):
    before = {entry.name: entry.read_bytes() for entry in made.folder.iterdir()}
    new = vaults.prepare_new(member="Eve", role="lead", passphrase=ANN, kdf=CHEAP)
    with pytest.raises(NotAllowed, match="There is a vault in this folder already"):
        vaults.create_prepared(made.folder, new)
    for name in keyfile.COPIES:
        (made.folder / name).unlink()
    with pytest.raises(NotAllowed, match="already in use"):
        vaults.create_prepared(made.folder, new)
    assert (made.folder / "cases-0001.db").read_bytes() == before["cases-0001.db"]


@pytest.mark.parametrize("marker", [".stfolder", ".dropbox", ".sync_1234.db"])
def test_a_vault_is_neither_created_nor_opened_in_a_synced_folder(made, marker):
    (made.folder.parent / marker).touch()
    with pytest.raises(NotAllowed, match="sync service"):
        vaults.prepare(made.folder, passphrase=ANN, member="Ann")
    description = vaults.describe(made.folder)
    assert "sync service" in description.problem
    assert [member.name for member in description.members] == ["Ann", "Bo"]
    new = vaults.prepare_new(member="Ann", role="lead", passphrase=ANN, kdf=CHEAP)
    with pytest.raises(NotAllowed, match="sync service"):
        vaults.create_prepared(made.folder.parent / "inner" / "vault", new)
    assert not (made.folder.parent / "inner").exists()


def test_a_link_into_a_synced_folder_is_seen_through(tmp_path):
    (tmp_path / "Dropbox" / "vault").mkdir(parents=True)
    (tmp_path / "vault").symlink_to(tmp_path / "Dropbox" / "vault")
    with pytest.raises(NotAllowed, match="sync service"):
        places.refuse_synced(tmp_path / "vault")


@pytest.mark.parametrize("name", ["Dropbox", "OneDrive - Example", "Nextcloud"])
def test_a_folder_named_like_a_synced_one_is_refused(tmp_path, name):
    with pytest.raises(NotAllowed, match="sync service"):
        places.refuse_synced(tmp_path / name / "events" / "vault")


@pytest.mark.parametrize("step", ["put_ballast", "finish"])
def test_a_creation_that_failed_leaves_nothing(tmp_path, monkeypatch, step):
    def fail(folder):
        raise OSError(28, "No space left on device")

    folder = tmp_path / "vault"
    new = vaults.prepare_new(member="Ann", role="lead", passphrase=ANN, kdf=CHEAP)
    monkeypatch.setattr(places, step, fail)
    with pytest.raises(Exception, match=r"no room|No space"):
        vaults.create_prepared(folder, new)
    assert list(folder.iterdir()) == []


def test_an_interrupted_creation_is_no_vault_and_can_be_done_again(tmp_path, monkeypatch):
    folder = tmp_path / "vault"
    new = vaults.prepare_new(member="Ann", role="lead", passphrase=ANN, kdf=CHEAP)
    with monkeypatch.context() as patch:
        patch.setattr(places, "abandon", lambda folder: None)
        patch.setattr(keyfile, "write", lambda *args: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            vaults.create_prepared(folder, new)
    assert "interrupted" in vaults.describe(folder).problem
    with pytest.raises(NotAVault, match="interrupted"):
        vaults.prepare(folder, passphrase=ANN)
    vaults.create_prepared(folder, new)[0].close()
    vaults.unlock(folder, passphrase=ANN).close()


def test_what_a_crash_left_half_written_is_swept_away(made):
    (made.folder / "keys-A.json.0123abcd.tmp").write_bytes(b"half")
    (made.folder / places.UNFINISHED).touch()
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        assert opened.notices == ()
    assert {entry.name for entry in made.folder.iterdir()} == {"keys-A.json", "keys-B.json", "cases-0001.db", "lock", "ballast"}


def test_the_reserve_is_given_back_once_and_put_aside_again(made):
    assert places.give_back_ballast(made.folder)
    assert not places.give_back_ballast(made.folder)
    vaults.unlock(made.folder, passphrase=ANN, member="Ann").close()
    assert (made.folder / places.BALLAST).stat().st_size == places.BALLAST_BYTES


def test_a_folder_is_described_without_a_passphrase(made, tmp_path):
    description = vaults.describe(made.folder)
    assert (description.format, description.epoch, description.problem, description.notice) == ("sqlcipher-4/v1", 2, "", "")
    assert [(member.name, member.role) for member in description.members] == [("Ann", "lead"), ("Bo", "member")]
    assert "not there" in vaults.describe(tmp_path / "missing").problem
    assert "not a vault" in vaults.describe(tmp_path).problem


def test_an_independent_program_opens_a_whole_vault_with_its_key(made):
    theirs = apsw.Connection(str(made.folder / "cases-0001.db"), flags=apsw.SQLITE_OPEN_READONLY)
    for setting in ("cipher='sqlcipher'", "legacy=4", f"key=\"x'{made.db_key.hex()}'\""):
        theirs.execute(f"PRAGMA {setting}").fetchall()
    rows = list(theirs.execute("SELECT id, body FROM word ORDER BY id"))
    theirs.close()
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        assert opened.connection.execute("SELECT id, body FROM word ORDER BY id").fetchall() == rows


def test_a_vault_is_open_in_one_place_only(made):
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann"), pytest.raises(VaultInUse, match="open in another"):
        vaults.unlock(made.folder, passphrase=BO, member="Bo")
    vaults.unlock(made.folder, passphrase=BO, member="Bo").close()


def test_key_files_changed_between_the_two_halves_are_noticed(made):
    prepared = vaults.prepare(made.folder, passphrase=BO, member="Bo")
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        vaults.add_member(opened, name="Cy", role="member", passphrase="a third line of words", kdf=CHEAP)
    with pytest.raises(VaultInUse, match="just now"):
        vaults.open_prepared(prepared)
    assert prepared.db_key == bytes(32)


HOLD = """
import sys
from pathlib import Path
from cocdesk.model.vault import vault
opened = vault.unlock(Path(sys.argv[1]), passphrase=sys.argv[2], member="Ann")
opened.connection.execute("INSERT INTO word (body) VALUES ('saved')")
opened.connection.execute("BEGIN")
opened.connection.execute("INSERT INTO word (body) VALUES ('never acknowledged')")
print("open", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("without_lock_file", [False, True])
def test_a_second_program_is_refused_and_let_in_when_the_first_was_killed(made, without_lock_file):
    arguments = [sys.executable, "-c", HOLD, str(made.folder), ANN]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        try:
            assert first.stdout is not None and first.stdout.readline() == "open\n"
            if without_lock_file:
                (made.folder / "lock").unlink()
            with pytest.raises(VaultInUse, match="open in another"):
                vaults.unlock(made.folder, passphrase=BO, member="Bo")
        finally:
            first.kill()
            first.wait()
    with vaults.unlock(made.folder, passphrase=BO, member="Bo") as opened:
        words = [row[0] for row in opened.connection.execute("SELECT body FROM word WHERE id > 40")]
        assert words == ["saved"]


def test_start_up_needs_neither_the_cipher_nor_the_keys():
    code = (
        "import sys, json, cocdesk.model.vault.vault, cocdesk.model.vault.process;"
        "print(json.dumps([name for name in ('cryptography', 'sqlcipher3') if name in sys.modules]))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == []


def test_a_fault_after_the_first_key_file_leaves_memory_and_disk_agreeing(made, monkeypatch):
    real = places.replace_file

    def only_the_first(path, content):
        real(path, content)
        raise VaultReadOnly("pulled out")

    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        before = opened.epoch
        with monkeypatch.context() as patch:
            patch.setattr(places, "replace_file", only_the_first)
            with pytest.raises(VaultReadOnly):
                vaults.add_member(opened, name="Cy", role="member", passphrase="a third line of words", kdf=CHEAP)
        assert (opened.epoch, [m.name for m in opened.members]) == (before + 1, ["Ann", "Bo", "Cy"])
        vaults.add_member(opened, name="Di", role="member", passphrase="a fourth line of words", kdf=CHEAP)
    assert [m.name for m in vaults.describe(made.folder).members] == ["Ann", "Bo", "Cy", "Di"]


def test_what_is_taken_back_is_taken_back_before_anybody_is_let_in(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(places, "abandon", lambda folder: seen.append("abandoned"))
    monkeypatch.setattr(lockfile.FolderLock, "release", lambda lock: seen.append("released"))
    monkeypatch.setattr(places, "put_ballast", lambda folder: (_ for _ in ()).throw(DiskFull("full")))
    new = vaults.prepare_new(member="Ann", role="lead", passphrase=ANN, kdf=CHEAP)
    with pytest.raises(DiskFull):
        vaults.create_prepared(tmp_path / "vault", new)
    assert seen == ["abandoned", "released"]
