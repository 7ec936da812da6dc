"""An unlocked key, and a vault while it is open: its connection, its sealed files, its members, the member who sits at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType, TracebackType

import msgspec

from cocdesk.model.errors import NotAllowed
from cocdesk.model.vault import folder as places
from cocdesk.model.vault import keyfile, members, slots
from cocdesk.model.vault.connection import Connection
from cocdesk.model.vault.lockfile import FolderLock
from cocdesk.model.vault.members import Member
from cocdesk.words import _


@dataclass(slots=True, kw_only=True)
class OpenRoom:
    """A sealed file while it is open, under its own key; ``damaged_pages`` as for a vault that is only looked at."""

    file: str
    number: int
    key: bytearray = field(repr=False)
    connection: Connection = field(repr=False)
    damaged_pages: int = 0

    def close(self) -> None:
        """Close it and forget its key."""
        try:
            self.connection.close()
        finally:
            slots.wipe(self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An unlocked key, not yet used: hand it to ``open_prepared`` or ``discard`` it."""

    folder: Path
    found: keyfile.Found = field(repr=False)
    copy: keyfile.Copy = field(repr=False)
    member: Member
    db_key: bytearray = field(repr=False)
    private: slots.PrivateKeys | None = field(repr=False)
    room_keys: Mapping[str, bytearray] = field(default_factory=dict, repr=False)

    def discard(self) -> None:
        """Overwrite the keys of a vault that will not be opened after all."""
        for key in (self.db_key, *self.room_keys.values()):
            slots.wipe(key)


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
        rooms: Iterable[OpenRoom] = (),
    ) -> None:
        self.folder = folder
        self.member = member
        self.connection = connection
        self.notices = notices
        self.read_only = lock is None
        self.damaged_pages = damaged_pages
        self.rooms = list(rooms)
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
        return wrap_key(self._db_key, public, keys, slot)

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
            for room in self.rooms:
                room.close()
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


def wrap_key(db_key: bytearray, public: str, keys: keyfile.KeyFile, slot: str) -> str:
    """The database key for one way in, bound to what these key files name."""
    return slots.wrap(db_key, public, vault=keys.vault, file=keys.file, generation=keys.generation, slot=slot)
