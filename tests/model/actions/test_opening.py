"""A vault is made with its first event, or not at all: nobody is left with one whose recovery key was never seen."""

from __future__ import annotations

import pytest

from cocdesk.model.actions import opening
from cocdesk.model.errors import DiskFull, NotAllowed, NotAVault
from cocdesk.model.vault.vault import Kdf, OpenVault, describe

CHEAP = Kdf(memory_kib=65536, passes=2, lanes=4)
WORDS = "heron walks by the long jetty"


@pytest.fixture(scope="module")
def policy():
    return opening.packs()["conference"]


@pytest.fixture(scope="module")
def new():
    return opening.prepare_new(member="Ana", role="representative", passphrase=WORDS, kdf=CHEAP)


def fails(*_given, **_named):
    raise DiskFull("full")


@pytest.mark.parametrize("step", ["Desk", "Laptop", "set_up_event"])
def test_a_fault_anywhere_takes_the_whole_vault_back_and_it_can_be_made_again(tmp_path, monkeypatch, policy, new, step):
    folder = tmp_path / "vault"
    with monkeypatch.context() as patch:
        patch.setattr(opening, step, fails)
        with pytest.raises(DiskFull):
            opening.create_desk(folder, new, policy, event="PyTide")
    assert list(folder.iterdir()) == []
    desk, key = opening.create_desk(folder, new, policy, event="PyTide")
    assert desk.event().name == "PyTide" and key
    assert not (folder / "unfinished").exists()
    desk.close()


def test_a_program_killed_before_the_event_leaves_a_folder_to_create_in_again(tmp_path, monkeypatch, policy, new):
    folder = tmp_path / "vault"
    with monkeypatch.context() as patch:
        patch.setattr(opening, "set_up_event", fails)
        patch.setattr(OpenVault, "abandon", OpenVault.close)  # as a kill leaves it: nothing taken back
        with pytest.raises(DiskFull):
            opening.create_desk(folder, new, policy, event="PyTide")
    assert (folder / "keys-A.json").exists()
    assert "interrupted" in describe(folder).problem
    with pytest.raises(NotAVault, match="create the vault again"):
        opening.prepare(folder, passphrase=WORDS)
    again = opening.prepare_new(member="Bo", role="representative", passphrase=WORDS, kdf=CHEAP)
    opening.create_desk(folder, again, policy, event="PyTide")[0].close()
    with opening.open_desk(opening.prepare(folder, passphrase=WORDS)).vault as vault:
        assert [member.name for member in vault.members] == ["Bo"]


@pytest.mark.parametrize("mark", [b"", b"0" * 32, b"\xff\xfe"], ids=["empty", "another vault", "no text"])
def test_a_stray_mark_neither_locks_a_vault_nor_lets_it_be_written_over(tmp_path, policy, new, mark):
    folder = tmp_path / "vault"
    opening.create_desk(folder, new, policy, event="PyTide")[0].close()
    (folder / "unfinished").write_bytes(mark)
    before = (folder / "cases-0001.db").read_bytes()
    with pytest.raises(NotAllowed, match="There is a vault in this folder already"):
        opening.create_desk(folder, new, policy, event="Other")
    assert (folder / "cases-0001.db").read_bytes() == before
    desk = opening.open_desk(opening.prepare(folder, passphrase=WORDS))
    assert desk.event().name == "PyTide"
    desk.close()


@pytest.mark.parametrize("role", ["reader", "recovery", " Reader "])
def test_the_first_member_must_be_able_to_write(role):
    with pytest.raises(NotAllowed, match="first member"):
        opening.prepare_new(member="Ana", role=role, passphrase=WORDS, kdf=CHEAP)
