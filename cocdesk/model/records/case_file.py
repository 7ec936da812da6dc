"""Everything a paper about one case may say, before and after redaction."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from cocdesk.model.records.case import Case, Event, NextStep, Person, Role, TimelineLine

Audience = Literal[
    "team", "chair", "officer", "dsf", "reporter", "reported", "employer", "venue", "registration", "public",
    "other-team",
]  # fmt: skip
AUDIENCES: tuple[Audience, ...] = (
    "team", "chair", "officer", "dsf", "reporter", "reported", "employer", "venue", "registration", "public",
    "other-team",
)  # fmt: skip
Naming = Literal["named", "code-names"]


class Participant(Struct, frozen=True, kw_only=True):
    """A person of the case as a paper may show them: ``shown`` is the name or the code name to print."""

    person: Person
    role: Role
    words: str = ""
    shown: str = ""


class CaseFile(Struct, frozen=True, kw_only=True):
    """One case, put together for reading; ``rules.redaction.for_audience`` takes out what a reader may not see.

    ``responsible`` are the members named as the team; ``made_at`` is the moment the paper is made, ``zone`` the event's.
    ``once`` is everybody who was ever put in this case, under every name they were ever recorded by: looked for in texts,
    never printed, and gone after redaction. ``linked`` gives the code names of the cases this one is linked to, by id.
    """

    case: Case
    event: Event
    participants: tuple[Participant, ...]
    steps: tuple[NextStep, ...]
    timeline: tuple[TimelineLine, ...]
    responsible: tuple[str, ...]
    received_by: str
    made_at: datetime
    due: datetime | None = None
    audience: Audience = "team"
    naming: Naming = "named"
    once: tuple[Person, ...] = ()
    linked: dict[str, str] = {}


class Redacted(CaseFile, frozen=True, kw_only=True):
    """A case file its ``audience`` may read, as ``rules.redaction.for_audience`` alone makes it; papers take nothing else.

    ``one_of_several`` says that it is about one of several people reported, and that no entry tells which of them it concerns.
    """

    one_of_several: bool = False
