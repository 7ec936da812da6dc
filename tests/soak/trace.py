"""What a program told the system to write, read from strace: canaries in any disguise, temporary files, sockets."""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.canary import CANARY, disguises

CALLS = (
    "openat,close,dup,dup2,dup3,write,pwrite64,writev,pwritev,sendto,sendmsg,sendmmsg,socket,rename,renameat,renameat2,"
    "memfd_create"
)
_LINE = re.compile(r"^(\d+)\s+(\w+)\((.*)\)\s+= (-?\d+)")
_HEX = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_FAMILY = re.compile(r"(AF_\w+)")


@dataclass
class Seen:
    """What was written: how often and how much, which sockets, and each place where the canary was."""

    writes: int = 0
    bytes: int = 0
    files: Counter[str] = field(default_factory=Counter)
    sockets: Counter[str] = field(default_factory=Counter)
    temporary: list[str] = field(default_factory=list)
    canaries: list[str] = field(default_factory=list)
    exported: int = 0

    def faults(self) -> list[str]:
        """What must not be."""
        network = [family for family in self.sockets if family not in ("AF_UNIX", "AF_LOCAL")]
        return self.canaries + self.temporary + network

    def line(self) -> str:
        """For a person."""
        told = ", ".join(f"{count} × {family}" for family, count in self.sockets.items()) or "none"
        return (
            f"{self.writes} writes, {self.bytes >> 10} KiB into {len(self.files)} files; canaries: {len(self.canaries)},"
            f" temporary files of the database: {len(self.temporary)}, sockets: {told}"
        )


def traced(
    command: list[str], log: Path, *, cwd: Path, environment: dict[str, str], exports: tuple[Path, ...] = ()
) -> tuple[int, Seen]:
    """Run a program under strace; its exit status and what it wrote. What goes into ``exports`` was asked for by a person."""
    strace = ["strace", "-f", "--seccomp-bpf", "-q", "-xx", "-s", "1300000", "-o", str(log), "-e", f"trace={CALLS}", *command]
    status = subprocess.run(
        strace, cwd=cwd, env=os.environ | environment, check=False, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    ).returncode
    seen = read(log, exports)
    log.unlink()
    return status, seen


def read(log: Path, exports: tuple[Path, ...] = ()) -> Seen:
    """Every write of a trace, and where it went."""
    seen, names = Seen(), dict[int, str]()
    needles = tuple(disguises(CANARY).values())
    allowed = tuple(str(path) for path in exports)
    with log.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            match = _LINE.match(line)
            if match is None or int(match[4]) < 0:
                continue
            call, given, result = match[2], match[3], int(match[4])
            if call == "socket":
                found = _FAMILY.search(given)
                seen.sockets[found[1] if found else given[:20]] += 1
                names[result] = "a socket"
                continue
            texts = [bytes.fromhex(text.replace("\\x", "")) for text in _HEX.findall(given)]
            if call in ("openat", "memfd_create"):
                path = texts[0].decode(errors="replace") if texts else "?"
                names[result] = path
                if "etilqs" in path:
                    seen.temporary.append(f"temporary file {path}")
                if any(needle in texts[0] for needle in needles):
                    seen.canaries.append("a file's name")
                continue
            number = int(given.split(",")[0]) if given[:1].isdigit() else -1
            if call.startswith("dup"):
                names[result] = names.get(number, f"descriptor {number}")
            elif call == "close":
                names.pop(number, None)
            elif call.startswith("rename"):
                seen.canaries += ["a file's name" for text in texts if any(needle in text for needle in needles)]
            else:
                seen.writes += 1
                seen.bytes += sum(map(len, texts))
                where = names.get(number, f"descriptor {number}")
                seen.files[where] += 1
                if where.startswith(allowed) if allowed else False:
                    seen.exported += 1
                elif any(needle in text for text in texts for needle in needles):
                    seen.canaries.append(f"{call} into {where}")
    return seen
