"""A database written anew under another key, page for page or without what was erased, and proof that nothing else changed."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from cocdesk.model.errors import DiskFull, VaultDamaged
from cocdesk.model.vault import folder as places
from cocdesk.model.vault.connection import KEY_BYTES, Connection, explained, open_db, write_raw_export
from cocdesk.words import _

PAGES_AT_ONCE = 500
HEAD_BYTES = 64 * 1024
SPARE_BYTES = 16 * 1024 * 1024
_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
)


def require_room(folder: Path, source: Path, *, copies: int = 1) -> None:
    """Raise DiskFull before anything is written when so many copies would not fit (1.2 times the file each, and 16 MiB)."""
    wanted = source.stat().st_size * copies * 12 // 10 + SPARE_BYTES
    if shutil.disk_usage(folder).free < wanted:
        raise DiskFull(
            _("There is not enough room on that disk for another copy of the vault."),
            kept=_("Nothing was changed."),
            do=_("Please make {size} MB free on this disk and try again.").format(size=wanted >> 20),
        )


def require_whole(connection: Connection) -> None:
    """Raise VaultDamaged unless every page and every table is what was written."""
    with explained():
        pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        faults = [row for row in connection.execute("PRAGMA integrity_check(10)") if row[0] != "ok"]
    if pages or faults:
        raise VaultDamaged(
            _("The vault has damaged pages, so it was not written anew."),
            kept=_("Nothing was changed."),
            do=_("Please keep this folder as it is, and open a backup of it."),
        )


def copy_whole(source: Connection, path: Path, key: bytearray) -> Connection:
    """A new database with everything of the open one, under ``key``; open, and equal table by table."""
    target = open_db(path, key, create=True)
    try:
        with explained():
            source.backup(target, pages=PAGES_AT_ONCE)
    except BaseException:
        target.close()
        raise
    target.close()
    return _reopened(path, key, digest(source))


def copy_pages(source: Connection, path: Path, key: bytearray) -> tuple[tuple[str, int], ...]:
    """The pages of the open database in a new file under ``key``, not looked at yet: how many rows each table must have.

    The half of a safety copy that needs the open vault; ``require_copy`` is the other one.
    """
    target = open_db(path, key, create=True)
    try:
        with explained():
            source.backup(target, pages=PAGES_AT_ONCE)
            return _counts(source)
    finally:
        target.close()


def require_copy(path: Path, key: bytearray, counts: tuple[tuple[str, int], ...]) -> None:
    """Raise VaultDamaged unless every page of a copy is whole and each table has these rows; may run on a worker thread."""
    connection = open_db(path, key)
    try:
        require_whole(connection)
        if _counts(connection) != counts:
            raise VaultDamaged(
                _("The safety copy is not the same as the vault, so it was thrown away."),
                kept=_("The vault itself is as it was."),
                do=_("Please try again."),
            )
    finally:
        connection.close()
    with path.open("r+b") as file:
        places.sync_file(file.fileno())


def _counts(connection: Connection) -> tuple[tuple[str, int], ...]:
    return tuple(
        (name, connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 - a table's own name
        for (name,) in connection.execute(_TABLES).fetchall()
    )


def copy_without(source: Connection, path: Path, key: bytearray, erase: Callable[[Connection], None]) -> Connection:
    """A new database under ``key`` that never held what ``erase`` takes out.

    The erasing is done in a scratch file under a key of its own, which is thrown away; the rest is exported from there, so
    that no free page and no trace in an index comes along.
    """
    scratch_path = path.with_name(f"scratch-{secrets.token_hex(8)}.db")
    scratch_key = bytearray(secrets.token_bytes(KEY_BYTES))
    scratch = None
    try:
        scratch = copy_whole(source, scratch_path, scratch_key)
        erase(scratch)
        wanted = digest(scratch)
        scratch.close()
        write_raw_export(scratch_path, scratch_key, path, key)
        return _reopened(path, key, wanted)
    finally:
        if scratch is not None:
            scratch.close()
        scratch_key[:] = bytes(len(scratch_key))
        forget_file(scratch_path)


def _reopened(path: Path, key: bytearray, wanted: str) -> Connection:
    connection = open_db(path, key)
    try:
        require_whole(connection)
        if digest(connection) != wanted:
            raise VaultDamaged(
                _("The new copy of the vault is not the same as the old one, so it was thrown away."),
                kept=_("Nothing was changed."),
                do=_("Please try again; if it happens twice, copy the vault folder to another disk and try there."),
            )
        with path.open("rb") as file:
            places.sync_file(file.fileno())
        places.sync_folder(path.parent)
    except BaseException:
        connection.close()
        raise
    return connection


def digest(connection: Connection) -> str:
    """SHA-256 over every row of every ordinary table, and the database's own version number."""
    whole = hashlib.sha256()
    with explained():
        for pragma in ("user_version", "application_id"):
            whole.update(repr(connection.execute(f"PRAGMA {pragma}").fetchone()).encode())
        for (name,) in connection.execute(_TABLES).fetchall():
            whole.update(name.encode())
            for row in connection.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - a table's own name
                whole.update(repr(row).encode())
    return whole.hexdigest()


def forget_file(path: Path) -> None:
    """Overwrite the head of a database that does not count any more, as well as the disk lets us, and remove it.

    Raises like every write does, also where it tidies up behind another fault: a disk that is gone is told as that.
    """
    journal = path.with_name(path.name + "-journal")
    try:
        with path.open("r+b") as file:
            file.write(os.urandom(min(HEAD_BYTES, path.stat().st_size)))
            file.flush()
            places.sync_file(file.fileno())
    except OSError:
        pass
    with places.plain_faults():
        path.unlink(missing_ok=True)
        journal.unlink(missing_ok=True)
        places.sync_folder(path.parent)
