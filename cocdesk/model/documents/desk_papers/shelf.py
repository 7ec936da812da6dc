"""The papers of the desk in the order people look for them: what each is for, who may get it, and what is typed for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cocdesk.model.documents.blocks import Document
from cocdesk.model.documents.desk_papers import (
    attendee_notice,
    briefing,
    emergency_card,
    flyer,
    poster,
    registration,
    review_log,
    role_play,
    warning_slip,
)
from cocdesk.model.documents.desk_papers.given import Given
from cocdesk.words import N_, _


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Something to choose or to type for one paper; ``options`` are (what is stored, what is read), the first the usual one."""

    id: str
    _title: str
    options: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        return _(self._title)

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The options as people read them."""
        return tuple((key, _(words)) for key, words in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskKind:
    """One paper of the desk; ``case_for`` are the choices that need a case in which they were decided."""

    id: str
    about: str
    for_whom: str
    build: Callable[[Given], Document]
    formats: tuple[str, ...] = ("pdf", "txt")
    asks: tuple[Ask, ...] = ()
    case_for: tuple[str, ...] = ()


KINDS: tuple[DeskKind, ...] = (
    DeskKind(
        id=flyer.KIND, build=flyer.build,
        about=N_("One page for the registration desk: whom to call, what to do first, what to say and what not."),
        for_whom=N_("For the desk and for volunteers; it holds the names of your team."),
    ),
    DeskKind(
        id=emergency_card.KIND, build=emergency_card.build,
        about=N_("Small cards with the numbers of the venue, to cut out and hand over."),
        for_whom=N_("For anyone who comes to you, without being asked."),
    ),
    DeskKind(
        id=poster.KIND, build=poster.build,
        about=N_("Whom to turn to and how, large enough to be read in passing."),
        for_whom=N_("For everybody: it names no member."),
    ),
    DeskKind(
        id=attendee_notice.KIND, build=attendee_notice.build,
        about=N_("What happens when somebody reports, what you keep and for how long, who reads it, where to complain."),
        for_whom=N_("For everybody; also to publish."),
    ),
    DeskKind(
        id=briefing.KIND, build=briefing.build,
        about=N_("What you tell your volunteers before the event, on two pages, with room to note who was there."),
        for_whom=N_("For everyone who helps; it holds the names of your team."),
    ),
    DeskKind(
        id=role_play.KIND, build=role_play.build,
        about=N_("Invented situations to practise with, each with the words of your procedure."),
        for_whom=N_("For everyone who helps; always marked as an exercise."),
    ),
    DeskKind(
        id=warning_slip.KIND, build=warning_slip.build,
        about=N_("For whoever has to speak up on the spot: seven things to note, two slips a page."),
        for_whom=N_("Blank for all of the staff; filled in, for your team only."),
    ),
    DeskKind(
        id=review_log.KIND, build=review_log.build,
        about=N_("Talks looked through beforehand and pictures taken down, to fill in by hand, with a line of counts."),
        for_whom=N_("For your team; without names in it."),
    ),
    DeskKind(
        id=registration.LETTER, build=registration.letter, formats=("eml", "pdf", "txt"),
        about=N_("When somebody you know has registered: one of three letters, as a draft for your own mail program."),
        for_whom=N_("For the person it is addressed to, and nobody else."),
        asks=(
            Ask(id="outcome", _title=N_("What follows?"), options=tuple(registration.OUTCOMES.items())),
            Ask(id="name", _title=N_("To whom")),
            Ask(id="email", _title=N_("E-mail address")),
            Ask(id="ticket", _title=N_("Number of the booking")),
            Ask(id="answer_by", _title=N_("Answer by (when the price is offered back)")),
            Ask(id="meet", _title=N_("Where and when you meet (when they come)")),
            Ask(id="signed", _title=N_("Signed by")),
        ),
        case_for=(registration.CANCELLED,),
    ),
    DeskKind(
        id=registration.CARD, build=registration.card,
        about=N_("For the member who has a friendly word on the first day with somebody you know."),
        for_whom=N_("For your team; it carries a code name at most."),
    ),
)  # fmt: skip


def find(wanted: str) -> DeskKind | None:
    """A paper of the desk by its id; None when it is not one."""
    return next((kind for kind in KINDS if kind.id == wanted), None)
