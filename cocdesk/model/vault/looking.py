"""A vault opened where nothing can be written, such as a stick with its lock set: to check it, not to work in it.

The database is copied into memory, encrypted as it lies, so that a check may try things out; the folder is left as it is,
no lock is taken and no key file repaired.
"""

from __future__ import annotations

from cocdesk.model.vault import rooms
from cocdesk.model.vault.connection import Connection, check_identity, open_copy_in_memory
from cocdesk.model.vault.vault import OpenVault, Prepared


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
