"""Safety copies of the vault: by hand into a file, by themselves once a day and before every great change."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct

from cocdesk.model import sight
from cocdesk.model.desk import Desk
from cocdesk.model.errors import KnownError
from cocdesk.model.records.case import Change, Done
from cocdesk.model.store import cases
from cocdesk.model.store.database import Database
from cocdesk.model.vault import backup
from cocdesk.model.vault.connection import Connection
from cocdesk.model.vault.looking import copy_opened
from cocdesk.model.vault.members import Member
from cocdesk.words import _

EVERY = timedelta(hours=20)
_QUIET, _SHORT_QUIET, _PATIENCE = 10.0, 2.0, 600.0


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


def drop(begun: backup.Begun, *, running: bool) -> None:
    """Nobody waits for a begun copy any more, such as at locking: its keys are forgotten at once.

    The pages of one that no worker has taken up go too; whatever the disk says to that, the next opening sweeps them.
    """
    if running:
        backup.wipe(begun)
        return
    with suppress(KnownError):
        backup.abandon(begun)


def quiet_enough(*, idle: float, waited: float) -> bool:
    """Whether nobody will notice the moment in which the pages are copied; both in seconds.

    Ten seconds without a touch will do, and for a copy that has waited ten minutes two.
    """
    return idle >= (_QUIET if waited < _PATIENCE else _SHORT_QUIET)


def forget_old(desk: Desk) -> tuple[int, str]:
    """Remove the copies of the key before, after the vault was written anew: how many, and why not all of them.

    Never raises for a fault of the disk: what came before has to reach the person who asked for it.
    """
    try:
        return backup.forget_older(desk.vault), ""
    except KnownError as error:
        return 0, _("Older safety copies could not all be removed: {why}").format(why=error)


def told(*sentences: str) -> str:
    """What went wrong, one after the other."""
    return " ".join(sentence for sentence in sentences if sentence)


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


def inside_of(desk: Desk, found: backup.Backup) -> Inside:
    """What a safety copy of this vault holds, opened with the vault's key. Raises NotAllowed for a copy under another key.

    Cases the member who sits here stepped back from, then or since, are not counted.
    """
    main = desk.main
    with backup.opened(desk.vault, found) as connection:
        now = sight.hidden(main.db, desk.vault.member, main.team())
        return _counted(connection, desk.vault.member, main.team(), now)


def _counted(connection: Connection, member: Member, team: Sequence[Member], hidden: frozenset[int] = frozenset()) -> Inside:
    db = Database(connection)
    counted = cases.counts(db, now=0, author=0, hidden=hidden | sight.hidden(db, member, team))
    return Inside(cases=counted["all"], open=counted["open"])


def look_inside(found: backup.Backup, *, passphrase: str, member: str) -> Inside:
    """Open a safety copy for a moment with a passphrase of its day, to see what would be restored; no open vault is needed.

    Takes as long as unlocking and may run on a worker thread. Raises WrongPassphrase, NotFound, VaultDamaged, DiskFull.
    """
    with copy_opened(found, passphrase=passphrase, member=member) as connection:
        who = next(other for other in found.members if member in (other.slot, other.name))
        return _counted(connection, who, found.members)


def restore(path: Path, folder: Path) -> backup.Backup:
    """Make a vault out of a safety copy, in a folder that is new or empty; needs no passphrase, for nothing is decrypted."""
    return backup.restore(path, folder)
