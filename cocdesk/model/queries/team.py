"""Who can open this vault, what each may do, and what the one who sits here may change about it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from cocdesk.model.desk import Desk
from cocdesk.model.rules import team
from cocdesk.model.rules.team import Part


class Line(Struct, frozen=True, kw_only=True):
    """One member: slot, name, the part and its title, what it may do, and whether it is the one who sits here."""

    slot: str
    name: str
    role: str
    title: str
    may: str
    you: bool
    chair: bool


class TeamView(Struct, frozen=True, kw_only=True):
    """Everybody who can open the vault. ``why_not`` says why the one who sits here may not change that, "" when they may.

    ``by_sheet`` when the vault was opened with the recovery sheet; ``sheet_owed`` when a new one is due.
    """

    lines: tuple[Line, ...]
    parts: tuple[Part, ...]
    why_not: str
    by_sheet: bool
    sheet_owed: bool

    @property
    def you(self) -> Line | None:
        """The one who sits here; None with the recovery sheet."""
        return next((line for line in self.lines if line.you), None)

    @property
    def others(self) -> tuple[Line, ...]:
        """Everybody else."""
        return tuple(line for line in self.lines if not line.you)

    @property
    def has_chair(self) -> bool:
        """Whether somebody has the chair."""
        return any(line.chair for line in self.lines)


def team_view(desk: Desk) -> TeamView:
    """What the Team page shows."""
    policy = desk.policy(desk.event().policy_hash)
    members = desk.vault.members
    roles = [member.role for member in members]
    lines = tuple(
        Line(
            slot=member.slot, name=member.name, role=member.role, title=team.title(member.role, policy),
            may=team.may(desk.part(member.role), roles), you=member.slot == desk.member,
            chair=member.role.casefold() == team.CHAIR,
        )
        for member in members
    )  # fmt: skip
    here = desk.part(desk.vault.member.role)
    # What a part may do hangs on whether somebody has the chair.
    parts = tuple(replace(part, may=team.may(part.id, roles)) for part in team.parts(policy))
    why_not = "" if team.may_manage(here, roles) else team.why_not_manage(line.name for line in lines if line.chair)
    return TeamView(
        lines=lines, parts=parts, why_not=why_not, by_sheet=by_sheet(desk),
        sheet_owed=desk.sheet_owed,
    )  # fmt: skip


def handing_over(desk: Desk, to: str, *, leaves: bool) -> tuple[str, ...]:
    """What to see to when the chair goes to ``to``."""
    return team.handing_over(desk.policy(desk.event().policy_hash), to, leaves=leaves)


def sitting_words(desk: Desk) -> tuple[str, ...]:
    """What somebody should hear when they sit down, and why they cannot record where they cannot."""
    why = why_not_write(desk)
    return (*desk.notices(), *([why] if why else []))


def why_not_write(desk: Desk) -> str:
    """Why the one who sits here cannot record, as a sentence; empty for those who can."""
    role = desk.vault.member.role
    counted = desk.part(role)
    unknown = counted == team.READER and role.strip().casefold() != team.READER
    return team.no_such_part(role) if unknown else team.why_not_write(counted)


def by_sheet(desk: Desk) -> bool:
    """Whether the vault was opened with the recovery sheet."""
    return desk.vault.member.role.casefold() == team.RECOVERY
