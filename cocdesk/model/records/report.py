"""A report as it was given: the same keys as a report file, so that window, paper and command line speak of one thing."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from cocdesk.model.records.limits import LONGEST_TEXT

Level = Literal["low", "high"]
Answer = Literal["yes", "no", "unknown"]
Channel = Literal["in-person", "written", "email", "phone", "paper", "online"]
Witnessed = Literal["private", "widely"]
Consent = Literal["no-objection", "objection", "asked-to-think", "not-asked"]
Need = Literal["quiet", "water", "rest", "medical", "friend"]
ContactWish = Literal["email", "phone", "in-person", "none"]
Part = Literal["witness", "support", "affected", "other"]

Text = Annotated[str, Meta(max_length=LONGEST_TEXT)]
Line = Annotated[str, Meta(max_length=2_000)]


class Report(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What was reported, without persons: they are kept apart.

    ``heard_at`` is ISO 8601 with offset; ``happened`` is as told, or a time. ``what`` keeps the reporter's words as they are;
    ``behaviour`` is what was done, in neutral words. ``not_offered`` names the fields that were asked for and not offered (B11).
    """

    heard_at: Line = ""
    received_by: Line = ""
    channel: Channel | None = None
    transcribed: bool | None = None
    happened: Line = ""
    place: Line = ""
    what: Text = ""
    behaviour: Text = ""
    impact: Text = ""
    circumstances: Text = ""
    ongoing: Answer | None = None
    witnessed: Witnessed | None = None
    threat: bool | None = None
    consent: Consent | None = None
    consent_words: Text = ""
    share_identity: bool | None = None
    needs: tuple[Need, ...] = ()
    contact_wish: ContactWish | None = None
    safety_concern: Text = ""
    policy_section: Line = ""
    public_link: Line = ""
    language: Line = ""
    not_offered: tuple[str, ...] = ()


class ReporterGiven(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who reports; ``affected`` says whether it happened to them (B22)."""

    name: Line = ""
    email: Line = ""
    phone: Line = ""
    affected: bool | None = None


class ReportedGiven(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who is reported; a description serves where the name is unknown (X22)."""

    name: Line = ""
    description: Text = ""
    email: Line = ""
    affiliation: Line = ""
    badge: Line = ""


class OtherGiven(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Anyone else involved."""

    name: Line = ""
    role: Part = "witness"
    contact: Line = ""
    description: Text = ""


class Care(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What was offered at the first talk, by the policy's offer ids, and what was wanted."""

    offered: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    friend: Line = ""
    how_can_i_help: Text = ""
    contacts_given: bool = False
    called: tuple[str, ...] = ()
    called_on_wish_of: Line = ""
    help_reporting_offered: bool = False


class ReportDraft(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A report being taken: everything a person typed so far; every field may be empty.

    ``quick`` is what was written down before anything was sorted; ``step`` where the guided report was left;
    ``pictures`` how many of the paper form are kept beside it; ``form_answers`` the SHA-256 of what stood on the form it was read
    from, so that other answers on the same form are told from the same ones taken in again.
    """

    event: Line = ""
    title: Line = ""
    quick: Text = ""
    report: Report = Report()
    reporter: ReporterGiven | None = None
    anonymous: bool = False
    reported: tuple[ReportedGiven, ...] = ()
    others: tuple[OtherGiven, ...] = ()
    care: Care = Care()
    form_number: Line = ""
    form_answers: Line = ""
    pictures: int = 0
    step: Line = ""
