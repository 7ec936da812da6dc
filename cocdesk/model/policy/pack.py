"""The law of one team as data: a policy pack read into one frozen ``Policy``.

Everything in which procedures differ is a value here; code asks the policy and never knows a procedure's name. A value a
source does not give is absent (``None``, empty), never guessed; ``Setting`` rows then offer the choice at event set-up.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from cocdesk.model.policy.parts import (
    Announcement,
    Apology,
    Appeal,
    Cell,
    Choice,
    Clock,
    Count,
    Feedback,
    Guidance,
    Hearing,
    Identifier,
    Intake,
    Item,
    Keep,
    KeepsOut,
    Level,
    Matrix,
    MatrixQuestion,
    Meeting,
    Offer,
    Pack,
    Papers,
    Period,
    Preparation,
    Reading,
    Register,
    ReportsUp,
    Retention,
    RetentionRule,
    Role,
    RollOut,
    Safety,
    Sanction,
    Screening,
    Scripts,
    Sentence,
    Setting,
    Step,
    TeamRule,
    TellReporter,
    Urgent,
)

__all__ = [
    "Announcement",
    "Apology",
    "Appeal",
    "Cell",
    "Choice",
    "Clock",
    "Count",
    "Feedback",
    "Guidance",
    "Hearing",
    "Identifier",
    "Intake",
    "Item",
    "Keep",
    "KeepsOut",
    "Level",
    "Matrix",
    "MatrixQuestion",
    "Meeting",
    "Offer",
    "Pack",
    "Papers",
    "Period",
    "Policy",
    "Preparation",
    "Reading",
    "Register",
    "ReportsUp",
    "Retention",
    "RetentionRule",
    "Role",
    "RollOut",
    "Safety",
    "Sanction",
    "Screening",
    "Scripts",
    "Sentence",
    "Setting",
    "Step",
    "TeamRule",
    "TellReporter",
    "Urgent",
]


class Policy(Pack, frozen=True, kw_only=True):
    """A whole procedure. ``version`` and ``dated`` are printed on what leaves the desk (A19).

    ``further_sanctions`` are measures the procedure itself does not name (X15); a team may take one all the same.
    """

    schema: Literal[1]
    id: Identifier
    version: Annotated[str, Meta(pattern=r"^\d{1,4}(\.\d{1,4}){0,3}\Z")]
    dated: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}\Z")]
    title: Sentence
    about: Sentence
    source: str = ""
    offered: bool = True
    living_document: str = ""
    policy_name: Sentence
    principle: str = ""
    framing: tuple[Guidance, ...] = ()
    banished: tuple[Guidance, ...] = ()
    attendee_information: tuple[Guidance, ...] = ()
    roles: Annotated[tuple[Role, ...], Meta(min_length=1)]
    team: TeamRule
    intake: Intake
    items: Annotated[tuple[Item, ...], Meta(min_length=1)]
    scripts: Scripts
    dos: tuple[Guidance, ...] = ()
    donts: Annotated[tuple[Guidance, ...], Meta(min_length=1)]
    safety: Safety
    care: Annotated[tuple[Offer, ...], Meta(min_length=1)]
    clocks: tuple[Clock, ...]
    meeting: Meeting
    hearing: Hearing
    agrees: tuple[Identifier, ...] = ()
    sanctions: Annotated[tuple[Sanction, ...], Meta(min_length=1)]
    further_sanctions: tuple[Sanction, ...] = ()
    urgent: Urgent | None = None
    roll_out: RollOut | None = None
    debrief: str = ""
    judge_sanctions_by: str = ""
    employer_report: Literal["may", "absent"] = "absent"
    employer_capacities: tuple[Sentence, ...] = ()
    matrix: Matrix
    apology: Apology
    appeal: Appeal
    tell_reporter: TellReporter
    announcement: Announcement
    feedback: Feedback
    reports_up: tuple[ReportsUp, ...] = ()
    register: Register | None = None
    transparency: Literal["publish", "consider", "absent"] = "absent"
    retention: Retention
    screening: Screening | None = None
    papers: Papers | None = None
    preparation: tuple[Preparation, ...] = ()
    settings: tuple[Setting, ...] = ()
    evaluation: tuple[Guidance, ...] = ()
    talk: tuple[Guidance, ...] = ()
    steps: Annotated[tuple[Step, ...], Meta(min_length=3)]
    owed: tuple[str, ...] = ()
    reading: tuple[Reading, ...] = ()
