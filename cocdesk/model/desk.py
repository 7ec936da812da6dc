"""An opened vault, the member who sits at it, and the clock on the wall: what every action and query is given."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from cocdesk.model import sight
from cocdesk.model.clock import Clock, wall_clock
from cocdesk.model.errors import DiskFull, KnownError, NotAllowed, NotFound, VaultDamaged
from cocdesk.model.laptop import Laptop
from cocdesk.model.policy.pack import Policy
from cocdesk.model.policy.read import pack_hash, packed, unpacked
from cocdesk.model.projecting import entry_from, project_event_of_cases, project_touched
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, CaseRow, Entry, Event
from cocdesk.model.rules import sitting_down, telling
from cocdesk.model.rules.searching import entry_words
from cocdesk.model.rules.text import clean_record
from cocdesk.model.rules.timeline import fold as fold_case
from cocdesk.model.store import cases, drafts, entries, events, schema, sealed
from cocdesk.model.store.database import Database
from cocdesk.model.vault import backup, forgetting, journal
from cocdesk.model.vault.connection import read_only
from cocdesk.model.vault.folder import give_back_ballast
from cocdesk.model.vault.members import RECOVERY_ROLE, Member, counts_as, may_write
from cocdesk.model.vault.opened import OpenRoom
from cocdesk.model.vault.rooms import entry_of
from cocdesk.model.vault.vault import OpenVault
from cocdesk.words import _

DAY = 24 * 60 * 60 * 1000


class Desk:
    """One member at one open vault. Used by one thread; ``close`` forgets everything.

    Each sealed file that the member can open is a desk too, under the same roof: ``room`` is what lies beneath it, ``main`` the
    desk of the vault itself. Where a case lives, ``at`` knows.
    """

    def __init__(
        self, vault: OpenVault, *, laptop: Laptop, clock: Clock = wall_clock,
        room: OpenRoom | None = None, main: Desk | None = None, new: tuple[str, frozenset[str]] = ("", frozenset()),
    ) -> None:  # fmt: skip
        self.vault = vault
        self.room = room
        self.main = main or self
        self.db = self._database()
        self.clock = clock
        # A copy that is only looked at must not change what this laptop remembers of the vault itself.
        self._laptop = laptop.only_looking() if vault.read_only else laptop
        if schema.behind(self.db) and not vault.read_only:
            backup.take(vault, now=clock(), why=_("before the vault was brought up to date"))
        schema.migrate(self.db)
        self._policies: dict[str, Policy] = {}
        self._recorder: Recorder | None = None
        self._rooms: list[Desk] = []
        if room is not None and new[0]:
            with self.db.transaction():
                sealed.settle_in(self.db, room.number, *new)
        self._memory = vault.vault_id if room is None else sealed.room_id(self.db)
        self._device = laptop.device(
            self._memory,
            lambda device: entries.last_number_of(self.db, device),
            lambda device, number: entries.id_of(self.db, device, number),
        )
        if room is None:
            self._arrive()

    def _arrive(self) -> None:
        """What happens once, whatever sealed files there are."""
        vault, laptop = self.vault, self._laptop
        laptop.saw_keys(vault.vault_id, vault.epoch, vault.keys_mark)
        vault.on_keys = lambda: self._laptop.changed_keys(vault.vault_id, vault.epoch, vault.keys_mark)
        for room in vault.rooms:
            self.enter(room)
        if not vault.read_only:
            if vault.member.role == RECOVERY_ROLE:
                laptop.owe_sheet(vault.vault_id, owed=True)
            forgetting.after_a_stop(vault)

    def enter(self, room: OpenRoom, *, first_event: str = "", holders: frozenset[str] = frozenset()) -> Desk:
        """The desk of a sealed file that is open; ``first_event`` and ``holders`` are for one that was made just now."""
        desk = Desk(self.vault, laptop=self._laptop, clock=self.clock, room=room, main=self, new=(first_event, holders))
        self._rooms.append(desk)
        desk.mirror_events()
        return desk

    def leave(self, room: Desk) -> None:
        """A sealed file is gone."""
        self._rooms.remove(room)

    def _database(self) -> Database:
        return Database(self.vault.connection) if self.room is None else sealed.SealedDatabase(self.room.connection)

    def reconnect(self) -> None:
        """Go on with the vault's new database, or the sealed file's, after it was written anew."""
        self.db = self._database()
        schema.migrate(self.db)

    @property
    def rooms(self) -> tuple[Desk, ...]:
        """The sealed files this member can open, those too that are half moved."""
        return tuple(self.main._rooms)

    @property
    def everywhere(self) -> tuple[Desk, ...]:
        """The vault's own database and every sealed file that counts: not one whose case is half moved, and lies open."""
        return (self.main, *(room for room in self.main._rooms if not room.half_moved))

    @property
    def half_moved(self) -> bool:
        """Whether the case of this sealed file is on its way and still, or already, lies in the open."""
        case = self.moving[1]
        return bool(case) and entries.row_of(self.main.db, case) is not None

    @property
    def moving(self) -> tuple[str, str]:
        """Whether a case is being moved "in" here or "out", and its id; empty for neither."""
        return sealed.moving(self.db) if self.room is not None else ("", "")

    def at(self, *given: object) -> Desk:
        """The desk where the case, person, file or draft lives that is among these values; the vault's own for anything else.

        The one place that decides it. Raises ``NotFound`` for the number of a sealed draft that is gone: its words must never
        be put anywhere else.
        """
        for value in given:
            for room in self.everywhere[1:]:
                if sealed.holds(room.db, value):
                    return room
            if sealed.is_number(value):
                raise NotFound(_("This is not there any more."), kept=_("Nothing was changed."))
        return self.main

    @property
    def member(self) -> str:
        """The slot id of the member who sits here."""
        return self.vault.member.slot

    @property
    def folder(self) -> Path:
        return self.vault.folder

    def now(self) -> datetime:
        return self.clock()

    def mark(self) -> str:
        """What ends code names given here: nobody who cannot open a sealed file would know that they are taken."""
        return "" if self.room is None else f"-{100 + self.room.number % 900}"

    def require_here(self, subject: str) -> None:
        """The last wall: nothing of a sealed case is ever written into another file, whatever came to the wrong desk."""
        if subject and (home := self.at(subject)) is not self and home.room is not None:
            raise RuntimeError("this belongs into another file")

    def pick(self, words: Sequence[str]) -> str:
        """One of them by chance."""
        return secrets.choice(words)

    def members(self) -> dict[str, str]:
        """Slot → name of everybody who is or was a member."""
        return entries.authors(self.db) | {member.slot: member.name for member in self.vault.members}

    def team(self) -> tuple[Member, ...]:
        """Those of the team who can open what lies here."""
        if self.room is None:
            return self.vault.members
        holders = entry_of(self.vault, self.room).wraps
        return tuple(member for member in self.vault.members if member.slot in holders)

    def part(self, role: str) -> str:
        """What a member's part counts as here: a word that no procedure of this vault knows may only read."""
        return counts_as(role, self.main._policies.values, lambda: [self.policy(event.policy_hash) for event in self.events()])

    def require_writer(self) -> None:
        """Raise NotAllowed for members who may only read, VaultReadOnly for a copy opened only to look at it."""
        self._require_disk()
        if not may_write(self.part(self.vault.member.role)):
            raise NotAllowed(_("You can read in this vault, but not change it."), kept=_("Nothing was changed."))

    def _require_disk(self) -> None:
        if self.vault.read_only:
            raise read_only()

    @contextmanager
    def transaction(self) -> Iterator[Recorder]:
        """Record entries: all of them with their projections, or none. Refuses members who may only read."""
        self.require_writer()
        if self._recorder is not None:
            raise RuntimeError("transactions do not nest")
        recorder = self._recorder = Recorder(self, self._device)
        try:
            with self.db.transaction():
                yield recorder
                recorder.finish()
                if recorder.recorded:
                    self._laptop.reserve(self._memory, self._device, recorder.number)
        except DiskFull:
            if not give_back_ballast(self.folder):
                raise
            raise DiskFull(
                _("The disk is full."),
                kept=_("Everything saved before is unharmed, and some room that was kept for this moment is free now."),
                do=_("Save again now, then make room on the disk."),
            ) from None
        finally:
            self._recorder = None
        if recorder.recorded:
            self._laptop.remember(self._memory, self._device, recorder.number, recorder.recorded[-1].id)
        if recorder.touched_event:
            for room in self._rooms:
                room.mirror_events()

    def entries_of(self, subject: str) -> list[Entry]:
        """The journal of a case, person or event, each hash checked. Raises ``VaultDamaged`` when one does not hold."""
        row = entries.row_of(self.db, subject)
        found = [self.entry(one) for one in entries.of_subject(self.db, row)] if row is not None else []
        # The journal of an event is kept in the open; a sealed file has only its name beside its cases.
        if not found and self.room is not None and any(event.id == subject for event in self.events()):
            return self.main.entries_of(subject)
        return found

    def mirror_events(self) -> None:
        """Bring what a sealed file shows of the vault's events up to date, and its cases' deadlines with it."""
        wanted = self.events()
        if sealed.mirrored(self.db) == wanted:
            return
        with self.db.transaction():
            for event in reversed(wanted):
                entries.add_subject(self.db, event.id, "event")
                project_event_of_cases(self, event.id)

    def entry(self, row: entries.EntryRow) -> Entry:
        """An entry from its row, its hash checked before anything in it is believed. Raises ``VaultDamaged``."""
        return entry_from(row, self.vault.vault_id)

    def case(self, case: str) -> Case:
        """The state of a case, by its id. Raises ``NotFound``."""
        found = self.entries_of(case)
        try:
            return fold_case(found)
        except ValueError:
            raise NotFound(_("There is no such case in this vault.")) from None

    def find_case(self, name: str) -> str:
        """The id of a case by its code name or the beginning of its id. Raises ``NotFound``."""
        found = [row for desk in self.everywhere for row in cases.named(desk.db, name.strip().lower())]
        if len(found) != 1:
            raise NotFound(_("There is no case of that name in this vault."), do=_("“cocdesk cases” lists them all."))
        case = self.row(found[0]).id
        self.require_sight(case)
        return case

    def hidden(self) -> frozenset[int]:
        """The rows of the cases the member who sits here stepped back from: they see nothing of them, not even the title."""
        return frozenset[int]().union(*(sight.hidden(desk.db, self.vault.member, desk.team()) for desk in self.everywhere))

    def sees(self, case: str) -> bool:
        """Whether a case may be shown to the member who sits here."""
        return entries.row_of(self.at(case).db, case) not in self.hidden()

    def require_sight(self, case: str) -> None:
        """Raise ``NotAllowed`` for a case the member who sits here stepped back from."""
        sight.require(self.sees(case))

    def row(self, number: int) -> CaseRow:
        return next(found[number] for desk in self.everywhere if (found := cases.rows(desk.db, [number])))

    def policy(self, hashed: str) -> Policy:
        """The policy a case or event remembers: kept in the vault itself."""
        if self.room is not None:
            return self.main.policy(hashed)
        if hashed not in self._policies:
            text = events.pack(self.db, hashed)
            if text is None:
                raise VaultDamaged(_("The policy of this event is missing from the vault."), do=_("Restore a copy of the vault."))
            policy = unpacked(text.encode(), "vault")
            if pack_hash(policy) != hashed:
                raise VaultDamaged(
                    _("The policy kept in this vault is not the one its cases were opened under."),
                    kept=_("Nothing was changed."),
                    do=_("Run “cocdesk verify” on the vault, and compare with a copy."),
                )
            self._policies[hashed] = policy
        return self._policies[hashed]

    def keep_policy(self, policy: Policy) -> str:
        """Keep a policy in the vault; returns its hash. Inside a transaction."""
        hashed = pack_hash(policy)
        events.keep_pack(self.db, hashed, policy.id, policy.version, packed(policy).decode())
        return hashed

    def events(self) -> list[Event]:
        """The events of this vault, the newest first."""
        return events.every(self.main.db)

    def event(self, wanted: str = "") -> Event:
        """An event by its id or name; without either, the newest. Raises ``NotFound``."""
        for event in self.events():
            if not wanted or wanted in (event.id, event.name):
                return event
        raise NotFound(_("This vault has no event of that name."), do=_("Leave the event out, or use one the vault knows."))

    @property
    def older_than_remembered(self) -> bool:
        """Whether entries this laptop wrote, or keys it saw, are not in the vault any more: an older copy was put back."""
        return any(self._laptop.missing(desk._memory) > 0 for desk in (self.main, *self.rooms)) or self.older_keys

    @property
    def older_keys(self) -> bool:
        """Whether the key files are older, or others, than those this laptop last used: a removed member may open them."""
        return self._laptop.keys_older(self.vault.vault_id)

    def settle_older(self) -> None:
        """A person knows that an older copy was put back."""
        for desk in (self.main, *self.rooms):
            self._laptop.settle(desk._memory)

    @property
    def sheet_owed(self) -> bool:
        """Whether a new recovery sheet is due: the last one was used, or nobody confirmed that they have it."""
        return self._laptop.sheet_owed(self.vault.vault_id)

    def owe_sheet(self, owed: bool) -> None:
        """Keep in mind that a new recovery sheet is due, or that somebody has it now."""
        self._laptop.owe_sheet(self.vault.vault_id, owed=owed)

    @property
    def clock_ahead(self) -> bool:
        """Whether the journal's newest entry lies more than a day ahead of this laptop's clock: one of the two is wrong."""
        return any((entries.newest_at(desk.db) >> 16) > _milliseconds(self.now()) + DAY for desk in self.everywhere)

    def notices(self) -> tuple[str, ...]:
        """What a person should hear when they sit down."""
        return (
            *self.vault.notices,
            *sitting_down.told(
                older_keys=self.older_keys, older=self.older_than_remembered,
                sheet_owed=self.sheet_owed, clock_ahead=self.clock_ahead,
            ),
        )  # fmt: skip

    def keep_draft(self, number: int | None, *, kind: str, body: bytes, subject: str = "") -> int:
        """Keep what is being typed; returns the draft's number. On a full disk the room kept for this is used, once."""
        self._require_disk()
        self.require_here(subject)
        now = _milliseconds(self.now())
        for attempt in ("first", "with the room given back"):
            try:
                with self.db.transaction():
                    return drafts.save(self.db, number, kind=kind, subject=subject, author=self.member, now=now, body=body)
            except DiskFull:
                if attempt != "first" or not give_back_ballast(self.folder):
                    raise
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Tidy up and forget everything; a fault of the disk does not hold it up, and closing twice does nothing."""
        if self.vault.closed:
            return
        try:
            with suppress(KnownError):
                for desk in (self, *self._rooms):
                    with desk.db.transaction():
                        cases.tidy(desk.db)
        finally:
            self.vault.close()


class Recorder:
    """Adds entries within one transaction and brings the projections up to date at its end."""

    def __init__(self, desk: Desk, device: str) -> None:
        self.desk = desk
        self.db = desk.db
        self.device = device
        self.recorded: list[Entry] = []
        self.number = 0
        self._device_row = 0
        self._author_row = 0
        self._at = 0
        self._touched: dict[str, entries.SubjectKind] = {}

    def add(self, subject: str, body: e.AnyBody) -> Entry:
        """Record one entry. Its text is cleaned; its parents are the subject's heads now."""
        self.desk.require_here(subject)
        self._begin()
        body = clean_record(body)
        kind: entries.SubjectKind = "case"
        if isinstance(body, e.Identified):
            kind = "person"
        elif isinstance(body, (e.EventSetUp, e.FormsPrinted, e.EventExported)):
            kind = "event"
        subject_row = entries.add_subject(self.db, subject, kind)
        self.number += 1
        made = _milliseconds(self.desk.now())
        self._at = max(self._at + 1, made << 16)
        entry = journal.seal(
            vault=self.desk.vault.vault_id, subject=subject, author=self.desk.member, device=self.device, at=self._at,
            made=made, number=self.number, prev=entries.previous(self.db, subject_row, self._device_row),
            parents=entries.head_ids(self.db, subject_row), salt=secrets.token_hex(16), body=body, sign=self.desk.vault.sign,
        )  # fmt: skip
        text = journal.encode_body(body).decode()
        row = entries.EntryRow(
            subject=subject, at=entry.at, made=entry.made, device=entry.device, number=entry.number, author=entry.by,
            kind=telling.kind_of(body), body=text, parents=entry.parents, prev=entry.prev, salt=entry.salt,
            hash=entry.id, signature=entry.signature,
        )  # fmt: skip
        seq = entries.add(self.db, row, subject_row, self._device_row, self._author_row)
        words = entry_words(body)
        if words:
            cases.add_searched_note(self.db, subject_row, seq, words)
        self.recorded.append(entry)
        self._touched[subject] = kind
        return entry

    def new_id(self) -> str:
        """A random id for a case, person, event or attachment."""
        return secrets.token_hex(16)

    def touch(self, case: str) -> None:
        """Bring a case's projection up to date at the end, though none of its entries changed."""
        self._touched.setdefault(case, "case")

    @property
    def touched_event(self) -> bool:
        """Whether an event's set-up may have changed."""
        return "event" in self._touched.values()

    def _begin(self) -> None:
        if self._device_row:
            return
        member = self.desk.vault.member
        self._device_row = entries.device_row(self.db, self.device)
        self._author_row = entries.author_row(self.db, member.slot, member.name, member.role, member.public_key)
        self.number = entries.last_number(self.db, self._device_row)
        self._at = entries.newest_at(self.db)

    def finish(self) -> None:
        """Write the projections of everything touched."""
        project_touched(self.desk, self._touched)


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
