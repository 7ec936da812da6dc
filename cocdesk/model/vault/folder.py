"""The folder of a vault: made private and in one go, never inside a synced folder, with room put aside for a full disk."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cocdesk.model.errors import KnownError, NotAllowed, NotAVault, VaultDamaged
from cocdesk.model.vault import lockfile
from cocdesk.model.vault.connection import disk_full, read_only
from cocdesk.words import _

BALLAST = "ballast"
BALLAST_BYTES = 4 * 1024 * 1024
ROOM_FOR_BALLAST = 16 * BALLAST_BYTES
UNFINISHED = "unfinished"
RENEWING = "renewing"
_NUMBERED = re.compile(r"cases-[0-9]{4,9}\.db")
KEY_FILES = ("keys-A.json", "keys-B.json")
_SYNC_MARKERS = (".stfolder", ".dropbox", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log")
_SYNC_PATTERNS = (".sync_*.db", "._sync_*.db")
_SYNC_NAMES = frozenset({"dropbox", "onedrive", "nextcloud", "owncloud", "iclouddrive", "google drive", "googledrive"})


def refuse_synced(folder: Path) -> None:
    """Raise NotAllowed for a folder that a sync service copies: half-copied databases are lost databases."""
    place = folder.resolve()
    for parent in (place, *place.parents):
        name = parent.name.casefold()
        if name in _SYNC_NAMES or name.startswith(("onedrive -", "dropbox (")) or _has_marker(parent):
            raise NotAllowed(
                _("This folder lies inside “{folder}”, which a sync service copies to other places.").format(folder=parent.name),
                kept=_("Nothing was changed."),
                do=_("Sync services can tear a vault apart while it is open. Please choose a folder outside it."),
            )


def _has_marker(folder: Path) -> bool:
    try:
        return any((folder / marker).exists() for marker in _SYNC_MARKERS) or any(
            next(folder.glob(pattern), None) is not None for pattern in _SYNC_PATTERNS
        )
    except OSError:
        return False


def refuse_read_only(folder: Path) -> None:
    """Raise VaultReadOnly when the folder takes no new files: a journal could not be written beside the database."""
    if not os.access(folder, os.W_OK | os.X_OK):
        raise read_only()


@contextmanager
def plain_faults() -> Iterator[None]:
    """Turn the disk's own errors into sentences: full, read-only, gone or faulty."""
    try:
        yield
    except OSError as error:
        raise explain(error) from error


def explain(error: OSError) -> KnownError:
    """The sentence for a fault of the file system."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return disk_full()
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return read_only()
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return NotAVault(
            _("The vault's folder is not there any more."),
            kept=_("Nothing was changed."),
            do=_("Please check whether its disk is connected."),
        )
    return VaultDamaged(
        _("The disk reported a fault."),
        kept=_("Everything saved before is still there."),
        do=_("Please copy the vault folder to another disk and open it there."),
    )


def begin(folder: Path, vault: str = "", *, remains: str = "") -> lockfile.FolderLock:
    """Make the private folder of a new vault, lock it and mark it unfinished; raises NotAllowed when it holds anything else.

    What an interrupted creation left behind is cleared first: its recovery key never existed outside the memory of that
    program. Key files are cleared only if they are those of the vault the mark names: ``remains`` is the id they tell.
    ``vault`` is the id of the new vault, which the new mark names.
    """
    refuse_synced(folder)
    with plain_faults():
        if folder.exists() and not folder.is_dir():
            raise _taken(_("There is a file at that place, and a vault is a folder."))
        if not folder.exists():
            _make(folder)
            sync_folder(folder.parent)
        present = {entry.name for entry in folder.iterdir()}
        own = KEY_FILES if remains and unfinished(folder) == remains else ()
        interrupted = UNFINISHED in present and all(name in own or _leftover(name) for name in present)
        if present - {lockfile.NAME} and not interrupted:
            there = _("There is a vault in this folder already.") if present.intersection(KEY_FILES) else ""
            raise _taken(there or _("This folder is already in use for other files."))
        folder.chmod(0o700)
        lock = lockfile.FolderLock(folder)
        try:
            # Keys first: if this is interrupted too, the mark and a database without keys still tell what it was.
            for name in sorted(present - {lockfile.NAME, UNFINISHED}, key=lambda name: name not in KEY_FILES):
                (folder / name).unlink()
            _mark(folder / UNFINISHED, vault)
            sync_folder(folder)
        except BaseException:
            lock.release()
            raise
    return lock


def _mark(path: Path, vault: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(vault)
        file.flush()
        sync_file(file.fileno())


def unfinished(folder: Path) -> str:
    """The id of the vault whose creation was begun here and not ended; empty for none, and for a mark that names none."""
    try:
        with (folder / UNFINISHED).open("rb") as file:
            return file.read(64).decode("ascii", "replace")
    except OSError:
        return ""


def _leftover(name: str) -> bool:
    """Whether a file is one that an interrupted creation can leave beside its key files."""
    made = (lockfile.NAME, UNFINISHED, BALLAST, "cases-0001.db", "cases-0001.db-journal")
    return name in made or (name.startswith(("keys-", BALLAST)) and name.endswith(".tmp"))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True)
    except (FileNotFoundError, NotADirectoryError) as error:
        # Below a file, or where the system keeps things of its own.
        raise NotAllowed(
            _("No folder can be made at that place."),
            kept=_("Nothing was changed."),
            do=_("Please choose another place for the vault, such as a folder of your own."),
        ) from error


def _taken(happened: str) -> NotAllowed:
    return NotAllowed(
        happened,
        kept=_("It was left as it is."),
        do=_("Please choose a new or an empty folder for the vault."),
    )


def abandon(folder: Path) -> None:
    """Take back an unfinished creation, as far as the disk lets us; files of others are never touched.

    Keys go first and the mark last, so that being interrupted here leaves an interrupted creation.
    """
    with suppress(OSError):
        mine = [entry for entry in folder.iterdir() if entry.name in KEY_FILES or _leftover(entry.name)]
        for entry in sorted(mine, key=lambda entry: (entry.name in (UNFINISHED, lockfile.NAME), entry.name not in KEY_FILES)):
            # A system that keeps open files may refuse one of them, such as the lock we hold.
            with suppress(OSError):
                entry.unlink()


def sweep(folder: Path) -> None:
    """Remove half-written files that a crash left beside the finished ones; only names this program gives."""
    for entry in list(folder.iterdir()):
        if entry.name == UNFINISHED or (entry.name.startswith(("keys-", BALLAST)) and entry.name.endswith(".tmp")):
            entry.unlink(missing_ok=True)


def begin_generation(folder: Path, name: str) -> None:
    """Note which file is being written anew, so that a crash before it counts leaves nothing behind for good."""
    replace_file(folder / RENEWING, name.encode("ascii"))


def end_generation(folder: Path) -> None:
    """The new file counts, or was thrown away."""
    if (folder / RENEWING).exists():
        (folder / RENEWING).unlink()
        sync_folder(folder)


def stale_databases(folder: Path, current: str) -> list[Path]:
    """Databases that do not count any more, or never did: older ones, scratch files, and the one a crash left half made.

    A database with a higher number that nobody was writing is left alone: the key files beside it may be older than it is.
    """
    try:
        half = (folder / RENEWING).read_bytes()[:64].decode("ascii", "replace")
    except OSError:
        half = ""
    return [
        entry
        for entry in sorted(folder.iterdir())
        if entry.name != current
        and (
            (_NUMBERED.fullmatch(entry.name) and (entry.name == half or _number(entry.name) < _number(current)))
            or (entry.name.startswith("scratch-") and entry.suffix == ".db")
        )
    ]


def _number(name: str) -> int:
    return int(name.removeprefix("cases-").removesuffix(".db"))


def finish(folder: Path) -> None:
    """Remove the mark of an unfinished creation; from now on the folder is a vault."""
    (folder / UNFINISHED).unlink(missing_ok=True)
    sync_folder(folder)


def replace_file(path: Path, content: bytes) -> None:
    """Put a whole file in place of another, durably: new file, fsync, rename, fsync of the folder."""
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    with plain_faults():
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                sync_file(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sync_file(descriptor: int) -> None:
    """Ask the disk to keep a file now; macOS needs its own word for it."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Ask the disk to keep the names in a folder now; Windows knows no such request."""
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        # A folder one may pass through but not list cannot be asked; its names are then the file system's own care.
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def put_ballast(folder: Path) -> None:
    """Put 4 MiB aside, in random bytes so that no file system squeezes them; given back when the disk is full."""
    replace_file(folder / BALLAST, os.urandom(BALLAST_BYTES))


def renew_ballast(folder: Path) -> None:
    """Put the reserve aside again once there is plenty of room; a disk that is nearly full is left alone."""
    if not (folder / BALLAST).exists() and shutil.disk_usage(folder).free >= ROOM_FOR_BALLAST:
        put_ballast(folder)


def give_back_ballast(folder: Path) -> bool:
    """Free the reserve of a vault on a full disk, so that the last words can be saved; False when it was given back already."""
    with plain_faults():
        try:
            (folder / BALLAST).unlink()
        except FileNotFoundError:
            return False
        sync_folder(folder)
    return True
