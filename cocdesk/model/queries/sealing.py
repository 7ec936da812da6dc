"""Who can open a sealed case, and between whom one may choose: for pages, dialogs and the terminal."""

from __future__ import annotations

from msgspec import Struct

from cocdesk.model.desk import Desk
from cocdesk.model.vault.members import may_write
from cocdesk.model.vault.rooms import entry_of
from cocdesk.words import _, ngettext

SHEET = "sheet"


class Sealing(Struct, frozen=True, kw_only=True):
    """Who can open what is sealed, by name, and who of the team cannot; ``sheet`` says whether the recovery sheet does."""

    holders: tuple[str, ...]
    away: tuple[str, ...]
    sheet: bool = False

    @property
    def words(self) -> str:
        """The mark beside a case."""
        return mark(len(self.holders))

    @property
    def sentence(self) -> str:
        """Who they are."""
        who = ", ".join((*self.holders, *((_("the recovery sheet"),) if self.sheet else ())))
        return _("Only these can open it: {who}.").format(who=who)


class Choice(Struct, frozen=True, kw_only=True):
    """A member who may or may not be let in; ``fixed`` for whoever sits here, ``reads`` for those who only read."""

    slot: str
    name: str
    inside: bool
    fixed: bool = False
    reads: bool = False


def mark(holders: int) -> str:
    """How a list and a page say that a case is sealed."""
    return ngettext("Sealed: {count} of us can open it", "Sealed: {count} of us can open it", holders).format(count=holders)


def beyond(pointing: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What sealing later cannot undo, in sentences; ``pointing`` are code names of open cases that speak of it."""
    told = [
        _("Whoever could read it before may remember it, or may have kept a copy, a print or an export."),
        _("Safety copies and copies of the folder made before, and kept elsewhere, still open for everybody of that day."),
    ]
    if pointing:
        told.append(_("A link to it still stands in: {cases}.").format(cases=", ".join(pointing)))
    return tuple(told)


def sealing(desk: Desk, _where: object = None) -> Sealing | None:
    """Who can open what lies here; None for what everybody of the team can. ``_where`` (a case, a draft) chooses the desk."""
    if desk.room is None:
        return None
    wraps = entry_of(desk.vault, desk.room).wraps
    inside = tuple(member.name for member in desk.vault.members if member.slot in wraps)
    away = tuple(member.name for member in desk.vault.members if member.slot not in wraps)
    return Sealing(holders=inside, away=away, sheet=desk.vault.keys.recovery.slot in wraps)


def choices(desk: Desk, _where: object = None) -> tuple[Choice, ...]:
    """Everybody of the team, and whether they can open what lies here."""
    inside = {member.slot for member in desk.team()}
    return tuple(
        Choice(
            slot=member.slot, name=member.name, inside=member.slot in inside, fixed=member.slot == desk.member,
            reads=not may_write(desk.part(member.role)),
        )
        for member in desk.vault.members
    )  # fmt: skip


def can_seal(desk: Desk) -> bool:
    """Whether there is anybody from whom a case could be kept, and enough others: three members, or two and the sheet."""
    return len(desk.vault.members) > 1 and not desk.vault.read_only and may_write(desk.part(desk.vault.member.role))


def unopened(desk: Desk) -> int:
    """How many sealed files of this vault the member who sits here cannot open."""
    return len(desk.vault.keys.sealed) - len(desk.vault.rooms)


__all__ = ["SHEET", "Choice", "Sealing", "beyond", "can_seal", "choices", "mark", "sealing", "unopened"]
