"""The two copies of the key file: written one after the other, read so that one damaged copy never locks anybody out.

The file is ``{"body": …, "mac": …, "sum": …}``. ``sum`` is the SHA-256 of the body's bytes and the mac: it tells a whole copy
from a damaged one before any key is known, and every later format keeps it. ``mac`` is an HMAC over the body's bytes under a
key derived from the database key: it tells our work from anybody else's once the vault is open.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeAlias

import msgspec

from cocdesk.model.errors import DiskFull, NotAVault, VaultDamaged, VaultReadOnly, VaultTooNew
from cocdesk.model.vault import folder as places
from cocdesk.model.vault.slots import Hex8, Hex16, Hex32, HexWrap, MemberSlot, RecoverySlot, mac_key
from cocdesk.words import _

FORMAT = "sqlcipher-4/v1"
COPIES = ("keys-A.json", "keys-B.json")
LARGEST = 1024 * 1024
MOST_SLOTS = 64
MOST_SEALED = 200
MOST_WRAPS = 4000

FileName: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^cases-[0-9]{4,9}\.db\Z", max_length=18)]
SealedName: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^sealed-[0-9a-f]{32}\.db\Z", max_length=42)]
RoomNumber: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=2**17)]
Count: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=2**53)]


class SealedFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file beside the database, under a key of its own, that only those with a wrap can open; it says nothing of what is in it.

    ``number`` tells sealed files apart while they are open, and says nothing either.
    """

    file: SealedName
    number: RoomNumber
    generation: Count
    wraps: dict[Hex8, HexWrap]


class KeyFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands in the body: which database is current, and who can open it."""

    format: str
    vault: Hex16
    epoch: Count
    generation: Count
    file: FileName
    members: tuple[MemberSlot, ...]
    recovery: RecoverySlot
    wraps: dict[Hex8, HexWrap]
    sealed: tuple[SealedFile, ...] = ()


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    body: msgspec.Raw
    mac: Hex32
    sum: Hex32


class _Marked(msgspec.Struct, frozen=True):
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One whole copy as found on the disk."""

    content: bytes
    body: bytes
    mac: str
    keys: KeyFile

    def vouched(self, db_key: bytearray) -> bool:
        """Whether a holder of the database key wrote this copy."""
        return hmac.compare_digest(_mac(self.body, db_key), self.mac)


class NewerFormat(Exception):
    """A whole copy in a format this program does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Both copies: their raw bytes (None when missing) and the whole ones that differ, best first."""

    contents: tuple[bytes | None, bytes | None]
    copies: tuple[Copy, ...]


def _mac(body: bytes, db_key: bytearray) -> str:
    return hmac.new(mac_key(db_key), body, hashlib.sha256).hexdigest()


def _sum(body: bytes, mac: str) -> str:
    return hashlib.sha256(body + mac.encode("ascii")).hexdigest()


def encode(keys: KeyFile, db_key: bytearray) -> bytes:
    """The bytes of a key file, vouched for by the database key."""
    if not _consistent(keys):
        raise ValueError("a key file needs two ways in and one wrap for each")
    body = msgspec.json.encode(keys, order="sorted")
    mac = _mac(body, db_key)
    content = b'{"body":%s,"mac":"%s","sum":"%s"}\n' % (body, mac.encode(), _sum(body, mac).encode())
    if len(content) > LARGEST:
        raise ValueError("the key file is too large")
    return content


def mark(keys: KeyFile) -> str:
    """SHA-256 of what a key file says: tells one from another of the same epoch."""
    return hashlib.sha256(msgspec.json.encode(keys, order="sorted")).hexdigest()


def decode(content: bytes) -> Copy | None:
    """A whole copy, or None when it is damaged; raises ``NewerFormat`` for a whole copy in a later format."""
    try:
        envelope = msgspec.json.decode(content, type=_Envelope)
        body = bytes(envelope.body)
        if not hmac.compare_digest(_sum(body, envelope.mac), envelope.sum):
            return None
        if msgspec.json.decode(body, type=_Marked).format != FORMAT:
            raise NewerFormat
        keys = msgspec.json.decode(body, type=KeyFile)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if not _consistent(keys):
        return None
    return Copy(content=content, body=body, mac=envelope.mac, keys=keys)


def _consistent(keys: KeyFile) -> bool:
    """Every slot of this vault and told apart, one wrap for each, costs in bounds, never fewer than two ways in."""
    ids = [member.slot for member in keys.members] + [keys.recovery.slot]
    names = {member.name.casefold() for member in keys.members}
    return (
        2 <= len(ids) <= MOST_SLOTS
        and len(set(ids)) == len(ids)
        and len(names) == len(keys.members)
        and set(keys.wraps) == set(ids)
        and all(member.vault == keys.vault and member.kdf.cost().in_bounds() for member in keys.members)
        and _sealed_consistent(keys.sealed, set(ids))
    )


def _sealed_consistent(sealed: tuple[SealedFile, ...], ids: set[str]) -> bool:
    """Each sealed file once, and open to at least one of those who have a way in."""
    return (
        len(sealed) <= MOST_SEALED
        and sum(len(one.wraps) for one in sealed) <= MOST_WRAPS
        and len({one.file for one in sealed}) == len({one.number for one in sealed}) == len(sealed)
        and all(one.wraps and set(one.wraps) <= ids for one in sealed)
    )


def write(folder: Path, keys: KeyFile, db_key: bytearray) -> bool:
    """Write A, then B. The rename of A is the moment from which the new keys count.

    False when the disk was full before B: the change stands, and B is repaired at the next opening.
    """
    content = encode(keys, db_key)
    first, second = COPIES
    places.replace_file(folder / first, content)
    try:
        places.replace_file(folder / second, content)
    except DiskFull:
        return False
    return True


def counts(folder: Path, keys: KeyFile) -> bool:
    """Whether these are the keys that stand in A now."""
    content = contents(folder)[0]
    copy = None if content is None else decode(content)
    return copy is not None and copy.keys == keys


def repair(folder: Path, found: Found, good: Copy) -> bool:
    """Make both copies equal to the good one; True when one had to be written."""
    repaired = False
    for name, content in zip(COPIES, found.contents, strict=True):
        if content != good.content:
            places.replace_file(folder / name, good.content)
            repaired = True
    return repaired


def contents(folder: Path) -> tuple[bytes | None, bytes | None]:
    """The bytes of both copies, None for a missing one; a copy over the limit counts as damaged and comes back cut."""
    first, second = (_content(folder / name) for name in COPIES)
    return first, second


def _content(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError as error:
        raise VaultReadOnly(
            _("The key file “{file}” may not be read with this login.").format(file=path.name),
            kept=_("Nothing was changed."),
            do=_("Please ask the owner of the folder for access."),
        ) from error
    except OSError:
        return b""


def read(folder: Path) -> Found:
    """Both copies of a vault, the whole ones sorted by epoch; raises NotAVault, VaultTooNew or VaultDamaged with a sentence.

    A copy counts only if the database it names is there.
    """
    raw = contents(folder)
    if raw == (None, None):
        raise _missing(folder)
    copies: list[Copy] = []
    for content in raw:
        if content is None or len(content) > LARGEST:
            continue
        try:
            copy = decode(content)
        except NewerFormat as newer:
            raise VaultTooNew(
                _("This vault was written by a later version of the program."),
                kept=_("Nothing was changed."),
                do=_("Please install the newest version of the program and open the vault with that."),
            ) from newer
        if copy is not None and all(copy.content != other.content for other in copies):
            copies.append(copy)
    if not copies:
        raise VaultDamaged(
            _("Both key files of this vault are damaged or missing, so nobody can open it as it is."),
            kept=_("Your cases are still in the folder, and nothing was changed."),
            do=_("Please copy “{first}” and “{second}” back from a backup of this folder.").format(
                first=COPIES[0], second=COPIES[1]
            ),
        )
    present = [copy for copy in copies if (folder / copy.keys.file).is_file()]
    if not present:
        raise NotAVault(
            _("The database “{file}” is missing from this folder.").format(file=copies[0].keys.file),
            kept=_("Nothing was changed."),
            do=_("Please copy the whole vault folder back from a backup."),
        )
    present.sort(key=lambda copy: -copy.keys.epoch)
    return Found(contents=raw, copies=tuple(present))


def refuse_unfinished(folder: Path, found: Found) -> None:
    """Raise NotAVault for key files that were written before the program died in the middle of making their vault."""
    keys = found.copies[0].keys
    if keys.epoch == 1 and places.unfinished(folder) == keys.vault:
        raise _interrupted()


def remains(folder: Path) -> str:
    """The id of the one vault that all key files here name in their first epoch; empty when there is none, or any doubt."""
    vaults = set()
    for content in contents(folder):
        if content is None:
            continue
        try:
            copy = decode(content)
        except NewerFormat:
            return ""
        vaults.add(copy.keys.vault if copy is not None and copy.keys.epoch == 1 else "")
    return vaults.pop() if len(vaults) == 1 else ""


def _interrupted() -> NotAVault:
    return NotAVault(
        _("The creation of this vault was interrupted before it was finished; it holds no cases."),
        do=_("Please create the vault again in the same folder."),
    )


def _missing(folder: Path) -> NotAVault:
    """What is missing from a folder without any key file."""
    if folder.is_file():
        return NotAVault(
            _("This is a file, and not the folder of a vault."),
            kept=_("Nothing was changed."),
            do=_("Please choose the folder of a vault. A safety copy becomes one by being restored."),
        )
    if not folder.is_dir():
        return NotAVault(
            _("This folder is not there."), do=_("Please check whether its disk is connected, or choose the folder again.")
        )
    if any(folder.glob("cases-*.db")):
        if (folder / places.UNFINISHED).exists():
            return _interrupted()
        return NotAVault(
            _("The key files “{first}” and “{second}” are missing from this folder.").format(first=COPIES[0], second=COPIES[1]),
            kept=_("Your cases are still in it, and nothing was changed."),
            do=_("Please copy both files back from a backup of this folder. The recovery sheet needs them too."),
        )
    return NotAVault(_("This folder is not a vault."), do=_("Please choose the folder of a vault, or create a new vault."))
