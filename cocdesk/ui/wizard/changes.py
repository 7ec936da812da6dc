"""What each touch of the guided report does to its draft: pure steps from one frozen draft to the next, without a window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from msgspec.structs import replace

from cocdesk.model.policy.pack import Item, Offer, Policy
from cocdesk.model.records.report import (
    Channel,
    OtherGiven,
    ReportDraft,
    ReportedGiven,
    ReporterGiven,
)
from cocdesk.words import N_

StepKey = Literal["write", "safety", "care", "reported", "people", "consent", "check"]
OfferState = Literal["not_offered", "offered", "wanted"]

STEPS: tuple[tuple[StepKey, str], ...] = (
    ("write", N_("Write down")),
    ("safety", N_("Safe now?")),
    ("care", N_("Care")),
    ("reported", N_("What was reported")),
    ("people", N_("People")),
    ("consent", N_("Consent")),
    ("check", N_("Check")),
)
_STEP_OF_FIELD: dict[str, StepKey] = {
    "quick": "write", "threat": "safety", "needs": "care", "witnessed": "consent", "consent": "consent",
    "consent_words": "consent", "share_identity": "consent", "reporter": "people", "title": "check",
}  # fmt: skip
_CHOSEN = frozenset({"ongoing", "contact_wish"})
_SPOKEN: frozenset[str] = frozenset({"in-person", "phone"})


def step_of(field: str) -> StepKey:
    """The step on which a field of the report is filled in: the door behind a gap."""
    return _STEP_OF_FIELD.get(field, "reported")


def with_report(draft: ReportDraft, **values: Any) -> ReportDraft:
    """The draft with other values in its report; a field that holds something is not "not offered" any more."""
    answered = {field for field, value in values.items() if value not in ("", None, ())}
    if "not_offered" not in values:
        values["not_offered"] = tuple(field for field in draft.report.not_offered if field not in answered)
    return replace(draft, report=replace(draft.report, **values))


def mark_not_offered(draft: ReportDraft, field: str, on: bool) -> ReportDraft:
    """Asked, and not offered (B11) – or that taken back. Text that was typed stays; an answer chosen from a few is taken back."""
    marks = tuple(mark for mark in draft.report.not_offered if mark != field) + ((field,) if on else ())
    values: dict[str, Any] = {"not_offered": marks}
    if on and field in _CHOSEN:
        values[field] = None
    return with_report(draft, **values)


def with_answer(draft: ReportDraft, field: str, key: str) -> ReportDraft:
    """An answer picked from a few; "" takes it back, "not_offered" marks it."""
    if key == "not_offered":
        return mark_not_offered(draft, field, True)
    return with_report(mark_not_offered(draft, field, False), **{field: key or None})


def answer_of(draft: ReportDraft, field: str) -> str:
    """The key of the answer to show for a field with a few answers."""
    if field in draft.report.not_offered:
        return "not_offered"
    return getattr(draft.report, field) or ""


def with_threat(draft: ReportDraft, key: str) -> ReportDraft:
    """Whether anyone is in danger; "unknown" is kept as asked without an answer."""
    if key == "unknown":
        return mark_not_offered(with_report(draft, threat=None), "threat", True)
    return with_report(mark_not_offered(draft, "threat", False), threat={"yes": True, "no": False}.get(key))


def threat_of(draft: ReportDraft) -> str:
    """The answer to show for the question of danger."""
    if draft.report.threat is None:
        return "unknown" if "threat" in draft.report.not_offered else ""
    return "yes" if draft.report.threat else "no"


def with_channel(draft: ReportDraft, channel: Channel | None) -> ReportDraft:
    """How the report came; what was spoken was written down by the receiver (B2)."""
    return with_report(draft, channel=channel, transcribed=None if channel is None else channel in _SPOKEN)


def with_care(draft: ReportDraft, **values: Any) -> ReportDraft:
    """The draft with other values in its care."""
    return replace(draft, care=replace(draft.care, **values))


def offer_state(draft: ReportDraft, offer: Offer) -> OfferState:
    """How far an offer went."""
    if offer.id in draft.care.accepted:
        return "wanted"
    return "offered" if offer.id in draft.care.offered else "not_offered"


def with_offer(draft: ReportDraft, offer: Offer, state: OfferState) -> ReportDraft:
    """An offer made, wanted or not made; what is wanted is a need of the report too, and a wanted card was handed over."""
    offered = _put(draft.care.offered, offer.id, state != "not_offered")
    accepted = _put(draft.care.accepted, offer.id, state == "wanted")
    draft = with_care(draft, offered=offered, accepted=accepted)
    if gives_contacts(offer):
        draft = with_care(draft, contacts_given=state == "wanted")
    if offer.need:
        draft = with_report(draft, needs=_put(draft.report.needs, offer.need, state == "wanted"))
    return draft


def gives_contacts(offer: Offer) -> bool:
    """Whether an offer is the card with the emergency contacts (C9)."""
    return "C9" in offer.rows


def asks_how_to_help(offer: Offer) -> bool:
    """Whether an offer asks what would help (C8), so that the answer is written beside it."""
    return "C8" in offer.rows


def with_called(draft: ReportDraft, whom: str, on: bool) -> ReportDraft:
    """Somebody was called, or that taken back."""
    return with_care(draft, called=_put(draft.care.called, whom, on))


def with_reporter(draft: ReportDraft, **values: Any) -> ReportDraft:
    """The reporter with other values; nobody when nothing is left."""
    reporter = replace(draft.reporter or ReporterGiven(), **values)
    return replace(draft, reporter=None if reporter == ReporterGiven() else reporter)


def with_reported(draft: ReportDraft, number: int, **values: Any) -> ReportDraft:
    """One person reported with other values; a number behind the last adds one."""
    rows = [*draft.reported, *[ReportedGiven()] * (number + 1 - len(draft.reported))]
    rows[number] = replace(rows[number], **values)
    return with_all_reported(draft, rows)


def with_all_reported(draft: ReportDraft, rows: Sequence[ReportedGiven]) -> ReportDraft:
    """All persons reported. Empty ones at the end are gone; others stay: nobody changes place while typing."""
    kept = list(rows)
    while kept and kept[-1] == ReportedGiven():
        kept.pop()
    return replace(draft, reported=tuple(kept))


def with_other(draft: ReportDraft, number: int, **values: Any) -> ReportDraft:
    """Anyone else with other values, in the same way; a part alone is not yet a person."""
    rows = [*draft.others, *[OtherGiven()] * (number + 1 - len(draft.others))]
    rows[number] = replace(rows[number], **values)
    return with_all_others(draft, rows)


def with_all_others(draft: ReportDraft, rows: Sequence[OtherGiven]) -> ReportDraft:
    """Everybody else; empty ones at the end are gone, as above."""
    kept = list(rows)
    while kept and not (kept[-1].name or kept[-1].contact or kept[-1].description):
        kept.pop()
    return replace(draft, others=tuple(kept))


def with_quick(draft: ReportDraft, text: str) -> ReportDraft:
    """What was written down first, before anything was sorted."""
    return replace(draft, quick=text)


def with_quick_as_account(draft: ReportDraft) -> ReportDraft:
    """What was written down first becomes the account in the reporter's own words; nothing that stands there goes."""
    quick, what = draft.quick.strip(), draft.report.what.strip()
    if not quick or quick in what:
        return draft
    return with_report(draft, what=f"{what}\n\n{quick}" if what else quick)


def core_items(policy: Policy) -> tuple[Item, ...]:
    """What a pack asks for first, in its order."""
    return tuple(item for item in policy.items if item.core)


def more_items(policy: Policy) -> tuple[Item, ...]:
    """What a pack may ask besides, in its order."""
    return tuple(item for item in policy.items if not item.core)


def changed_procedure(draft: ReportDraft, policy: Policy) -> bool:
    """Whether the draft names offers that the procedure does not have (any more)."""
    known = {offer.id for offer in policy.care}
    return bool({*draft.care.offered, *draft.care.accepted} - known)


def touched(draft: ReportDraft) -> frozenset[StepKey]:
    """The steps on which something was filled in, for the small ticks at the top."""
    report, care = draft.report, draft.care
    found: dict[StepKey, bool] = {
        "write": bool(draft.quick.strip()),
        "safety": report.threat is not None or "threat" in report.not_offered or bool(care.called) or care.help_reporting_offered,
        "care": bool(care.offered or care.accepted or care.friend or care.how_can_i_help or care.contacts_given),
        "reported": any(
            (report.happened, report.place, report.what, report.behaviour, report.impact, report.circumstances, report.ongoing)
        ),
        "people": bool(draft.reporter or draft.anonymous or draft.reported or draft.others),
        "consent": report.consent is not None or report.witnessed is not None or report.share_identity is not None,
        "check": bool(draft.title),
    }
    return frozenset(key for key, some in found.items() if some)


def _put(words: tuple[Any, ...], word: str, on: bool) -> tuple[Any, ...]:
    rest = tuple(other for other in words if other != word)
    return (*rest, word) if on else rest
