"""What may happen in a case, as a closed union of entry bodies: the words of the journal.

A case is its entries. They are only ever added; a mistake is corrected by a later entry (``Amended``, ``Struck``), never by
rewriting. Persons are named by id only; their names live in the person's own journal (``Identified``).
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from cocdesk.model.records.report import Consent, Level, Report

Yes = Literal["yes", "no", "unknown"]


class Body(Struct, frozen=True, kw_only=True, tag_field="type", forbid_unknown_fields=True, omit_defaults=True):
    """What an entry says; its ``type`` tag is the kind of the entry."""


class Reported(Body, frozen=True, kw_only=True, tag="reported"):
    """A report was taken. Opens the case. ``persons`` of the report are added by entries of their own."""

    code_name: str
    title: str
    event: str
    policy: str
    policy_version: str
    policy_hash: str
    report: Report
    form_number: str = ""


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
    at: str = ""
    attendees: tuple[str, ...] = ()
    what_happened: str = ""
    doing_anything: str = ""
    who: str = ""
    when: str = ""


class Heard(Body, frozen=True, kw_only=True, tag="heard"):
    """The person reported was told of the report and gave their side."""

    by: str = ""
    at: str = ""
    told: bool = True
    words: str = ""
    reaction: str = ""


class Decided(Body, frozen=True, kw_only=True, tag="decided"):
    """What was decided; ``sanction`` is an id of the policy, "none" for no further action."""

    sanction: str
    horizon: Literal["now", "later"] = "now"
    who: str = ""
    by: str = ""
    since: str = ""
    until: str = ""
    why: str = ""


class Agreed(Body, frozen=True, kw_only=True, tag="agreed"):
    role: str
    who: str = ""
    answer: Literal["agreed", "not-agreed"] = "agreed"
    words: str = ""


class Acted(Body, frozen=True, kw_only=True, tag="acted"):
    """A decided action was carried out."""

    sanction: str = ""
    who: str = ""
    at: str = ""
    words: str = ""


class Told(Body, frozen=True, kw_only=True, tag="told"):
    """Somebody was told something."""

    whom: str
    channel: str = ""
    text: str = ""
    at: str = ""


class Announced(Body, frozen=True, kw_only=True, tag="announced"):
    by: str = ""
    where: str = ""
    text: str = ""
    at: str = ""


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


class Recused(Body, frozen=True, kw_only=True, tag="recused"):
    member: str
    kind: Literal["hard", "soft"] = "hard"
    by: str = ""


class AttachmentAdded(Body, frozen=True, kw_only=True, tag="attachment-added"):
    """A file was put into the vault beside the case; its bytes are kept under their hash."""

    attachment: str
    name: str
    media_type: str
    size: int
    sha256: str
    about: str = ""


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
    outcome: str
    why: str = ""


class Reopened(Body, frozen=True, kw_only=True, tag="reopened"):
    why: str


CaseBody = (
    Reported | PersonAdded | PersonRemoved | Amended | Retitled | Struck | Noted | SafetyChecked | SupportGiven | Consented
    | Assessed | Met | Heard | Decided | Agreed | Acted | Told | Announced | Notified | Acknowledged | Appealed | Recused
    | AttachmentAdded | Exported | Closed | Reopened
)  # fmt: skip


class EventSetUp(Body, frozen=True, kw_only=True, tag="event-set-up"):
    """The event and what the team filled in for it: lives in the event's own journal. The newest one counts."""

    name: str
    policy: str
    policy_hash: str
    zone: str = "UTC"
    starts: str = ""
    ends: str = ""
    settings: dict[str, str] = {}
    exercise: bool = False


class FormsPrinted(Body, frozen=True, kw_only=True, tag="forms-printed"):
    """Blank forms left the desk under these numbers."""

    numbers: tuple[str, ...]
    how: Literal["printed", "saved", "copied"]
    paper: str = "A4"


EventBody = EventSetUp | FormsPrinted
PersonBody = Identified
AnyBody = CaseBody | EventBody | PersonBody

__all__ = ["AnyBody", "Body", "CaseBody", "Consent", "EventBody", "PersonBody"]
