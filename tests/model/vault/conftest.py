"""A vault made once, with real cryptography at its cheapest allowed cost, and copied for each test."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from cocdesk.model.vault import vault as vaults
from tests.model.desks import copied

CHEAP = vaults.Kdf(memory_kib=65536, passes=2, lanes=4)
ANN = "six little words in one row"
BO = "seven other words in one row"


@dataclass(frozen=True)
class Made:
    """A vault with the members Ann and Bo, one table with one row, and the key that no program ever shows."""

    folder: Path
    recovery: str
    db_key: bytes


@pytest.fixture(scope="session")
def _pattern(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("pattern") / "vault"
    opened, recovery = vaults.create(folder, member="Ann", role="lead", passphrase=ANN, kdf=CHEAP)
    with opened:
        vaults.add_member(opened, name="Bo", role="member", passphrase=BO, kdf=CHEAP)
        opened.connection.execute("CREATE TABLE word (id INTEGER PRIMARY KEY, body TEXT)")
        opened.connection.execute("BEGIN")
        opened.connection.executemany("INSERT INTO word (body) VALUES (?)", [(f"ZZCANARY {n} " + "x" * 900,) for n in range(40)])
        opened.connection.execute("COMMIT")
        db_key = bytes(opened._db_key)
    return Made(folder=folder, recovery=recovery, db_key=db_key)


@pytest.fixture
def made(_pattern: Made, tmp_path: Path) -> Made:
    """A copy of the pattern, to be opened or harmed."""
    folder = copied(_pattern.folder, tmp_path / "Vault ä #1 100%? copy")
    return Made(folder=folder, recovery=_pattern.recovery, db_key=_pattern.db_key)
