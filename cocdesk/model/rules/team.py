"""What each part in the team may do here, and what is to be told when somebody comes, goes or hands over.

A part is the word a member's key stands under: “chair”, “reader”, “responder”, or a part of the event's procedure. Only
readers and the recovery sheet add nothing; where somebody has the chair, only the chair changes who can open the vault and
erases a case.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from cocdesk.model.policy.pack import Policy
from cocdesk.words import _

CHAIR, RESPONDER, READER, RECOVERY = "chair", "responder", "reader", "recovery"


class Part(Struct, frozen=True, kw_only=True):
    """A part that can be given to a member: its word, its title, and a sentence on what it may do."""

    id: str
    title: str
    may: str


def may_write(role: str) -> bool:
    """Whether somebody with this part may add to the vault.

    No procedure is known here, so any other word is taken for a part of one: ``known_part`` lets none in at the door, and
    where the procedures are known ``counts_as`` comes first.
    """
    return role.strip().casefold() not in (READER, RECOVERY)


def counts_as(role: str, policies: Iterable[Policy]) -> str:
    """The word of the part that is meant under these procedures; one that none of them knows may only read.

    An older build took any word, and a mistyped “reader” is not to be somebody who writes. Before there is a procedure the
    word stands: somebody has to write down the first one. ``policies`` are asked one by one, and only for words that are
    not every vault's.
    """
    said = role.strip().casefold()
    if said in (CHAIR, RESPONDER, READER, RECOVERY):
        return said
    counted = role
    for policy in policies:
        if found := known_part(role, policy):
            return found
        counted = READER
    return counted


def may_manage(role: str, roles: Iterable[str]) -> bool:
    """Whether this part may change who can open the vault; ``roles`` are those of everybody who can open it.

    The recovery sheet may, for that is what it is for. A vault in which nobody has the chair is managed by all who write.
    """
    if role.casefold() == RECOVERY:
        return True
    return may_write(role) and (role.casefold() == CHAIR or not has_chair(roles))


def has_chair(roles: Iterable[str]) -> bool:
    """Whether one of these is the chair."""
    return any(role.casefold() == CHAIR for role in roles)


def may_erase(role: str, roles: Iterable[str]) -> bool:
    """Whether this part may erase a case for good; ``roles`` are those of everybody who can open the vault.

    Only the chair where somebody has it, otherwise whoever may write; the recovery sheet never, for it writes nothing.
    """
    return may_write(role) and (role.casefold() == CHAIR or not has_chair(roles))


def known_part(role: str, policy: Policy) -> str:
    """The word of a part that can be given under this procedure, as it is kept; "" for any other, and for the recovery sheet.

    A mistyped “reader” would else be a part that may write.
    """
    wanted = role.strip().casefold()
    return next((part.id for part in parts(policy) if part.id.casefold() == wanted and wanted != RECOVERY), "")


def may(role: str, roles: Iterable[str]) -> str:
    """What this part may do in a vault with these roles, as a sentence."""
    if role.casefold() == RECOVERY:
        return _("May read, and changes who can open this vault. Records nothing.")
    if not may_write(role):
        return _("May read everything here and change nothing.")
    return _("May record, and changes who can open this vault.") if may_manage(role, roles) else _("May record.")


def parts(policy: Policy) -> tuple[Part, ...]:
    """The parts offered under a procedure: the three that every vault knows, then its own."""
    titles = {role.id: role.title for role in policy.roles}
    own = [role for role in policy.roles if role.id not in (CHAIR, RESPONDER, READER)]
    first = (
        Part(id=CHAIR, title=titles.get(CHAIR, _("Chair")), may=_("May record, and changes who can open this vault.")),
        Part(id=RESPONDER, title=titles.get(RESPONDER, _("Responder")), may=_("May record.")),
        Part(id=READER, title=titles.get(READER, _("Reader")), may=_("May read everything here and change nothing.")),
    )
    # Whoever stands outside the team, such as an officer who is to be informed, may still be given a key.
    return (*first, *(Part(id=role.id, title=role.title, may=_("May record.")) for role in own))


def title(role: str, policy: Policy) -> str:
    """The title of a part, or its own word where the procedure knows none."""
    if role.casefold() == RECOVERY:
        return _("The recovery sheet")
    return next((part.title for part in parts(policy) if part.id == role.casefold()), role)


def why_not_write(role: str) -> str:
    """Why somebody cannot record here, as a sentence; empty for those who can."""
    if may_write(role):
        return ""
    if role.casefold() == RECOVERY:
        return _("The vault was opened with the recovery sheet: you can read, and set a new passphrase, but not record.")
    return _("Your part here is to read: you can look at everything, and change nothing.")


def no_such_part(role: str) -> str:
    """Why somebody whose part nobody here knows can only read, and what helps."""
    said = _("This procedure does not know your part, “{role}”, so you can look at everything, and change nothing.")
    help_ = _("Whoever changes who can open this vault can give you another; the recovery sheet can, too.")
    return f"{said.format(role=role)} {help_}"


def why_not_manage(chairs: Iterable[str]) -> str:
    """Why somebody cannot change who opens the vault, for those who ``may_manage`` refuses; ``chairs`` are names."""
    names = ", ".join(chairs)
    if names:
        return _("Who can open this vault is changed by the chair: {names}.").format(names=names)
    return _("Who can open this vault is changed by a member who may record.")


def why_not_erase(chairs: Iterable[str], *, kept_away: bool = False) -> str:
    """Why somebody cannot erase a case, for those whom ``may_erase`` refuses; ``chairs`` are names.

    ``kept_away`` is for a sealed case that no chair can open: nobody else erases it, or a case could go unseen by the chair.
    """
    names = ", ".join(chairs)
    if names and kept_away:
        said = _("A case is erased for good by the chair ({names}), and this one is sealed away from the chair.")
        do = _("It stays until it is unsealed, or the chair is let into it; then the chair can erase it.")
        return f"{said.format(names=names)} {do}"
    if names:
        return _("A case is erased for good by the chair: {names}.").format(names=names)
    return _("A case is erased for good by a member who may record.")


def what_stays_with(name: str) -> tuple[str, ...]:
    """What somebody could still have after they were removed; said before it is done."""
    return (
        _("{name} cannot open this vault any more, nor anything written in it from now on.").format(name=name),
        _("Whoever could open the vault before may have kept a copy. Such a copy stays open to them, with all it held then."),
        _("Prints, exports, mails and copies made outside this program are beyond its reach."),
        _("What {name} recorded stays, with their name.").format(name=name),
        _("Every recovery sheet printed so far stops working. You get a new one at the end."),
    )


def handing_over(policy: Policy, to: str, *, leaves: bool) -> tuple[str, ...]:
    """What to see to when the chair changes: the procedure's own sentence first, then what any team would forget.

    ``leaves`` when the one who hands over does not stay in the team.
    """
    found = [policy.retention.access_change] if policy.retention.access_change else []
    found += [
        _("Tell the team and the organisers that {name} has the chair now.").format(name=to),
        _("Go through the open cases together, and through what waits in the follow-ups."),
        _("Change the contact that attendees see, and the emergency contacts on the Event page."),
        _("Give {name} the new recovery sheet.").format(name=to),
        _("Pass on the keys to rooms, mailboxes and shared files that are not in this vault."),
    ]
    if leaves:
        found.append(_("Ask {name} to remove you here once nothing is left open.").format(name=to))
    return tuple(found)
