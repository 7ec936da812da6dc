"""What this laptop remembers of a vault between two openings: which device it is, and how far the journal had come.

Ids and counts only. It is how a vault that was put back to an older copy is noticed on this laptop (SECURITY 4.4), and why no
number of a device is ever given twice.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

LastNumber = Callable[[str], int]
IdOf = Callable[[str, int], str | None]
_LENGTH = 512  # longer than any memory, shorter than a sector
_Count = Annotated[int, Meta(ge=0)]


class Memory(Struct, frozen=True, kw_only=True):
    """How far this laptop's entries in a vault have come.

    ``reserved`` is the highest number it may have given, ``number`` and ``head`` the last one it knows was saved. ``missing``
    counts entries a vault once had and has no more, until a person says that they know. ``epoch`` and ``keys`` tell which key
    files were seen last, ``keys_older`` that older or other ones came after them. ``sheet_owed``: a recovery sheet was used, or
    made and never confirmed, so a new one is due.
    """

    device: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
    reserved: _Count = 0
    number: _Count = 0
    head: Annotated[str, Meta(pattern=r"^(?:[0-9a-f]{64})?\Z")] = ""
    missing: _Count = 0
    epoch: _Count = 0
    keys: Annotated[str, Meta(pattern=r"^(?:[0-9a-f]{64})?\Z")] = ""
    keys_older: bool = False
    sheet_owed: bool = False


class Laptop:
    """The laptop's own small memory, one file a vault, in ``folder``. A folder that cannot be written costs only the memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: dict[str, Memory] | None = None

    def only_looking(self) -> Laptop:
        """The same memory, of which nothing that happens from now on is kept."""
        other = Laptop(self.folder)
        other._held = {}
        return other

    def device(self, vault_id: str, last_number: LastNumber, id_of: IdOf) -> str:
        """This laptop's device id for a vault.

        A new one when there is none yet, when the vault is older than remembered (then ``missing`` says so), or when it holds
        entries under the old one that this memory knows nothing of: a copied laptop, or a stop between saving and remembering.
        """
        memory = self._read(vault_id)
        if memory is None:
            return self._begin(vault_id, 0)
        last = last_number(memory.device)
        # None: it was purged, and whoever purged it signed that.
        if last < memory.number or (memory.number and id_of(memory.device, memory.number) not in (memory.head, None)):
            return self._begin(vault_id, memory.missing + max(1, memory.number - last))
        if last != memory.number:
            return self._begin(vault_id, memory.missing)
        return memory.device

    def missing(self, vault_id: str) -> int:
        """How many entries of this laptop the vault once had and has no more."""
        memory = self._read(vault_id)
        return memory.missing if memory is not None else 0

    def saw_keys(self, vault_id: str, epoch: int, mark: str) -> None:
        """At opening: which key files stand in the vault; older ones, or others of the same epoch, are kept in mind."""
        memory = self._read(vault_id)
        if memory is not None:
            older = epoch < memory.epoch or (epoch == memory.epoch and memory.keys not in ("", mark))
            self._write(vault_id, replace(memory, epoch=epoch, keys=mark, keys_older=memory.keys_older or older))

    def changed_keys(self, vault_id: str, epoch: int, mark: str) -> None:
        """After this laptop wrote key files itself."""
        memory = self._read(vault_id)
        if memory is not None:
            self._write(vault_id, replace(memory, epoch=epoch, keys=mark))

    def keys_older(self, vault_id: str) -> bool:
        """Whether older or other key files came after those seen before, and nobody has said that they know."""
        memory = self._read(vault_id)
        return memory is not None and memory.keys_older

    def sheet_owed(self, vault_id: str) -> bool:
        """Whether the vault is due a new recovery sheet."""
        memory = self._read(vault_id)
        return memory is not None and memory.sheet_owed

    def owe_sheet(self, vault_id: str, *, owed: bool) -> None:
        """A recovery sheet was used or never confirmed (True), or a new one is in somebody's hands (False)."""
        memory = self._read(vault_id)
        if memory is not None and memory.sheet_owed != owed:
            self._write(vault_id, replace(memory, sheet_owed=owed))

    def settle(self, vault_id: str) -> None:
        """A person knows that the vault is an older copy."""
        memory = self._read(vault_id)
        if memory is not None:
            self._write(vault_id, replace(memory, missing=0, keys_older=False))

    def reserve(self, vault_id: str, device: str, number: int) -> None:
        """Before saving: numbers up to this one may be given."""
        memory = self._read(vault_id)
        if memory is not None and memory.device == device:
            self._write(vault_id, replace(memory, reserved=number))

    def remember(self, vault_id: str, device: str, number: int, head: str) -> None:
        """After saving: how far this laptop's entries have come."""
        memory = self._read(vault_id) or Memory(device=device)
        self._write(vault_id, replace(memory, device=device, reserved=number, number=number, head=head))

    def _begin(self, vault_id: str, missing: int) -> str:
        device = secrets.token_hex(16)
        memory = self._read(vault_id) or Memory(device=device)
        self._write(vault_id, replace(memory, device=device, reserved=0, number=0, head="", missing=missing))
        return device

    def _path(self, vault_id: str) -> Path:
        return self.folder / f"{vault_id}.json"

    def _read(self, vault_id: str) -> Memory | None:
        if self._held and vault_id in self._held:
            return self._held[vault_id]
        try:
            return msgspec.json.decode(self._path(vault_id).read_bytes(), type=Memory)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def _write(self, vault_id: str, memory: Memory) -> None:
        if self._held is not None:
            self._held[vault_id] = memory
            return
        # The memory is a second guard, not the truth: a laptop whose settings cannot be written must still take reports.
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Written over in place, at one length and in one call: a rename makes some file systems wait for the disk each time.
            data = msgspec.json.encode(memory).ljust(_LENGTH)
            with os.fdopen(os.open(self._path(vault_id), os.O_WRONLY | os.O_CREAT, 0o600), "wb", buffering=0) as file:
                file.write(data)
