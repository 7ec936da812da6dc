"""The one way to the database: transactions that are whole or not there, and faults of the disk told as sentences."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from cocdesk.model.errors import DiskFull, KnownError, VaultDamaged, VaultInUse, VaultReadOnly
from cocdesk.words import _

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection, Cursor

T = TypeVar("T")


class Database:
    """An opened and keyed connection with the store's manners. Autocommit; writing happens inside ``transaction()``."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._kept: dict[Hashable, Any] = {}
        self._kept_at = 0

    def kept(self, key: Hashable, read: Callable[[], T]) -> T:
        """What was read before, while nothing has been written since: the vault is held exclusively, so no one else writes."""
        changes = self.connection.total_changes
        if changes != self._kept_at:
            self._kept.clear()
            self._kept_at = changes
        if key not in self._kept:
            self._kept[key] = read()
        found: T = self._kept[key]
        return found

    def run(self, sql: str, values: Sequence[Any] = ()) -> Cursor:
        """Execute one statement. Raises a ``KnownError`` when the disk or file is at fault."""
        from sqlcipher3 import dbapi2

        try:
            return self.connection.execute(sql, values)
        except dbapi2.Error as fault:
            raise known(fault) from fault

    def run_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        from sqlcipher3 import dbapi2

        try:
            self.connection.executemany(sql, rows)
        except dbapi2.Error as fault:
            raise known(fault) from fault

    def script(self, sql: str) -> None:
        """Execute the statements of a migration, one by one, inside the caller's transaction."""
        for statement in _statements(sql):
            self.run(statement)

    def one(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first row, or None."""
        return self.run(sql, values).fetchone()

    def value(self, sql: str, values: Sequence[Any] = (), default: T | None = None) -> Any:
        """The first column of the first row, or ``default``."""
        row = self.run(sql, values).fetchone()
        return default if row is None else row[0]

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        from sqlcipher3 import dbapi2

        cursor = self.run(sql, values)
        try:
            rows: list[Any] = cursor.fetchall()
        except dbapi2.Error as fault:
            # A damaged page may be met behind the first row.
            raise known(fault) from fault
        return rows

    def each(self, sql: str, values: Sequence[Any] = (), *, at_once: int = 500) -> Iterator[Any]:
        """Row by row, for what is too much to be held at once; ``at_once`` rows are read together."""
        from sqlcipher3 import dbapi2

        cursor = self.run(sql, values)
        try:
            while rows := cursor.fetchmany(at_once):
                yield from rows
        except dbapi2.Error as fault:
            raise known(fault) from fault

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing of it. SQLite may have rolled back by itself on a full disk, so it is asked before."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        from sqlcipher3 import dbapi2

        # SQLite rolls back by itself when the connection goes; a second fault here must not hide the first.
        with suppress(dbapi2.Error):
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")


def _statements(sql: str) -> Iterator[str]:
    from sqlcipher3 import dbapi2

    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if dbapi2.complete_statement(statement):
            yield statement
            statement = ""


def known(fault: Exception) -> Exception:
    """The sentence for a fault of disk or file; the fault itself when it is a mistake of ours."""
    name = str(getattr(fault, "sqlite_errorname", ""))
    kept = _("Everything saved before is unharmed; what you typed is still in the window.")
    if name.startswith("SQLITE_FULL") or "disk is full" in str(fault):
        return DiskFull(_("The disk is full."), kept=kept, do=_("Make some room on the disk, then save again."))
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
        happened = _("The vault’s folder does not accept writing, or is gone.")
        return VaultReadOnly(happened, kept=kept, do=_("Check the disk or stick, then save again."))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return VaultInUse(_("Another program holds this vault."), kept=kept, do=_("Close the other program, then try again."))
    if name.startswith("SQLITE_IOERR"):
        return KnownError(_("The disk did not answer."), kept=kept, do=_("Check the disk or stick, then save again."))
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return VaultDamaged(
            _("A part of the vault is damaged."), kept=_("Nothing more was written."), do=_("Lock the vault and restore a copy.")
        )
    return fault
