from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cocdesk.model.errors import NotAllowed
from cocdesk.model.vault import backup, forgetting, rooms, ways_in
from cocdesk.model.vault.slots import Kdf
from cocdesk.model.vault.vault import OpenVault, add_member, create, unlock, unlock_with_recovery

FAST = Kdf(memory_kib=65536, passes=2, lanes=4)
TEAM = ("Ann", "Bo", "Cy")
NOW = datetime(2026, 5, 22, 10, 0, tzinfo=UTC)


def phrase(name: str) -> str:
    return f"{name} and six more words in a row"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("rooms") / "vault"
    vault, sheet = create(folder, member="Ann", role="chair", passphrase=phrase("Ann"), kdf=FAST)
    for name in TEAM[1:]:
        add_member(vault, name=name, role="responder", passphrase=phrase(name), kdf=FAST)
    vault.close()
    return folder, sheet


@pytest.fixture
def vault(template: tuple[Path, str], tmp_path: Path) -> Iterator[OpenVault]:
    shutil.copytree(template[0], tmp_path / "vault", ignore=shutil.ignore_patterns("ballast"))
    opened = unlock(tmp_path / "vault", passphrase=phrase("Ann"), member="Ann")
    yield opened
    opened.close()


def slots_of(vault: OpenVault, *names: str) -> set[str]:
    return {member.slot for member in vault.members if member.name in names}


def as_(vault: OpenVault, name: str) -> OpenVault:
    vault.close()
    return unlock(vault.folder, passphrase=phrase(name), member=name)


def sealed_with(vault: OpenVault, *names: str) -> rooms.OpenRoom:
    room = rooms.create(vault, slots_of(vault, *names))
    room.connection.execute("CREATE TABLE told (word TEXT) STRICT")
    room.connection.execute("INSERT INTO told VALUES ('ZZCANARY')")
    return room


def words(vault: OpenVault) -> list[str]:
    return [room.connection.execute("SELECT word FROM told").fetchone()[0] for room in vault.rooms]


def test_a_sealed_file_opens_for_its_holders_and_is_not_there_for_others(vault: OpenVault) -> None:
    sealed_with(vault, "Ann", "Bo")
    with as_(vault, "Bo") as opened:
        assert words(opened) == ["ZZCANARY"]
    with as_(vault, "Cy") as opened:
        assert opened.rooms == [] and opened.notices == ()


@pytest.mark.parametrize("names", [("Ann",), ("Bo", "Cy"), ()])
def test_it_needs_two_who_can_open_it_and_the_one_who_seals_it_among_them(vault: OpenVault, names: tuple[str, ...]) -> None:
    with pytest.raises(NotAllowed):
        rooms.create(vault, slots_of(vault, *names))
    assert vault.rooms == [] and not list(vault.folder.glob("sealed-*"))


def test_the_recovery_sheet_opens_it_only_when_it_was_chosen(vault: OpenVault, template: tuple[Path, str]) -> None:
    sealed_with(vault, "Ann", "Bo")
    chosen = rooms.create(vault, slots_of(vault, "Ann") | {vault.keys.recovery.slot})
    vault.close()
    with unlock_with_recovery(vault.folder, template[1]) as opened:
        assert [room.file for room in opened.rooms] == [chosen.file]


def test_letting_somebody_in_leaves_the_file_and_taking_somebody_out_writes_it_anew(vault: OpenVault) -> None:
    room = sealed_with(vault, "Ann", "Bo")
    first, key = room.file, bytes(room.key)
    rooms.change_holders(vault, room, slots_of(vault, "Ann", "Bo", "Cy"))
    assert room.file == first
    rooms.change_holders(vault, room, slots_of(vault, "Ann", "Cy"))
    assert room.file != first and bytes(room.key) != key and not (vault.folder / first).exists()
    with as_(vault, "Bo") as opened:
        assert opened.rooms == []
    with as_(vault, "Cy") as opened:
        assert words(opened) == ["ZZCANARY"]


def test_a_removed_member_has_no_wrap_and_new_members_and_passphrases_change_nothing(vault: OpenVault) -> None:
    room = sealed_with(vault, "Ann", "Bo")
    add_member(vault, name="Di", role="responder", passphrase=phrase("Di"), kdf=FAST)
    assert set(rooms.entry_of(vault, room).wraps) == slots_of(vault, "Ann", "Bo")
    ways_in.remove_member(vault, member="Bo")
    assert set(rooms.entry_of(vault, room).wraps) == slots_of(vault, "Ann")
    assert words(vault) == ["ZZCANARY"]


def test_the_last_who_can_open_a_sealed_file_cannot_be_removed(vault: OpenVault) -> None:
    room = sealed_with(vault, "Ann", "Bo")
    rooms.change_holders(vault, room, slots_of(vault, "Bo"))
    with pytest.raises(NotAllowed):
        ways_in.remove_member(vault, member="Bo")
    assert [member.name for member in vault.members] == list(TEAM)


@pytest.mark.parametrize("named", [True, False])
def test_only_files_that_were_noted_and_do_not_count_are_swept(vault: OpenVault, named: bool) -> None:
    """Key files of an older day must not cost a sealed file they do not know."""
    stray = vault.folder / f"sealed-{'ab' * 16}.db"
    stray.write_bytes(b"x" * 4096)
    if named:
        (vault.folder / rooms.MARK).write_text(stray.name)
    with as_(vault, "Ann"):
        assert stray.exists() is not named


@pytest.mark.parametrize("harm", ["missing", "damaged", "cut"])
def test_a_broken_sealed_file_keeps_nobody_from_the_rest(vault: OpenVault, harm: str) -> None:
    path = vault.folder / sealed_with(vault, "Ann", "Bo").file
    sealed_with(vault, "Ann", "Bo")
    vault.close()
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(b"\0" * 8192 if harm == "damaged" else path.read_bytes()[:3000])
    with as_(vault, "Ann") as opened:
        assert words(opened) == ["ZZCANARY"] and len(opened.notices) == 1


def test_a_safety_copy_carries_sealed_files_of_others_too_and_brings_them_back(vault: OpenVault, tmp_path: Path) -> None:
    room = sealed_with(vault, "Ann", "Bo")
    with as_(vault, "Cy") as opened:
        made = backup.write(opened, tmp_path / "copy.cocbackup", now=NOW)
    assert [part.file for part in made.header.sealed] == [room.file]
    back = tmp_path / "back"
    backup.restore(made.path, back)
    with unlock(back, passphrase=phrase("Bo"), member="Bo") as opened:
        assert words(opened) == ["ZZCANARY"]
    with unlock(back, passphrase=phrase("Cy"), member="Cy") as opened:
        assert opened.rooms == []


def test_copies_of_a_sealed_file_that_was_forgotten_go_even_after_a_stop(vault: OpenVault) -> None:
    room = sealed_with(vault, "Ann", "Bo")
    backup.take(vault, now=NOW, why="before")
    forgetting.owe(vault, room)
    assert forgetting.settle(vault) == 0, "the key files name it still"
    forgetting.owe(vault, room)
    rooms.drop(vault, room)
    with as_(vault, "Bo") as opened:
        assert forgetting.settle(opened) == 1 and backup.kept(opened.folder) == ()
