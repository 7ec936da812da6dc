"""A vault as the rest of the program sees it: create it, see who can open it, open it, sign with it, close it.

Opening comes in two halves, so that a window stays alive: ``prepare`` spends the second that a passphrase costs and may run
on a worker thread; ``open_prepared`` opens the database and belongs to the thread that will use it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING

import msgspec

from cocdesk.model.errors import DiskFull, KnownError, NotAllowed, VaultDamaged, VaultInUse, WrongPassphrase
from cocdesk.model.vault import copying, keyfile, members, recovery, slots
from cocdesk.model.vault import folder as places
from cocdesk.model.vault.connection import Connection, check_identity, disk_full, open_db, write_identity
from cocdesk.model.vault.lockfile import FolderLock
from cocdesk.model.vault.members import RECOVERY_ROLE, Description, Member, describe, may_write
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An unlocked key, not yet used: hand it to ``open_prepared`` or ``discard`` it."""

    folder: Path
    found: keyfile.Found = field(repr=False)
    copy: keyfile.Copy = field(repr=False)
    member: Member
    db_key: bytearray = field(repr=False)
    private: slots.PrivateKeys | None = field(repr=False)

    def discard(self) -> None:
        """Overwrite the key of a vault that will not be opened after all."""
        slots.wipe(self.db_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedNew:
    """The keys of a vault that does not exist yet."""

    vault: str
    slot: slots.MemberSlot = field(repr=False)
    private: slots.PrivateKeys = field(repr=False)


class OpenVault:
    """A vault while it is open: its connection, its members, and the member who sits at it. Closing forgets the keys."""

    def __init__(
        self,
        *,
        folder: Path,
        keys: keyfile.KeyFile,
        member: Member,
        db_key: bytearray,
        private: slots.PrivateKeys | None,
        connection: Connection,
        lock: FolderLock | None,
        notices: tuple[str, ...] = (),
        damaged_pages: int = 0,
    ) -> None:
        self.folder = folder
        self.member = member
        self.connection = connection
        self.notices = notices
        self.read_only = lock is None
        self.damaged_pages = damaged_pages
        self.on_keys: Callable[[], None] = lambda: None
        self._keys = keys
        self._db_key = db_key
        self._private = private
        self._lock = lock
        self._closed = False

    @property
    def vault_id(self) -> str:
        """Sixteen random bytes in hex, the same for the vault's whole life."""
        return self._keys.vault

    @property
    def generation(self) -> int:
        """Counts the databases of this vault; a new one comes with a new key."""
        return self._keys.generation

    @property
    def epoch(self) -> int:
        """Counts the changes of the key files."""
        return self._keys.epoch

    @property
    def members(self) -> tuple[Member, ...]:
        """All who can open this vault by passphrase; the recovery sheet is the one further way in."""
        return members.listed(self._keys)

    @property
    def keys(self) -> keyfile.KeyFile:
        """The key file as it stands: public keys, wraps and names, nothing secret."""
        if self._closed:
            raise ValueError("the vault is closed")
        return self._keys

    @property
    def keys_mark(self) -> str:
        """SHA-256 of the key file as it stands, to know it again."""
        return keyfile.mark(self._keys)

    def key_for_copies(self) -> bytearray:
        """The database key itself, for a copy that is to open for the same people; not to be kept."""
        if self._closed:
            raise ValueError("the vault is closed")
        return self._db_key

    def wrapped(self, public: str, keys: keyfile.KeyFile, slot: str) -> str:
        """The database key for one more way in."""
        return _wrap(self._db_key, public, keys, slot)

    def admit(self, slot: slots.MemberSlot) -> Member:
        """One more way in, for a slot made for this vault; the quick half of ``add_member``."""
        members.new_name(self._keys, slot.name)
        wraps = {**self._keys.wraps, slot.slot: self.wrapped(slot.x, self._keys, slot.slot)}
        self.write_keys(msgspec.structs.replace(self._keys, members=(*self._keys.members, slot), wraps=wraps))
        return members.of_slot(slot)

    def write_keys(self, keys: keyfile.KeyFile) -> None:
        """Let a changed key file count, under the same database key; raises DiskFull before or nothing after the rename."""
        keys = msgspec.structs.replace(keys, epoch=self._keys.epoch + 1)
        try:
            keyfile.write(self.folder, keys, self._db_key)
        finally:
            # The rename of A is what counts. Whatever went wrong after it, memory says what the disk says.
            if keyfile.counts(self.folder, keys):
                self._keys = keys
                self.on_keys()

    def switch(self, keys: keyfile.KeyFile, db_key: bytearray, connection: Connection) -> None:
        """Go over to a new database under a new key, which these key files name; the old connection is closed."""
        keys = msgspec.structs.replace(keys, epoch=self._keys.epoch + 1)
        try:
            keyfile.write(self.folder, keys, db_key)
        finally:
            if keyfile.counts(self.folder, keys):
                old, old_key = self.connection, self._db_key
                self._keys, self._db_key, self.connection = keys, db_key, connection
                old.close()
                slots.wipe(old_key)
                self.on_keys()

    def sign(self, data: bytes) -> bytes:
        """The member's Ed25519 signature, 64 bytes; NotAllowed when the vault was opened with the recovery sheet."""
        if self._closed:
            raise ValueError("the vault is closed")
        if self._private is None:
            raise NotAllowed(
                _("The vault was opened with the recovery sheet, which signs for nobody."),
                kept=_("Nothing was changed."),
                do=_("Please set a new passphrase for a member and open the vault with it."),
            )
        return self._private.signing.sign(data)

    def verify(self, slot_id: str, data: bytes, signature: bytes, *, former: Mapping[str, bytes] = MappingProxyType({})) -> bool:
        """Whether the member of this slot signed exactly this; False for members nobody knows.

        ``former`` holds the public keys of people who left, by slot; for those who are here the key file counts.
        """
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        known = {**former, **{member.slot: member.public_key for member in self.members}}.get(slot_id)
        if known is None:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(known).verify(signature, data)
        except InvalidSignature:
            return False
        return True

    @property
    def closed(self) -> bool:
        """Whether its keys are forgotten."""
        return self._closed

    def close(self) -> None:
        """Close the database, forget the keys, let others in; closing twice does nothing."""
        self._end()

    def abandon(self) -> None:
        """Close a vault that was only just made and take its files back while nobody else can come in."""
        self._end(lambda: places.abandon(self.folder))

    def _end(self, last: Callable[[], None] = lambda: None) -> None:
        if self._closed:
            return
        self._closed = True
        try:
            self.connection.close()
        finally:
            slots.wipe(self._db_key)
            self._private = None
            try:
                last()
            finally:
                if self._lock is not None:
                    self._lock.release()

    def finish(self) -> None:
        """End the creation: from now on the folder is a vault, and no new one is made over it."""
        with places.plain_faults():
            places.finish(self.folder)

    def __enter__(self) -> OpenVault:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


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
        keys = msgspec.structs.replace(keys, wraps={slot: _wrap(db_key, public, keys, slot) for slot, public in ways_in})
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
        return Prepared(folder=folder, found=found, copy=copy, member=members.of_slot(slot), db_key=db_key, private=private)

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
        return Prepared(folder=folder, found=found, copy=copy, member=sheet, db_key=db_key, private=None)

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
        notices=notices,
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


def _wrap(db_key: bytearray, public: str, keys: keyfile.KeyFile, slot: str) -> str:
    return slots.wrap(db_key, public, vault=keys.vault, file=keys.file, generation=keys.generation, slot=slot)


def _tend(prepared: Prepared) -> tuple[str, ...]:
    """Set right what can be set right at opening, and say so; a full disk must not keep anybody out."""
    folder, notices = prepared.folder, []
    try:
        if keyfile.repair(folder, prepared.found, prepared.copy):
            notices.append(_("One of the two key files was damaged or missing and has been repaired."))
        with places.plain_faults():
            places.sweep(folder)
            for stale in places.stale_databases(folder, prepared.copy.keys.file):
                copying.forget_file(stale)
            places.end_generation(folder)
            places.renew_ballast(folder)
    except DiskFull as error:
        notices.append(str(error))
    return tuple(notices)
