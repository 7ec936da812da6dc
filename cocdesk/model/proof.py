"""Whether the journal is what was written: hashes, signatures, chains, numbers, and the purges that explain a gap."""

from __future__ import annotations

from msgspec import Struct

from cocdesk.model.desk import Desk
from cocdesk.model.errors import KnownError
from cocdesk.model.rules.gaps import unexplained
from cocdesk.model.store import entries, purging
from cocdesk.model.vault import journal


class Faults(Struct, frozen=True, kw_only=True):
    """How many of ``count`` entries are not what was written, not signed, not in their chain; gaps and purges nobody signed."""

    count: int = 0
    changed: int = 0
    unsigned: int = 0
    loose: int = 0
    gaps: int = 0
    purges: int = 0

    @property
    def none(self) -> bool:
        """Whether all is well."""
        return not (self.changed or self.unsigned or self.loose or self.gaps or self.purges)


def of_journal(desk: Desk) -> Faults:
    """Everything that can be said against the journal, in one walk."""
    count = changed = unsigned = loose = 0
    numbers: dict[str, list[int]] = {}
    last: dict[tuple[str, str], str] = {}
    former = entries.verify_keys(desk.db)
    for row in entries.every(desk.db):
        count += 1
        try:
            desk.entry(row)
        except KnownError:
            changed += 1
        unsigned += not desk.vault.verify(row.author, bytes.fromhex(row.hash), row.signature, former=former)
        numbers.setdefault(row.device, []).append(row.number)
        loose += row.prev != last.get((row.device, row.subject), "")
        last[row.device, row.subject] = row.hash
    purged: dict[str, list[tuple[int, int]]] = {}
    bad = purging.permits(desk.db)
    for stone in purging.stones(desk.db):
        bad += not _holds(desk, stone, former)
        for device, runs in stone.numbers.items():
            purged.setdefault(device, []).extend(runs)
    # What was moved into a sealed file bears numbers of the vault's own row, which are accounted for there.
    elsewhere = entries.devices(desk.main.db) if desk.room is not None else set()
    counted = (numbers.keys() | purged.keys()) - elsewhere
    gaps = sum(unexplained(numbers.get(device, ()), purged.get(device, ())) for device in counted)
    return Faults(count=count, changed=changed, unsigned=unsigned, loose=loose, gaps=gaps, purges=bad)


def _holds(desk: Desk, stone: purging.Tombstone, former: dict[str, bytes]) -> bool:
    """Whether a member signed this purge, and its numbers are as many as it says."""
    counted = sum(last - first + 1 for runs in stone.numbers.values() for first, last in runs)
    return counted == stone.entries and desk.vault.verify(stone.by, text_of(desk, stone), stone.signature, former=former)


def text_of(desk: Desk, stone: purging.Tombstone) -> bytes:
    """What the member who purges signs."""
    return journal.stone_text(
        vault=desk.vault.vault_id, case=stone.case, at=stone.at, policy=stone.policy, by=stone.by, entries=stone.entries,
        numbers=stone.numbers,
    )  # fmt: skip
