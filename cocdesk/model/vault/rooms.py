"""Sealed files: databases beside the vault's own, each under a random key that is wrapped only to those who may see it.

A sealed file has a random name. The key files name it with one wrap for each of those who can open it, and say nothing of
what is in it. It is opened by a connection of its own, never attached. Letting somebody in is one more wrap; taking
somebody out is a new file under a new key, as for the vault itself.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from cocdesk.model.errors import KnownError, NotAllowed, VaultDamaged
from cocdesk.model.vault import copying, keyfile, members, slots
from cocdesk.model.vault import folder as places
from cocdesk.model.vault.connection import (
    Connection,
    check_identity,
    open_copy_in_memory,
    open_db,
    raise_generation,
    write_identity,
)
from cocdesk.model.vault.keyfile import KeyFile, SealedFile
from cocdesk.model.vault.opened import OpenRoom, OpenVault
from cocdesk.words import _, ngettext

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

MARK = "sealing"
FEWEST = 2
_HIGHEST = 2**17


def keys_of(keys: KeyFile, slot: str, private: X25519PrivateKey) -> dict[str, bytearray]:
    """File → key of the sealed files that this way in opens; one whose wrap does not hold is left out, and told at opening."""
    found: dict[str, bytearray] = {}
    for sealed in keys.sealed:
        wrap = sealed.wraps.get(slot)
        if wrap is not None:
            try:
                found[sealed.file] = slots.unwrap(
                    wrap, private, vault=keys.vault, file=sealed.file, generation=sealed.generation, slot=slot
                )
            except VaultDamaged:
                found[sealed.file] = bytearray()
    return found


def open_all(
    folder: Path, keys: KeyFile, found: Mapping[str, bytearray], *, only_look: bool = False
) -> tuple[list[OpenRoom], tuple[str, ...]]:
    """The sealed files that open, and a sentence when one that should does not: it must not keep anybody from the others."""
    rooms: list[OpenRoom] = []
    wanted = [sealed for sealed in keys.sealed if sealed.file in found]
    for sealed in wanted:
        try:
            rooms.append(_opened(folder, keys.vault, sealed, found[sealed.file], only_look=only_look))
        except (KnownError, ValueError):
            continue
    lost = len(wanted) - len(rooms)
    sentence = ngettext(
        "{count} sealed file that you may open is damaged or missing.",
        "{count} sealed files that you may open are damaged or missing.",
        lost,
    ).format(count=lost)
    sentence += " " + _("Everything else is there, and a safety copy may still hold what is lost.")
    return rooms, (sentence,) if lost else ()


def _opened(folder: Path, vault: str, sealed: SealedFile, key: bytearray, *, only_look: bool) -> OpenRoom:
    connection, damaged = _connected(folder / sealed.file, key, only_look)
    try:
        check_identity(connection, vault=vault, generation=sealed.generation)
    except BaseException:
        connection.close()
        raise
    return OpenRoom(file=sealed.file, number=sealed.number, key=key, connection=connection, damaged_pages=damaged)


def _connected(path: Path, key: bytearray, only_look: bool) -> tuple[Connection, int]:
    return open_copy_in_memory(path, key) if only_look else (open_db(path, key), 0)


def entry_of(vault: OpenVault, room: OpenRoom) -> SealedFile:
    """What the key files say of an open sealed file."""
    return next(sealed for sealed in vault.keys.sealed if sealed.file == room.file)


def require_holders(vault: OpenVault, holders: Collection[str]) -> tuple[str, ...]:
    """The slots of those who are to open a sealed file, in their order; raises NotAllowed for a choice nobody could rely on."""
    ids = [member.slot for member in vault.members]
    chosen = tuple(slot for slot in (*ids, vault.keys.recovery.slot) if slot in holders)
    roles = {member.slot: member.role for member in vault.members}
    if vault.member.slot not in chosen:
        raise NotAllowed(
            _("Whoever seals a case has to be among those who can open it."),
            kept=_("Nothing was changed."),
            do=_("If it must not be you, please let somebody else write it down, with this laptop in their hands."),
        )
    if len(chosen) < FEWEST:
        raise NotAllowed(
            _("A sealed case needs at least two who can open it: a forgotten passphrase would lose it for good."),
            kept=_("Nothing was changed."),
            do=_("Please choose one more member, or the recovery sheet as well."),
        )
    if not any(members.may_write(roles[slot]) for slot in chosen if slot in roles):
        raise NotAllowed(_("Nobody of those may write, so nobody could see to the case."), kept=_("Nothing was changed."))
    return chosen


def create(vault: OpenVault, holders: Collection[str]) -> OpenRoom:
    """A new, empty sealed file for these slots (the recovery sheet's slot may be one). Raises NotAllowed, DiskFull.

    The file is whole before the key files name it; a stop in between leaves a file the next opening removes.
    """
    chosen = require_holders(vault, holders)
    keys = vault.keys
    taken = {sealed.number for sealed in keys.sealed}
    if len(taken) >= keyfile.MOST_SEALED or sum(len(s.wraps) for s in keys.sealed) + len(chosen) > keyfile.MOST_WRAPS:
        raise NotAllowed(
            _("There is no room for one more sealed case in this vault."),
            kept=_("Nothing was changed."),
            do=_("Purge or unseal one that is closed."),
        )
    number = next(n for n in iter(lambda: 1 + secrets.randbelow(_HIGHEST), 0) if n not in taken)
    name, key = _new_name(), bytearray(secrets.token_bytes(slots.DB_KEY_BYTES))
    _begin(vault.folder, name)
    connection: Connection = None
    try:
        connection = open_db(vault.folder / name, key, create=True)
        write_identity(connection, vault=vault.vault_id, generation=1)
        places.sync_folder(vault.folder)
        sealed = SealedFile(file=name, number=number, generation=1, wraps=_wraps(keys, name, 1, key, chosen))
        vault.write_keys(msgspec.structs.replace(keys, sealed=(*keys.sealed, sealed)))
    except BaseException:
        if connection is not None and not any(sealed.file == name for sealed in vault.keys.sealed):
            connection.close()
            slots.wipe(key)
            copying.forget_file(vault.folder / name)
            _end(vault.folder)
        raise
    _end(vault.folder)
    room = OpenRoom(file=name, number=number, key=key, connection=connection)
    vault.rooms.append(room)
    return room


def change_holders(vault: OpenVault, room: OpenRoom, holders: Collection[str]) -> None:
    """Let these slots, and nobody else, open a sealed file. Whoever is taken out cannot open what is written from now on.

    The room goes on with the new file, if there is one. Raises NotAllowed, DiskFull, VaultDamaged; then nothing changed.
    """
    now = entry_of(vault, room)
    chosen = [slot for slot in (*(m.slot for m in vault.members), vault.keys.recovery.slot) if slot in holders]
    if not chosen:
        raise NotAllowed(_("Nobody would be left who could open this sealed case."), kept=_("Nothing was changed."))
    if set(chosen) >= set(now.wraps):
        wraps = _wraps(vault.keys, now.file, now.generation, room.key, chosen)
        if set(wraps) != set(now.wraps):
            _put(vault, now, msgspec.structs.replace(now, wraps=wraps))
        return
    rewrite(vault, room, chosen)


def rewrite(vault: OpenVault, room: OpenRoom, holders: Collection[str]) -> None:
    """Write a sealed file into a new one under a new key, for these slots; the rename of a key file is the moment."""
    now = entry_of(vault, room)
    name, number, key = _new_name(), now.generation + 1, bytearray(secrets.token_bytes(slots.DB_KEY_BYTES))
    source, target = vault.folder / now.file, vault.folder / name
    with places.plain_faults():
        copying.require_room(vault.folder, source)
        copying.require_whole(room.connection)
    _begin(vault.folder, now.file, name)
    connection: Connection = None
    sealed = SealedFile(
        file=name, number=now.number, generation=number, wraps=_wraps(vault.keys, name, number, key, holders)
    )  # fmt: skip
    try:
        with places.plain_faults():
            connection = copying.copy_whole(room.connection, target, key)
        raise_generation(connection, number)
        _put(vault, now, sealed)
    except BaseException:
        if sealed not in vault.keys.sealed:
            if connection is not None:
                connection.close()
            slots.wipe(key)
            copying.forget_file(target)
            _end(vault.folder)
            raise
        _go_on(vault, room, name, key, connection, source)
        raise
    _go_on(vault, room, name, key, connection, source)


def _go_on(vault: OpenVault, room: OpenRoom, name: str, key: bytearray, connection: Connection, source: Path) -> None:
    room.close()
    room.file, room.key, room.connection = name, key, connection
    with places.plain_faults():
        copying.forget_file(source)
    _end(vault.folder)


def drop(vault: OpenVault, room: OpenRoom) -> None:
    """Forget a sealed file: first nobody's keys name it, then it is gone."""
    now = entry_of(vault, room)
    _begin(vault.folder, now.file)
    vault.write_keys(msgspec.structs.replace(vault.keys, sealed=tuple(s for s in vault.keys.sealed if s.file != now.file)))
    vault.rooms.remove(room)
    room.close()
    with places.plain_faults():
        copying.forget_file(vault.folder / now.file)
    _end(vault.folder)


def without(keys: KeyFile, gone: Collection[str]) -> tuple[SealedFile, ...]:
    """The sealed files once these slots are no ways in any more; raises NotAllowed where nobody at all would be left.

    Their keys are the same as before: whoever can open one of them writes it anew when they next sit down.
    """
    left = []
    for sealed in keys.sealed:
        wraps = {slot: wrap for slot, wrap in sealed.wraps.items() if slot not in gone}
        if not wraps:
            raise NotAllowed(
                _("They are the only one who can open a sealed case, and it would be lost for good."),
                kept=_("Nothing was changed."),
                do=_("Please let them let somebody else into it first."),
            )
        left.append(msgspec.structs.replace(sealed, wraps=wraps))
    return tuple(left)


def sweep(folder: Path, keys: KeyFile) -> None:
    """Remove what a stop in the middle left behind: only files that were named beforehand and do not count."""
    try:
        names = (folder / MARK).read_bytes()[:4096].decode("ascii", "replace").split()
    except OSError:
        return
    counted = {sealed.file for sealed in keys.sealed}
    for name in names:
        if is_sealed(name) and name not in counted:
            copying.forget_file(folder / name)
    _end(folder)


def is_sealed(name: str) -> bool:
    """Whether a file's name is that of a sealed file."""
    digits = name.removeprefix("sealed-").removesuffix(".db")
    return name == f"sealed-{digits}.db" and len(digits) == 32 and set(digits) <= set("0123456789abcdef")


def _new_name() -> str:
    return f"sealed-{secrets.token_hex(16)}.db"


def _begin(folder: Path, *names: str) -> None:
    places.replace_file(folder / MARK, "\n".join(names).encode("ascii"))


def _end(folder: Path) -> None:
    with places.plain_faults():
        (folder / MARK).unlink(missing_ok=True)
        places.sync_folder(folder)


def _put(vault: OpenVault, old: SealedFile, new: SealedFile) -> None:
    sealed = tuple(new if one.file == old.file else one for one in vault.keys.sealed)
    vault.write_keys(msgspec.structs.replace(vault.keys, sealed=sealed))


def _wraps(keys: KeyFile, file: str, generation: int, key: bytearray, holders: Collection[str]) -> dict[str, str]:
    public = {slot.slot: slot.x for slot in keys.members} | {keys.recovery.slot: keys.recovery.x}
    return {
        slot: slots.wrap(key, public[slot], vault=keys.vault, file=file, generation=generation, slot=slot) for slot in holders
    }
