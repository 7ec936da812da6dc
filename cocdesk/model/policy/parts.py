"""What a policy pack is made of, part by part; ``pack`` puts them together and is where other rooms take them from.

Row names in ``rows`` (A1 … Q3, X1 …) are those of the field guide; ``clause`` names the place in the team's own procedure.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Identifier = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,39}\Z")]
Sentence = Annotated[str, Meta(min_length=1, max_length=2000)]
_PERIOD = r"P(?=[\dT])(?:\d{1,4}Y)?(?:\d{1,4}M)?(?:\d{1,4}W)?(?:\d{1,4}D)?(?:T(?=\d)(?:\d{1,4}H)?(?:\d{1,4}M)?)?"
Period = Annotated[str, Meta(pattern=rf"^{_PERIOD}\Z")]
Keep = Annotated[str, Meta(pattern=rf"^(?:{_PERIOD}|indefinite|not-passed-on)\Z")]
Count = Annotated[int, Meta(ge=1, le=1000)]
Level = Literal["low", "high"]
KeepsOut = Literal["", "event", "future"]
Choice = Literal[
    "receipt_within", "status_after", "proposal", "tell_reporter", "urgent.report_within", "appeal.within", "appeal.by_others",
    "roll_out.check_after", "team.vote", "conflict", "transparency", "retention",
]  # fmt: skip
"""What a procedure may leave open, for the team to choose at event set-up; read with ``rules.choices``."""


class Pack(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Shared settings of every part of a pack.

    Defaults are left out when encoded, so that a field added to this type later does not change the hash of an older pack.
    """


class Guidance(Pack, frozen=True, kw_only=True):
    """One piece of advice: what to do or not to do, and why."""

    id: Identifier
    text: Sentence
    why: str = ""
    rows: tuple[str, ...] = ()


class Role(Pack, frozen=True, kw_only=True):
    """Somebody the procedure speaks of."""

    id: Identifier
    title: Sentence
    does: tuple[
        Literal["receives", "decides", "agrees", "announces", "coordinates", "summarises", "hears", "screens", "fetches"], ...
    ]
    in_team: bool = True
    about: str = ""
    rows: tuple[str, ...] = ()


class TeamRule(Pack, frozen=True, kw_only=True):
    """How many people decide, who they should be, how they vote, and how many may know."""

    sentence: Sentence
    vote: str = ""
    minimum: Count | None = None
    sizes: tuple[Count, ...] = ()
    odd: bool = False
    composition: str = ""
    know_at_most: Count | None = None
    know_sentence: Sentence
    rows: tuple[str, ...] = ()


class Safety(Pack, frozen=True, kw_only=True):
    """When police or security are called, and on whose wish."""

    threat_question: Sentence
    threat_do: Sentence
    threat_whom: tuple[Literal["venue-security", "police"], ...]
    otherwise: Literal["person-affected", "reporter", "anyone-asking"]
    otherwise_do: Sentence
    why: Sentence
    offer_help_reporting: bool
    help_sentence: str = ""
    further_reading: str = ""
    rows: tuple[str, ...] = ()


class Offer(Pack, frozen=True, kw_only=True):
    """A kindness offered at the first talk; ``say`` is a sentence to speak, ``task`` what a colleague then does."""

    id: Identifier
    title: Sentence
    say: str = ""
    task: str = ""
    need: Literal["", "quiet", "water", "rest", "medical", "friend"] = ""
    rows: tuple[str, ...] = ()


class Item(Pack, frozen=True, kw_only=True):
    """A thing to learn from the report; ``field`` is the key of a report file it fills. Asked, never pressed."""

    field: Literal[
        "reported", "behaviour", "happened", "circumstances", "others", "what", "place", "ongoing", "impact",
        "contact_wish", "safety_concern", "policy_section", "public_link", "needs",
    ]  # fmt: skip
    title: Sentence
    ask: Sentence
    hint: str = ""
    core: bool = False
    rows: tuple[str, ...] = ()


class Scripts(Pack, frozen=True, kw_only=True):
    """The sentences to say at the end of the first talk, and the pause that follows."""

    opening: Sentence
    widely_witnessed: Sentence
    private: Sentence
    pause: str = ""
    reassure: str = ""
    thanks: str = ""
    rows: tuple[str, ...] = ()


class Intake(Pack, frozen=True, kw_only=True):
    """How a report is taken."""

    written_account: Sentence
    transcribe: Sentence
    private_place: Sentence
    private_after_minutes: Annotated[int, Meta(ge=0, le=1440)] | None = None
    confidential: Sentence
    reporter_identity: Sentence
    no_interviewing: bool = False
    paper_form: bool = False
    rows: tuple[str, ...] = ()


class Clock(Pack, frozen=True, kw_only=True):
    """A time within which something is to be done. Without a length it means as soon as can be, and no deadline is shown.

    ``within`` is the length the procedure gives, ``chosen`` where it leaves the length to the team.
    """

    id: Identifier
    title: Sentence
    starts: Literal["report", "meeting", "decision", "action", "event-end", "urgent-action", "roll-out"]
    phase: Literal["during-event", "after-event", "any"] = "any"
    within: Period | None = None
    chosen: Choice | None = None
    weight: Literal["must", "aim", "ideal"] = "aim"
    clause: str = ""
    rows: tuple[str, ...] = ()


class Meeting(Pack, frozen=True, kw_only=True):
    """Who meets, about what, and who stays outside."""

    title: Sentence
    with_whom: Sentence
    questions: tuple[Sentence, ...]
    excluded: tuple[Literal["reporter", "reported"], ...] = ("reporter", "reported")
    widely_witnessed_exception: bool = False
    conflict_rule: str = ""
    rows: tuple[str, ...] = ()


class Hearing(Pack, frozen=True, kw_only=True):
    """When the person reported is told and heard."""

    order: Literal["before-or-during-meeting", "after-deciding", "after-meeting"]
    sentence: Sentence
    report_may_fall: bool = False
    rows: tuple[str, ...] = ()


class Sanction(Pack, frozen=True, kw_only=True):
    """A coded choice. ``row`` is H1 … H14, X15 or F8 (a response of the matrix); ``period`` says which length it may carry.

    ``keeps_out`` says that by it somebody stays away: from this event, or from coming ones too.
    """

    id: Identifier
    title: Sentence
    row: str
    about: str = ""
    period: Literal["none", "event", "choice"] = "none"
    needs_grant_condition: bool = False
    caution: str = ""
    weight: Literal["warning", "measure"] = "measure"
    keeps_out: KeepsOut = ""


class MatrixQuestion(Pack, frozen=True, kw_only=True):
    """A question behind the matrix; ``yes`` counts towards ``high``."""

    id: Identifier
    axis: Literal["risk", "impact"]
    ask: Sentence
    rows: tuple[str, ...] = ()


class Cell(Pack, frozen=True, kw_only=True):
    """One of four cells: what such a case looks like, and what a team may answer."""

    risk: Level
    impact: Level
    response: Sentence
    examples: tuple[Sentence, ...] = ()
    sanctions: tuple[Identifier, ...] = ()
    caution: str = ""
    source: str = ""


class Matrix(Pack, frozen=True, kw_only=True):
    """Impact and risk of further harm, two by two."""

    own: bool
    about: Sentence
    questions: tuple[MatrixQuestion, ...]
    cells: Annotated[tuple[Cell, ...], Meta(min_length=4, max_length=4)]
    second_opinion: tuple[Cell, ...] = ()
    rows: tuple[str, ...] = ()


class Apology(Pack, frozen=True, kw_only=True):
    """What the procedure holds of apologies and mediation; ``pressing`` says when one becomes a new breach (I4)."""

    stance: Literal["never-ask", "do-not-encourage", "in-matrix"]
    discourage: bool
    relay: Literal["brief", "absent"]
    sentence: Sentence
    why: str = ""
    good_example: str = ""
    bad_example: str = ""
    pressing: str = ""
    mediation: Literal["avoid", "absent"] = "absent"
    mediation_sentence: str = ""
    rows: tuple[str, ...] = ()


class Appeal(Pack, frozen=True, kw_only=True):
    """Whether there is a place to appeal, and what holds until an appeal is answered.

    ``within`` is how long an appeal may come after the telling; ``by_others`` that those who decided do not hear it (X57).
    """

    place: Literal["if-there-is-one", "absent"]
    within: Period | None = None
    by_others: bool = False
    meanwhile: Literal["action-stands", "report-stands", ""] = ""
    sentence: str = ""
    rows: tuple[str, ...] = ()


class TellReporter(Pack, frozen=True, kw_only=True):
    """What the reporter is told, and when; nothing where the procedure does not say.

    ``receipt_within`` and ``status_after`` run from the report (X18); ``proposal`` shows a resolution first (X19).
    """

    what: tuple[Literal["outcome", "decision", "sanctions"], ...] = ()
    when: Literal["", "after-deciding", "after-action"] = ""
    receipt_within: Period | None = None
    status_after: Period | None = None
    proposal: bool = False
    sentence: str = ""
    rows: tuple[str, ...] = ()


class Announcement(Pack, frozen=True, kw_only=True):
    """Who speaks in public; ``template`` holds {thing}, {action}, {location} and {contact} once or more."""

    by: tuple[Identifier, ...]
    only_by: bool = False
    when: str = ""
    template: Sentence
    anonymous_unless: str = ""
    guidance: tuple[Guidance, ...] = ()
    rows: tuple[str, ...] = ()


class Feedback(Pack, frozen=True, kw_only=True):
    """How people can say what they think of a decision."""

    offered: Literal["always", "contact-in-announcement", "hard-feelings"]
    sentence: Sentence
    rows: tuple[str, ...] = ()


class ReportsUp(Pack, frozen=True, kw_only=True):
    """What a team owes an umbrella body or an officer."""

    kind: Literal["officer-file", "umbrella-email"]
    to: Sentence
    address: str = ""
    one_per_incident: bool = False
    when: Literal["at-closing", "after-event"] = "after-event"
    acknowledgement_asked: bool = False
    closing_sentence: str = ""
    rows: tuple[str, ...] = ()


class Register(Pack, frozen=True, kw_only=True):
    """The list of incidents a team keeps per event: its columns, and who alone may see it."""

    columns: tuple[Literal["reporter", "handlers", "when-where", "brief", "action", "who-knows", "reported-up"], ...]
    shared_with: Sentence
    rows: tuple[str, ...] = ()


class RetentionRule(Pack, frozen=True, kw_only=True):
    """``keep`` is an ISO 8601 period, "indefinite" or "not-passed-on"; counted from the closing of the case."""

    outcome: Literal["warnings-only", "all", "all-others"]
    keep: Keep
    sentence: Sentence
    review: Period | None = None
    rows: tuple[str, ...] = ()


class Retention(Pack, frozen=True, kw_only=True):
    """How long what is kept. Without ``rules`` the procedure does not say; ``setting`` then names where the team does."""

    rules: tuple[RetentionRule, ...] = ()
    setting: Identifier | None = None
    place: str = ""
    minimise: str = ""
    access: str = ""
    access_change: str = ""
    told_attendees: bool = False
    attendee_sentence: str = ""
    rows: tuple[str, ...] = ()


class Screening(Pack, frozen=True, kw_only=True):
    """Comparing who has registered with who is known, and what may follow (P1–P4)."""

    send_list: bool = False
    compare: bool = False
    how_often: str = ""
    outcomes: tuple[Guidance, ...] = ()
    rows: tuple[str, ...] = ()


class Preparation(Pack, frozen=True, kw_only=True):
    """A task before the event, ticked by the team."""

    id: Identifier
    title: Sentence
    why: str = ""
    rows: tuple[str, ...] = ()


class Setting(Pack, frozen=True, kw_only=True):
    """Something the team itself fills in at event set-up (a contact, the place of appeal, a choice no source makes).

    ``options`` are the words people choose from, ``values`` what each of them means to the program (a period, "yes", "no" …),
    and ``chooses`` what of the procedure the setting settles. ``group`` says under which heading it stands.
    """

    id: Identifier
    title: Sentence
    hint: str = ""
    default: str = ""
    options: tuple[Sentence, ...] = ()
    values: tuple[Sentence, ...] = ()
    chooses: Choice | None = None
    group: Literal["contacts", "roles", "reporter", "decision", "appeal", "records"] = "contacts"
    rows: tuple[str, ...] = ()


class Step(Pack, frozen=True, kw_only=True):
    """One line of the procedure's checklist.

    ``done_by`` names entry kinds, any of which completes it; ``after`` names steps that come first; ``clock`` its deadline;
    ``only_if`` a condition on the case that must hold, else the step is not needed. An entry kind may carry whom it concerns
    after a colon (``told:reporter``, ``notified:officer``), and what it is about after another: ``told:reporter:receipt``.
    ``if_chosen`` ties the step to what the procedure or the team chose: without it the step is not needed, and a step that is
    optional otherwise is asked for with it.
    """

    id: Identifier
    title: Sentence
    done_by: Annotated[tuple[str, ...], Meta(min_length=1)]
    who: tuple[Identifier, ...] = ()
    after: tuple[Identifier, ...] = ()
    clock: Identifier | None = None
    only_if: Literal[
        "", "threat", "reporter-known", "person-reported-known", "decided", "widely-witnessed", "private", "action-decided",
        "lasting-measure", "urgent-action", "sanction-decided", "agreement-asked",
    ] = ""  # fmt: skip
    if_chosen: Choice | None = None
    optional: bool = False
    clause: str = ""
    rows: tuple[str, ...] = ()


class Urgent(Pack, frozen=True, kw_only=True):
    """What one person may do alone when it cannot wait, and how soon the team hears of it (X9)."""

    sentence: Sentence
    report_within: Period | None = None
    rows: tuple[str, ...] = ()


class RollOut(Pack, frozen=True, kw_only=True):
    """The places where a lasting measure (one of ``sanctions``) has to take hold, and when somebody looks at it again (X17)."""

    places: tuple[Preparation, ...]
    sanctions: tuple[Identifier, ...] = ()
    check_after: Period | None = None
    rows: tuple[str, ...] = ()


class Papers(Pack, frozen=True, kw_only=True):
    """What a team wants done with papers before they go: ``second_reader`` are the kinds somebody else reads first (X27)."""

    second_reader: tuple[Identifier, ...] = ()
    rows: tuple[str, ...] = ()


class Reading(Pack, frozen=True, kw_only=True):
    """Something to read on; named, not linked, because the desk is offline."""

    title: Sentence
    where: Sentence
