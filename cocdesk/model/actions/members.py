"""Who can open the vault: added, given another passphrase or part, removed, and the recovery sheet made anew.

Each of these is one new key file; a removal also writes the vault anew under another key, after a safety copy and before a
fresh one. A member's part decides what they may do here: those who only read change nothing, and where somebody has the
chair, only the chair changes who can open the vault. Only parts that the procedure knows are given, for any other word would
be one that may write; and the last chair goes only by being handed over.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec import Struct

from cocdesk.model.actions import sealing
from cocdesk.model.actions.safety import begin_copy, drop, finish, forget_old, told
from cocdesk.model.desk import Desk
from cocdesk.model.errors import KnownError, NotAllowed
from cocdesk.model.records.case import Change, Done
from cocdesk.model.records.pace import Pace, Paces, run_through
from cocdesk.model.rules import team
from cocdesk.model.vault import members, slots, ways_in
from cocdesk.model.vault.members import Member
from cocdesk.model.vault.slots import Kdf
from cocdesk.model.vault.ways_in import Sheet
from cocdesk.words import _

CHAIR = team.CHAIR
_TEAM = Change(topics=frozenset({"team"}))
_DEFAULT_COST = Kdf()
SlowHalf = Callable[[], slots.MemberSlot]
"""Work of a second or two that touches no vault; a window has it done beside itself."""


class Removed(Struct, frozen=True, kw_only=True):
    """A member is out: the key of the new recovery sheet, to be printed now, how many old safety copies went with it, and why
    the fresh one could not be made."""

    recovery_key: str
    copies_forgotten: int
    no_copy: str = ""


def listed(desk: Desk) -> tuple[Member, ...]:
    """Everybody who can open this vault by passphrase."""
    return desk.vault.members


def may_manage(desk: Desk) -> bool:
    """Whether the member who sits here may change who can open the vault; the recovery sheet may, for that is what it is for."""
    return team.may_manage(desk.part(desk.vault.member.role), [member.role for member in desk.vault.members])


def why_not_manage(desk: Desk) -> str:
    """Why they may not, as a sentence; empty for those who may."""
    if may_manage(desk):
        return ""
    return team.why_not_manage([m.name for m in desk.vault.members if m.role.casefold() == CHAIR])


def _require_manager(desk: Desk) -> None:
    if sentence := why_not_manage(desk):
        raise NotAllowed(sentence, kept=_("Nothing was changed."))


def _known_part(desk: Desk, role: str) -> str:
    """A part as it is kept. Raises NotAllowed for a word that is none here, the recovery sheet's included."""
    policy = desk.policy(desk.event().policy_hash)
    if found := team.known_part(role, policy):
        return found
    raise NotAllowed(
        _("This procedure does not know the part “{role}”.").format(role=members.label(role)),
        kept=_("Nothing was changed."),
        do=_("Its parts are: {names}.").format(names=", ".join(part.id for part in team.parts(policy))),
    )


def _keep_a_chair(desk: Desk, gone: slots.MemberSlot) -> None:
    """Raise NotAllowed when nobody but this member has the chair."""
    others = [member.role for member in desk.vault.members if member.slot != gone.slot]
    if gone.role.casefold() == CHAIR and not team.has_chair(others):
        raise NotAllowed(
            _("{name} is the only one who has the chair.").format(name=gone.name),
            kept=_("Nothing was changed."),
            do=_("Hand over the chair first, on the Team page, or give it to another member as well."),
        )


def prepare_add(desk: Desk, *, name: str, role: str, passphrase: str, kdf: Kdf = _DEFAULT_COST) -> SlowHalf:
    """What makes one more way in, to be handed to ``admit``. Raises NotAllowed with the reason, at once."""
    _require_manager(desk)
    name, role = members.new_name(desk.vault.keys, name), _known_part(desk, role)
    members.require_passphrase(passphrase)
    return partial(_slot, vault=desk.vault.vault_id, name=name, role=role, passphrase=passphrase, kdf=kdf)


def _slot(*, vault: str, name: str, role: str, passphrase: str, kdf: Kdf) -> slots.MemberSlot:
    return slots.new_member(vault=vault, name=name, role=role, passphrase=passphrase, kdf=kdf)[0]


def admit(desk: Desk, slot: slots.MemberSlot) -> Done[Member]:
    """Let a prepared way in count. Raises NotAllowed when the name was taken meanwhile."""
    _require_manager(desk)
    _known_part(desk, slot.role)
    return Done(value=desk.vault.admit(slot), change=_TEAM)


def add(desk: Desk, *, name: str, role: str, passphrase: str, kdf: Kdf = _DEFAULT_COST) -> Done[Member]:
    """One more way in. Raises NotAllowed with the reason."""
    return admit(desk, prepare_add(desk, name=name, role=role, passphrase=passphrase, kdf=kdf)())


def prepare_passphrase(desk: Desk, *, old: str, new: str, kdf: Kdf = _DEFAULT_COST) -> SlowHalf:
    """What gives the member who sits here another passphrase, for ``use_passphrase``; the work raises WrongPassphrase."""
    members.require_passphrase(new)
    return partial(ways_in.sealed_anew, ways_in.own_slot(desk.vault), old=old, new=new, kdf=kdf)


def use_passphrase(desk: Desk, slot: slots.MemberSlot) -> Done[None]:
    """Let a prepared passphrase count."""
    ways_in.use_passphrase(desk.vault, slot)
    return Done(value=None, change=_TEAM)


def change_passphrase(desk: Desk, *, old: str, new: str, kdf: Kdf = _DEFAULT_COST) -> Done[None]:
    """Another passphrase for the member who sits here; ``old`` is asked again, for the laptop may have been left open."""
    return use_passphrase(desk, prepare_passphrase(desk, old=old, new=new, kdf=kdf)())


def prepare_anew(desk: Desk, *, member: str, passphrase: str, kdf: Kdf = _DEFAULT_COST) -> SlowHalf:
    """What gives a member who forgot theirs a new way in, for ``put_in_place``. Raises NotFound, NotAllowed, at once."""
    _require_manager(desk)
    gone = members.pick(desk.vault.keys, member)
    if gone.slot == desk.member:
        raise NotAllowed(_("Your own passphrase is changed with the present one."), kept=_("Nothing was changed."))
    members.require_passphrase(passphrase)
    return partial(_slot, vault=desk.vault.vault_id, name=gone.name, role=gone.role, passphrase=passphrase, kdf=kdf)


def put_in_place(desk: Desk, member: str, slot: slots.MemberSlot) -> Done[Member]:
    """Let it count in place of the one the member had."""
    _require_manager(desk)
    placed = ways_in.put_in_place(desk.vault, member=member, slot=slot)
    sealing.settle(desk)
    return Done(value=placed, change=_TEAM)


def set_anew(desk: Desk, *, member: str, passphrase: str, kdf: Kdf = _DEFAULT_COST) -> Done[Member]:
    """A member who forgot theirs gets a new passphrase and a new key pair."""
    return put_in_place(desk, member, prepare_anew(desk, member=member, passphrase=passphrase, kdf=kdf)())


def change_role(desk: Desk, *, member: str, role: str) -> Done[Member]:
    """Another part for a member; handing over the chair is ``hand_over_chair``. Raises NotFound, NotAllowed."""
    _require_manager(desk)
    role = _known_part(desk, role)
    if role != CHAIR:
        _keep_a_chair(desk, members.pick(desk.vault.keys, member))
    return Done(value=ways_in.change_role(desk.vault, member=member, role=role), change=_TEAM)


def hand_over_chair(desk: Desk, *, to: str, stay_as: str) -> Done[Member]:
    """The chair goes to another member, and the one who sits here stays as ``stay_as`` (O7), both at once. Raises NotAllowed."""
    _require_manager(desk)
    chosen = members.pick(desk.vault.keys, to)
    wanted = {chosen.slot: CHAIR}
    if chosen.slot != desk.member and desk.vault.member.role.casefold() != team.RECOVERY:
        wanted[desk.member] = _known_part(desk, stay_as)
    return Done(value=ways_in.change_roles(desk.vault, wanted)[0], change=_TEAM)


def draw_sheet(desk: Desk) -> Sheet:
    """A recovery sheet that opens nothing yet: shown, printed and typed back before ``use_sheet`` lets it count."""
    _require_manager(desk)
    return ways_in.new_sheet(desk.vault)


def use_sheet(desk: Desk, sheet: Sheet) -> Done[None]:
    """Somebody has the sheet on paper: from now on it opens the vault, and the one before it no more."""
    _require_manager(desk)
    ways_in.use_sheet(desk.vault, sheet)
    sealing.settle(desk)
    desk.owe_sheet(False)
    return Done(value=None, change=_TEAM)


def confirm_sheet(desk: Desk) -> Done[None]:
    """Somebody has the sheet that came with a removal, which counts already."""
    desk.owe_sheet(False)
    return Done(value=None, change=_TEAM)


def new_sheet(desk: Desk) -> Done[str]:
    """The key of a new recovery sheet; the old sheet opens this vault no more."""
    sheet = draw_sheet(desk)
    use_sheet(desk, sheet)
    return Done(value=sheet.key, change=_TEAM)


def remove(desk: Desk, *, member: str) -> Done[Removed]:
    """Write the vault anew under a key this member does not have. Raises NotFound, NotAllowed, DiskFull or VaultDamaged."""
    done = run_through(remove_by_paces(desk, member=member))
    # Whoever asks for it in one go, at the terminal, has the key in the answer.
    desk.owe_sheet(False)
    return done


def remove_by_paces(desk: Desk, *, member: str) -> Paces[Done[Removed]]:
    """The same, one long pace at a time; its ``Done[Removed]`` is returned.

    A safety copy is made first; once the new file counts, the copies that would still open for them are removed and a fresh
    one is made. What they copied before stays readable for them: the dialog says so. Until somebody confirms the new sheet it
    is owed. From the new file on nothing may stop it: old copies that would not go and a fresh one that could not be made are
    told in ``no_copy``, in whole sentences.
    """
    _require_manager(desk)
    _keep_a_chair(desk, members.pick(desk.vault.keys, member))
    yield Pace(words=_("Making a safety copy first."))
    begun = begin_copy(desk, _("before a member was removed"))
    try:
        yield Pace(words=_("Looking at every page of the safety copy."), beside=partial(finish, begun))
    finally:
        drop(begun, running=True)
    yield Pace(words=_("Writing the vault anew under a new key."))
    key = ways_in.remove_member(desk.vault, member=member)
    desk.owe_sheet(True)
    desk.reconnect()
    gone, no_copy = forget_old(desk)
    try:
        no_copy = told(no_copy, *sealing.settle(desk))
        begun = begin_copy(desk, _("after a member was removed"))
        try:
            yield Pace(words=_("Making a fresh safety copy."), beside=partial(finish, begun))
        finally:
            drop(begun, running=True)
    except (KnownError, OSError) as error:
        no_copy = told(no_copy, _("A fresh safety copy could not be made: {why}").format(why=error))
    return Done(value=Removed(recovery_key=key, copies_forgotten=gone, no_copy=no_copy), change=_TEAM)
