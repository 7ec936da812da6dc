"""A whole event for tests: the six incidents DjangoCon Europe published in 2018, told as cases with invented people."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from cocdesk.model.documents import catalogue
from cocdesk.model.documents.blocks import Document
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case_file import Audience, CaseFile, Naming
from cocdesk.model.records.event_file import EarlierEvent, EventFile, Publishing
from cocdesk.model.records.report import Report
from tests.model.documents import invented_case as invented
from tests.model.policy.shipped_packs import pack

POLICY = pack("django-events")
Bodies = list[tuple[e.CaseBody, int]]
# What was done, where, what was decided, and the line somebody wrote for passing on.
SIX: tuple[tuple[str, str, str, str], ...] = (
    ("An attendee told a joke that shut people out", "Conference dinner", "warning", "A joke at a dinner that shut people out"),
    ("A sponsor’s text left people out", "Sponsor page", "end-talk", "A sponsor’s text, which the sponsor then changed"),
    ("A hateful message was left; nobody knows by whom", "Venue", "none", "A hateful message by somebody unknown"),
    ("Two people from outside harassed attendees", "Party", "leave-event", "Harassment by people from outside, who had to go"),
    ("An attendee told a joke at the party", "Party", "warning", "A joke at a party"),
    ("A violent joke in the chat", "Chat", "warning", "A violent joke in the chat, which was taken down"),
)


def told(behaviour: str, place: str, sanction: str, line: str = "") -> Bodies:
    """A case from its report to its end."""
    report = Report(
        heard_at="2018-05-25T09:30:00+02:00", received_by="Mira Novak", behaviour=behaviour, place=place, happened="2018-05-24",
        consent="no-objection",
    )  # fmt: skip
    course: Bodies = [
        (e.Met(attendees=("Mira Novak", "Tomás Silva")), 60),
        (e.Decided(sanction=sanction, deciders=("Mira Novak", "Tomás Silva")), 90),
        (e.Notified(to="dsf", at="2018-05-28T10:00:00+02:00"), 100),
        (e.Closed(outcome="resolved", shareable=line), 120),
    ]
    return [*invented.opening(report), *course]


def six() -> tuple[CaseFile, ...]:
    """The six, each under a code name and an id of its own."""
    return tuple(numbered(invented.case_file(POLICY, told(*one)), number) for number, one in enumerate(SIX, 1))


def numbered(file: CaseFile, number: int) -> CaseFile:
    code_name = f"{'amber birch cedar dune elm fern gorse hazel iris'.split()[number % 9]}-lantern"
    return replace(file, case=replace(file.case, id=f"{number:032x}", code_name=code_name))


def linked(number: int, *others: int, how: str = "same-issue") -> CaseFile:
    """One of the six, linked to others of them."""
    links: Bodies = [(e.Linked(other=f"{other:032x}", how=how), 130) for other in others]  # type: ignore[arg-type]
    return numbered(invented.case_file(POLICY, [*told(*SIX[number - 1]), *links]), number)


def of(
    *cases: CaseFile, attendees: str = "350", earlier: Sequence[EarlierEvent] = (), untold: frozenset[str] = frozenset(),
    **more: str
) -> EventFile:  # fmt: skip
    """An event with these cases; ``more`` are settings."""
    event = replace(invented.EVENT, settings=invented.EVENT.settings | {"attendees": attendees} | more)
    return EventFile(
        event=event, cases=tuple(replace(case, event=event) for case in cases), made_at=invented.START, members=invented.MEMBERS,
        earlier=tuple(earlier), untold=untold,
    )  # fmt: skip


def paper(
    kind: str, file: EventFile, audience: Audience, naming: Naming | None = None, wishes: Publishing | None = None,
    policy: Policy = POLICY
) -> Document:  # fmt: skip
    made = catalogue.kind(kind)
    policies = {file.event.policy_hash: policy}
    naming = naming or made.usual_naming(audience)
    return catalogue.of_event(made, file, policies, audience=audience, naming=naming, wishes=wishes)
