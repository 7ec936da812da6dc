"""Opening the desk: a vault made or unlocked, and everything a member needs around it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cocdesk import places
from cocdesk.model.actions.sealing import settle
from cocdesk.model.actions.set_up import set_up_event
from cocdesk.model.clock import Clock, wall_clock
from cocdesk.model.desk import Desk
from cocdesk.model.laptop import Laptop
from cocdesk.model.policy.pack import Policy
from cocdesk.model.policy.read import available
from cocdesk.model.vault.looking import open_to_look
from cocdesk.model.vault.vault import (
    Kdf,
    OpenVault,
    Prepared,
    PreparedNew,
    create_prepared,
    open_prepared,
    prepare,
    prepare_new,
)

__all__ = [
    "Kdf", "Prepared", "PreparedNew", "create_desk", "look_at_desk", "offered_policies", "open_desk", "packs", "prepare",
    "prepare_new", "sit_down",
]  # fmt: skip


def packs() -> dict[str, Policy]:
    """Every pack there is on this laptop: shipped ones first, then the team's own. Raises ``PackRefused``."""
    return available([places.shipped_policies(), places.own_policies()])


def offered_policies(known: Mapping[str, Policy]) -> list[Policy]:
    """The procedures offered to people."""
    return [policy for policy in known.values() if policy.offered]


def sit_down(vault: OpenVault, *, clock: Clock = wall_clock) -> Desk:
    """The desk of an opened vault. On any fault the vault is closed again."""
    try:
        desk = Desk(vault, laptop=Laptop(places.state()), clock=clock)
        vault.notices = (*vault.notices, *settle(desk))
        return desk
    except BaseException:
        vault.close()
        raise


def open_desk(prepared: Prepared, *, clock: Clock = wall_clock) -> Desk:
    """The second, quick half of unlocking; the first is ``prepare``, which may run beside the window."""
    return sit_down(open_prepared(prepared), clock=clock)


def look_at_desk(folder: Path, *, passphrase: str, member: str | None = None, clock: Clock = wall_clock) -> Desk:
    """The desk of a vault that takes no writing, as a copy in memory: for checking it. Raises as ``prepare`` does."""
    return sit_down(open_to_look(prepare(folder, passphrase=passphrase, member=member, only_look=True)), clock=clock)


def create_desk(
    folder: Path,
    new: PreparedNew,
    policy: Policy,
    *,
    event: str,
    zone: str = "UTC",
    starts: str = "",
    ends: str = "",
    settings: dict[str, str] | None = None,
    exercise: bool = False,
    clock: Clock = wall_clock,
) -> tuple[Desk, str]:
    """A new vault with its first event; returns the desk and the recovery key to print. The slow half is ``prepare_new``.

    Until the event stands, nobody has the recovery key and nothing is in the vault: on any fault all of it is taken back,
    and after a crash the folder is one in which a vault can be created again.
    """
    vault, recovery_key = create_prepared(folder, new, finish=False)
    try:
        desk = Desk(vault, laptop=Laptop(places.state()), clock=clock)
        set_up_event(desk, policy, name=event, zone=zone, starts=starts, ends=ends, settings=settings, exercise=exercise)
        vault.finish()
    except BaseException:
        vault.abandon()
        raise
    return desk, recovery_key
