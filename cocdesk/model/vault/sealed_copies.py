"""The sealed files of a vault for a safety copy: page by page where the member can open them, byte by byte where not."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cocdesk.model.vault import copying, slots
from cocdesk.model.vault.opened import OpenVault


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedCopy:
    """One sealed file laid aside; ``key`` is empty for one that could not be opened, whose bytes and journal are as they lay."""

    file: str
    path: Path
    journal: int = 0
    key: bytearray = field(repr=False)
    counts: tuple[tuple[str, int], ...] = ()

    @property
    def journal_path(self) -> Path:
        return self.path.with_name(f"{self.path.name}.journal.tmp")


def begin(vault: OpenVault, beside: Path) -> tuple[SealedCopy, ...]:
    """Every sealed file that is there, as it is now, in files beside the safety copy to be; none is left on a fault.

    Nobody writes in one that this member cannot open, for the vault is held. One that is missing is left out.
    """
    made: list[SealedCopy] = []
    held = {room.file: room for room in vault.rooms}
    try:
        for sealed in vault.keys.sealed:
            path = beside.with_name(f"{beside.stem}.{secrets.token_hex(6)}.db.tmp")
            room, source = held.get(sealed.file), vault.folder / sealed.file
            if room is not None:
                made.append(SealedCopy(file=sealed.file, path=path, key=bytearray(room.key)))
                counts = copying.copy_pages(room.connection, path, room.key)
                made[-1] = SealedCopy(file=sealed.file, path=path, key=bytearray(room.key), counts=counts)
            elif source.exists():
                made.append(_as_it_lies(sealed.file, source, path))
    except BaseException:
        forget(tuple(made))
        raise
    return tuple(made)


def _as_it_lies(name: str, source: Path, path: Path) -> SealedCopy:
    journal = source.with_name(f"{source.name}-journal")
    size = journal.stat().st_size if journal.exists() else 0
    made = SealedCopy(file=name, path=path, journal=size, key=bytearray())
    for target in (path, made.journal_path) if size else (path,):
        target.touch(mode=0o600)
    shutil.copyfile(source, path)
    if size:
        shutil.copyfile(journal, made.journal_path)
    return made


def require_whole(made: tuple[SealedCopy, ...]) -> None:
    """Raise VaultDamaged unless each copy that can be opened is what was there; may run on a worker thread."""
    for one in made:
        if one.key:
            copying.require_copy(one.path, one.key, one.counts)


def files(made: tuple[SealedCopy, ...]) -> Iterator[Path]:
    """What goes into the one file, in its order."""
    for one in made:
        yield one.path
        if one.journal:
            yield one.journal_path


def forget(made: tuple[SealedCopy, ...]) -> None:
    """Take away what was laid aside."""
    for one in made:
        slots.wipe(one.key)
        for path in (one.path, one.journal_path):
            if path.exists():
                copying.forget_file(path)
