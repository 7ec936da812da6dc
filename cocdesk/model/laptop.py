"""What this laptop remembers of a vault between two openings: which device it is, and how far the journal had come.

Ids and counts only. It is how a vault that was rolled back to an older copy is noticed on this laptop (SECURITY 4.4).
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

_LENGTH = 256
LastNumber = Callable[[str], int]


class Memory(Struct, frozen=True, kw_only=True):
    """The last entry this laptop wrote into a vault."""

    device: str
    number: int = 0
    head: str = ""


class Laptop:
    """The laptop's own small memory, one file a vault, in ``folder``. A folder that cannot be written costs only the memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rolled_back: set[str] = set()

    def device(self, vault_id: str, last_number: LastNumber) -> str:
        """This laptop's device id for a vault; a new one when there is none yet, or when the vault is older than remembered."""
        memory = self._read(vault_id)
        if memory is None:
            return self._new(vault_id)
        if last_number(memory.device) < memory.number:
            self.rolled_back.add(vault_id)
            return self._new(vault_id)
        return memory.device

    def remember(self, vault_id: str, device: str, number: int, head: str) -> None:
        """Note how far this laptop's entries have come."""
        # The memory is a second guard, not the truth: a laptop whose settings cannot be written must still take reports.
        with contextlib.suppress(OSError):
            self._write(vault_id, Memory(device=device, number=number, head=head))

    def _new(self, vault_id: str) -> str:
        device = secrets.token_hex(16)
        self.remember(vault_id, device, 0, "")
        return device

    def _path(self, vault_id: str) -> Path:
        return self.folder / f"{vault_id}.json"

    def _read(self, vault_id: str) -> Memory | None:
        try:
            return msgspec.json.decode(self._path(vault_id).read_bytes(), type=Memory)
        except (OSError, msgspec.DecodeError):
            return None

    def _write(self, vault_id: str, memory: Memory) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Written over in place, at one length and in one call: a rename makes some file systems wait for the disk, at each save.
        data = msgspec.json.encode(memory).ljust(_LENGTH)
        with os.fdopen(os.open(self._path(vault_id), os.O_WRONLY | os.O_CREAT, 0o600), "wb", buffering=0) as file:
            file.write(data)
