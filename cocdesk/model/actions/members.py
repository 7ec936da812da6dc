"""Who can open the vault: added, given another passphrase or part, removed, and the recovery sheet made anew.

Each of these is one new key file; a removal also writes the vault anew under another key, after a safety copy and before a
fresh one. A member's part decides what they may do here: those who only read change nothing, and where somebody has the
chair, only the chair changes who can open the vault.
"""

from __future__ import annotations

from msgspec import Struct

from cocdesk.model.actions.safety import keep_copy
from cocdesk.model.desk import Desk
from cocdesk.model.errors import NotAllowed
from cocdesk.model.records.case import Change, Done
from cocdesk.model.vault import backup, members, vault, ways_in
from cocdesk.model.vault.members import Member
from cocdesk.model.vault.slots import Kdf
from cocdesk.words import _

CHAIR = "chair"
_TEAM = Change(topics=frozenset({"team"}))
_DEFAULT_COST = Kdf()


class Removed(Struct, frozen=True, kw_only=True):
    """A member is out: the key of the new recovery sheet, to be printed now, and how many old safety copies went with it."""

    recovery_key: str
    copies_forgotten: int


def listed(desk: Desk) -> tuple[Member, ...]:
    """Everybody who can open this vault by passphrase."""
    return desk.vault.members


def may_manage(desk: Desk) -> bool:
    """Whether the member who sits here may change who can open the vault; the recovery sheet may, for that is what it is for."""
    role = desk.vault.member.role.casefold()
    if role == members.RECOVERY_ROLE:
        return True
    if not members.may_write(role):
        return False
    return role == CHAIR or all(member.role.casefold() != CHAIR for member in desk.vault.members)


def _require_manager(desk: Desk) -> None:
    if not may_manage(desk):
        chairs = ", ".join(member.name for member in desk.vault.members if member.role.casefold() == CHAIR)
        raise NotAllowed(
            _("Who can open this vault is changed by the chair: {names}.").format(names=chairs or _("a member who may write")),
            kept=_("Nothing was changed."),
        )


def add(desk: Desk, *, name: str, role: str, passphrase: str, kdf: Kdf = _DEFAULT_COST) -> Done[Member]:
    """One more way in. Raises NotAllowed with the reason."""
    _require_manager(desk)
    return Done(value=vault.add_member(desk.vault, name=name, role=role, passphrase=passphrase, kdf=kdf), change=_TEAM)


def change_passphrase(desk: Desk, *, old: str, new: str, kdf: Kdf = _DEFAULT_COST) -> Done[None]:
    """Another passphrase for the member who sits here; ``old`` is asked again, for the laptop may have been left open."""
    ways_in.change_passphrase(desk.vault, old=old, new=new, kdf=kdf)
    return Done(value=None, change=_TEAM)


def set_anew(desk: Desk, *, member: str, passphrase: str, kdf: Kdf = _DEFAULT_COST) -> Done[Member]:
    """A member who forgot theirs gets a new passphrase and a new key pair."""
    _require_manager(desk)
    return Done(value=ways_in.replace_member(desk.vault, member=member, passphrase=passphrase, kdf=kdf), change=_TEAM)


def change_role(desk: Desk, *, member: str, role: str) -> Done[Member]:
    """Another part for a member; handing over the chair is giving the part to somebody else first."""
    _require_manager(desk)
    return Done(value=ways_in.change_role(desk.vault, member=member, role=role), change=_TEAM)


def hand_over_chair(desk: Desk, *, to: str, stay_as: str) -> Done[Member]:
    """The chair goes to another member, and the one who sits here stays as ``stay_as`` (O7). Raises NotAllowed."""
    _require_manager(desk)
    chosen = ways_in.change_role(desk.vault, member=to, role=CHAIR)
    if chosen.slot != desk.member and desk.vault.member.role.casefold() != members.RECOVERY_ROLE:
        ways_in.change_role(desk.vault, member=desk.member, role=stay_as)
    return Done(value=chosen, change=_TEAM)


def new_sheet(desk: Desk) -> Done[str]:
    """The key of a new recovery sheet; the old sheet opens this vault no more."""
    _require_manager(desk)
    return Done(value=ways_in.renew_recovery(desk.vault), change=_TEAM)


def remove(desk: Desk, *, member: str) -> Done[Removed]:
    """Write the vault anew under a key this member does not have.

    A safety copy is made first; once the new file counts, the copies that would still open for them are removed and a fresh
    one is made. What they copied before stays readable for them: the dialog says so.
    """
    _require_manager(desk)
    keep_copy(desk, _("before a member was removed"))
    key = ways_in.remove_member(desk.vault, member=member)
    desk.reconnect()
    gone = backup.forget_older(desk.vault)
    keep_copy(desk, _("after a member was removed"))
    return Done(value=Removed(recovery_key=key, copies_forgotten=gone), change=_TEAM)
