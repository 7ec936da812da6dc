"""The invented case with what a team writes down on the way to its letters."""

from __future__ import annotations

from cocdesk.model.documents.catalogue import kind, of_case
from cocdesk.model.documents.letter_parts import Filling
from cocdesk.model.documents.render import render
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case_file import Audience, CaseFile, Naming
from tests.model.documents import invented_case as invented
from tests.model.policy.shipped_packs import pack

LETTERS = (
    "warning-letter", "action-letter", "appeal-answer", "outcome-letter", "employer-report", "venue-note", "team-request",
    "announcement", "feedback-request",
)  # fmt: skip
TOLD = e.Told(
    whom="reported", about="sanctions", by="Mira Novak",
    behaviour="a remark about women in tech that others could hear, and no stop when Zoë asked",
    impact="People who hear such remarks may feel that they do not belong here",
    change="no remarks like this, at the event and around it",
    consequences="you stay away from the evening events",
    appeal="appeals@conf.example",
)  # fmt: skip


def leaving(policy: Policy) -> e.Decided:
    """The measure by which somebody leaves, under any procedure."""
    away = next(s for s in policy.sanctions if s.row == "H9" or (s.row == "F8" and s.period == "event"))
    return e.Decided(
        sanction=away.id, until="2018-05-27", why="Zoë is afraid of him", next_rung="no coming back next year",
        deciders=("Mira Novak", "Tomás Silva"), vote="2 to 0",
    )  # fmt: skip


def file(procedure: str, *more: e.CaseBody) -> CaseFile:
    """The case with a warning, a measure and the words told with it, and whatever else is given."""
    policy = pack(procedure)
    warning = next(s.id for s in policy.sanctions if s.weight == "warning")
    bodies: tuple[e.CaseBody, ...] = (e.Decided(sanction=warning), leaving(policy), TOLD, *more)
    return invented.case_file(policy, [*invented.opening(), *((body, 30 + place) for place, body in enumerate(bodies))])


def text(
    paper: str, of: CaseFile, *, audience: Audience | None = None, naming: Naming | None = None,
    procedure: str = "django-events", fill: Filling | None = None,
) -> str:  # fmt: skip
    """The paper for its first reader, in the usual naming, as text."""
    made = kind(paper)
    reader = audience or made.audiences[0]
    how = naming or made.usual_naming(reader)
    return render(of_case(made, of, pack(procedure), audience=reader, naming=how, fill=fill), "txt").decode()
