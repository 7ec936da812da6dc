"""Vaults that were harmed, by a disk or by a hand: noticed, said, repaired where a second copy is whole, never opened wrongly."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys

import msgspec
import pytest

from cocdesk.model.errors import NotAVault, VaultDamaged, VaultTooNew, WrongPassphrase
from cocdesk.model.vault import keyfile, slots
from cocdesk.model.vault import vault as vaults
from tests.model.vault.conftest import ANN, BO, CHEAP

FIRST, SECOND = keyfile.COPIES


def rewrite(made, change, *names):
    """Change the key files as a hand with an editor would, checksum and all."""
    for name in names or keyfile.COPIES:
        path = made.folder / name
        envelope = json.loads(path.read_bytes())
        change(envelope["body"])
        body = json.dumps(envelope["body"], separators=(",", ":"))
        envelope["sum"] = hashlib.sha256((body + envelope["mac"]).encode()).hexdigest()
        path.write_text(json.dumps({**envelope, "body": 0}, separators=(",", ":")).replace('"body":0', f'"body":{body}'))


def open_as_ann(made):
    return vaults.unlock(made.folder, passphrase=ANN, member="Ann")


@pytest.mark.parametrize("harmed", keyfile.COPIES)
@pytest.mark.parametrize("start", range(0, 37, 12))
def test_one_damaged_key_file_is_repaired_and_said(made, harmed, start):
    whole = (made.folder / harmed).read_bytes()
    content = bytearray(whole)
    for place in range(start, len(content), 37):
        content[place] ^= 0x20
    (made.folder / harmed).write_bytes(content)
    assert "will be repaired" in vaults.describe(made.folder).notice
    with open_as_ann(made) as opened:
        assert len(opened.notices) == 1 and "has been repaired" in opened.notices[0]
    assert (made.folder / harmed).read_bytes() == whole
    with open_as_ann(made) as opened:
        assert opened.notices == ()


@pytest.mark.parametrize("harmed", keyfile.COPIES)
@pytest.mark.parametrize("harm", ["missing", "empty", "huge", "cut"])
def test_one_lost_key_file_is_repaired(made, harmed, harm):
    path = made.folder / harmed
    whole = path.read_bytes()
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes({"empty": b"", "huge": whole + b" " * keyfile.LARGEST, "cut": whole[:-20]}[harm])
    with open_as_ann(made) as opened:
        assert "has been repaired" in opened.notices[0]
    assert path.read_bytes() == whole


def test_two_damaged_key_files_are_told_with_what_to_do(made):
    for name in keyfile.COPIES:
        content = bytearray((made.folder / name).read_bytes())
        content[50::37] = bytes(len(content[50::37]))
        (made.folder / name).write_bytes(content)
    with pytest.raises(VaultDamaged, match="backup"):
        open_as_ann(made)
    assert FIRST in vaults.describe(made.folder).problem


def test_missing_key_files_are_named_and_so_is_what_to_do(made):
    for name in keyfile.COPIES:
        (made.folder / name).unlink()
    with pytest.raises(NotAVault) as told:
        open_as_ann(made)
    for word in (FIRST, SECOND, "backup", "recovery sheet"):
        assert word in str(told.value)


def test_a_missing_database_is_named(made):
    (made.folder / "cases-0001.db").unlink()
    with pytest.raises(NotAVault, match=r"cases-0001\.db"):
        open_as_ann(made)
    assert not (made.folder / "cases-0001.db").exists()


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + bytes(8000), bytes(5000)])
def test_a_replaced_database_is_damage_not_a_wrong_passphrase(made, content):
    (made.folder / "cases-0001.db").write_bytes(content)
    with pytest.raises(VaultDamaged):
        open_as_ann(made)
    assert (made.folder / "cases-0001.db").read_bytes() == content


def test_a_database_cut_short_is_damage(made):
    path = made.folder / "cases-0001.db"
    path.write_bytes(path.read_bytes()[:-8192])
    with pytest.raises(VaultDamaged, match="backup"):
        open_as_ann(made)


def test_a_vault_of_a_later_version_is_left_alone(made):
    rewrite(made, lambda body: body.update(format="sqlcipher-5/v1"))
    before = keyfile.contents(made.folder)
    with pytest.raises(VaultTooNew, match="newest version"):
        open_as_ann(made)
    assert "later version" in vaults.describe(made.folder).problem
    assert keyfile.contents(made.folder) == before


def test_members_whose_keys_were_swapped_cannot_open(made):
    def swap(body):
        ann, bo = body["members"]
        ann["priv"], bo["priv"] = bo["priv"], ann["priv"]

    rewrite(made, swap)
    with pytest.raises(WrongPassphrase):
        open_as_ann(made)


@pytest.mark.parametrize("number", ["m", "t", "p"])
def test_a_changed_cost_opens_nothing(made, number):
    rewrite(made, lambda body: body["members"][0]["kdf"].update({number: body["members"][0]["kdf"][number] + 1}))
    with pytest.raises(WrongPassphrase):
        open_as_ann(made)


def test_a_cost_bomb_is_refused_unread(made):
    rewrite(made, lambda body: body["members"][0]["kdf"].update(m=2**26))
    with pytest.raises(VaultDamaged):
        open_as_ann(made)


@pytest.mark.parametrize("key", ["x", "ed"])
def test_a_tampered_public_key_opens_nothing(made, key):
    rewrite(made, lambda body: body["members"][0].update({key: body["members"][1][key]}))
    with pytest.raises(WrongPassphrase):
        open_as_ann(made)


def test_another_members_tampered_key_is_told_by_name_before_anything_opens(made):
    rewrite(made, lambda body: body["members"][1].update(name="Eve", x="09" + "00" * 31))
    with pytest.raises(VaultDamaged, match="Ann, Eve"):
        open_as_ann(made)


def test_a_slot_added_by_hand_opens_nothing_and_is_told(made):
    def add(body):
        slot, _keys = slots.new_member(
            vault=body["vault"], name="Eve", role="lead", passphrase="eve knows this one well", kdf=CHEAP
        )
        body["members"].append(msgspec.to_builtins(slot))
        body["wraps"][slot.slot] = body["wraps"][body["members"][0]["slot"]]

    rewrite(made, add)
    shutil.copy(made.folder / FIRST, made.folder / SECOND)
    with pytest.raises(VaultDamaged):
        vaults.unlock(made.folder, passphrase="eve knows this one well", member="Eve")
    with pytest.raises(VaultDamaged, match="Ann, Bo, Eve"):
        open_as_ann(made)


def test_a_slot_of_another_vault_opens_nothing(made, tmp_path):
    other, _sheet = vaults.create(tmp_path / "other", member="Ann", role="lead", passphrase=BO, kdf=CHEAP)
    other.close()
    foreign = json.loads((tmp_path / "other" / FIRST).read_bytes())["body"]["members"][0]

    def plant(body):
        body["members"][0].update({**foreign, "slot": body["members"][0]["slot"], "vault": body["vault"]})

    rewrite(made, plant)
    with pytest.raises(WrongPassphrase):
        vaults.unlock(made.folder, passphrase=BO, member="Ann")


@pytest.mark.parametrize("part", ["generation", "swap"])
def test_a_replayed_wrap_opens_nothing(made, part):
    def replay(body):
        if part == "generation":
            body["generation"] += 1
        else:
            ann, bo = (member["slot"] for member in body["members"])
            body["wraps"][ann] = body["wraps"][bo]

    rewrite(made, replay)
    with pytest.raises(VaultDamaged, match="changed outside"):
        open_as_ann(made)


@pytest.mark.parametrize("touched", keyfile.COPIES)
def test_one_copy_changed_by_hand_does_not_keep_anybody_out(made, touched):
    whole = (made.folder / touched).read_bytes()
    rewrite(made, lambda body: body["members"][0].update(role="nobody"), touched)
    with open_as_ann(made) as opened:
        assert opened.member.role == "lead"
        assert "has been repaired" in opened.notices[0]
    assert (made.folder / touched).read_bytes() == whole


def test_an_older_copy_is_no_way_in_and_is_brought_up_to_date(made):
    old = (made.folder / SECOND).read_bytes()
    with open_as_ann(made) as opened:
        vaults.add_member(opened, name="Cy", role="member", passphrase="a third line of words", kdf=CHEAP)
    (made.folder / SECOND).write_bytes(old)
    with vaults.unlock(made.folder, passphrase="a third line of words", member="Cy") as opened:
        assert "has been repaired" in opened.notices[0]
    assert (made.folder / SECOND).read_bytes() != old


def test_databases_of_two_vaults_are_not_mixed_up(made, tmp_path):
    other, _sheet = vaults.create(tmp_path / "other", member="Ann", role="lead", passphrase=BO, kdf=CHEAP)
    other.close()
    shutil.copy(tmp_path / "other" / "cases-0001.db", made.folder / "cases-0001.db")
    with pytest.raises(VaultDamaged):
        open_as_ann(made)


READ_ONLY = """
import sys
from pathlib import Path
from cocdesk.model.errors import VaultReadOnly
from cocdesk.model.vault import vault
folder = Path(sys.argv[1])
try:
    vault.unlock(folder, passphrase=sys.argv[2], member="Ann")
except VaultReadOnly as error:
    print(error)
print(vault.describe(folder).problem)
"""


def unprivileged(*arguments):
    """Run Python without root's right to write everywhere."""
    dropping = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    if dropping and shutil.which("setpriv") is None:
        pytest.skip("root, and no setpriv here")
    return subprocess.run([*dropping, sys.executable, "-c", *arguments], capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
@pytest.mark.parametrize("mode", ["folder", "database", "both"])
def test_a_read_only_folder_or_database_is_told_and_not_changed(made, mode):
    before = {entry.name: entry.read_bytes() for entry in made.folder.iterdir()}
    if mode in ("database", "both"):
        for entry in made.folder.iterdir():
            entry.chmod(0o400)
    if mode in ("folder", "both"):
        made.folder.chmod(0o500)
    try:
        said = unprivileged(READ_ONLY, str(made.folder), ANN)
    finally:
        made.folder.chmod(0o700)
    assert "does not accept writing" in said
    assert {entry.name: entry.read_bytes() for entry in made.folder.iterdir()} == before


FULL = """
import resource, sys
from pathlib import Path
from cocdesk.model.errors import DiskFull
from cocdesk.model.vault import vault
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
try:
    vault.create(Path(sys.argv[1]), member="Ann", role="lead", passphrase=sys.argv[2], kdf=vault.Kdf(memory_kib=65536, passes=2))
except DiskFull as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_full_disk_makes_no_half_a_vault(tmp_path):
    said = unprivileged(FULL, str(tmp_path / "vault"), ANN)
    assert "no room left" in said
    assert list((tmp_path / "vault").iterdir()) == []
