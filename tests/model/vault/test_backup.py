"""Safety copies: written, read back, harmed, restored, and looked into."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocdesk.model.errors import KnownError, NotAllowed, NotAVault, NotFound, VaultDamaged, WrongPassphrase
from cocdesk.model.vault import backup, copying, ways_in
from cocdesk.model.vault import vault as vaults
from tests.model.vault.conftest import ANN, BO

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


@pytest.fixture
def copy(made, tmp_path):
    path = tmp_path / "safe.cocbackup"
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        backup.write(opened, path, now=NOW, why="by hand")
    return path


def test_a_safety_copy_restores_to_a_vault_that_opens_with_the_same_passphrases(made, copy, tmp_path):
    found = backup.restore(copy, tmp_path / "again")
    assert (found.made, found.header.why, [m.name for m in found.members]) == (NOW, "by hand", ["Ann", "Bo"])
    with vaults.unlock(tmp_path / "again", passphrase=BO, member="Bo") as opened:
        assert opened.connection.execute("SELECT count(*) FROM word").fetchone() == (40,)
    assert (copy.stat().st_mode & 0o777) == 0o600
    assert {entry.name for entry in copy.parent.iterdir() if entry.suffix == ".tmp"} == set()


def test_a_safety_copy_tells_no_word_without_its_key(made, copy):
    content = copy.read_bytes()
    for secret in (b"ZZCANARY", made.db_key, ANN.encode(), made.recovery.encode()):
        assert secret not in content


def test_a_vault_that_is_there_is_never_written_over(made, copy):
    with pytest.raises(NotAllowed):
        backup.restore(copy, made.folder)
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened, pytest.raises(NotAllowed):
        backup.write(opened, copy, now=NOW)


def test_an_open_vault_looks_into_its_own_copy(made, copy):
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        opened.connection.execute("DELETE FROM word")
        with backup.opened(opened, backup.look(copy)) as before:
            assert before.execute("SELECT count(*) FROM word").fetchone() == (40,)
        assert not list(made.folder.glob("scratch-*"))
        ways_in.new_generation(opened)
        with pytest.raises(NotAllowed), backup.opened(opened, backup.look(copy)):
            pass


def test_ten_automatic_copies_are_kept_and_those_of_an_older_key_go_when_told(made):
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        for day in range(12):
            backup.take(opened, now=NOW + timedelta(days=day), why="daily")
        assert len(backup.kept(made.folder)) == backup.KEPT
        assert backup.newest(made.folder) == NOW + timedelta(days=11)
        ways_in.remove_member(opened, member="Bo")
        assert backup.forget_older(opened) == backup.KEPT
        backup.take(opened, now=NOW + timedelta(days=12), why="new generation")
    (only,) = backup.kept(made.folder)
    backup.restore(only, made.folder.parent / "from-copy")
    with pytest.raises(KnownError):
        vaults.unlock(made.folder.parent / "from-copy", passphrase=BO, member="Bo")


def test_the_oldest_copies_give_up_their_names_before_their_heads_are_overwritten(made, monkeypatch):
    monkeypatch.setattr(backup, "KEPT", 1)
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        backup.take(opened, now=NOW, why="daily")

        def stopped(path):
            if path.parent.name == backup.FOLDER and not path.name.endswith(".db.tmp"):
                raise SystemExit(path.name)
            forget(path)

        forget = copying.forget_file
        monkeypatch.setattr(copying, "forget_file", stopped)
        with pytest.raises(SystemExit):
            backup.take(opened, now=NOW + timedelta(days=1), why="daily")
    assert [backup.look(path).made for path in backup.kept(made.folder)] == [NOW + timedelta(days=1)]


def test_a_half_written_copy_that_went_meanwhile_stops_no_tidying(made):
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        backup.take(opened, now=NOW, why="daily")
        backup.forget(made.folder / backup.FOLDER / "20260101T000000Z-aa.0f.db.tmp")
        assert backup.forget_older(opened) == 0


def test_a_second_copy_does_not_take_the_pages_of_one_that_is_being_made(made):
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        begun = backup.begin_automatic(opened, now=NOW, why="daily")
        backup.take(opened, now=NOW, why="after somebody was taken out of a sealed case")
        backup.finish(begun)
    assert len(backup.kept(made.folder)) == 2


def test_a_copy_nobody_waits_for_leaves_no_key_and_no_page(made):
    with vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened:
        begun = backup.begin_automatic(opened, now=NOW, why="daily")
        assert bytes(begun.key) == made.db_key and backup.being_made(made.folder)
        backup.abandon(begun)
        assert not any(begun.key) and not backup.being_made(made.folder)
        begun = backup.begin_automatic(opened, now=NOW, why="daily")
        backup.wipe(begun)
        with pytest.raises(KnownError):
            backup.finish(begun)
        assert list((made.folder / backup.FOLDER).iterdir()) == []
        assert opened.connection.execute("SELECT count(*) FROM word").fetchone() == (40,)


def test_a_copy_from_before_a_changed_passphrase_opens_with_the_old_one(made, copy, tmp_path):
    backup.restore(copy, tmp_path / "old")
    with pytest.raises(WrongPassphrase):
        vaults.unlock(tmp_path / "old", passphrase=BO, member="Ann")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_every_single_flipped_bit_is_found(copy, where, bit):
    content = bytearray(copy.read_bytes())
    place = int(where * len(content))
    content[place] ^= 1 << bit
    harmed = copy.with_name("harmed.cocbackup")
    harmed.write_bytes(content)
    with pytest.raises(KnownError):
        backup.look(harmed)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=600), st.binary(max_size=600).map(lambda more: backup.MAGIC + more)))
def test_a_file_of_anything_is_refused_with_a_sentence(tmp_path, content):
    path = tmp_path / "any.cocbackup"
    path.write_bytes(content)
    with pytest.raises((VaultDamaged, NotAllowed)):
        backup.look(path)


def test_a_cut_copy_is_refused(copy):
    content = copy.read_bytes()
    for length in (0, 10, len(content) // 2, len(content) - 1):
        copy.write_bytes(content[:length])
        with pytest.raises(KnownError):
            backup.look(copy)


def test_a_place_without_a_copy_and_a_place_for_no_vault_are_each_told_as_what_they_are(made, copy, tmp_path):
    (tmp_path / "a file").write_text("x")
    for place, said in (("gone", "no file at that place"), ("a file/x", "no file at that place"), ("a file", "not a safety copy"),
                        (".", "not a safety copy")):  # fmt: skip
        with pytest.raises(KnownError, match=said) as refused:
            backup.look(tmp_path / place)
        assert refused.value.kept and refused.value.do
    before = sorted(made.folder.iterdir())
    for folder, said in ((made.folder, "a vault in this folder"), (tmp_path / "a file", "a vault is a folder"),
                         (tmp_path / "a file" / "x", "No folder can be made")):  # fmt: skip
        with pytest.raises(NotAllowed, match=said) as refused:
            backup.restore(copy, folder)
        assert refused.value.kept and refused.value.do
    assert sorted(made.folder.iterdir()) == before
    with pytest.raises(NotAVault, match="This is a file"):
        vaults.unlock(copy, passphrase=ANN, member="Ann")
    with (
        vaults.unlock(made.folder, passphrase=ANN, member="Ann") as opened,
        pytest.raises(NotFound, match="folder for the safety"),
    ):
        backup.write(opened, tmp_path / "gone" / "safe.cocbackup", now=NOW)
