"""What is known of a kind of paper before one is made: its readers, its formats, and what it may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from cocdesk.model.documents.desk_papers import shelf
from cocdesk.model.records.case import Role
from cocdesk.model.records.case_file import Audience, Naming
from cocdesk.model.records.event_file import Edition
from cocdesk.model.rules import telling
from cocdesk.words import _

Format = Literal["pdf", "eml", "txt", "csv", "xlsx", "png"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of paper.

    ``namings`` gives the usual naming of each audience; ``named_for`` the audiences that may have names at all (None: each).
    ``made_with`` says where a paper is made that cannot be asked for later (the recovery sheet: with its key). ``covered`` are
    the parts whose people stay code names even with names; ``seen_as`` is the reader whose view it is cut to, where that is not
    its own reader's: what is carried into a talk holds nothing that the person reported may not see.
    ``of_event`` is for papers about all cases of an event; ``editions`` are the versions it is made in (X51).
    ``fills`` is for letters with gaps that somebody fills in. ``to_one`` goes to one person in a part, or is about one: where
    several have it, each stays a code name to the others.
    ``for_whom`` says who may get a paper that has no reader to choose; ``asks`` is what is chosen or typed for it, and
    ``case_for`` which of those choices need a case.
    """

    id: str
    _about: str
    formats: tuple[Format, ...]
    namings: Mapping[Audience, Naming] = field(default_factory=dict)
    needs_case: bool = True
    made_with: Literal["", "key"] = ""
    covered: frozenset[Role] = frozenset()
    seen_as: Audience | None = None
    of_event: bool = False
    named_for: frozenset[Audience] | None = None
    editions: tuple[Edition, ...] = ()
    fills: bool = False
    to_one: Role | None = None
    _for_whom: str = ""
    asks: tuple[shelf.Ask, ...] = ()
    case_for: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return _(telling.PAPERS[self.id])

    @property
    def about(self) -> str:
        return _(self._about)

    @property
    def for_the_desk(self) -> bool:
        """Whether it is made from the procedure and the event alone."""
        return shelf.find(self.id) is not None

    @property
    def for_whom(self) -> str:
        return _(self._for_whom) if self._for_whom else ""

    @property
    def audiences(self) -> tuple[Audience, ...]:
        return tuple(self.namings)

    def usual_naming(self, audience: str) -> Naming:
        """With names or without, unless somebody chooses otherwise."""
        return next((naming for reader, naming in self.namings.items() if reader == audience), "code-names")
