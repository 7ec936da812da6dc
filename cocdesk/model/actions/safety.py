"""Safety copies of the vault: by hand into a file, by themselves once a day and before every great change."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from cocdesk.model.desk import Desk
from cocdesk.model.errors import KnownError
from cocdesk.model.records.case import Change, Done
from cocdesk.model.vault import backup
from cocdesk.words import _

EVERY = timedelta(hours=20)


def back_up(desk: Desk, path: Path) -> Done[backup.Backup]:
    """A safety copy into a file a person chose; checked after writing. Raises NotAllowed, DiskFull, VaultReadOnly."""
    made = backup.write(desk.vault, path, now=desk.now(), why=_("made by hand"))
    return Done(value=made, change=Change())


def keep_copy(desk: Desk, why: str) -> backup.Backup:
    """One more automatic copy beside the vault; the oldest beyond ten go."""
    return backup.take(desk.vault, now=desk.now(), why=why)


def daily_copy(desk: Desk) -> str:
    """Make today's copy when the last is older than twenty hours; the sentence of what went wrong, or nothing.

    A clock that was put back counts as a day gone by: better one copy too many.
    """
    last = backup.newest(desk.folder)
    if last is not None and timedelta(0) <= desk.now() - last < EVERY:
        return ""
    try:
        keep_copy(desk, _("daily"))
    except KnownError as error:
        return str(error)
    return ""


def restore(path: Path, folder: Path) -> backup.Backup:
    """Make a vault out of a safety copy, in a folder that is new or empty; needs no passphrase, for nothing is decrypted."""
    return backup.restore(path, folder)
