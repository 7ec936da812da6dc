"""A disk that may lose power at any moment: what a program asked of it, and every state it may be found in afterwards.

The model is a strict reading of POSIX: bytes are kept once their file was synced, names once their folder was; before that
any part of them may be there, whole sectors torn off, in any order. It knows no lying firmware.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

CALLS = "openat,close,dup,dup2,pwrite64,write,ftruncate,unlink,unlinkat,rename,renameat,renameat2,mkdir,fsync,fdatasync,lseek"
SECTOR = 512
_LINE = re.compile(r"^\d+\s+(\w+)\((.*)\)\s+= (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
Op = tuple[Any, ...]
"""("write", path, offset, bytes), ("cut", path, length), ("make" | "unlink" | "mkdir", path), ("rename", old, new),
("sync" | "sync-folder", path), ("said", line)."""


def recorded(command: list[str], log: Path, root: Path, *, cwd: Path, environment: dict[str, str]) -> list[Op]:
    """Run a program under strace; what it did to files below ``root``, and the lines it wrote to its standard output."""
    trace = ["strace", "-f", "--seccomp-bpf", "-xx", "-s", "1300000", "-o", str(log), "-e", f"trace={CALLS}", *command]
    subprocess.run(trace, check=True, stdout=subprocess.DEVNULL, cwd=cwd, env=environment)
    return list(_parsed(log, str(root)))


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _parsed(log: Path, root: str) -> Iterator[Op]:
    files: dict[int, str] = {}
    at: dict[int, int] = {}
    said = b""
    with log.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            match = _LINE.match(line)
            if match is None or int(match[3]) < 0:
                continue
            call, given, result = match[1], match[2], int(match[3])
            texts = [_bytes(found) for found in _TEXT.findall(given)]
            number = int(given.split(",")[0].strip()) if given[:1].isdigit() else -1
            if call == "openat":
                files.pop(result, None)
                path = texts[0].decode(errors="replace")
                if path == root or path.startswith(root + "/"):
                    files[result], at[result] = path, 0
                    if "O_CREAT" in given:
                        yield ("make", path)
                    if "O_TRUNC" in given:
                        yield ("cut", path, 0)
            elif call == "close":
                files.pop(number, None)
            elif call == "write" and number == 1:
                said += texts[0]
                while b"\n" in said:
                    whole, said = said.split(b"\n", 1)
                    yield ("said", whole.decode())
            elif number in files and call == "pwrite64":
                yield ("write", files[number], int(given.rsplit(",", 1)[1]), texts[0][:result])
            elif number in files and call == "write":
                yield ("write", files[number], at[number], texts[0][:result])
                at[number] += result
            elif number in files and call == "lseek":
                at[number] = result
            elif number in files and call == "ftruncate":
                yield ("cut", files[number], int(given.split(",")[1]))
            elif number in files and call in ("fsync", "fdatasync"):
                yield ("sync-folder" if Path(files[number]).is_dir() else "sync", files[number])
            elif call in ("unlink", "unlinkat", "mkdir") and texts[0].decode().startswith(root):
                yield ("mkdir" if call == "mkdir" else "unlink", texts[0].decode())
            elif call.startswith("rename") and texts[0].decode().startswith(root):
                yield ("rename", texts[0].decode(), texts[1].decode())


@dataclass
class _File:
    kept: bytes = b""
    waiting: list[Op] = field(default_factory=list)


class Disk:
    """Files and names, each with what is kept for certain and what only waits to be."""

    def __init__(self, root: Path) -> None:
        """A disk on which all that lies below ``root`` now is kept for certain."""
        self.files: list[_File] = []
        self.seen: dict[str, int] = {}
        for path in sorted(root.rglob("*")):
            if path.is_file():
                self.seen[str(path)] = self._new(path.read_bytes())
        self.kept = dict(self.seen)
        self.waiting: list[Op] = []

    def _new(self, content: bytes = b"") -> int:
        self.files.append(_File(content))
        return len(self.files) - 1

    def do(self, op: Op) -> None:
        """What the program asked next."""
        kind, path = op[0], op[1]
        if kind == "make" and path not in self.seen:
            self.seen[path] = self._new()
            self.waiting.append(("make", path, self.seen[path]))
        elif kind in ("write", "cut") and path in self.seen:
            self.files[self.seen[path]].waiting.append(op)
        elif kind == "unlink" and self.seen.pop(path, None) is not None:
            self.waiting.append(op)
        elif kind == "rename":
            self.seen[op[2]] = self.seen.pop(path)
            self.waiting.append((*op, self.seen[op[2]]))
        elif kind == "sync" and path in self.seen:
            file = self.files[self.seen[path]]
            file.kept, file.waiting = _applied(file.kept, file.waiting), []
        elif kind == "sync-folder":
            mine = [op for op in self.waiting if str(Path(op[1]).parent) == path]
            self.waiting = [op for op in self.waiting if op not in mine]
            _rename(self.kept, mine)

    def states(self, chance: Random, torn: int) -> Iterator[tuple[str, dict[str, bytes]]]:
        """What may be found if the power goes now: all, nothing, only data or only names of what waits, and torn mixtures."""
        full = {number: _applied(file.kept, file.waiting) for number, file in enumerate(self.files)}
        bare = {number: file.kept for number, file in enumerate(self.files)}
        yield "all", {path: full[number] for path, number in self.seen.items()}
        yield "none", {path: bare[number] for path, number in self.kept.items()}
        yield "names only", {path: bare[number] for path, number in self.seen.items()}
        yield "data only", {path: full[number] for path, number in self.kept.items()}
        for _again in range(torn):
            names = dict(self.kept)
            _rename(names, self.waiting[: chance.randint(0, len(self.waiting))])
            parts = {number: _some(self.files[number].waiting, chance) for number in set(names.values())}
            yield "torn", {path: _applied(self.files[number].kept, parts[number]) for path, number in names.items()}


def _rename(names: dict[str, int], ops: list[Op]) -> None:
    for op in ops:
        if op[0] == "make":
            names[op[1]] = op[2]
        else:
            names.pop(op[1], None)
            if op[0] == "rename":
                names[op[2]] = op[3]


def _some(ops: list[Op], chance: Random) -> list[Op]:
    """A part of what waits: each write there, torn at a sector, or lost."""
    found = []
    for op in ops:
        luck = chance.random()
        if luck < 0.55:
            found.append(op)
        elif luck < 0.7 and op[0] == "write" and len(op[3]) > SECTOR:
            found.append((*op[:3], op[3][: SECTOR * chance.randint(1, len(op[3]) // SECTOR)]))
    return found


def _applied(content: bytes, ops: list[Op]) -> bytes:
    if not ops:
        return content
    whole = bytearray(content)
    for op in ops:
        if op[0] == "cut":
            del whole[op[2] :]
            whole.extend(bytes(op[2] - len(whole)))
            continue
        _kind, _path, start, data = op
        whole.extend(bytes(max(0, start - len(whole))))
        whole[start : start + len(data)] = data
    return bytes(whole)
