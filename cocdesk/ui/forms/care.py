"""The forms of the first care: what was offered, whether everyone is safe, and what people agreed to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from cocdesk.model.records import entries as e
from cocdesk.model.rules.danger import both_ways
from cocdesk.ui.forms import passing_on
from cocdesk.ui.forms.fields import Field, Values
from cocdesk.ui.forms.situation import ActForm, Situation, made, parts_options, texts, words_field, yes_no_unknown
from cocdesk.words import _


def _support(now: Situation) -> ActForm:
    offers = now.policy.care

    def make(values: Values) -> e.CaseBody:
        marks = values["offers"] if isinstance(values["offers"], tuple) else ()
        given = tuple(mark[:-1] for mark in marks if mark.endswith("!"))
        needs = tuple(offer.need for offer in offers if offer.id in given and offer.need)
        rest = {key: value for key, value in values.items() if key != "offers"}
        offered = tuple(mark.rstrip("!") for mark in marks)
        plain = {"type": "support-given", "offered": offered, "given": given, "needs": needs, **rest}
        return msgspec.convert(plain, e.SupportGiven)

    return ActForm(
        title=_("Offer support"),
        hint=_("What was offered, and what was wanted. Nothing has to be accepted."),
        fields=(
            Field(key="offers", label=_("Offers"), kind="offers", options=tuple((o.id, o.title) for o in offers)),
            words_field(_("What would help, in their words"), key="how_can_i_help", lines=2),
            Field(key="friend", label=_("A friend or companion who was called")),
            Field(key="contacts_given", label=_("Emergency contacts were handed over"), kind="tick", value=False),
            words_field(_("Anything else"), lines=2),
        ),
        make=make,
        say=texts(*(offer.say for offer in offers)),
        offer=texts(*(offer.task for offer in offers)),
    )


def _safety(now: Situation) -> ActForm:
    safety = now.policy.safety
    called = (
        ("venue-security", _("Venue security")),
        ("police", _("Police")),
        ("medical", _("Medical help")),
        ("other", _("Other help")),
    )
    wishes = (
        ("", _("Nobody was called")),
        ("person-affected", _("The person affected")),
        ("reporter", _("The reporter")),
        ("team", _("The team")),
        ("anyone-asking", _("Anyone who asked")),
    )
    helped = Field(key="help_offered", label=_("Help with a report to the police was offered"), kind="tick", value=False)
    threat = {True: "yes", False: "no"}.get(now.case.report.threat, "") if now.case.report.threat is not None else ""
    return ActForm(
        title=_("Is everyone safe?"),
        fields=(
            Field(key="threat", label=safety.threat_question, kind="choice", options=yes_no_unknown(), value=threat),
            Field(key="called", label=_("Who was called"), kind="checks", options=called, value=()),
            Field(key="on_wish_of", label=_("On whose wish"), kind="pick", options=wishes),
            *((helped,) if safety.offer_help_reporting else ()),
            words_field(),
        ),
        needs=("threat",),
        asks={"threat": _("Please say first whether anyone’s safety is in doubt. “Unknown” is an answer too.")},
        make=made(e.SafetyChecked),
        say=texts(safety.help_sentence),
        offer=texts(*both_ways(safety), safety.why, safety.further_reading),
    )


def _consented(now: Situation) -> ActForm:
    if now.whom:
        return passing_on.form(now)
    scripts = now.policy.scripts
    answers = (
        ("no-objection", _("No objection")),
        ("objection", _("An objection")),
        ("asked-to-think", _("Time to think")),
        ("not-asked", _("Not asked")),
    )
    private = now.case.report.witnessed != "widely"
    return ActForm(
        title=_("The answer after the pause"),
        hint=scripts.pause or _("Say what happens next, wait, and note what came back."),
        fields=(
            Field(key="answer", label=_("What came back"), kind="choice", options=answers),
            Field(key="whom", label=_("From whom"), kind="choice", options=parts_options(), value="reporter"),
            words_field(_("In their own words")),
        ),
        needs=("answer",),
        asks={"answer": _("Please choose what came back. “Not asked” is an answer too.")},
        make=made(e.Consented),
        say=texts(scripts.private if private else scripts.widely_witnessed, scripts.reassure, scripts.thanks),
    )


CARE: Mapping[str, Callable[[Situation], ActForm]] = {
    "support-given": _support, "safety-checked": _safety, "consented": _consented,
}  # fmt: skip
