"""Real vaults for tests: one is made a run for each procedure, and copied for every test that wants one."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cocdesk.model.actions.opening import create_desk, packs, prepare_new
from cocdesk.model.desk import Desk
from cocdesk.model.laptop import Laptop
from cocdesk.model.vault.vault import Kdf, unlock

FAST = Kdf(memory_kib=65536, passes=2, lanes=4)
PASSPHRASE = "heron walks by the long jetty"
MEMBER = "Ana Žižek"
MONDAY = datetime(2026, 5, 22, 10, 0, tzinfo=UTC)


class Watch:
    """A clock that a test moves."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


def make_vault(folder: Path, pack: str) -> Path:
    """A vault of an event under one procedure, locked again."""
    desk, _key = create_desk(
        folder,
        prepare_new(member=MEMBER, role="chair", passphrase=PASSPHRASE, kdf=FAST),
        packs()[pack],
        event="PyTide 2026",
        zone="Europe/Berlin",
        starts="2026-05-20",
        ends="2026-05-24",
        clock=Watch(),
    )
    desk.close()
    return folder


def open_vault(folder: Path, laptop: Path, clock: Watch | None = None) -> Desk:
    """Sit down at a vault."""
    vault = unlock(folder, passphrase=PASSPHRASE)
    return Desk(vault, laptop=Laptop(laptop), clock=clock or Watch())


def copied(template: Path, into: Path) -> Path:
    """A copy of a vault, or of a folder with one, to be opened or harmed."""
    shutil.copytree(template, into, copy_function=_copy, dirs_exist_ok=True)
    return into


def _copy(source: str, target: str) -> None:
    """Four megabytes of reserve need no copying, on the same disk: nobody writes into that file."""
    if source.endswith("ballast"):
        with suppress(OSError):
            os.link(source, target)
            return
    shutil.copy2(source, target)
