"""An opened vault, the member who sits at it, and the clock on the wall: what every action and query is given."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import msgspec

from cocdesk.model import sight
from cocdesk.model.clock import Clock, wall_clock
from cocdesk.model.errors import DiskFull, KnownError, NotAllowed, NotFound, VaultDamaged
from cocdesk.model.laptop import Laptop
from cocdesk.model.policy.pack import Policy
from cocdesk.model.policy.read import pack_hash, packed, unpacked
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, CaseRow, Entry, Event
from cocdesk.model.rules import sitting_down, telling
from cocdesk.model.rules.follow_ups import waiting
from cocdesk.model.rules.procedure import current_step, deadline, next_steps
from cocdesk.model.rules.searching import case_words, entry_words
from cocdesk.model.rules.text import clean_record
from cocdesk.model.rules.timeline import fold as fold_case
from cocdesk.model.rules.timeline import fold_person
from cocdesk.model.store import cases, drafts, entries, events, follow_ups, persons, schema
from cocdesk.model.store.database import Database
from cocdesk.model.vault import backup, journal
from cocdesk.model.vault.connection import read_only
from cocdesk.model.vault.folder import give_back_ballast
from cocdesk.model.vault.members import RECOVERY_ROLE, may_write
from cocdesk.model.vault.vault import OpenVault
from cocdesk.words import _

DAY = 24 * 60 * 60 * 1000


class Desk:
    """One member at one open vault. Used by one thread; ``close`` forgets everything."""

    def __init__(self, vault: OpenVault, *, laptop: Laptop, clock: Clock = wall_clock) -> None:
        self.vault = vault
        self.db = Database(vault.connection)
        self.clock = clock
        # A copy that is only looked at must not change what this laptop remembers of the vault itself.
        self._laptop = laptop.only_looking() if vault.read_only else laptop
        if schema.behind(self.db) and not vault.read_only:
            backup.take(vault, now=clock(), why=_("before the vault was brought up to date"))
        schema.migrate(self.db)
        self._policies: dict[str, Policy] = {}
        self._device = laptop.device(
            vault.vault_id,
            lambda device: entries.last_number_of(self.db, device),
            lambda device, number: entries.id_of(self.db, device, number),
        )
        self._laptop.saw_keys(vault.vault_id, vault.epoch, vault.keys_mark)
        vault.on_keys = lambda: self._laptop.changed_keys(vault.vault_id, vault.epoch, vault.keys_mark)
        if not vault.read_only:
            if vault.member.role == RECOVERY_ROLE:
                laptop.owe_sheet(vault.vault_id, owed=True)
            # A stop right after a removal or a purge may have left copies that still hold what went.
            with suppress(KnownError):
                backup.forget_earlier(vault)
        self._recorder: Recorder | None = None

    def reconnect(self) -> None:
        """Go on with the vault's new database after it was written anew."""
        self.db = Database(self.vault.connection)
        schema.migrate(self.db)

    @property
    def member(self) -> str:
        """The slot id of the member who sits here."""
        return self.vault.member.slot

    @property
    def folder(self) -> Path:
        return self.vault.folder

    def now(self) -> datetime:
        return self.clock()

    def pick(self, words: Sequence[str]) -> str:
        """One of them by chance."""
        return secrets.choice(words)

    def members(self) -> dict[str, str]:
        """Slot → name of everybody who is or was a member."""
        return entries.authors(self.db) | {member.slot: member.name for member in self.vault.members}

    def require_writer(self) -> None:
        """Raise NotAllowed for members who may only read, VaultReadOnly for a copy opened only to look at it."""
        self._require_disk()
        if not may_write(self.vault.member.role):
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
                    self._laptop.reserve(self.vault.vault_id, self._device, recorder.number)
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
            self._laptop.remember(self.vault.vault_id, self._device, recorder.number, recorder.recorded[-1].id)

    def entries_of(self, subject: str) -> list[Entry]:
        """The journal of a case, person or event, each hash checked. Raises ``VaultDamaged`` when one does not hold."""
        row = entries.row_of(self.db, subject)
        return [self.entry(found) for found in entries.of_subject(self.db, row)] if row is not None else []

    def entry(self, row: entries.EntryRow) -> Entry:
        """An entry from its row, its hash checked before anything in it is believed. Raises ``VaultDamaged``."""
        if not journal.hash_holds(row, self.vault.vault_id):
            raise _not_as_written()
        try:
            body = journal.decode_body(row.body)
        except msgspec.DecodeError:
            # Not chained: its words would quote what stands in the entry.
            raise _not_as_written() from None
        return Entry(
            id=row.hash, subject=row.subject, at=row.at, made=row.made, by=row.author, device=row.device, number=row.number,
            prev=row.prev, parents=row.parents, salt=row.salt, body=body, signature=row.signature,
        )  # fmt: skip

    def case(self, case: str) -> Case:
        """The state of a case, by its id. Raises ``NotFound``."""
        found = self.entries_of(case)
        try:
            return fold_case(found)
        except ValueError:
            raise NotFound(_("There is no such case in this vault.")) from None

    def find_case(self, name: str) -> str:
        """The id of a case by its code name or the beginning of its id. Raises ``NotFound``."""
        row = cases.by_code_name(self.db, name.strip().lower())
        rows = [row] if row is not None else []
        if not rows and len(name) >= 4 and all(c in "0123456789abcdef" for c in name.lower()):
            rows = cases.by_id_prefix(self.db, name)
        if len(rows) != 1:
            raise NotFound(_("There is no case of that name in this vault."), do=_("“cocdesk cases” lists them all."))
        self.require_sight(self.row(rows[0]).id)
        return self.row(rows[0]).id

    def hidden(self) -> frozenset[int]:
        """The rows of the cases the member who sits here stepped back from: they see nothing of them, not even the title."""
        return sight.hidden(self.db, self.vault)

    def sees(self, case: str) -> bool:
        """Whether a case may be shown to the member who sits here."""
        return entries.row_of(self.db, case) not in self.hidden()

    def require_sight(self, case: str) -> None:
        """Raise ``NotAllowed`` for a case the member who sits here stepped back from."""
        sight.require(self.sees(case))

    def row(self, number: int) -> CaseRow:
        return cases.rows(self.db, [number])[number]

    def policy(self, hashed: str) -> Policy:
        """The policy a case or event remembers: kept in the vault itself."""
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
        return events.every(self.db)

    def event(self, wanted: str = "") -> Event:
        """An event by its id or name; without either, the newest. Raises ``NotFound``."""
        for event in self.events():
            if not wanted or wanted in (event.id, event.name):
                return event
        raise NotFound(_("This vault has no event of that name."), do=_("Leave the event out, or use one the vault knows."))

    @property
    def older_than_remembered(self) -> bool:
        """Whether entries this laptop wrote, or keys it saw, are not in the vault any more: an older copy was put back."""
        return self._laptop.missing(self.vault.vault_id) > 0 or self.older_keys

    @property
    def older_keys(self) -> bool:
        """Whether the key files are older, or others, than those this laptop last used: a removed member may open them."""
        return self._laptop.keys_older(self.vault.vault_id)

    def settle_older(self) -> None:
        """A person knows that an older copy was put back."""
        self._laptop.settle(self.vault.vault_id)

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
        return (entries.newest_at(self.db) >> 16) > _milliseconds(self.now()) + DAY

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
                cases.tidy(self.db)
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

    def _begin(self) -> None:
        if self._device_row:
            return
        member = self.desk.vault.member
        self._device_row = entries.device_row(self.db, self.device)
        self._author_row = entries.author_row(self.db, member.slot, member.name, member.role, member.public_key)
        self.number = entries.last_number(self.db, self._device_row)
        self._at = entries.newest_at(self.db)

    def finish(self) -> None:
        """Write the projections of everything touched: events and persons before the cases that show them."""
        order = {"event": 0, "person": 1, "case": 2}
        for subject, kind in sorted(self._touched.items(), key=lambda item: order[item[1]]):
            if kind == "event":
                project_event(self.desk, subject)
                # Deadlines depend on the days of the event.
                for case in cases.of_event(self.db, entries.add_subject(self.db, subject, "event")):
                    project_case(self.desk, case)
            elif kind == "person":
                project_person(self.desk, subject)
                for case in persons.cases_of(self.db, entries.add_subject(self.db, subject, "person")):
                    project_case(self.desk, case)
            else:
                project_case(self.desk, subject)


def _not_as_written() -> VaultDamaged:
    return VaultDamaged(
        _("An entry of this vault is not what was written."),
        kept=_("Nothing was changed."),
        do=_("Run “cocdesk verify” on the vault, and compare with a copy."),
    )


def project_case(desk: Desk, subject: str) -> None:
    """Rewrite the list's row of a case from its entries."""
    case = desk.case(subject)
    event = desk.event(case.event)
    policy = desk.policy(case.policy_hash)
    steps = next_steps(case, policy, event)
    step = current_step(steps)
    due = deadline(case, policy, event, steps)
    people = persons.of_ids(desk.db, dict.fromkeys(part.person for part in case.parts))
    row = entries.add_subject(desk.db, subject, "case")
    handler = entries.first_author(desk.db, row)
    cases.project(
        desk.db,
        cases.CaseValues(
            id=row, code_name=case.code_name, title=case.title, event=entries.add_subject(desk.db, event.id, "event"),
            policy=bytes.fromhex(case.policy_hash), place=case.report.place, stage=case.stage, risk=case.risk or "",
            impact=case.impact or "", received=_milliseconds(case.received_at), deadline=_milliseconds(due) if due else None,
            next_step=step.id if step else "", next_step_title=step.title if step else "",
            handler=handler,
            entries=case.entries, updated=_milliseconds(case.updated_at), searched=case_words(case, people.values()),
        ),
    )  # fmt: skip
    if case.form_number:
        events.form_came_back(desk.db, case.form_number, entries.add_subject(desk.db, event.id, "event"), row)
    follow_ups.project(desk.db, row, waiting(case, policy, event, steps))
    cases.project_persons(desk.db, row, [(entries.add_subject(desk.db, p.person, "person"), p.role) for p in case.parts])


def project_person(desk: Desk, subject: str) -> None:
    """Rewrite who somebody is from their own journal."""
    person = fold_person(desk.entries_of(subject))
    if person is not None:
        persons.project(desk.db, entries.add_subject(desk.db, subject, "person"), person)


def project_event(desk: Desk, subject: str) -> None:
    """Rewrite an event's set-up from its journal."""
    found = desk.entries_of(subject)
    setups = [entry for entry in found if isinstance(entry.body, e.EventSetUp)]
    if setups:
        body = setups[-1].body
        event = msgspec.convert({"id": subject, **_plain(body)}, Event)
        events.project(desk.db, entries.add_subject(desk.db, subject, "event"), event, setups[-1].made)


def make_search_anew(db: Database) -> None:
    """Make both search indexes anew from the list and the journal, so that no word of what is gone stays in them."""
    cases.forget_searched(db)
    cases.search_listed(db)
    for row, seq, text in entries.bodies(db):
        words = entry_words(journal.decode_body(text))
        if words:
            cases.add_searched_note(db, row, seq, words)


def rebuild(desk: Desk) -> None:
    """Throw every projection away and make it anew from the journal: for tests and for mending."""
    with desk.db.transaction():
        make_anew(desk)


def make_anew(desk: Desk) -> None:
    """The same inside a transaction of the caller's, who may take it back."""
    make = {"event": project_event, "person": project_person, "case": project_case}
    cases.forget_projections(desk.db)
    for subject, kind in entries.subjects(desk.db):
        make[kind](desk, subject)
    for row, seq, text in entries.bodies(desk.db):
        words = entry_words(journal.decode_body(text))
        if words:
            cases.add_searched_note(desk.db, row, seq, words)


def _plain(body: object) -> dict[str, object]:
    return {field: getattr(body, field) for field in body.__struct_fields__}  # type: ignore[attr-defined]


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
