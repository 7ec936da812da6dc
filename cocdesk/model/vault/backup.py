"""A safety copy as one file: the key file and the encrypted database as they were, checked after writing.

The file is ``COCDESK-BACKUP-1``, a newline, a JSON header of at most 64 KiB behind its length, the key file, the database, the
sealed files as they are, and the SHA-256 of all before it. Nothing in it is readable that is not readable in the vault's own
folder; the passphrases of the day it was made open it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec

from cocdesk.model.errors import KnownError, NotAllowed, NotFound, VaultDamaged
from cocdesk.model.vault import copy_file, copying, keyfile, sealed_copies, slots
from cocdesk.model.vault import folder as places
from cocdesk.model.vault.connection import PAGE, Connection, check_identity, explained, open_db
from cocdesk.model.vault.members import Member, listed
from cocdesk.model.vault.sealed_copies import SealedCopy
from cocdesk.model.vault.vault import OpenVault
from cocdesk.words import _

MAGIC = b"COCDESK-BACKUP-1\n"
SUFFIX = copy_file.SUFFIX
FOLDER = "backups"
KEPT = 10
_HEADER_LIMIT = 64 * 1024
_SUM = 32
_PIECE = 1 << 20
_LARGEST = 8 << 30


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sealed file in a safety copy, in bytes; ``journal`` is what a stop left beside one that nobody here could open."""

    file: keyfile.SealedName
    size: Annotated[int, msgspec.Meta(ge=PAGE)]
    journal: Annotated[int, msgspec.Meta(ge=0)] = 0


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a safety copy says of itself before any passphrase; sizes in bytes, ``made`` in ISO 8601, UTC."""

    vault: str
    generation: int
    file: keyfile.FileName
    made: str
    why: str
    keys: int
    database: int
    sealed: tuple[Part, ...] = ()

    @property
    def pages(self) -> int:
        """The bytes of all databases and what belongs to them."""
        return self.database + sum(part.size + part.journal for part in self.sealed)


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """A safety copy that was found whole, with who could open the vault on its day."""

    path: Path
    header: Header
    members: tuple[Member, ...]

    @property
    def made(self) -> datetime:
        """When it was made, UTC."""
        return datetime.fromisoformat(self.header.made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A safety copy whose pages lie there and were not looked at yet: hand it to ``finish``, which may be done elsewhere."""

    path: Path
    header: Header
    content: bytes = field(repr=False)
    database: Path
    key: bytearray = field(repr=False)
    counts: tuple[tuple[str, int], ...]
    sealed: tuple[SealedCopy, ...] = ()
    tidy: Path | None = None


def write(vault: OpenVault, path: Path, *, now: datetime, why: str = "") -> Backup:
    """Make a safety copy of the open vault and read it back; the file appears under its name only when it is whole.

    Raises NotAllowed when something of that name is there, NotFound without its folder, DiskFull, VaultReadOnly or VaultDamaged;
    then no file is left.
    """
    return finish(begin(vault, path, now=now, why=why))


def begin(vault: OpenVault, path: Path, *, now: datetime, why: str = "") -> Begun:
    """The half that needs the open vault: its pages as they are now, in a file beside the one to be. Raises like ``write``."""
    if path.exists():
        raise NotAllowed(
            _("A file of that name is there already."),
            kept=_("It was not touched."),
            do=_("Please choose another name for the safety copy."),
        )
    if not path.parent.is_dir():
        raise NotFound(
            _("The folder for the safety copy is not there."),
            kept=_("Nothing was changed."),
            do=_("Please choose a folder that is there, and check whether its disk is connected."),
        )
    key = vault.key_for_copies()
    content = keyfile.encode(vault.keys, key)
    database = path.with_name(f"{path.stem}.{secrets.token_hex(6)}.db.tmp")
    try:
        with places.plain_faults():
            copying.require_room(path.parent, vault.folder / vault.keys.file)
            counts = copying.copy_pages(vault.connection, database, key)
            sealed = sealed_copies.begin(vault, path)
            header = Header(
                vault=vault.vault_id, generation=vault.generation, file=vault.keys.file, why=why[:80],
                made=now.astimezone(UTC).isoformat(timespec="seconds"), keys=len(content), database=database.stat().st_size,
                sealed=tuple(Part(file=one.file, size=one.path.stat().st_size, journal=one.journal) for one in sealed),
            )  # fmt: skip
    except BaseException:
        if database.exists():
            copying.forget_file(database)
        raise
    return Begun(
        path=path, header=header, content=content, database=database, key=bytearray(key), counts=counts, sealed=sealed
    )  # fmt: skip


def finish(begun: Begun) -> Backup:
    """The slow half: every page looked at, one file made of it, and that read back. May run on a worker thread."""
    half, path = begun.database.with_name(begun.database.name.replace(".db.", ".whole.")), begun.path
    try:
        with places.plain_faults():
            copying.require_copy(begun.database, begun.key, begun.counts)
            sealed_copies.require_whole(begun.sealed)
            _assemble(half, begun.header, begun.content, (begun.database, *sealed_copies.files(begun.sealed)))
            found = look(half)
            half.replace(path)
            places.sync_folder(path.parent)
            if begun.tidy is not None:
                for old in kept(begun.tidy)[KEPT:]:
                    forget(old)
    finally:
        slots.wipe(begun.key)
        if begun.database.exists():
            copying.forget_file(begun.database)
        sealed_copies.forget(begun.sealed)
        half.unlink(missing_ok=True)
    return msgspec.structs.replace(found, path=path)


def wipe(begun: Begun) -> None:
    """Forget the keys of a copy that nobody waits for any more, also while a worker has it: it then fails, and tidies up."""
    for key in (begun.key, *(one.key for one in begun.sealed)):
        slots.wipe(key)


def abandon(begun: Begun) -> None:
    """Take back a copy that no worker has looked at yet: its keys and its pages."""
    wipe(begun)
    if begun.database.exists():
        copying.forget_file(begun.database)
    sealed_copies.forget(begun.sealed)


def _assemble(half: Path, header: Header, content: bytes, parts: tuple[Path, ...]) -> None:
    head = msgspec.json.encode(header, order="sorted")
    whole = hashlib.sha256()
    with half.open("xb") as file:
        half.chmod(0o600)
        for piece in (MAGIC, len(head).to_bytes(4, "big"), head, content):
            whole.update(piece)
            file.write(piece)
        for part in parts:
            with part.open("rb") as pages:
                while piece := pages.read(_PIECE):
                    whole.update(piece)
                    file.write(piece)
        file.write(whole.digest())
        file.flush()
        places.sync_file(file.fileno())


def look(path: Path) -> Backup:
    """What a safety copy is, once every byte of it is what was written. Raises VaultDamaged for anything else."""
    with copy_file.reading(path) as file:
        header, content = _read_head(file, path)
        whole = hashlib.sha256()
        file.seek(0)
        left = path.stat().st_size - _SUM
        while left:
            piece = file.read(min(_PIECE, left))
            if not piece:
                raise _damaged()
            whole.update(piece)
            left -= len(piece)
        if not hmac.compare_digest(whole.digest(), file.read(_SUM + 1)):
            raise _damaged()
    copy = _copy(content)
    if copy is None or (copy.keys.vault, copy.keys.generation, copy.keys.file) != (header.vault, header.generation, header.file):
        raise _damaged()
    if not {part.file for part in header.sealed} <= {sealed.file for sealed in copy.keys.sealed}:
        raise _damaged()
    return Backup(path=path, header=header, members=listed(copy.keys))


def _copy(content: bytes) -> keyfile.Copy | None:
    try:
        return keyfile.decode(content)
    except keyfile.NewerFormat:
        return None


def _read_head(file: BinaryIO, path: Path) -> tuple[Header, bytes]:
    """Header and key file; every length is held against the size of the file before anything is read."""
    size = path.stat().st_size
    if size > _LARGEST or file.read(len(MAGIC)) != MAGIC:
        raise copy_file.no_copy()
    length = int.from_bytes(file.read(4), "big")
    if not 2 <= length <= _HEADER_LIMIT:
        raise _damaged()
    try:
        header = msgspec.json.decode(file.read(length), type=Header)
        datetime.fromisoformat(header.made).astimezone(UTC)
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError) as error:
        raise _damaged() from error
    fits = 0 < header.keys <= keyfile.LARGEST and header.database >= PAGE and header.database % PAGE == 0
    if not fits or size != len(MAGIC) + 4 + length + header.keys + header.pages + _SUM:
        raise _damaged()
    return header, file.read(header.keys)


def key_file(path: Path) -> keyfile.Copy:
    """The key file inside a safety copy: who could open the vault on its day. Raises like ``look``."""
    with copy_file.reading(path) as file:
        copy = _copy(_read_head(file, path)[1])
    if copy is None:
        raise _damaged()
    return copy


def unpack_database(path: Path, target: Path, *, sealed: bool = False) -> bytes:
    """Lay the database of a safety copy, encrypted as it is, into a new file, and with ``sealed`` the sealed files beside it.

    Returns the key file's bytes.
    """
    with path.open("rb") as file:
        header, content = _read_head(file, path)
        _cut_out(file, target, header.database)
        for part in header.sealed if sealed else ():
            _cut_out(file, target.with_name(part.file), part.size)
            if part.journal:
                _cut_out(file, target.with_name(f"{part.file}-journal"), part.journal)
    return content


def restore(backup: Path, folder: Path) -> Backup:
    """Make a vault folder out of a safety copy; it opens with the passphrases of that day. Raises like ``look``.

    The folder has to be new or empty: a vault that is there is never written over.
    """
    found = look(backup)
    lock = places.begin(folder, found.header.vault)
    try:
        with places.plain_faults():
            _unpack(found, folder)
            places.put_ballast(folder)
            places.finish(folder)
    except BaseException:
        places.abandon(folder)
        for name in (found.header.file, *(part.file for part in found.header.sealed)):
            (folder / name).unlink(missing_ok=True)
        raise
    finally:
        lock.release()
    return found


def _unpack(found: Backup, folder: Path) -> None:
    """Database first, key files last: until those are there nothing looks like a vault."""
    content = unpack_database(found.path, folder / found.header.file, sealed=True)
    for name in keyfile.COPIES:
        places.replace_file(folder / name, content)


def _cut_out(file: BinaryIO, target: Path, left: int) -> None:
    with target.open("xb") as pages:
        target.chmod(0o600)
        while left:
            piece = file.read(min(_PIECE, left))
            if not piece:
                raise _damaged()
            pages.write(piece)
            left -= len(piece)
        pages.flush()
        places.sync_file(pages.fileno())


@contextmanager
def opened(vault: OpenVault, found: Backup) -> Iterator[Connection]:
    """The database of a safety copy of this very vault, for looking into before it is restored.

    Its pages are laid beside it for the time, encrypted as they are. Raises NotAllowed for the copy of another vault or an
    older generation, whose key the open vault does not hold.
    """
    if (found.header.vault, found.header.generation) != (vault.vault_id, vault.generation):
        raise NotAllowed(
            _("This safety copy was made under another key, so it can be looked into only after it is restored."),
            kept=_("Nothing was changed."),
            do=_("Restore it into an empty folder and open it there; this vault stays as it is."),
        )
    path = vault.folder / f"scratch-{secrets.token_hex(8)}.db"
    connection: Connection = None
    try:
        with places.plain_faults():
            unpack_database(found.path, path)
        connection = open_db(path, vault.key_for_copies())
        check_identity(connection, vault=vault.vault_id, generation=vault.generation)
        with explained():
            yield connection
    finally:
        if connection is not None:
            connection.close()
        copying.forget_file(path)


def _damaged() -> VaultDamaged:
    return VaultDamaged(
        _("This safety copy is damaged or was cut short."),
        kept=_("Nothing was changed."),
        do=_("Please use another copy."),
    )


def kept(folder: Path) -> tuple[Path, ...]:
    """The automatic safety copies of a vault, newest first; only names this program gives."""
    found = [entry for entry in _automatic(folder) if entry.suffix == SUFFIX]
    return tuple(sorted(found, key=lambda entry: entry.name, reverse=True))


def newest(folder: Path) -> datetime | None:
    """When the newest automatic copy was made, by its name; None without one."""
    for entry in kept(folder):
        try:
            return datetime.strptime(entry.stem[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


def take(vault: OpenVault, *, now: datetime, why: str) -> Backup:
    """One more automatic copy beside the vault; the oldest beyond ten go. Raises like ``write``."""
    return finish(begin_automatic(vault, now=now, why=why))


def begin_automatic(vault: OpenVault, *, now: datetime, why: str) -> Begun:
    """The half of ``take`` that needs the open vault; the other one is ``finish``."""
    place = vault.folder / FOLDER
    with places.plain_faults():
        place.mkdir(mode=0o700, exist_ok=True)
        places.sync_folder(vault.folder)
    name = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}{SUFFIX}"
    return replace(begin(vault, place / name, now=now, why=why), tidy=vault.folder)


def holding(folder: Path, names: Collection[str]) -> list[Path]:
    """The automatic copies that hold any of these sealed files."""
    found = ((entry, headed(entry)) for entry in kept(folder))
    return [entry for entry, head in found if head is not None and any(part.file in names for part in head.sealed)]


def headed(path: Path) -> Header | None:
    """What a safety copy says of itself, for a list; None when its head cannot be read. ``look`` is what proves it whole."""
    try:
        with copy_file.reading(path) as file:
            return _read_head(file, path)[0]
    except KnownError:
        return None


def forget(path: Path) -> None:
    """Remove a copy; it gives up its name first, so that a stop in between leaves no damaged copy that looks like a whole one."""
    gone = path.with_name(f"{path.name}.tmp")
    with places.plain_faults():
        # Gone meanwhile is what was wanted: a half-written copy is taken away by whoever wrote it.
        with suppress(FileNotFoundError):
            path.replace(gone)
        places.sync_folder(path.parent)
    copying.forget_file(gone)


def forget_older(vault: OpenVault) -> int:
    """Remove the automatic copies of earlier generations: they hold what was purged, and open for who was removed.

    Half-written copies go too, and those that cannot be read any more. Returns how many whole ones it were; raises KnownError
    for the first that would not go, once the others are gone.
    """
    found = [(entry, headed(entry)) for entry in _automatic(vault.folder)]
    old = [(entry, head) for entry, head in found if head is None or head.generation < vault.generation]
    _forget_each([entry for entry, _head in old])
    return sum(head is not None for _entry, head in old)


def forget_earlier(vault: OpenVault) -> None:
    """The same at opening, for a stop between the new generation and this; what cannot be read is left for a person."""
    found = [(entry, headed(entry)) for entry in _automatic(vault.folder)]
    _forget_each(
        [entry for entry, head in found if entry.suffix != SUFFIX or (head is not None and head.generation < vault.generation)]
    )


def _forget_each(entries: list[Path]) -> None:
    faults = []
    for entry in entries:
        try:
            forget(entry)
        except KnownError as error:
            faults.append(error)
    if faults:
        raise faults[0]


def being_made(folder: Path) -> bool:
    """Whether a copy beside the vault is half written, by a worker or by a program that was stopped."""
    return any(entry.suffix != SUFFIX for entry in _automatic(folder))


def _automatic(folder: Path) -> list[Path]:
    """The copies beside a vault, and what is left of those that were being written."""
    place = folder / FOLDER
    with places.plain_faults():
        if not place.is_dir():
            return []
        return [entry for entry in sorted(place.iterdir()) if entry.suffix == SUFFIX or entry.name.endswith(".tmp")]
