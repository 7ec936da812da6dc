"""Who can open a vault, as its key files tell without any passphrase: for the unlock page and for finding a member's slot."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from cocdesk.model.errors import KnownError, NotAllowed, NotFound
from cocdesk.model.policy.pack import Policy
from cocdesk.model.rules import team
from cocdesk.model.vault import folder as places
from cocdesk.model.vault import keyfile, slots
from cocdesk.model.vault import passphrase as words
from cocdesk.words import _

RECOVERY_ROLE = team.RECOVERY


def may_write(role: str) -> bool:
    """Whether somebody with this part may add to the vault; readers and the recovery sheet may not.

    A vault knows no procedure: that a part is one of its procedure's is checked where it is given, in ``actions.members``.
    """
    return team.may_write(role)


def counts_as(role: str, *sources: Callable[[], Iterable[Policy]]) -> str:
    """The part a word counts as once the procedures are known (``rules.team``); a further source is asked only where needed."""
    return team.counts_as(role, (policy for source in sources for policy in source()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person who can open the vault; ``public_key`` (Ed25519, 32 bytes) checks what they signed."""

    slot: str
    name: str
    role: str
    public_key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a folder shows without a passphrase. ``problem`` says why it cannot be opened, ``notice`` what will be repaired."""

    folder: Path
    vault_id: str = ""
    format: str = ""
    epoch: int = 0
    generation: int = 0
    members: tuple[Member, ...] = ()
    problem: str = ""
    notice: str = ""


def describe(folder: Path, *, only_look: bool = False) -> Description:
    """What the unlock page may show before any passphrase; never raises for a folder that cannot be opened."""
    problem = ""
    try:
        found = look(folder, only_look=only_look)
    except KnownError as error:
        problem = str(error)
        try:
            found = read(folder)
        except KnownError:
            return Description(folder=folder, problem=problem)
    keys = found.copies[0].keys
    first, second = found.contents
    return Description(
        folder=folder,
        vault_id=keys.vault,
        format=keys.format,
        epoch=keys.epoch,
        generation=keys.generation,
        members=listed(keys),
        problem=problem,
        notice=_("One of the two key files is damaged or missing; it will be repaired at opening.") if first != second else "",
    )


def read(folder: Path) -> keyfile.Found:
    """The key files of a folder, wherever it lies."""
    with places.plain_faults():
        return keyfile.read(folder)


def look(folder: Path, *, only_look: bool = False) -> keyfile.Found:
    """The key files of a folder that may be opened where it lies; ``only_look`` takes one that accepts no writing."""
    found = read(folder)
    keyfile.refuse_unfinished(folder, found)
    if not only_look:
        places.refuse_synced(folder)
        places.refuse_read_only(folder)
    return found


def pick(keys: keyfile.KeyFile, member: str | None) -> slots.MemberSlot:
    """The slot of a member by name or id."""
    names = ", ".join(slot.name for slot in keys.members)
    if member is None:
        if len(keys.members) == 1:
            return keys.members[0]
        raise NotAllowed(
            _("More than one person can open this vault: {names}.").format(names=names),
            do=_("Please say who you are."),
        )
    wanted = unicodedata.normalize("NFC", member).strip().casefold()
    for slot in keys.members:
        if wanted in (slot.name.casefold(), slot.slot):
            return slot
    raise NotFound(
        _("Nobody of that name can open this vault. It knows: {names}.").format(names=names),
        do=_("Please choose one of these names."),
    )


def of_slot(slot: slots.MemberSlot) -> Member:
    """The member of a slot."""
    return Member(slot=slot.slot, name=slot.name, role=slot.role, public_key=bytes.fromhex(slot.ed))


def listed(keys: keyfile.KeyFile) -> tuple[Member, ...]:
    """All members the key files name."""
    return tuple(of_slot(slot) for slot in keys.members)


def require_passphrase(passphrase: str) -> None:
    """Raise NotAllowed with the reason when a new passphrase will not do."""
    trouble = words.problem(passphrase)
    if trouble:
        raise NotAllowed(trouble)


def new_name(keys: keyfile.KeyFile, name: str) -> str:
    """A name for one more member as it is kept; raises NotAllowed when it is taken or there is no room for anybody else."""
    name = label(name)
    if name.casefold() in {slot.name.casefold() for slot in keys.members}:
        raise NotAllowed(_("There is a member of that name already. Please add an initial or a number."))
    if len(keys.members) + 2 > keyfile.MOST_SLOTS:
        raise NotAllowed(_("A vault has room for {count} ways in, and they are all taken.").format(count=keyfile.MOST_SLOTS))
    return name


def label(text: str) -> str:
    """A member's name or role as it is kept: composed, trimmed, one visible line."""
    label = unicodedata.normalize("NFC", text).strip()
    if not 1 <= len(label) <= 120 or any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in label):
        raise NotAllowed(_("Names and roles of members take one line of 1 to 120 characters; initials are enough."))
    return label
