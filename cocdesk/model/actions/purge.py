"""A case forgotten for good: the vault written anew without it, its persons, files, drafts and words.

Where somebody has the chair, only the chair may; when it is due is the procedure's business, elsewhere. Nothing is purged
from a vault that is not whole, and no copy is made first, for a copy would keep what is to go.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from cocdesk.model import proof
from cocdesk.model.actions import sealing
from cocdesk.model.actions.safety import forget_old, keep_copy, told
from cocdesk.model.desk import Desk
from cocdesk.model.errors import KnownError, NotAllowed, NotFound, VaultDamaged
from cocdesk.model.projecting import make_search_anew
from cocdesk.model.records.case import Change, Done
from cocdesk.model.rules import team
from cocdesk.model.store import entries, purging
from cocdesk.model.store.database import Database
from cocdesk.model.store.purging import Tombstone
from cocdesk.model.vault import ways_in
from cocdesk.words import _


class Purged(Struct, frozen=True, kw_only=True):
    """A case is gone: what stays of it, how many older safety copies went with it, and why the fresh one could not be made."""

    stone: Tombstone
    persons: int
    copies_forgotten: int
    no_copy: str = ""


def why_not(desk: Desk, _where: object = None) -> str:
    """Why the member who sits here may erase no case of this file, as a sentence; empty for those who may.

    ``_where`` (a case) chooses the desk.
    """
    here, everybody = desk.part(desk.vault.member.role), desk.vault.members
    if sentence := team.why_not_write(here):
        return sentence
    if team.may_erase(here, [member.role for member in everybody]):
        return ""
    chairs = [member.name for member in everybody if team.has_chair((member.role,))]
    kept_away = desk.room is not None and not team.has_chair(member.role for member in desk.team())
    return team.why_not_erase(chairs, kept_away=kept_away)


def purge(desk: Desk, case: str) -> Done[Purged]:
    """Write the vault anew without this case, and leave a tombstone of ids and counts; takes a second or more.

    Persons whom no other case names go too. Raises NotFound, NotAllowed for those who may not (``why_not``), VaultDamaged
    for a vault that is not whole, DiskFull; then nothing changed. What was printed, exported or copied before is beyond its
    reach.
    """
    desk.require_writer()
    if sentence := why_not(desk):
        raise NotAllowed(sentence, kept=_("Nothing was changed."))
    if desk.room is not None:
        desk.require_sight(case)
        return _purge_sealed(desk, case)
    row = entries.row_of(desk.db, case)
    if row is None or not desk.entries_of(case):
        raise NotFound(_("There is no such case in this vault."))
    desk.require_sight(case)
    policy = desk.policy(desk.case(case).policy_hash)
    if not proof.of_journal(desk).none:
        raise VaultDamaged(
            _("The vault is not as it was written, so nothing was purged from it."),
            kept=_("Nothing was changed."),
            do=_("Run “cocdesk verify” on the vault, and compare with a copy."),
        )
    persons = purging.only_here(desk.db, row)
    numbers = purging.numbers(desk.db, (row, *persons))
    count = sum(last - first + 1 for runs in numbers.values() for first, last in runs)
    stone = Tombstone(
        case=case, at=int(desk.now().timestamp() * 1000), policy=f"{policy.id} {policy.version}", by=desk.member, entries=count,
        numbers=numbers,
    )  # fmt: skip
    stone = replace(stone, signature=desk.vault.sign(proof.text_of(desk, stone)))
    member = desk.vault.member

    def erase(connection: object) -> None:
        scratch = Database(connection)
        with scratch.transaction():
            entries.author_row(scratch, member.slot, member.name, member.role, member.public_key)
            purging.remove(scratch, row, persons, stone)
            make_search_anew(scratch)

    untidy = ways_in.new_generation(desk.vault, erase=erase)
    desk.reconnect()
    gone, left = forget_old(desk)
    no_copy = told(untidy, left)
    try:
        keep_copy(desk, _("after a case was purged"))
    except KnownError as error:
        no_copy = told(no_copy, str(error))
    return _done(case, Purged(stone=stone, persons=len(persons), copies_forgotten=gone, no_copy=no_copy))


def _purge_sealed(desk: Desk, case: str) -> Done[Purged]:
    policy = desk.policy(desk.case(case).policy_hash)
    stone, persons, gone, no_copy = sealing.purge(desk, case, f"{policy.id} {policy.version}")
    return _done(case, Purged(stone=stone, persons=persons, copies_forgotten=gone, no_copy=no_copy))


def _done(case: str, purged: Purged) -> Done[Purged]:
    return Done(value=purged, change=Change(topics=frozenset({"cases", "persons", "drafts"}), cases=(case,)))
