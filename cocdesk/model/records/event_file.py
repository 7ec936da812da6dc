"""Everything papers about a whole event may say, before and after redaction."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from cocdesk.model.records.case import Event
from cocdesk.model.records.case_file import Audience, CaseFile, Naming, Redacted

Edition = Literal["first", "final"]
EDITIONS: tuple[Edition, ...] = ("first", "final")
MOST_PEOPLE = 1_000_000
People = Annotated[int, Meta(ge=0, le=MOST_PEOPLE)]


class Publishing(Struct, frozen=True, kw_only=True):
    """What somebody chose for a report to the public.

    ``attendees`` is how many people took part, None where the event's set-up says it; ``lines`` whether the sentences written
    for passing on come along.
    """

    edition: Edition = "final"
    attendees: People | None = None
    lines: bool = True


class EarlierEvent(Struct, frozen=True, kw_only=True):
    """How many reports an earlier event had; ``people`` is None where nobody wrote down how many took part."""

    name: str
    year: int
    reports: int
    people: int | None = None


class EventFile(Struct, frozen=True, kw_only=True):
    """One event with its cases, the oldest first; ``members`` gives the names of those who write entries, by their slots.

    ``untold`` are the ids of cases of which nothing may be told in public beyond that they are counted: somebody said no.
    ``shared`` says that several people write in the vault: then somebody may have stepped back from a case, and ``cases`` are
    those that whoever makes the paper may see.
    """

    event: Event
    cases: tuple[CaseFile, ...]
    made_at: datetime
    members: dict[str, str] = {}
    earlier: tuple[EarlierEvent, ...] = ()
    untold: frozenset[str] = frozenset()
    shared: bool = False


class RedactedEvent(Struct, frozen=True, kw_only=True):
    """The same as its ``audience`` may read it, as ``rules.event_redaction`` alone makes it; papers take nothing else."""

    event: Event
    cases: tuple[Redacted, ...]
    made_at: datetime
    audience: Audience
    naming: Naming
    members: dict[str, str] = {}
    earlier: tuple[EarlierEvent, ...] = ()
    untold: frozenset[str] = frozenset()
    shared: bool = False
