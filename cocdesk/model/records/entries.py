"""What may happen in a case, as a closed union of entry bodies: the words of the journal.

A case is its entries. They are only ever added; a mistake is corrected by a later entry (``Amended``, ``Struck``), never by
rewriting. Persons are named by id only; their names live in the person's own journal (``Identified``).
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from cocdesk.model.records.body import Body
from cocdesk.model.records.event_entries import EventBody, EventExported, EventSetUp, FormsPrinted
from cocdesk.model.records.report import Consent, Level, Report

Yes = Literal["yes", "no", "unknown"]
MaybeYes = Literal["", "yes", "no", "unknown"]
Manner = Literal["", "sorry", "embarrassed", "calm", "surprised", "defensive", "blaming-others", "angry"]
"""How the person reported took it (F13), as seen from outside."""


class Reported(Body, frozen=True, kw_only=True, tag="reported"):
    """A report was taken. Opens the case. ``persons`` of the report are added by entries of their own.

    ``form_answers`` is the SHA-256 of what stood on the filled form it was read from; empty for any other report.
    """

    code_name: str
    title: str
    event: str
    policy: str
    policy_version: str
    policy_hash: str
    report: Report
    form_number: str = ""
    form_answers: str = ""


class PersonAdded(Body, frozen=True, kw_only=True, tag="person-added"):
    """A person has a part in this case."""

    person: str
    role: Literal["reporter", "affected", "reported", "witness", "support", "other"]
    words: str = ""


class PersonRemoved(Body, frozen=True, kw_only=True, tag="person-removed"):
    """A person was put in a part by mistake."""

    person: str
    role: str
    why: str = ""


class Identified(Body, frozen=True, kw_only=True, tag="identified"):
    """Who a person is: lives in the person's own journal, apart from every case. The newest one counts."""

    code_name: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    affiliation: str = ""
    badge: str = ""
    description: str = ""
    contact: str = ""


class Amended(Body, frozen=True, kw_only=True, tag="amended"):
    """Fields of the report were corrected or completed; ``changes`` holds only the keys that change."""

    changes: dict[str, object]
    why: str = ""


class Retitled(Body, frozen=True, kw_only=True, tag="retitled"):
    title: str


class Struck(Body, frozen=True, kw_only=True, tag="struck"):
    """An earlier entry of this case does not count any more; it stays visible as struck."""

    entry: str
    why: str


class Noted(Body, frozen=True, kw_only=True, tag="noted"):
    """A note of the team."""

    text: str


class SafetyChecked(Body, frozen=True, kw_only=True, tag="safety-checked"):
    """Whether anyone's safety is in doubt, and who was called on whose wish."""

    threat: Yes
    called: tuple[Literal["venue-security", "police", "medical", "other"], ...] = ()
    on_wish_of: Literal["", "person-affected", "reporter", "team", "anyone-asking"] = ""
    help_offered: bool = False
    words: str = ""


class SupportGiven(Body, frozen=True, kw_only=True, tag="support-given"):
    """What was offered and given to the person in front of us; ids are those of the policy's offers."""

    offered: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    needs: tuple[Literal["quiet", "water", "rest", "medical", "friend"], ...] = ()
    friend: str = ""
    how_can_i_help: str = ""
    contacts_given: bool = False
    words: str = ""


class Consented(Body, frozen=True, kw_only=True, tag="consented"):
    """What came back after the pause, or an answer about one disclosure to one recipient."""

    answer: Literal["no-objection", "objection", "asked-to-think", "not-asked", "agreed", "refused", "withdrawn"]
    whom: str = ""
    to_whom: str = ""
    what: str = ""
    words: str = ""


class Assessed(Body, frozen=True, kw_only=True, tag="assessed"):
    """Where the team places the case: risk and impact of further harm, with the answers that led there."""

    risk: Level
    impact: Level
    answers: dict[str, Yes] = {}
    why: str = ""


class Met(Body, frozen=True, kw_only=True, tag="met"):
    """The team met; ``exception`` is why somebody of the case was in the room all the same (F4)."""

    at: str = ""
    ended: str = ""
    attendees: tuple[str, ...] = ()
    exception: str = ""
    what_happened: str = ""
    doing_anything: str = ""
    who: str = ""
    when: str = ""
    minutes: str = ""


class Heard(Body, frozen=True, kw_only=True, tag="heard"):
    """The person reported was told of the report and gave their side."""

    by: str = ""
    at: str = ""
    told: bool = True
    words: str = ""
    reaction: str = ""
    manner: Manner = ""


class Talked(Body, frozen=True, kw_only=True, tag="talked"):
    """The talk with the person reported after the decision (J11, F13): ``length`` in minutes, 0 when nobody looked."""

    by: tuple[str, ...] = ()
    at: str = ""
    place: str = ""
    length: Annotated[int, Meta(ge=0, le=1440)] = 0
    said: str = ""
    manner: Manner = ""
    apologised: MaybeYes = ""
    understood: MaybeYes = ""
    words: str = ""


class Decided(Body, frozen=True, kw_only=True, tag="decided"):
    """What was decided; ``sanction`` is an id of the policy, "none" for no further action.

    ``safe_enough`` answers whether it gives the safety needed (F14), ``grant_condition`` whether keeping the code of conduct
    was a condition of the grant (A15), ``despite`` why it was decided although a rule of the procedure was not met;
    ``urgent`` marks what somebody decided alone because it could not wait (X9), ``conditions`` those of coming back (X15),
    ``next_rung`` what follows if it happens again (X14), ``stands`` whether the report does, once they were heard (F15).
    """

    sanction: str
    horizon: Literal["now", "later"] = "now"
    who: str = ""
    by: str = ""
    since: str = ""
    until: str = ""
    why: str = ""
    deciders: tuple[str, ...] = ()
    vote: str = ""
    safe_enough: MaybeYes = ""
    grant_condition: MaybeYes = ""
    despite: str = ""
    urgent: bool = False
    conditions: str = ""
    next_rung: str = ""
    review: str = ""
    stands: MaybeYes = ""


class Agreed(Body, frozen=True, kw_only=True, tag="agreed"):
    role: str
    who: str = ""
    answer: Literal["agreed", "not-agreed"] = "agreed"
    words: str = ""


class Acted(Body, frozen=True, kw_only=True, tag="acted"):
    """A decided action was carried out; ``urgent`` when somebody did it alone, before the team could meet (X9)."""

    sanction: str = ""
    who: str = ""
    at: str = ""
    words: str = ""
    urgent: bool = False


class Planned(Body, frozen=True, kw_only=True, tag="planned"):
    """What the person reported is to change, apart from any consequence (X13), and when the team looks at it again."""

    text: str
    with_whom: str = ""
    until: str = ""
    check_on: str = ""


class RolledOut(Body, frozen=True, kw_only=True, tag="rolled-out"):
    """One place where a measure has to take hold (X17), such as badges, the chat or the mailing list."""

    system: str
    owner: str = ""
    done: bool = False
    checked: bool = False
    at: str = ""
    words: str = ""


class Told(Body, frozen=True, kw_only=True, tag="told"):
    """Somebody was told something.

    ``about`` says what: a "receipt" (X18), how it stands ("status"), a proposed resolution (X19), that there is a complaint
    (G1), the outcome or the sanctions (K1, K2). The person reported is told in four parts (behaviour, impact, what must
    change, consequences) and where to appeal (G4, G5). ``by`` is who told them.
    """

    whom: str
    channel: str = ""
    text: str = ""
    at: str = ""
    by: str = ""
    about: Literal["", "receipt", "status", "proposal", "complaint", "outcome", "sanctions", "urgent-action", "other"] = ""
    behaviour: str = ""
    impact: str = ""
    change: str = ""
    consequences: str = ""
    appeal: str = ""
    comment: str = ""


class ApologyOffered(Body, frozen=True, kw_only=True, tag="apology-offered"):
    """The person reported wants to say sorry (I1–I4): what was done with it, and the words if they were passed on."""

    answer: Literal["discouraged", "relayed", "kept", "pressed"]
    at: str = ""
    by: str = ""
    text: str = ""
    wanted: MaybeYes = ""
    words: str = ""


class Knows(Body, frozen=True, kw_only=True, tag="knows"):
    """Somebody knows of this case who is not told by an entry of another kind (N6)."""

    who: str
    what: str = ""
    since: str = ""
    words: str = ""


class Warned(Body, frozen=True, kw_only=True, tag="warned"):
    """A first warning somebody of the staff gave on the spot (X61, seven fields): who was warned, when, what for."""

    person: str = ""
    at: str = ""
    behaviour: str = ""
    happened: str = ""
    circumstances: str = ""
    by: str = ""
    others: str = ""


class Announced(Body, frozen=True, kw_only=True, tag="announced"):
    """Something was said to everybody; ``named_because`` is why somebody was named in it, which is the exception (L2)."""

    by: str = ""
    where: str = ""
    text: str = ""
    at: str = ""
    named_because: str = ""


class Notified(Body, frozen=True, kw_only=True, tag="notified"):
    """The umbrella body or the officer was sent the incident."""

    to: str
    at: str = ""
    words: str = ""


class Acknowledged(Body, frozen=True, kw_only=True, tag="acknowledged"):
    by: str
    at: str = ""
    words: str = ""


class Appealed(Body, frozen=True, kw_only=True, tag="appealed"):
    by: str = ""
    words: str = ""
    answer: Literal["", "upheld", "changed"] = ""
    at: str = ""
    heard_by: tuple[str, ...] = ()


class Recused(Body, frozen=True, kw_only=True, tag="recused"):
    """A member steps back, of their own or because others ask; nobody has to say why (F5, X3, X4)."""

    member: str
    kind: Literal["hard", "soft"] = "hard"
    by: str = ""
    confirmed: bool = False


class Substituted(Body, frozen=True, kw_only=True, tag="substituted"):
    """Somebody takes a place in the team for this one case (X7)."""

    member: str
    instead_of: str = ""
    agreed_by: str = ""
    words: str = ""


class Linked(Body, frozen=True, kw_only=True, tag="linked"):
    """Another case belongs to this one; ``other`` is its id. Written into both (X24, X63, I4)."""

    other: str
    how: Literal["same-issue", "related", "retaliation", "pressed-apology", "same-person", "appeal"] = "related"
    words: str = ""


class Evaluated(Body, frozen=True, kw_only=True, tag="evaluated"):
    """What the team takes from a case (Q2): a new rule, or a new example under an existing one."""

    found: Literal["nothing-new", "new-example", "new-rule", "unforeseen"] = "nothing-new"
    rule: str = ""
    words: str = ""
    debriefed: bool = False


class AttachmentAdded(Body, frozen=True, kw_only=True, tag="attachment-added"):
    """A file was put into the vault beside the case; its bytes are kept under their hash."""

    attachment: str
    name: str
    media_type: str
    size: int
    sha256: str
    about: str = ""


class Transcribed(Body, frozen=True, kw_only=True, tag="transcribed"):
    """A second person compared the paper form with what was typed from it; ``differs`` is what they found, "" for nothing."""

    by: str
    differs: str = ""
    at: str = ""


class PaperMoved(Body, frozen=True, kw_only=True, tag="paper-moved"):
    """Where the paper form of this case lies, or that it was shredded, and by whom."""

    where: str = ""
    shredded: bool = False
    by: str = ""
    at: str = ""


class Exported(Body, frozen=True, kw_only=True, tag="exported"):
    """A paper or file of this case left the vault."""

    document: str
    audience: str
    naming: Literal["named", "code-names"]
    how: Literal["printed", "saved", "copied"]
    format: str
    purpose: str = ""
    recipient: str = ""
    sha256: str = ""


class Closed(Body, frozen=True, kw_only=True, tag="closed"):
    """The case ends; ``open_steps`` are the ids of what was left undone, ``shareable`` what its subject may read (X32).

    ``standing`` is how other events hear of it (X31): flagged (told), resolved (not told) or banned.
    """

    outcome: str
    why: str = ""
    open_steps: tuple[str, ...] = ()
    standing: Literal["", "flagged", "resolved", "banned"] = ""
    shareable: str = ""


class Reopened(Body, frozen=True, kw_only=True, tag="reopened"):
    why: str


CaseBody = (
    Reported | PersonAdded | PersonRemoved | Amended | Retitled | Struck | Noted | SafetyChecked | SupportGiven | Consented
    | Assessed | Met | Heard | Talked | Decided | Agreed | Acted | Planned | RolledOut | Told | ApologyOffered | Knows | Warned
    | Announced | Notified | Acknowledged | Appealed | Recused | Substituted | Linked | Evaluated
    | AttachmentAdded | Transcribed | PaperMoved | Exported | Closed | Reopened
)  # fmt: skip


PersonBody = Identified
AnyBody = CaseBody | EventBody | PersonBody

__all__ = ["AnyBody", "Body", "CaseBody", "Consent", "EventBody", "EventExported", "EventSetUp", "FormsPrinted", "PersonBody"]
