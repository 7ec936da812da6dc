"""The one door to a vault's database: it opens encrypted and exclusive, or not at all.

A key that is missing or misspelt would make SQLite write plain text without a word, and an empty file would open under any
key. Each guard here stands against one such silence; the order matters (docs/decisions/004-vault-keys.md).
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from cocdesk.model.errors import CipherInactive, DiskFull, KnownError, VaultDamaged, VaultInUse, VaultReadOnly
from cocdesk.words import _

Connection: TypeAlias = Any
"""A ``sqlcipher3.dbapi2.Connection``; the library has no type hints and is imported only when a vault is opened."""

APP_ID = 0x434F4344
KEY_BYTES = 32
PAGE = 4096
_PLAIN_HEADER = b"SQLite format 3\0"
_HEX = b"0123456789abcdef"
_SETTINGS = (
    "synchronous=EXTRA",
    "fullfsync=ON",
    "secure_delete=ON",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
)
_FIXED_PRAGMAS = frozenset(
    {
        "temp_store",
        "temp_store_directory",
        "key",
        "rekey",
        "hexkey",
        "hexrekey",
        "journal_mode",
        "locking_mode",
        "synchronous",
        "fullfsync",
        "secure_delete",
        "writable_schema",
        "trusted_schema",
        "application_id",
        "mmap_size",
    }
)


def open_db(path: Path, key: bytes | bytearray, *, create: bool = False) -> Connection:
    """Open or create one encrypted database and hold it exclusively.

    ``key`` is the raw 32-byte key; the caller's copy is left alone. The connection is in autocommit mode
    (``isolation_level=None``). Raises VaultInUse, VaultDamaged, VaultReadOnly, DiskFull or CipherInactive.
    """
    if type(key) not in (bytes, bytearray) or len(key) != KEY_BYTES:
        raise ValueError("a database key has 32 bytes")
    _check_path(path, create=create)
    from sqlcipher3 import dbapi2

    connection: Connection = None
    try:
        uri = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
        connection = dbapi2.connect(uri, uri=True, isolation_level=None, timeout=2)
        _prepare(connection, key, create=create)
    except dbapi2.Error as error:
        _discard(connection, path, create=create)
        raise explain(error) from error
    except BaseException:
        _discard(connection, path, create=create)
        raise
    if create:
        path.chmod(0o600)
    return connection


def _check_path(path: Path, *, create: bool) -> None:
    """Refuse what SQLite would take for a new empty vault: an empty file, a plain one, or none at all."""
    if create:
        if path.exists():
            raise VaultDamaged(_("A database of that name is there already."), kept=_("It was not touched."))
        return
    try:
        with path.open("rb") as file:
            header = file.read(len(_PLAIN_HEADER))
            size = os.fstat(file.fileno()).st_size
    except PermissionError as error:
        raise VaultReadOnly(
            _("The database “{file}” may not be read with this login.").format(file=path.name),
            kept=_("Nothing was changed."),
            do=_("Please ask the owner of the folder for access."),
        ) from error
    except OSError as error:
        raise VaultDamaged(
            _("The database “{file}” cannot be read from the disk.").format(file=path.name),
            kept=_("Nothing was changed."),
            do=_("Please copy the folder to another disk and try there, or use a backup."),
        ) from error
    if header == _PLAIN_HEADER:
        raise _damaged(_("The file “{file}” is not encrypted, so it is not the one this program wrote.").format(file=path.name))
    # After a crash the last page may be half written; then its journal is there, and SQLite puts it right.
    torn = size % PAGE != 0 and not path.with_name(path.name + "-journal").exists()
    if size < PAGE or torn:
        raise _damaged(_("The database “{file}” is empty or cut short.").format(file=path.name))


def _prepare(connection: Connection, key: bytes | bytearray, *, create: bool) -> None:
    """The guards, in order: quiet log, key, cipher, lock, first read, settings, exclusive lock, identity, authorizer."""
    connection.execute("PRAGMA cipher_log_level=NONE")
    text = bytearray(b"x'" + 64 * b"0" + b"'")
    for place, byte in enumerate(key):
        text[2 + 2 * place], text[3 + 2 * place] = _HEX[byte >> 4], _HEX[byte & 15]
    set_key(connection, text)
    text[:] = bytes(len(text))
    _require_cipher(connection)
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    if create:
        connection.execute(f"PRAGMA application_id={APP_ID}")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    _require_cipher(connection)
    _require(_value(connection, "journal_mode=DELETE"), "delete")
    for setting in _SETTINGS:
        connection.execute("PRAGMA " + setting)
    _require(_value(connection, "synchronous"), 3)
    _require(_value(connection, "secure_delete"), 1)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("COMMIT")
    if _value(connection, "application_id") != APP_ID:
        raise _damaged(_("The database opens, but it is not one of this program."))
    connection.set_authorizer(_authorizer())


def set_key(connection: Connection, key: bytearray) -> None:
    """Give the raw key, spelled ``x'<64 hex digits>'``; the binding leaves no copy of it in Python's memory."""
    connection.set_key(key)


def _require_cipher(connection: Connection) -> None:
    """Stop unless this connection really encrypts, with the format this program knows, and keeps temporary data in memory."""
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    version = _value(connection, "cipher_version")
    encrypts = str(_value(connection, "cipher_status")) == "1"
    memory = bool(options & {"TEMP_STORE=2", "TEMP_STORE=3"}) and _value(connection, "temp_store") != 1
    if not encrypts or not str(version).startswith("4.") or not memory:
        raise CipherInactive(
            _("The encryption of the database is not active on this computer, so the vault was not opened."),
            kept=_("Nothing was written."),
            do=_("Please install the program again with the libraries it names, then run “cocdesk doctor”."),
        )


def _value(connection: Connection, pragma: str) -> object:
    row = connection.execute("PRAGMA " + pragma).fetchone()
    return None if row is None else row[0]


def _require(found: object, wanted: object) -> None:
    if found != wanted:
        raise CipherInactive(
            _("The database library does not keep the settings that make saving safe, so the vault was not opened."),
            kept=_("Nothing was changed."),
            do=_("Please install the program again with the libraries it names, then run “cocdesk doctor”."),
        )


def _authorizer() -> Any:
    """A callback that keeps later SQL from loosening what was set here; VACUUM is denied with ATTACH."""
    from sqlcipher3 import dbapi2

    attaching = (dbapi2.SQLITE_ATTACH, dbapi2.SQLITE_DETACH)
    pragma, ok, deny = dbapi2.SQLITE_PRAGMA, dbapi2.SQLITE_OK, dbapi2.SQLITE_DENY

    def decide(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
        if action in attaching:
            return int(deny)
        if action == pragma and first is not None and second is not None:
            name = first.lower()
            if name in _FIXED_PRAGMAS or name.startswith("cipher"):
                return int(deny)
        return int(ok)

    return decide


def _discard(connection: Connection, path: Path, *, create: bool) -> None:
    """Leave nothing open, and nothing behind of a database that could not be created."""
    if connection is not None:
        connection.close()
    if create:
        path.unlink(missing_ok=True)
        path.with_name(path.name + "-journal").unlink(missing_ok=True)


def open_copy_in_memory(path: Path, key: bytes | bytearray) -> tuple[Connection, int]:
    """A database from where nothing may be written, copied page by page into memory; and how many of its pages are damaged.

    The copy is encrypted as the file is, and gone when it is closed. Raises as ``open_db`` does; also when a crash left a
    journal that cannot be used without writing.
    """
    _check_path(path, create=False)
    from sqlcipher3 import dbapi2

    source: Connection = None
    memory: Connection = None
    try:
        source = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=2)
        memory = dbapi2.connect(":memory:", isolation_level=None)
        for connection in (source, memory):
            connection.execute("PRAGMA cipher_log_level=NONE")
            set_key(connection, _spelled(key))
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        _require_cipher(source)
        damaged = len(source.execute("PRAGMA cipher_integrity_check").fetchall())
        source.backup(memory)
        memory.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        _require_cipher(memory)
        for setting in ("foreign_keys=ON", "trusted_schema=OFF", "cell_size_check=ON"):
            memory.execute("PRAGMA " + setting)
        if _value(memory, "application_id") != APP_ID:
            raise _damaged(_("The database opens, but it is not one of this program."))
        memory.set_authorizer(_authorizer())
    except dbapi2.Error as error:
        _discard(memory, path, create=False)
        raise explain(error) from error
    except BaseException:
        _discard(memory, path, create=False)
        raise
    finally:
        if source is not None:
            source.close()
    return memory, damaged


def write_raw_export(source: Path, source_key: bytearray, target: Path, target_key: bytearray) -> None:
    """Export one database into a new one under another key, table by table, so that no free page comes along.

    The only place where a second database is attached: both keys are bound, never written into SQL. What the export resets
    (``user_version``, ``application_id``) is set again. Raises as ``open_db`` does.
    """
    from sqlcipher3 import dbapi2

    if target.exists():
        raise VaultDamaged(_("A database of that name is there already."), kept=_("It was not touched."))
    connection: Connection = None
    try:
        connection = dbapi2.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=2)
        _prepare(connection, source_key, create=False)
        connection.set_authorizer(None)
        connection.execute("ATTACH ? AS fresh KEY ?", (f"{target.absolute().as_uri()}?mode=rwc", bytes(_spelled(target_key))))
        connection.execute("PRAGMA fresh.synchronous=EXTRA")
        connection.execute(f"PRAGMA fresh.application_id={APP_ID}")
        connection.execute("SELECT sqlcipher_export('fresh')")
        connection.execute(f"PRAGMA fresh.user_version={int(_value(connection, 'user_version') or 0)}")  # type: ignore[call-overload]
        connection.execute(f"PRAGMA fresh.application_id={APP_ID}")
        connection.execute("DETACH fresh")
    except dbapi2.Error as error:
        target.unlink(missing_ok=True)
        raise explain(error) from error
    finally:
        if connection is not None:
            connection.close()
    target.chmod(0o600)


def _spelled(key: bytes | bytearray) -> bytearray:
    return bytearray(b"x'" + bytes(key).hex().encode("ascii") + b"'")


def write_identity(connection: Connection, *, vault: str, generation: int) -> None:
    """Put into a new database which vault and generation it belongs to; the one table this room owns."""
    with explained():
        connection.execute(
            "CREATE TABLE vault_identity (only_row INTEGER PRIMARY KEY CHECK (only_row = 1),"
            " vault TEXT NOT NULL, generation INTEGER NOT NULL) STRICT"
        )
        connection.execute("INSERT INTO vault_identity VALUES (1, ?, ?)", (vault, generation))


def raise_generation(connection: Connection, generation: int) -> None:
    """Let a new database say which generation it is, before any key file names it."""
    with explained():
        connection.execute("UPDATE vault_identity SET generation = ?", (generation,))


def check_identity(connection: Connection, *, vault: str, generation: int) -> None:
    """Refuse a database that is whole and has the right key but is not the one the key files speak of."""
    with explained():
        named = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'vault_identity'").fetchone()
        row = connection.execute("SELECT vault, generation FROM vault_identity").fetchone() if named else None
    if row != (vault, generation):
        raise _damaged(_("The database and the key files in this folder do not belong together."))


@contextmanager
def explained() -> Iterator[None]:
    """Turn the database's own errors into sentences."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except dbapi2.Error as error:
        raise explain(error) from error


def explain(error: Exception) -> KnownError:
    """The sentence for a fault of the database; re-raises what is not a fault of the world."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return in_use()
    if name.startswith("SQLITE_FULL"):
        return disk_full()
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH")) or name == "SQLITE_CANTOPEN":
        return read_only()
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return _damaged(_("The database is damaged: what is on the disk is not what was written."))
    if name.startswith("SQLITE_IOERR"):
        return VaultDamaged(
            _("The disk reported a fault while the vault was read or written."),
            kept=_("Everything saved before is still there."),
            do=_("Please close the program, copy the vault folder to another disk, and open it there."),
        )
    raise error


def in_use() -> VaultInUse:
    """The sentence for a second program on the same vault."""
    return VaultInUse(
        _("This vault is open in another window or program."),
        kept=_("Nothing was changed."),
        do=_("Please lock or close it there, then try again."),
    )


def read_only() -> VaultReadOnly:
    """The sentence for a folder or disk that takes no writing."""
    return VaultReadOnly(
        _("The vault's folder or disk does not accept writing."),
        kept=_("Nothing was changed."),
        do=_("Please copy the folder to a place where you may write, or ask for write access, and open it there."),
    )


def disk_full() -> DiskFull:
    """The sentence for a full disk; speaks of the ballast that was put aside for this moment."""
    return DiskFull(
        _("There is no room left on the disk."),
        kept=_("Everything saved before is still there."),
        do=_("The vault holds 4 MiB in reserve for this. Please give that room back, save, and then make space on the disk."),
    )


def _damaged(happened: str) -> VaultDamaged:
    return VaultDamaged(
        happened,
        kept=_("Nothing was changed."),
        do=_("Please keep this folder as it is and open a backup of it."),
    )


def cipher_self_test(folder: Path) -> tuple[bool, str]:
    """Show that a database written here is really encrypted: writes a small one into ``folder``, reads its bytes, removes it.

    The answer is for ``doctor``: whether it held, and one sentence. ``folder`` must exist and accept writing.
    """
    path = folder / f"self-test-{secrets.token_hex(8)}.db"
    mark = secrets.token_hex(16)
    try:
        connection = open_db(path, secrets.token_bytes(KEY_BYTES), create=True)
        try:
            version = str(_value(connection, "cipher_version"))
            connection.execute("CREATE TABLE mark (word TEXT) STRICT")
            connection.execute("INSERT INTO mark VALUES (?)", (mark,))
        finally:
            connection.close()
        content = path.read_bytes()
        if content.startswith(_PLAIN_HEADER) or mark.encode() in content or not version.startswith("4."):
            return False, _("The database library writes plain text. Please do not use this installation.")
        return True, _("SQLCipher {version}: a test database was written and is encrypted.").format(version=version)
    except (KnownError, ImportError, OSError) as error:
        return False, str(error)
    finally:
        path.unlink(missing_ok=True)
