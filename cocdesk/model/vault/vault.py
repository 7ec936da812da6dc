"""A vault as the rest of the program sees it: create it, see who can open it, open it, sign with it, close it.

Opening comes in two halves, so that a window stays alive: ``prepare`` spends the second that a passphrase costs and may run
on a worker thread; ``open_prepared`` opens the database and belongs to the thread that will use it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from cocdesk.model.errors import DiskFull, KnownError, NotAllowed, VaultDamaged, VaultInUse, WrongPassphrase
from cocdesk.model.vault import copying, keyfile, members, recovery, rooms, slots
from cocdesk.model.vault import folder as places
from cocdesk.model.vault.connection import Connection, check_identity, disk_full, open_db, write_identity
from cocdesk.model.vault.lockfile import FolderLock
from cocdesk.model.vault.members import RECOVERY_ROLE, Description, Member, describe, may_write
from cocdesk.model.vault.opened import OpenVault, Prepared, PreparedNew, wrap_key
from cocdesk.model.vault.slots import Kdf
from cocdesk.words import _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

__all__ = [
    "Description", "Kdf", "Member", "OpenVault", "Prepared", "PreparedNew", "add_member", "create", "create_prepared",
    "describe", "open_prepared", "prepare", "prepare_new", "prepare_recovery", "unlock", "unlock_with_recovery",
]  # fmt: skip

FIRST_FILE = "cases-0001.db"
_DEFAULT_COST = Kdf()


def create(folder: Path, *, member: str, role: str, passphrase: str, kdf: Kdf = _DEFAULT_COST) -> tuple[OpenVault, str]:
    """Make a vault with its first member and open it; the second value is the recovery key, grouped, kept nowhere."""
    return create_prepared(folder, prepare_new(member=member, role=role, passphrase=passphrase, kdf=kdf))


def prepare_new(*, member: str, role: str, passphrase: str, kdf: Kdf = _DEFAULT_COST) -> PreparedNew:
    """The slow half of ``create``: touches no disk and may run on a worker thread."""
    members.require_passphrase(passphrase)
    name, role = members.label(member), members.label(role)
    if not may_write(role):
        raise NotAllowed(
            _("The first member of a vault has to be able to write in it; the part “{role}” may only read.").format(role=role),
            kept=_("Nothing was made."),
            do=_("Choose another part for the first member; readers can be added later."),
        )
    vault = secrets.token_hex(16)
    slot, private = slots.new_member(vault=vault, name=name, role=role, passphrase=passphrase, kdf=kdf)
    return PreparedNew(vault=vault, slot=slot, private=private)


def create_prepared(folder: Path, new: PreparedNew, *, finish: bool = True) -> tuple[OpenVault, str]:
    """The quick half of ``create``. The key files come last: a crash before leaves nothing that looks like a vault.

    With ``finish`` off the folder stays marked as unfinished until ``OpenVault.finish``: a crash in between leaves a folder
    that opens for nobody and in which a vault can be made again. ``OpenVault.abandon`` takes it back.
    """
    recovery_key = secrets.token_bytes(recovery.KEY_BYTES)
    recovery_slot = slots.new_recovery(recovery_key, new.vault)
    db_key = bytearray(secrets.token_bytes(slots.DB_KEY_BYTES))
    lock = places.begin(folder, new.vault, remains=keyfile.remains(folder))
    connection: Connection = None
    try:
        places.put_ballast(folder)
        connection = open_db(folder / FIRST_FILE, db_key, create=True)
        write_identity(connection, vault=new.vault, generation=1)
        keys = keyfile.KeyFile(
            format=keyfile.FORMAT,
            vault=new.vault,
            epoch=1,
            generation=1,
            file=FIRST_FILE,
            members=(new.slot,),
            recovery=recovery_slot,
            wraps={},
        )
        ways_in = ((new.slot.slot, new.slot.x), (recovery_slot.slot, recovery_slot.x))
        keys = msgspec.structs.replace(keys, wraps={slot: wrap_key(db_key, public, keys, slot) for slot, public in ways_in})
        if not keyfile.write(folder, keys, db_key):
            raise disk_full()
        if finish:
            with places.plain_faults():
                places.finish(folder)
    except BaseException:
        if connection is not None:
            connection.close()
        slots.wipe(db_key)
        places.abandon(folder)
        lock.release()
        raise
    vault = OpenVault(
        folder=folder,
        keys=keys,
        member=members.of_slot(new.slot),
        db_key=db_key,
        private=new.private,
        connection=connection,
        lock=lock,
    )
    return vault, recovery.group(recovery.encode(recovery_key))


def unlock(folder: Path, *, passphrase: str, member: str | None = None) -> OpenVault:
    """Open a vault for a member (name or slot id; may be left out while there is only one). See ``prepare`` for the errors."""
    return open_prepared(prepare(folder, passphrase=passphrase, member=member))


def unlock_with_recovery(folder: Path, key_text: str) -> OpenVault:
    """Open a vault with the key typed from its recovery sheet; the member is then the sheet, which cannot sign."""
    return open_prepared(prepare_recovery(folder, key_text))


def prepare(folder: Path, *, passphrase: str, member: str | None = None, only_look: bool = False) -> Prepared:
    """The slow half of ``unlock``: reads the key files, opens no database, writes nothing, may run on a worker thread.

    With ``only_look`` the folder need not take any writing; such a key is for ``looking.open_to_look``.

    Raises NotAVault, VaultTooNew, VaultDamaged, VaultReadOnly, WrongPassphrase, NotFound, or NotAllowed when it must be
    said which member, or the folder is a synced one.
    """
    found = members.look(folder, only_look=only_look)

    def attempt(copy: keyfile.Copy) -> Prepared:
        slot = members.pick(copy.keys, member)
        private = slots.open_member(slot, passphrase)
        db_key = _unwrap(copy, slot.slot, private.wrapping)
        return Prepared(
            folder=folder, found=found, copy=copy, member=members.of_slot(slot), db_key=db_key, private=private,
            room_keys=rooms.keys_of(copy.keys, slot.slot, private.wrapping),
        )  # fmt: skip

    return _first(found, attempt)


def prepare_recovery(folder: Path, key_text: str) -> Prepared:
    """The same with the key from the recovery sheet; quick. WrongPassphrase says whether it was a slip or another sheet."""
    key = recovery.decode(key_text)
    if key is None:
        raise WrongPassphrase(
            _("Something in this recovery key is not as printed: a character is missing, wrong or in the wrong place."),
            kept=_("Nothing was changed."),
            do=_("Please compare it with the sheet, group by group."),
        )
    found = members.look(folder)

    def attempt(copy: keyfile.Copy) -> Prepared:
        slot = copy.keys.recovery
        private = slots.recovery_private(key, copy.keys.vault)
        if private.public_key().public_bytes_raw().hex() != slot.x:
            raise WrongPassphrase(
                _("This recovery key was typed without a slip, but it belongs to another vault or to an older sheet."),
                kept=_("Nothing was changed."),
                do=_("Please look for the newest sheet of this vault."),
            )
        db_key = _unwrap(copy, slot.slot, private)
        sheet = Member(slot=slot.slot, name=RECOVERY_ROLE, role=RECOVERY_ROLE, public_key=b"")
        return Prepared(
            folder=folder, found=found, copy=copy, member=sheet, db_key=db_key, private=None,
            room_keys=rooms.keys_of(copy.keys, slot.slot, private),
        )  # fmt: skip

    return _first(found, attempt)


def open_prepared(prepared: Prepared) -> OpenVault:
    """The quick half of ``unlock``: takes the lock, opens the database, repairs a damaged key file, on the calling thread."""
    folder, keys = prepared.folder, prepared.copy.keys
    connection: Connection = None
    lock: FolderLock | None = None
    try:
        with places.plain_faults():
            lock = FolderLock(folder)
        if keyfile.contents(folder) != prepared.found.contents:
            raise VaultInUse(
                _("The key files of this vault were changed by another program just now."),
                kept=_("Nothing was changed."),
                do=_("Please try again."),
            )
        connection = open_db(folder / keys.file, prepared.db_key)
        check_identity(connection, vault=keys.vault, generation=keys.generation)
        notices = _tend(prepared)
        opened, closed = rooms.open_all(folder, keys, prepared.room_keys)
    except BaseException:
        if connection is not None:
            connection.close()
        if lock is not None:
            lock.release()
        prepared.discard()
        raise
    return OpenVault(
        folder=folder,
        keys=keys,
        member=prepared.member,
        db_key=prepared.db_key,
        private=prepared.private,
        connection=connection,
        lock=lock,
        notices=(*notices, *closed),
        rooms=opened,
    )


def add_member(vault: OpenVault, *, name: str, role: str, passphrase: str, kdf: Kdf = _DEFAULT_COST) -> Member:
    """Give one more person a way in; takes as long as one unlock. Raises NotAllowed with the reason."""
    name, role = members.new_name(vault.keys, name), members.label(role)
    members.require_passphrase(passphrase)
    slot, _private = slots.new_member(vault=vault.vault_id, name=name, role=role, passphrase=passphrase, kdf=kdf)
    return vault.admit(slot)


def _first(found: keyfile.Found, attempt: Callable[[keyfile.Copy], Prepared]) -> Prepared:
    """Try the whole copies of the highest epoch; they differ only when one was changed by another hand.

    A lower epoch is never a way in: it may still name a member who was removed since.
    """
    newest = [copy for copy in found.copies if copy.keys.epoch == found.copies[0].keys.epoch]
    refused: list[KnownError] = []
    for copy in newest:
        try:
            return attempt(copy)
        except KnownError as error:
            refused.append(error)
    raise next((error for error in refused if isinstance(error, VaultDamaged)), refused[0])


def _unwrap(copy: keyfile.Copy, slot: str, private: X25519PrivateKey) -> bytearray:
    """The database key, once it has vouched for the very key file it came from."""
    keys = copy.keys
    db_key = slots.unwrap(keys.wraps[slot], private, vault=keys.vault, file=keys.file, generation=keys.generation, slot=slot)
    if not copy.vouched(db_key):
        slots.wipe(db_key)
        raise slots.keys_changed(tuple(member.name for member in keys.members))
    return db_key


def _tend(prepared: Prepared) -> tuple[str, ...]:
    """Set right what can be set right at opening, and say so; a full disk must not keep anybody out."""
    folder, notices = prepared.folder, []
    try:
        if keyfile.repair(folder, prepared.found, prepared.copy):
            notices.append(_("One of the two key files was damaged or missing and has been repaired."))
        with places.plain_faults():
            places.sweep(folder)
            rooms.sweep(folder, prepared.copy.keys)
            for stale in places.stale_databases(folder, prepared.copy.keys.file):
                copying.forget_file(stale)
            places.end_generation(folder)
            places.renew_ballast(folder)
    except DiskFull as error:
        notices.append(str(error))
    return tuple(notices)
