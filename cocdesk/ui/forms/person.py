"""The forms about the person reported: warned, heard, spoken with, and what becomes of an apology."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import msgspec

from cocdesk.model.records import entries as e
from cocdesk.model.rules import message
from cocdesk.ui.forms.fields import Field, Values, names
from cocdesk.ui.forms.situation import (
    ActForm,
    Situation,
    about_apologies,
    advice,
    chooser,
    made,
    manner_options,
    remarked,
    texts,
    when,
    words_field,
    yes_no_unknown,
)
from cocdesk.words import _


def _warned(now: Situation) -> ActForm:
    known = tuple((key.partition(":")[0], words) for key, words in now.people if key.endswith(":reported"))
    person = (
        Field(key="person", label=_("Who was warned"), kind="pick",
              options=(*known, ("", _("Somebody else, described below"))), value=known[0][0] if known else "")
    )  # fmt: skip
    make = made(e.Warned)
    return ActForm(
        title=_("A warning on the spot"),
        hint=_("What somebody of the staff said at once, before the team could meet. Every field may stay empty."),
        fields=(
            person,
            when(now),
            Field(key="by", label=_("Who gave it"), value=now.member, half=True),
            words_field(_("What it was for"), key="behaviour", lines=2),
            Field(key="happened", label=_("When that happened"), value=now.case.report.happened),
            words_field(_("What was going on around it"), key="circumstances", lines=2),
            Field(key="others", label=_("Who else was there")),
            remarked(now, make),
        ),
        make=make,
        offer=texts(now.policy.urgent.sentence if now.policy.urgent else ""),
        avoid=texts(now.policy.intake.reporter_identity),
    )


def _heard(now: Situation) -> ActForm:
    make = made(e.Heard)
    return ActForm(
        title=_("Hear the person reported"),
        hint=now.policy.hearing.sentence,
        fields=(
            Field(key="by", label=_("Who spoke with them"), value=now.member, half=True),
            when(now),
            remarked(now, make),
            Field(key="told", label=_("They were told that there is a report"), kind="tick", value=True),
            words_field(_("What they said, in their words"), lines=5),
            Field(key="manner", label=_("How they took it"), kind="choice", options=manner_options(),
                  hint=_("What could be seen from outside, without judging. It may say something about what comes next.")),
            words_field(_("More about how they took it"), key="reaction", lines=2),
        ),
        make=make,
        offer=advice(now.policy.talk),
        avoid=texts(now.policy.intake.reporter_identity, about_apologies(now.policy)),
    )  # fmt: skip


def _talked(now: Situation) -> ActForm:
    def make(values: Values) -> e.CaseBody:
        length = "".join(character for character in str(values["length"]) if character.isdecimal())
        minutes = min(int(length), 1440) if length else 0
        return msgspec.convert({"type": "talked", **values, "by": names(values["by"]), "length": minutes}, e.Talked)

    def alone(values: Values) -> Sequence[str]:
        return texts(_("A talk is better held by two people.") if len(names(values["by"])) == 1 else "")

    asked = {
        "apologised": _("Did they say sorry of their own accord?"),
        "understood": _("Did they understand what is expected of them?"),
    }
    return ActForm(
        title=_("The talk"),
        hint=_("How the talk with the person reported went. How to prepare for it stands beside."),
        fields=(
            chooser(now, "by", _("Who held it")),
            Field(key="alone", kind="saying", says=alone),
            when(now),
            Field(key="length", label=_("How long, in minutes"), half=True),
            Field(key="place", label=_("Where"), hint=_("A private place, best an empty room.")),
            words_field(_("What you said"), key="said"),
            Field(key="manner", label=_("How they took it"), kind="choice", options=manner_options()),
            *(Field(key=key, label=label, kind="choice", options=yes_no_unknown()) for key, label in asked.items()),
            words_field(_("What they said, in their words")),
            remarked(now, make),
        ),
        make=make,
        offer=advice(now.policy.talk),
        avoid=texts(now.policy.intake.reporter_identity, about_apologies(now.policy), now.policy.apology.mediation_sentence),
    )


def _apology(now: Situation) -> ActForm:
    rules = now.policy.apology
    answers = (
        ("discouraged", _("We advised against it")), ("kept", _("Kept with the case")), ("relayed", _("Passed on")),
        ("pressed", _("They pressed for it, or sent others")),
    )  # fmt: skip
    make = made(e.ApologyOffered, but=("open_report",))

    def relayed(values: Values) -> bool:
        return values["answer"] == "relayed"

    def pressed(values: Values) -> bool:
        return values["answer"] == "pressed"

    def length(values: Values) -> Sequence[str]:
        return message.too_long(str(values["text"]), rules) if relayed(values) else ()

    def pressing(values: Values) -> Sequence[str]:
        said = rules.pressing or _("Pressing an apology on somebody can be a new breach.")
        return (said,) if pressed(values) else ()

    def discouraged(values: Values) -> Sequence[str]:
        return texts(rules.sentence) if relayed(values) and rules.discourage else ()

    wanted = Field(key="wanted", label=_("Did the person affected want to hear it?"), kind="choice", options=yes_no_unknown())
    return ActForm(
        title=_("An apology was offered"),
        hint=_("Nobody is asked to apologise, and nobody has to hear an apology."),
        fields=(
            Field(key="answer", label=_("What was done with it"), kind="choice", options=answers),
            Field(key="pressing", kind="saying", tone="warn", says=pressing),
            Field(key="open_report", label=_("Open a report of its own for this"), kind="tick", value=False, only=pressed,
                  hint=_("It opens next. Link the two cases afterwards, under “Add…”.")),
            Field(key="by", label=_("Who spoke with them"), value=now.member, half=True),
            when(now),
            Field(key="discouraged", kind="saying", says=discouraged),
            replace(wanted, only=relayed),
            replace(words_field(_("The words that were passed on"), _("Brief, and so that no answer is needed."), key="text"),
                    only=relayed),
            Field(key="length", kind="saying", tone="warn", says=length),
            words_field(_("Anything to add"), lines=2),
        ),
        needs=("answer",),
        asks={"answer": _("Please choose what was done with it.")},
        make=make,
        say=texts(rules.good_example),
        avoid=texts(rules.sentence, rules.bad_example, rules.mediation_sentence),
        offer=texts(rules.why, rules.pressing),
        then="open_report",
    )  # fmt: skip


PERSON: Mapping[str, Callable[[Situation], ActForm]] = {
    "warned": _warned, "heard": _heard, "talked": _talked, "apology-offered": _apology,
}  # fmt: skip
