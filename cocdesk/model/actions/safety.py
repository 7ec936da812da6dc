"""Safety copies of the vault: by hand into a file, by themselves once a day and before every great change."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct

from cocdesk.model.desk import Desk
from cocdesk.model.errors import KnownError
from cocdesk.model.records.case import Change, Done
from cocdesk.model.store import cases
from cocdesk.model.store.database import Database
from cocdesk.model.vault import backup
from cocdesk.model.vault.connection import Connection
from cocdesk.model.vault.looking import copy_opened
from cocdesk.words import _

EVERY = timedelta(hours=20)


def back_up(desk: Desk, path: Path) -> Done[backup.Backup]:
    """A safety copy into a file a person chose; checked after writing. Raises NotAllowed, DiskFull, VaultReadOnly."""
    made = backup.write(desk.vault, path, now=desk.now(), why=_("made by hand"))
    return Done(value=made, change=Change())


def keep_copy(desk: Desk, why: str) -> backup.Backup:
    """One more automatic copy beside the vault; the oldest beyond ten go."""
    return backup.take(desk.vault, now=desk.now(), why=why)


def copy_due(desk: Desk) -> bool:
    """Whether the last automatic copy is older than twenty hours.

    A clock that was put back counts as a day gone by: better one copy too many.
    """
    last = backup.newest(desk.folder)
    return last is None or not timedelta(0) <= desk.now() - last < EVERY


def begin_copy(desk: Desk, why: str) -> backup.Begun:
    """The quick half of ``keep_copy``, which needs the open vault; ``finish`` is the slow one. Raises KnownError."""
    return backup.begin_automatic(desk.vault, now=desk.now(), why=why)


def begin_daily(desk: Desk) -> backup.Begun:
    """The same for today's copy."""
    return begin_copy(desk, _("daily"))


def begin_by_hand(desk: Desk, path: Path) -> backup.Begun:
    """The quick half of ``back_up``."""
    return backup.begin(desk.vault, path, now=desk.now(), why=_("made by hand"))


def finish(begun: backup.Begun) -> backup.Backup:
    """The slow half: looks at every page and writes the one file. Touches no open vault, so it may run beside the window."""
    return backup.finish(begun)


def daily_copy(desk: Desk) -> str:
    """Make today's copy when one is due; the sentence of what went wrong, or nothing."""
    try:
        if copy_due(desk):
            finish(begin_daily(desk))
    except KnownError as error:
        return str(error)
    return ""


class KeptCopy(Struct, frozen=True, kw_only=True):
    """An automatic copy for a list: its file, when it was made (None where its head cannot be read), why, and bytes."""

    path: Path
    made: datetime | None
    why: str
    size: int


def kept_copies(desk: Desk) -> tuple[KeptCopy, ...]:
    """The automatic copies beside the vault, newest first."""
    found = []
    for path in backup.kept(desk.folder):
        head = backup.headed(path)
        made = datetime.fromisoformat(head.made) if head is not None else None
        found.append(KeptCopy(path=path, made=made, why=head.why if head is not None else "", size=path.stat().st_size))
    return tuple(found)


def look(path: Path) -> backup.Backup:
    """What a safety copy is, once every byte was read; no passphrase, no open vault. Raises VaultDamaged, NotAllowed."""
    return backup.look(path)


class Inside(Struct, frozen=True, kw_only=True):
    """What a look into a safety copy finds: how many cases, and how many of them are open."""

    cases: int
    open: int


def cases_in(desk: Desk, found: backup.Backup) -> int:
    """How many cases a safety copy of this vault holds: it is opened with the vault's key and read."""
    return inside_of(desk, found).cases


def inside_of(desk: Desk, found: backup.Backup) -> Inside:
    """The same with how many of them are open. Raises NotAllowed for a copy under another key."""
    with backup.opened(desk.vault, found) as connection:
        return _counted(connection)


def _counted(connection: Connection) -> Inside:
    counted = cases.counts(Database(connection), now=0, author=0)
    return Inside(cases=counted["all"], open=counted["open"])


def look_inside(found: backup.Backup, *, passphrase: str, member: str) -> Inside:
    """Open a safety copy for a moment with a passphrase of its day, to see what would be restored; no open vault is needed.

    Takes as long as unlocking and may run on a worker thread. Raises WrongPassphrase, NotFound, VaultDamaged, DiskFull.
    """
    with copy_opened(found, passphrase=passphrase, member=member) as connection:
        return _counted(connection)


def restore(path: Path, folder: Path) -> backup.Backup:
    """Make a vault out of a safety copy, in a folder that is new or empty; needs no passphrase, for nothing is decrypted."""
    return backup.restore(path, folder)
