"""Vaults of invented cases, the same every time: N cases of ten entries, with valid hashes, signatures and projections.

Built in one transaction with the store's own functions, because recording 100,000 entries one commit at a time would take
minutes; kept under build/bench until the store's shape or this file changes.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from cocdesk import places
from cocdesk.model import desk as desk_room
from cocdesk.model import projecting
from cocdesk.model.actions import set_up
from cocdesk.model.desk import Desk, Recorder
from cocdesk.model.laptop import Laptop
from cocdesk.model.policy.pack import Policy
from cocdesk.model.policy.read import available
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Entry
from cocdesk.model.records.report import Report
from cocdesk.model.rules import telling
from cocdesk.model.rules.searching import entry_words
from cocdesk.model.store import cases, entries
from cocdesk.model.vault import journal
from cocdesk.model.vault.vault import Kdf, OpenVault, add_member, create, unlock

BUILD = Path(__file__).resolve().parent.parent / "build" / "bench"
PASSPHRASE = "heron walks by the long jetty"
SMALL_KDF = Kdf(memory_kib=64 * 1024, passes=3, lanes=4)
BIG_KDF = Kdf(memory_kib=256 * 1024, passes=3, lanes=4)
SMALL_MEMBER, BIG_MEMBER = "Ana", "Berta"
ENTRIES = 10
FIRST_DAY = datetime(2026, 1, 5, 9, tzinfo=UTC)

_GIVEN = "Ana Žofia Łukasz Søren Işık Marta Jürgen Chloé Nuria Ingrid Pavel Aïcha Tomás Yuki Lin Omar Priya Kofi".split()
_FAMILY = "Žižek Nowak Ødegård Yıldız Müller Lefèvre García Lindqvist Novák Diallo Tanaka Chen Haddad Rao Mensah".split()
_PLACES = ["Main hall", "Foyer", "Sprint room", "Hotel bar", "Coffee corner", "Track B", "Quiet room", "Registration desk"]
_BIRDS = "heron finch plover curlew avocet dunlin knot siskin wren linnet godwit turnstone tern smew teal".split()
_COLOURS = "amber slate ochre violet indigo copper ivory olive coral silver russet teal umber jade".split()


def _fingerprint(count: int) -> str:
    """A vault is built anew when anything that shapes it has changed."""
    model = Path(desk_room.__file__).parent
    files = [Path(__file__), *sorted((model / "store" / "migrations").glob("*.sql"))]
    files += [model / "records" / "entries.py", model / "vault" / "journal.py", model / "rules" / "searching.py"]
    files += [model / "store" / "cases.py", model / "store" / "follow_ups.py", model / "rules" / "follow_ups.py"]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files))
    return f"{count}-{digest.hexdigest()[:12]}"


def kept(count: int) -> Path:
    """The folder that holds ``vault`` and ``laptop`` for so many cases; built when it is not there."""
    folder = BUILD / _fingerprint(count)
    if not (folder / "whole").exists():
        print(f"building a vault of {count:,} cases …", flush=True)
        part = BUILD / f"part-{os.getpid()}"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        build(part, count)
        sync(part)
        (part / "whole").touch()
        shutil.rmtree(folder, ignore_errors=True)
        part.rename(folder)
    return folder


@contextmanager
def work_copy(count: int) -> Iterator[Path]:
    """A copy to be written to, gone afterwards; synced, or the first commit would pay for the copying."""
    source = kept(count)
    folder = BUILD / f"work-{os.getpid()}-{next(_copies)}"
    shutil.copytree(source, folder)
    try:
        sync(folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_copies = itertools.count()


def sync(folder: Path) -> None:
    """Have everything below a folder on the disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


@contextmanager
def open_desk(folder: Path) -> Iterator[Desk]:
    """The desk of a kept vault or a copy."""
    desk = sit_down(folder, unlock(folder / "vault", passphrase=PASSPHRASE, member=SMALL_MEMBER))
    try:
        yield desk
    finally:
        desk.close()


def sit_down(folder: Path, vault: OpenVault) -> Desk:
    """The desk of an opened vault, with the laptop's memory that lies beside it."""
    return Desk(vault, laptop=Laptop(folder / "laptop"))


def build(folder: Path, count: int) -> None:
    """Make ``vault`` and ``laptop`` with so many cases in a folder."""
    vault, _recovery = create(folder / "vault", member=SMALL_MEMBER, role="chair", passphrase=PASSPHRASE, kdf=SMALL_KDF)
    add_member(vault, name=BIG_MEMBER, role="member", passphrase=PASSPHRASE, kdf=BIG_KDF)
    desk = sit_down(folder, vault)
    try:
        policy = available([places.shipped_policies()])["conference"]
        days = {"starts": "2026-01-05", "ends": "2026-01-09"}
        event = set_up.set_up_event(desk, policy, name="PyHeron", zone="Europe/Berlin", **days).value
        with desk.transaction() as recorder:
            _Writer(recorder, random.Random(count), policy).write(count, event)
    finally:
        desk.close()


class _Writer:
    """Writes journals straight into the tables, then has the desk project each case once."""

    def __init__(self, recorder: Recorder, chance: random.Random, policy: Policy) -> None:
        self.policy, self.policy_hash = policy, recorder.desk.events()[0].policy_hash
        self.recorder, self.chance, self.desk, self.db = recorder, chance, recorder.desk, recorder.db
        member = self.desk.vault.member
        self.device = entries.device_row(self.db, recorder.device)
        self.author = entries.author_row(self.db, member.slot, member.name, member.role, member.public_key)
        self.number = entries.last_number(self.db, self.device)
        self.seq = int(self.db.value("SELECT max(seq) FROM entry"))
        self.at = int(FIRST_DAY.timestamp() * 1000)
        syllables = ["ba", "de", "ki", "lo", "mu", "ra", "sen", "tor", "vi", "ne", "pal", "gri", "sto", "wem", "dra"]
        words = ["".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3)))) for _ in range(4000)]
        # Few words are common and most are rare, as in any language.
        self.words, self.weights = words, list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))

    def write(self, count: int, event: str) -> None:
        people = [self.person(number) for number in range(max(count // 4, 2))]
        for start in range(0, count, 500):
            made = [self.case(number, event, people) for number in range(start, min(start + 500, count))]
            for case in made:
                projecting.project_case(self.desk, case)

    def person(self, number: int) -> str:
        person = self.new_id()
        name = f"{self.chance.choice(_GIVEN)} {self.chance.choice(_FAMILY)}"
        body = e.Identified(code_name=f"{_BIRDS[number % 15].title()} {number}", name=name, email=f"p{number}@example.org")
        self.journal(person, "person", [body])
        projecting.project_person(self.desk, person)
        return person

    def case(self, number: int, event: str, people: list[str]) -> str:
        chance, case, policy = self.chance, self.new_id(), self.policy
        reporter, reported = chance.sample(people, 2)
        heard = datetime.fromtimestamp(self.at / 1000, UTC).isoformat(timespec="seconds")
        report = Report(
            heard_at=heard, received_by=SMALL_MEMBER, channel="in-person", happened="this morning", place=chance.choice(_PLACES),
            what=self.text(40), behaviour=self.text(12), impact=self.text(10), witnessed="private", threat=False,
            consent="no-objection",
        )  # fmt: skip
        level = ("low", "high")
        bodies: list[e.AnyBody] = [
            e.Reported(
                code_name=f"{_COLOURS[number % 14]}-{_BIRDS[number % 15]}-{number}", title=self.text(6).capitalize(), event=event,
                policy=policy.id, policy_version=policy.version, policy_hash=self.policy_hash, report=report,
            ),
            e.PersonAdded(person=reporter, role="reporter"),
            e.PersonAdded(person=reported, role="reported"),
            e.SafetyChecked(threat="no"),
            e.SupportGiven(needs=("water",), contacts_given=True),
            e.Consented(answer="no-objection", whom="reporter"),
            e.Noted(text=self.text(18)),
            e.Assessed(risk=chance.choice(level), impact=chance.choice(level), why=self.text(8)),  # type: ignore[arg-type]
            e.Noted(text=self.text(18)),
            e.Closed(outcome="resolved", why=self.text(8)) if chance.random() < 0.4 else e.Noted(text=self.text(15)),
        ]  # fmt: skip
        assert len(bodies) == ENTRIES
        self.journal(case, "case", bodies)
        return case

    def journal(self, subject: str, kind: entries.SubjectKind, bodies: list[e.AnyBody]) -> None:
        """One subject's entries, each the parent of the next."""
        row = entries.add_subject(self.db, subject, kind)
        member, prev, last = self.desk.vault.member.slot, "", None
        for body in bodies:
            self.number += 1
            self.seq += 1
            self.at += self.chance.randrange(1_000, 40_000)
            last = journal.seal(
                vault=self.desk.vault.vault_id, subject=subject, author=member, device=self.recorder.device, at=self.at << 16,
                made=self.at, number=self.number, prev=prev, parents=(prev,) if prev else (), salt=self.new_id(), body=body,
                sign=self.desk.vault.sign,
            )  # fmt: skip
            entries.add(self.db, self.entry_row(last, body), row, self.device, self.author)
            words = entry_words(body)
            if words:
                cases.add_searched_note(self.db, row, self.seq, words)
            prev = last.id
        assert last is not None
        self.recorder.number = self.number
        self.recorder.recorded[:] = [last]  # all the laptop remembers

    def entry_row(self, entry: Entry, body: e.AnyBody) -> entries.EntryRow:
        return entries.EntryRow(
            subject=entry.subject, at=entry.at, made=entry.made, device=entry.device, number=entry.number, author=entry.by,
            kind=telling.kind_of(body), body=journal.encode_body(body).decode(), parents=entry.parents, prev=entry.prev,
            salt=entry.salt, hash=entry.id, signature=entry.signature,
        )  # fmt: skip

    def new_id(self) -> str:
        return self.chance.randbytes(16).hex()

    def text(self, words: int) -> str:
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=words)) + "."
