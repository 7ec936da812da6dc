"""Reads the pages of a SQLCipher 4 database and of its rollback journal without any SQLite code.

It proves that the format is what we say, and it is how tests look for words that should be gone. A page is AES-256-CBC, then
16 bytes of IV, then HMAC-SHA512 over ciphertext, IV and page number (little-endian); the salt is the file's first 16 bytes.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
SALT = 16
IV = 16
MAC = 64
MAC_SALT_MASK = 0x3A
SMALLEST_SECTOR = 512
PLAIN_HEADER = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One decrypted page; ``authentic`` says whether it was written with this key, else ``content`` is noise."""

    number: int
    authentic: bool
    content: bytes


def salt_of(database: Path) -> bytes:
    """The salt of a database, needed for its journal too."""
    with database.open("rb") as file:
        return file.read(SALT)


def database_pages(database: Path, key: bytes) -> Iterator[Page]:
    """All pages of a database, free ones included."""
    yield from _pages_of(database.read_bytes(), key)


def copy_pages(copy: Path, key: bytes) -> Iterator[Page]:
    """All pages of the database in a safety copy, whose form is told in docs/recovery.md."""
    content = copy.read_bytes()
    start = content.index(b"\n") + 1
    length = int.from_bytes(content[start : start + 4], "big")
    head = json.loads(content[start + 4 : start + 4 + length])
    begins = start + 4 + length + head["keys"]
    yield from _pages_of(content[begins : begins + head["database"]], key)


def _pages_of(content: bytes, key: bytes) -> Iterator[Page]:
    mac_key = _mac_key(key, content[:SALT])
    for start in range(0, len(content) - PAGE + 1, PAGE):
        number = start // PAGE + 1
        yield _decrypt(key, mac_key, number, content[start : start + PAGE])


def journal_pages(journal: Path, key: bytes, salt: bytes) -> Iterator[Page]:
    """All page images in a rollback journal, also behind a header that was emptied; torn or foreign ones are not authentic."""
    content = journal.read_bytes()
    mac_key = _mac_key(key, salt)
    sector = struct.unpack(">I", content[20:24])[0] if len(content) >= SMALLEST_SECTOR else 0
    start = sector or SMALLEST_SECTOR
    record = 4 + PAGE + 4
    while start + record <= len(content):
        number = struct.unpack(">I", content[start : start + 4])[0]
        yield _decrypt(key, mac_key, number, content[start + 4 : start + 4 + PAGE])
        start += record


def vault_pages(folder: Path, key: bytes) -> Iterator[Page]:
    """Every page of every database, journal and safety copy in a folder, under one key."""
    for copy in sorted(folder.rglob("*.cocbackup")):
        yield from copy_pages(copy, key)
    for database in sorted(folder.rglob("*.db")):
        yield from database_pages(database, key)
        journal = database.with_name(database.name + "-journal")
        if journal.exists():
            yield from journal_pages(journal, key, salt_of(database))


def pages_with(pages: Iterator[Page], word: bytes) -> list[int]:
    """The numbers of the authentic pages that hold these bytes."""
    return [page.number for page in pages if page.authentic and word in page.content]


def _mac_key(key: bytes, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ MAC_SALT_MASK for byte in salt), 2, 32)


def _decrypt(key: bytes, mac_key: bytes, number: int, page: bytes) -> Page:
    body = page[SALT:] if number == 1 else page
    text, iv, mac = body[: -IV - MAC], body[-IV - MAC : -MAC], body[-MAC:]
    made = hmac.new(mac_key, text + iv + struct.pack("<I", number), hashlib.sha512).digest()
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    plain = decryptor.update(text) + decryptor.finalize()
    header = PLAIN_HEADER if number == 1 else b""
    return Page(number=number, authentic=hmac.compare_digest(made, mac), content=header + plain)


def keys_used(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """A list that takes every key any database is opened under from now on, those of scratch files too."""
    from cocdesk.model.vault import connection

    found: list[bytes] = []
    set_key = connection.set_key

    def noted(opened: Any, text: bytearray) -> None:
        found.append(bytes.fromhex(bytes(text)[2:-1].decode()))
        set_key(opened, text)

    monkeypatch.setattr(connection, "set_key", noted)
    return found
