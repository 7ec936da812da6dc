"""Safety copies that hold a sealed file which was purged, or which somebody may not open any more, have to go with it.

What is owed is noted before the file itself is forgotten, so that a stop in between leaves no copy behind for good.
"""

from __future__ import annotations

from contextlib import suppress

from cocdesk.model.errors import KnownError
from cocdesk.model.vault import backup, looking
from cocdesk.model.vault import folder as places
from cocdesk.model.vault.opened import OpenRoom, OpenVault
from cocdesk.model.vault.rooms import is_sealed

OWED = "forgetting"


def owe(vault: OpenVault, room: OpenRoom) -> None:
    """From now on the copies of this sealed file have to go."""
    names = {*_owed(vault), room.file}
    places.replace_file(vault.folder / OWED, "\n".join(sorted(names)).encode("ascii"))


def settle(vault: OpenVault) -> int:
    """Remove the automatic copies that hold such a file, unless the key files name it still; returns how many it were."""
    owed = _owed(vault)
    if not owed:
        return 0
    gone = backup.holding(vault.folder, owed - {sealed.file for sealed in vault.keys.sealed})
    for entry in gone:
        backup.forget(entry)
    if backup.being_made(vault.folder):
        # It may hold such a file too, and gets its name later: what is owed stays noted until the next time.
        return len(gone)
    with places.plain_faults():
        (vault.folder / OWED).unlink(missing_ok=True)
        places.sync_folder(vault.folder)
    return len(gone)


def after_a_stop(vault: OpenVault) -> None:
    """At opening: a stop right after a removal or a purge may have left copies that still hold what went, or a look into one."""
    with suppress(KnownError):
        backup.forget_earlier(vault)
        settle(vault)
    looking.sweep()


def _owed(vault: OpenVault) -> set[str]:
    try:
        names = (vault.folder / OWED).read_bytes()[: 64 * 1024].decode("ascii", "replace").split()
    except OSError:
        return set()
    return {name for name in names if is_sealed(name)}
