"""Words that must not be found on any disk, and the search for them in every byte of every file."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path

CANARY = "ZZCANARYqwkfhxnbvplt"


def disguises(word: str) -> dict[str, bytes]:
    """The ways a word may lie in a file: as text in two encodings, folded, in hex, in each of three base64 shifts."""
    plain = word.encode()
    found = {
        "utf-8": plain,
        "lower": word.lower().encode(),
        "utf-16": word.encode("utf-16-le"),
        "hex": plain.hex().encode(),
    }
    for shift in range(3):
        coded = base64.b64encode(b"\x00" * shift + plain)
        found[f"base64+{shift}"] = coded[(0, 2, 3)[shift] : len(coded) - 4]
    return found


def hits(folders: Iterable[Path], word: str = CANARY) -> list[str]:
    """Where a word lies: "file: disguise" for each file of the folders that holds it, by name or by content."""
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            if word.lower() in path.name.lower():
                found.append(f"{path.name}: file name")
            if path.is_file() and not path.is_symlink():
                data = path.read_bytes()
                found += [f"{path.name}: {name}" for name, needle in disguises(word).items() if needle in data]
    return found
