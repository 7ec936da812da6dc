"""The laptop around a vault: what the system's own files say of its disk, its swap and its sleep. Nothing is written."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path

from cocdesk.model.desk import Desk
from cocdesk.model.errors import KnownError
from cocdesk.model.rules import surroundings as rule
from cocdesk.model.rules.surroundings import Finding, Mount
from cocdesk.model.vault import folder as places

_LONGEST = 1 << 20


def surroundings(desk: Desk) -> tuple[Finding, ...]:
    """Disk, swap, hibernation, sync services and room, each in a sentence."""
    folder = desk.folder.resolve()
    if sys.platform.startswith("linux"):
        mount, swap = _mount(folder), _swap()
        disk = rule.disk_told(mount, _mount_encrypted(mount))
        sleep = rule.sleep_told(_read("/sys/power/state"), _read("/sys/power/resume"), swap)
    else:
        disk, swap = rule.disk_told(None, None), rule.swap_told(None, None)
        sleep = rule.sleep_told("", "", swap)
    size = (folder / desk.vault.keys.file).stat().st_size
    room = rule.room_told(shutil.disk_usage(folder).free, size)
    return (disk, swap, sleep, rule.synced_told(_synced(folder)), room)


def _synced(folder: Path) -> str:
    try:
        places.refuse_synced(folder)
    except KnownError as error:
        return error.happened
    return ""


def _mount(folder: Path) -> Mount | None:
    return rule.mount_of(_read("/proc/self/mountinfo"), str(folder))


def _mount_encrypted(mount: Mount | None) -> bool | None:
    device = _block_device(mount)
    if device is None:
        return None
    return rule.encrypted(device, kind_of=_kind_of, below=_below)


def _swap() -> Finding:
    text = _read("/proc/swaps")
    if not text:
        return rule.swap_told(None, None)
    found = rule.swap_places(text)
    known = [_place_encrypted(Path(place)) for place in found]
    return rule.swap_told(found, None if None in known else all(known))


def _place_encrypted(place: Path) -> bool | None:
    """Of a swap partition, or of the disk a swap file lies on."""
    try:
        info = place.stat()
    except OSError:
        return None
    if stat.S_ISBLK(info.st_mode):
        return rule.encrypted(_numbers(info.st_rdev), kind_of=_kind_of, below=_below)
    return _mount_encrypted(_mount(place))


def _block_device(mount: Mount | None) -> str | None:
    """The "major:minor" of a mount's disk; file systems of several disks hide it behind a number of their own."""
    if mount is None:
        return None
    if not mount.device.startswith("0:"):
        return mount.device
    try:
        info = Path(mount.source).stat()
    except OSError:
        return None
    return _numbers(info.st_rdev) if stat.S_ISBLK(info.st_mode) else None


def _numbers(device: int) -> str:
    return f"{os.major(device)}:{os.minor(device)}"


def _kind_of(device: str) -> str:
    return _read(f"/sys/dev/block/{device}/dm/uuid")


def _below(device: str) -> tuple[str, ...]:
    try:
        found = sorted(Path(f"/sys/dev/block/{device}/slaves").iterdir())
    except OSError:
        return ()
    return tuple(number for number in map(_number_of, found) if number)


def _number_of(entry: Path) -> str:
    return _read(str(entry / "dev")).strip()


def _read(path: str) -> str:
    try:
        with Path(path).open(encoding="utf-8", errors="replace") as file:
            return file.read(_LONGEST)
    except OSError:
        return ""
