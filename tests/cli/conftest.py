"""One vault under each procedure, made once at the cheapest cost and copied for every test that changes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from cocdesk.model.actions import opening
from cocdesk.model.vault.vault import Kdf
from tests.cli.desk import PASSPHRASE, Terminal
from tests.model.desks import copied

CHEAP = Kdf(memory_kib=65536, passes=2, lanes=4)


@pytest.fixture
def terminal(capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal with a passphrase file of its own."""
    passphrase = tmp_path / "passphrase.txt"
    passphrase.write_text(PASSPHRASE + "\nthe second line does not count\n", encoding="utf-8")
    monkeypatch.setenv("COCDESK_PASSPHRASE_FILE", str(passphrase))
    # Real keys at their cheapest; the usual cost has tests of its own.
    monkeypatch.setattr("cocdesk.commands.new_vault.prepare_new", partial(opening.prepare_new, kdf=CHEAP))
    return Terminal(capfd, tmp_path)


@pytest.fixture(scope="session")
def _patterns(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    made: dict[str, Path] = {}

    def pattern(policy: str) -> Path:
        if policy not in made:
            made[policy] = tmp_path_factory.mktemp("patterns") / policy
            new = opening.prepare_new(member="Ana", role="chair", passphrase=PASSPHRASE, kdf=CHEAP)
            found = opening.packs()[policy]
            desk, _key = opening.create_desk(made[policy], new, found, event="DjangoCon Europe", zone="Europe/Berlin")
            desk.close()
        return made[policy]

    return pattern


@pytest.fixture
def vault(_patterns: Callable[[str], Path], tmp_path: Path) -> Path:
    """A vault without cases."""
    return copied(_patterns("conference"), tmp_path / "vault")
