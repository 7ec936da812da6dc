"""The ways into a vault while it is open: passphrases changed, members added, replaced and removed, the recovery sheet renewed.

Each change is one new key file (a new epoch). Only a removal writes the vault anew under another key: what somebody could
open before, they can still open in any copy they kept.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping

import msgspec

from cocdesk.model.errors import KnownError, NotAllowed, NotFound
from cocdesk.model.vault import copying, keyfile, members, recovery, rooms, slots
from cocdesk.model.vault import folder as places
from cocdesk.model.vault.connection import Connection, raise_generation
from cocdesk.model.vault.members import Member
from cocdesk.model.vault.slots import Kdf
from cocdesk.model.vault.vault import OpenVault
from cocdesk.words import _

_DEFAULT_COST = Kdf()


def own_slot(vault: OpenVault) -> slots.MemberSlot:
    """The slot of the member who sits at the vault; NotFound when it was opened with the recovery sheet."""
    return _slot(vault.keys, vault.member.slot)


def sealed_anew(slot: slots.MemberSlot, *, old: str, new: str, kdf: Kdf = _DEFAULT_COST) -> slots.MemberSlot:
    """Another passphrase for a slot, nothing of which counts yet: touches no vault, may run on a worker thread.

    Takes as long as two unlocks. Raises WrongPassphrase when ``old`` is not the present one.
    """
    return slots.sealed_anew(slot, slots.open_member(slot, old), passphrase=new, kdf=kdf)


def use_passphrase(vault: OpenVault, sealed: slots.MemberSlot) -> None:
    """The quick half of it: from now on this slot's passphrase counts. NotFound when the member went away meanwhile."""
    now = _slot(vault.keys, sealed.slot)
    vault.write_keys(_with_slot(vault.keys, msgspec.structs.replace(sealed, name=now.name, role=now.role)))


def put_in_place(vault: OpenVault, *, member: str, slot: slots.MemberSlot) -> Member:
    """A slot made for this vault counts in place of the one a member had, who forgot their passphrase.

    It has a new key pair; what they signed before stays theirs by name. Raises NotFound, NotAllowed.
    """
    keys = vault.keys
    gone = members.pick(keys, member)
    slot = msgspec.structs.replace(slot, name=gone.name, role=gone.role)
    wraps = {name: wrap for name, wrap in keys.wraps.items() if name != gone.slot}
    wraps[slot.slot] = vault.wrapped(slot.x, keys, slot.slot)
    changed = tuple(slot if old.slot == gone.slot else old for old in keys.members)
    sealed = rooms.without(keys, {gone.slot})
    vault.write_keys(msgspec.structs.replace(keys, members=changed, wraps=wraps, sealed=sealed))
    return members.of_slot(slot)


def change_role(vault: OpenVault, *, member: str, role: str) -> Member:
    """Give a member another part, such as the chair; raises NotAllowed when nobody would be left who may write."""
    return change_roles(vault, {member: role})[0]


def change_roles(vault: OpenVault, wanted: Mapping[str, str]) -> tuple[Member, ...]:
    """Member → part, all in one key file, so that a stop never leaves a chair with nobody or with two."""
    keys, changed = vault.keys, []
    for member, role in wanted.items():
        slot = msgspec.structs.replace(members.pick(keys, member), role=members.label(role))
        keys = _with_slot(keys, slot)
        changed.append(members.of_slot(slot))
    _require_writer(keys.members)
    vault.write_keys(keys)
    vault.member = next((member for member in changed if member.slot == vault.member.slot), vault.member)
    return tuple(changed)


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A recovery sheet that opens nothing yet: its key, grouped for reading, and the way in it would be."""

    key: str
    slot: slots.RecoverySlot

    def __repr__(self) -> str:
        return "Sheet(…)"


def new_sheet(vault: OpenVault) -> Sheet:
    """A recovery key and its slot; ``use_sheet`` lets it count, once somebody has it on paper."""
    key = secrets.token_bytes(recovery.KEY_BYTES)
    return Sheet(key=recovery.group(recovery.encode(key)), slot=slots.new_recovery(key, vault.vault_id))


def use_sheet(vault: OpenVault, sheet: Sheet) -> None:
    """From now on this sheet opens the vault, and the one before it no more."""
    keys, slot = vault.keys, sheet.slot
    wraps = {name: wrap for name, wrap in keys.wraps.items() if name != keys.recovery.slot}
    wraps[slot.slot] = vault.wrapped(slot.x, keys, slot.slot)
    sealed = rooms.without(keys, {keys.recovery.slot})
    vault.write_keys(msgspec.structs.replace(keys, recovery=slot, wraps=wraps, sealed=sealed))


def remove_member(vault: OpenVault, *, member: str) -> str:
    """Write the vault anew under a key that this member, and every recovery sheet so far, does not open.

    Returns the new recovery key, grouped, kept nowhere. Raises NotFound, NotAllowed, DiskFull or VaultDamaged; then nothing
    changed. A copy of the folder that was made before stays open to them.
    """
    slot = members.pick(vault.keys, member)
    if slot.slot == vault.member.slot:
        raise NotAllowed(
            _("Nobody can take away their own way in: it would lock the vault behind them."),
            kept=_("Nothing was changed."),
            do=_("Please let another member do it."),
        )
    left = tuple(other for other in vault.keys.members if other.slot != slot.slot)
    _require_writer(left)
    sheet = new_sheet(vault)
    # What could not be tidied is not told here: from now on nothing is as needful as this key.
    new_generation(vault, left=left, sheet=sheet.slot)
    return sheet.key


def new_generation(
    vault: OpenVault,
    *,
    left: tuple[slots.MemberSlot, ...] | None = None,
    sheet: slots.RecoverySlot | None = None,
    erase: Callable[[Connection], None] | None = None,
) -> str:
    """Write the vault into a new file under a new key for those who are ``left``; the rename of a key file is the moment.

    ``erase`` takes out of a scratch copy what must not be in the new file (a purge). The open vault goes on with the new
    file. Raises DiskFull, VaultDamaged, NotAllowed; then the old file counts as before. A fault of the disk once the new one
    counts is returned as a sentence: the next opening tidies up after it.
    """
    old = vault.keys
    gone = {slot.slot for slot in old.members if left is not None and slot not in left}
    sealed = rooms.without(old, gone | ({old.recovery.slot} if sheet is not None else set()))
    number = old.generation + 1
    name = f"cases-{number:04d}.db"
    source, target = vault.folder / old.file, vault.folder / name
    with places.plain_faults():
        # What is erased goes through a scratch copy of its own.
        copying.require_room(vault.folder, source, copies=1 if erase is None else 2)
        copying.require_whole(vault.connection)
        places.begin_generation(vault.folder, name)
        if target.exists():
            copying.forget_file(target)
    db_key = bytearray(secrets.token_bytes(slots.DB_KEY_BYTES))
    try:
        with places.plain_faults():
            if erase is None:
                connection = copying.copy_whole(vault.connection, target, db_key)
            else:
                connection = copying.copy_without(vault.connection, target, db_key, erase)
    except BaseException:
        slots.wipe(db_key)
        copying.forget_file(target)
        places.end_generation(vault.folder)
        raise
    try:
        raise_generation(connection, number)
        keys = msgspec.structs.replace(
            old,
            generation=number,
            file=name,
            members=old.members if left is None else left,
            recovery=sheet or old.recovery,
            sealed=sealed,
            wraps={},
        )
        ways = [(slot.slot, slot.x) for slot in keys.members] + [(keys.recovery.slot, keys.recovery.x)]
        wraps = {
            slot: slots.wrap(db_key, public, vault=keys.vault, file=name, generation=number, slot=slot) for slot, public in ways
        }
        vault.switch(msgspec.structs.replace(keys, wraps=wraps), db_key, connection)
    except BaseException as error:
        if vault.keys.generation != number:
            connection.close()
            slots.wipe(db_key)
            copying.forget_file(target)
            places.end_generation(vault.folder)
            raise
        if not isinstance(error, KnownError):
            raise
        # The old file stays for now: whether the disk will remember the new key file is not known.
        return str(error)
    try:
        with places.plain_faults():
            copying.forget_file(source)
            places.end_generation(vault.folder)
    except KnownError as error:
        return str(error)
    return ""


def _slot(keys: keyfile.KeyFile, slot_id: str) -> slots.MemberSlot:
    found = next((slot for slot in keys.members if slot.slot == slot_id), None)
    if found is None:
        raise NotFound(
            _("The vault was opened with the recovery sheet, so there is no passphrase of yours to change."),
            do=_("Please choose the member whose passphrase is to be set anew."),
        )
    return found


def _with_slot(keys: keyfile.KeyFile, slot: slots.MemberSlot) -> keyfile.KeyFile:
    changed = tuple(slot if old.slot == slot.slot else old for old in keys.members)
    return msgspec.structs.replace(keys, members=changed)


def _require_writer(left: tuple[slots.MemberSlot, ...]) -> None:
    if not any(members.may_write(slot.role) for slot in left):
        raise NotAllowed(
            _("After this nobody would be left who may write in the vault."),
            kept=_("Nothing was changed."),
            do=_("Please add a member, or give somebody another part, first."),
        )
