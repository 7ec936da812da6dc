"""The store's shape over the years: numbered migrations, forward only, never edited once released."""

from __future__ import annotations

from importlib.resources import files

from cocdesk.model.errors import VaultTooNew
from cocdesk.model.store.database import Database
from cocdesk.words import _


def migrations() -> list[tuple[int, str]]:
    """(number, SQL) of every migration the program knows, in order."""
    folder = files("cocdesk.model.store") / "migrations"
    found = [(int(item.name[:4]), item) for item in folder.iterdir() if item.name.endswith(".sql")]
    return [(number, item.read_text(encoding="utf-8")) for number, item in sorted(found, key=lambda pair: pair[0])]


def version(db: Database) -> int:
    """The number of the last migration this store has seen."""
    return int(db.value("PRAGMA user_version"))


def newest() -> int:
    """The number of the last migration the program knows."""
    return migrations()[-1][0]


def behind(db: Database) -> bool:
    """Whether a store that holds something is of an older shape than today's, so that a copy is due before it changes."""
    return 0 < version(db) < newest()


def migrate(db: Database) -> tuple[int, ...]:
    """Bring a store to today's shape, each step whole or not at all; returns the numbers applied.

    Raises ``VaultTooNew`` when the store has seen more than this program knows.
    """
    have = version(db)
    known = migrations()
    if have > known[-1][0]:
        raise VaultTooNew(
            _("This vault was last used with a newer cocdesk."),
            kept=_("Nothing was changed."),
            do=_("Open it with that version, or a later one."),
        )
    applied = []
    for number, sql in known:
        if number > have:
            with db.transaction():
                db.script(sql)
                db.run(f"PRAGMA user_version = {number:d}")
            applied.append(number)
    return tuple(applied)
