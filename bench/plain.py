"""The bare limits' own databases: SQLCipher and SQLite with no code of the product around them."""

from __future__ import annotations

from pathlib import Path

from sqlcipher3 import dbapi2

KEY = bytes(range(32))
# What SECURITY.md has the product use, so that a bare commit waits for the disk as often as ours.
PRAGMAS = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "fullfsync=ON",
    "secure_delete=ON",
    "foreign_keys=ON",
    "cell_size_check=ON",
    "mmap_size=0",
)
ROW = "INSERT INTO line(at, body) VALUES(?, ?)"


def encrypted(path: Path, rows: int) -> dbapi2.Connection:
    """A new encrypted database of one table with so many rows of some 500 bytes."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    for pragma in PRAGMAS:
        connection.execute("PRAGMA " + pragma)
    connection.execute("CREATE TABLE line(id INTEGER PRIMARY KEY, at INTEGER, body TEXT)")
    connection.execute("BEGIN")
    connection.executemany(ROW, [(number, "x" * 500) for number in range(rows)])
    connection.execute("COMMIT")
    return connection


def insert(connection: dbapi2.Connection, text: str) -> None:
    """The least a durable save can be."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(ROW, (1, text))
    connection.execute("COMMIT")


def in_the_clear(path: Path, key: bytes, copy: Path) -> Path:
    """The same database without a cipher: the data is invented, so that this harms nobody."""
    copy.unlink(missing_ok=True)
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("ATTACH ? AS clear KEY ''", (str(copy),))
    connection.execute("SELECT sqlcipher_export('clear')")
    connection.execute("DETACH clear")
    connection.close()
    return copy


def clear(path: Path) -> dbapi2.Connection:
    """A plain connection: the same SQLite, not asked to encrypt; Python's own may be too old for the search tables."""
    return dbapi2.connect(str(path), isolation_level=None)
