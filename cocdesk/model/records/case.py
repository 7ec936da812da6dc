"""A case as the fold of its entries, and the parts it is made of."""

from __future__ import annotations

from datetime import datetime
from typing import Generic, Literal, TypeVar

from msgspec import Struct

from cocdesk.model.records import entries as e
from cocdesk.model.records.report import Level, Report

Stage = Literal["open", "assessed", "met", "decided", "action-taken", "informed", "closed"]
STAGES: tuple[Stage, ...] = ("open", "assessed", "met", "decided", "action-taken", "informed", "closed")
Role = Literal["reporter", "affected", "reported", "witness", "support", "other"]


class Entry(Struct, frozen=True, kw_only=True):
    """One line of a journal, with everything that makes it provable.

    ``id`` is the SHA-256 of the canonical envelope in hex; ``subject`` the case, person or event (16 bytes in hex);
    ``at`` a hybrid logical clock: 48 bits of UTC milliseconds and 16 bits of counter, for the order alone; ``made`` what the
    wall clock said, in milliseconds of UTC, for every date a person reads; ``by`` the member's slot;
    ``number`` counts all entries of ``device``; ``prev`` is the device's previous entry in this subject; ``parents``
    are the heads its author had seen.
    """

    id: str
    subject: str
    at: int
    made: int
    by: str
    device: str
    number: int
    prev: str
    parents: tuple[str, ...]
    salt: str
    body: e.AnyBody
    signature: bytes


class Part(Struct, frozen=True, kw_only=True):
    """A person's part in a case."""

    person: str
    role: Role
    words: str = ""


class Happening(Struct, frozen=True, kw_only=True):
    """An entry that counts, with the moment it was made (UTC)."""

    entry: str
    at: datetime
    by: str
    body: e.CaseBody


class Case(Struct, frozen=True, kw_only=True):
    """The state of a case: a pure function of its entries.

    ``happenings`` are the entries that count (not struck) in order; ``heads`` are the ids no later entry has seen;
    ``faults`` are sentences about entries that break a rule: kept and shown, never dropped.
    """

    id: str
    code_name: str
    title: str
    event: str
    policy: str
    policy_version: str
    policy_hash: str
    report: Report
    received_at: datetime
    filed_at: datetime
    stage: Stage
    parts: tuple[Part, ...] = ()
    risk: Level | None = None
    impact: Level | None = None
    happenings: tuple[Happening, ...] = ()
    struck: frozenset[str] = frozenset()
    heads: tuple[str, ...] = ()
    attachments: tuple[e.AttachmentAdded, ...] = ()
    closed_at: datetime | None = None
    updated_at: datetime
    entries: int = 0
    form_number: str = ""
    faults: tuple[str, ...] = ()


class Person(Struct, frozen=True, kw_only=True):
    """Who somebody is: the newest ``Identified`` of a person's own journal."""

    id: str
    code_name: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    affiliation: str = ""
    badge: str = ""
    description: str = ""
    contact: str = ""


class Event(Struct, frozen=True, kw_only=True):
    """The conference the desk works at."""

    id: str
    name: str
    policy: str
    policy_hash: str
    zone: str = "UTC"
    starts: str = ""
    ends: str = ""
    settings: dict[str, str] = {}
    exercise: bool = False


class TimelineLine(Struct, frozen=True, kw_only=True):
    """One line of the history, struck ones included; ``text`` is plain words with code names."""

    entry: str
    at: datetime
    by: str
    kind: str
    title: str
    text: str
    struck: bool = False
    struck_why: str = ""


class NextStep(Struct, frozen=True, kw_only=True):
    """A line of the procedure's checklist for one case."""

    id: str
    title: str
    state: Literal["done", "next", "waiting", "not-needed"]
    due: datetime | None = None
    who: tuple[str, ...] = ()
    clause: str = ""
    why: str = ""
    done_at: datetime | None = None
    acts: tuple[str, ...] = ()
    optional: bool = False


class Remark(Struct, frozen=True, kw_only=True):
    """A rule of the procedure that an entry of the case did not keep: shown as such, never silent."""

    sentence: str
    entry: str = ""
    row: str = ""


class FollowUp(Struct, frozen=True, kw_only=True):
    """Something a case waits for, with its time: a step of the procedure, a promise of a decision, an answer awaited.

    ``act`` is the door it opens (such as ``told:reporter``); ``due`` is None when no time was set.
    """

    case: str
    id: str
    title: str
    act: str = ""
    due: datetime | None = None
    who: tuple[str, ...] = ()
    clause: str = ""
    why: str = ""
    optional: bool = False


class Waiting(Struct, frozen=True, kw_only=True):
    """A follow-up as the list keeps it: what it is, not yet in words, so that the vault holds none of a reader's language.

    ``kind`` is one of ``rules.follow_ups``; ``about`` what its words are made of. It is shown from ``comes`` until ``goes``;
    None: from the beginning, without end.
    """

    id: str
    kind: str
    about: tuple[str, ...] = ()
    due: datetime | None = None
    comes: datetime | None = None
    goes: datetime | None = None


class Problem(Struct, frozen=True, kw_only=True):
    """A gap or slip in a form: said gently, never a wall unless ``stops``. ``title`` names a gap where gaps stand in a list."""

    field: str
    sentence: str
    title: str = ""
    stops: bool = False


class CaseRow(Struct, frozen=True, kw_only=True):
    """What the list needs of a case: one row of the projection. ``sealed`` is how many of the team can open it, 0 for all."""

    row: int
    id: str
    code_name: str
    title: str
    event: str
    place: str
    stage: Stage
    risk: str
    impact: str
    received_at: datetime
    deadline: datetime | None
    next_step: str
    next_step_title: str
    handler: str
    updated_at: datetime
    sealed: int = 0

    def overdue(self, now: datetime) -> bool:
        return self.stage != "closed" and self.deadline is not None and self.deadline < now


class DraftRow(Struct, frozen=True, kw_only=True):
    """A saved draft; ``body`` is the JSON of what was typed."""

    id: int
    kind: str
    subject: str
    updated_at: datetime
    body: bytes


class ActDraft(Struct, frozen=True, kw_only=True):
    """A half-written act of a case.

    ``act`` is the door it was written at, such as ``met`` or ``told:reporter``; ``about`` what it concerns (the keys of a
    correction, an entry, a person); ``title`` the words over the dialog; ``values`` what was typed, by field.
    """

    act: str
    title: str
    about: tuple[str, ...] = ()
    values: dict[str, object] = {}


class PaperWords(Struct, frozen=True, kw_only=True):
    """What was typed into a paper that has not left, by field, with its row."""

    number: int
    words: dict[str, str] = {}


class Unfinished(Struct, frozen=True, kw_only=True):
    """A half-written act that waits in the vault, with its row and the moment it was last saved."""

    number: int
    updated_at: datetime
    draft: ActDraft


class Change(Struct, frozen=True, kw_only=True):
    """What an action touched, for windows to read again."""

    topics: frozenset[Literal["cases", "persons", "drafts", "event", "forms", "team"]] = frozenset()
    cases: tuple[str, ...] = ()


T = TypeVar("T")


class Done(Struct, Generic[T], frozen=True, kw_only=True):
    """The outcome of an action: its value and what it touched."""

    value: T
    change: Change
    problems: tuple[Problem, ...] = ()
