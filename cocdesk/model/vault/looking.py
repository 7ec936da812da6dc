"""A vault opened where nothing can be written, such as a stick with its lock set: to check it, not to work in it.

The database is copied into memory, encrypted as it lies, so that a check may try things out; the folder is left as it is,
no lock is taken and no key file repaired.
"""

from __future__ import annotations

import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cocdesk.model.errors import KnownError
from cocdesk.model.vault import backup, copying, members, rooms, slots
from cocdesk.model.vault import folder as places
from cocdesk.model.vault.backup import Backup
from cocdesk.model.vault.connection import Connection, check_identity, explained, open_copy_in_memory, open_db
from cocdesk.model.vault.vault import OpenVault, Prepared

_PREFIX = "cocdesk-look-"
_LEFT_AFTER = 600.0


def open_to_look(prepared: Prepared) -> OpenVault:
    """The quick half of ``unlock`` without a single write; what is changed in such a vault is gone with it."""
    keys = prepared.copy.keys
    connection: Connection = None
    try:
        connection, damaged = open_copy_in_memory(prepared.folder / keys.file, prepared.db_key)
        check_identity(connection, vault=keys.vault, generation=keys.generation)
        opened, closed = rooms.open_all(prepared.folder, keys, prepared.room_keys, only_look=True)
    except BaseException:
        if connection is not None:
            connection.close()
        prepared.discard()
        raise
    return OpenVault(
        folder=prepared.folder,
        keys=keys,
        member=prepared.member,
        db_key=prepared.db_key,
        private=prepared.private,
        connection=connection,
        lock=None,
        damaged_pages=damaged,
        notices=closed,
        rooms=opened,
    )


@contextmanager
def copy_opened(found: Backup, *, passphrase: str, member: str) -> Iterator[Connection]:
    """The database of a safety copy, opened with a passphrase of the day it was made, before anything is restored.

    Its pages lie in a private folder of the system for the time, encrypted as they are, and are gone afterwards. Raises
    WrongPassphrase, NotFound, VaultDamaged, DiskFull.
    """
    keys = backup.key_file(found.path)
    slot = members.pick(keys.keys, member)
    private = slots.open_member(slot, passphrase)
    db_key = slots.unwrap(
        keys.keys.wraps[slot.slot], private.wrapping, vault=keys.keys.vault, file=keys.keys.file,
        generation=keys.keys.generation, slot=slot.slot,
    )  # fmt: skip
    connection: Connection = None
    try:
        if not keys.vouched(db_key):
            raise slots.keys_changed(tuple(other.name for other in keys.keys.members))
        sweep()
        with places.plain_faults(), tempfile.TemporaryDirectory(prefix=_PREFIX) as folder:
            path = Path(folder, keys.keys.file)
            copying.require_room(path.parent, found.path)
            backup.unpack_database(found.path, path)
            try:
                connection = open_db(path, db_key)
                check_identity(connection, vault=keys.keys.vault, generation=keys.keys.generation)
                with explained():
                    yield connection
            finally:
                if connection is not None:
                    connection.close()
                copying.forget_file(path)
    finally:
        slots.wipe(db_key)


def sweep() -> None:
    """Remove what a look that was stopped left in the system's folder; one that may still go on is let be."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError, KnownError):
            about = folder.lstat()
            if not stat.S_ISDIR(about.st_mode) or time.time() - about.st_mtime < _LEFT_AFTER:
                continue
            for entry in folder.iterdir():
                copying.forget_file(entry)
            folder.rmdir()
