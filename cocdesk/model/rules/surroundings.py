"""What lies around a vault on this laptop, read from what the system says of itself: disk, swap, sleep, room.

Hints, never verdicts: a disk may encrypt itself without telling, so what cannot be seen is said to be unseen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct

from cocdesk.words import _

Tone = Literal["ok", "look", "unknown"]
ROOM_SPARE = 16 << 20
_OCTAL = re.compile(r"\\([0-7]{3})")
_NO_DISK = frozenset({"tmpfs", "ramfs"})


class Finding(Struct, frozen=True, kw_only=True):
    """One thing that was looked at: its name, how it is, and a sentence a chair understands."""

    name: str
    title: str
    tone: Tone
    detail: str


class Mount(Struct, frozen=True, kw_only=True):
    """Where a folder lies: "major:minor" of its disk, its file system, and the source as it was mounted."""

    device: str
    system: str
    source: str


def mount_of(mountinfo: str, folder: str) -> Mount | None:
    """The mount a folder lies on, out of the text of ``/proc/self/mountinfo``; None where it tells nothing."""
    found, longest = None, -1
    for line in mountinfo.splitlines():
        before, dash, after = line.partition(" - ")
        fields, rest = before.split(), after.split()
        if not dash or len(fields) < 5 or len(rest) < 2:
            continue
        point = _OCTAL.sub(lambda octal: chr(int(octal[1], 8)), fields[4]).rstrip("/")
        inside = folder == point or folder.startswith(point + "/")
        # Later mounts lie over earlier ones at the same place.
        if inside and len(point) >= longest:
            found, longest = Mount(device=fields[2], system=rest[0], source=rest[1]), len(point)
    return found


def encrypted(device: str, *, kind_of: Callable[[str], str], below: Callable[[str], Sequence[str]], depth: int = 8) -> bool:
    """Whether a disk, or everything it is made of, is one that this system encrypts.

    ``kind_of`` gives the device mapper's own mark, "" for a plain disk; ``below`` the devices it lies on.
    """
    if kind_of(device).startswith("CRYPT-"):
        return True
    parts = below(device)
    return bool(parts) and depth > 0 and all(encrypted(part, kind_of=kind_of, below=below, depth=depth - 1) for part in parts)


def swap_places(swaps: str) -> tuple[str, ...]:
    """Where memory is put away, out of the text of ``/proc/swaps``; compressed memory is no disk and does not count."""
    lines = [line.split() for line in swaps.splitlines()[1:]]
    return tuple(fields[0] for fields in lines if len(fields) >= 2 and not fields[0].startswith("/dev/zram"))


def disk_told(mount: Mount | None, is_encrypted: bool | None) -> Finding:
    """What to say of the disk; ``is_encrypted`` None when it cannot be seen."""
    title = _("Disk")
    if mount is not None and mount.system in _NO_DISK:
        detail = _("The vault lies in memory only: it is gone when this computer is switched off.")
        return Finding(name="disk", title=title, tone="look", detail=detail)
    if is_encrypted:
        return Finding(name="disk", title=title, tone="ok", detail=_("The disk of the vault is encrypted."))
    if is_encrypted is None:
        detail = _(
            "This program cannot see whether the whole disk is encrypted. Please look in the settings of this computer: the "
            "vault is encrypted by itself, but what a printer or another program keeps is not."
        )
        return Finding(name="disk", title=title, tone="unknown", detail=detail)
    detail = _(
        "The disk does not look encrypted. The vault is encrypted by itself, but not what a printer or another program keeps of "
        "papers and files you take out of it."
    )
    return Finding(name="disk", title=title, tone="look", detail=detail)


def swap_told(places: Sequence[str] | None, all_encrypted: bool | None) -> Finding:
    """What to say of memory that is put away on a disk; ``places`` None when it cannot be seen."""
    title = _("Swap")
    if places is None or (places and all_encrypted is None):
        return Finding(
            name="swap", title=title, tone="unknown", detail=_("This program cannot see where this computer puts memory away.")
        )
    if not places:
        return Finding(name="swap", title=title, tone="ok", detail=_("No memory is put away on a disk."))
    if all_encrypted:
        return Finding(name="swap", title=title, tone="ok", detail=_("Memory is put away on an encrypted disk only."))
    detail = _("Memory may be put away on a disk that does not look encrypted, and with it what you read here.")
    return Finding(name="swap", title=title, tone="look", detail=detail)


def sleep_told(states: str, resume: str, swap: Finding) -> Finding:
    """What to say of hibernation, out of ``/sys/power/state`` and ``/sys/power/resume``."""
    title = _("Hibernation")
    if not states:
        return Finding(
            name="sleep", title=title, tone="unknown", detail=_("This program cannot see whether this computer hibernates.")
        )
    if "disk" not in states.split() or resume.strip() in ("", "0:0"):
        return Finding(name="sleep", title=title, tone="ok", detail=_("This computer is not set up to hibernate."))
    if swap.tone == "ok":
        return Finding(name="sleep", title=title, tone="ok", detail=_("It would hibernate to an encrypted disk."))
    detail = _("This computer can write its memory to a disk that does not look encrypted. Please lock before it sleeps.")
    return Finding(name="sleep", title=title, tone="look", detail=detail)


def room_told(free: int, size: int) -> Finding:
    """What to say of the room beside a vault of ``size`` bytes; a purge or a removal writes all of it anew."""
    needed = size * 12 // 10 + ROOM_SPARE
    words = _("{free} MB are free.").format(free=f"{free >> 20:,}")
    if free >= 2 * needed:
        return Finding(name="room", title=_("Room"), tone="ok", detail=words)
    more = _("That is little: writing the vault anew takes {size} MB. Please make room on this disk.").format(size=needed >> 20)
    return Finding(name="room", title=_("Room"), tone="look", detail=f"{words} {more}")


def synced_told(sentence: str) -> Finding:
    """What to say of sync services; ``sentence`` is why the folder may not stay there, or nothing."""
    fine = _("No sync service that we know copies this folder.")
    return Finding(name="synced", title=_("Sync service"), tone="look" if sentence else "ok", detail=sentence or fine)
