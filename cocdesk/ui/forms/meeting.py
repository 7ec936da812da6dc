"""The forms of the meeting: who sat down and what they found, who steps back, and who takes their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import msgspec

from cocdesk.model.records import entries as e
from cocdesk.model.rules import meeting, telling
from cocdesk.model.rules.text import capital
from cocdesk.ui.forms.fields import Field, Values, names
from cocdesk.ui.forms.situation import ActForm, Situation, chooser, made, remarked, texts, when, words_field
from cocdesk.words import _

QUESTIONS = ("what_happened", "doing_anything", "who", "when")


def _met(now: Situation) -> ActForm:
    rules = now.policy.meeting
    outside = {"reporter": _("The reporter does not take part."), "reported": _("The person reported does not take part.")}
    asked = tuple(words_field(question, key=key, lines=2) for key, question in zip(QUESTIONS, rules.questions, strict=False))

    def there(values: Values) -> bool:
        return bool(meeting.excluded(names(values["attendees"]), now.case, now.persons, now.policy))

    def not_allowed(values: Values) -> Sequence[str]:
        return texts(
            meeting.excluded(
                names(values["attendees"]), now.case, now.persons, now.policy, str(values.get("exception", ""))
            )
        )  # fmt: skip

    def make(values: Values) -> e.CaseBody:
        return msgspec.convert({"type": "met", **values, "attendees": names(values["attendees"])}, e.Met)

    # Where it is allowed at all, the reason is asked for as soon as somebody of the case is in the room, and not before.
    allowed = meeting.exception_possible(now.case, now.policy)
    exception = words_field(_("Why they were there all the same"), _("Many people saw what happened."), key="exception", lines=2)
    fields = (
        when(now, _("Began")),
        when(now, _("Ended"), key="ended", value=""),
        chooser(now, "attendees", _("Who was there"), hint=_("Whoever stepped back from this case is not offered.")),
        Field(key="excluded", kind="saying", tone="bad", says=not_allowed),
        *((replace(exception, only=there),) if allowed else ()),
        Field(key="lacking", kind="saying", tone="warn", says=lambda values: _numbers(now, values)),
        *asked,
        words_field(_("Minutes"), _("As long as you like. They stay in the vault."), key="minutes", lines=4),
    )
    return ActForm(
        title=_("The team met"),
        hint=rules.title,
        fields=(*fields, _new_remarks(now, make)),
        make=make,
        avoid=texts(*(outside[who] for who in rules.excluded), _stepped_back(now)),
        offer=texts(rules.with_whom, rules.conflict_rule, now.policy.team.sentence, now.policy.team.know_sentence),
    )


def _numbers(now: Situation, values: Values) -> Sequence[str]:
    """What those in the room would lack to decide at once; nobody named yet lacks nothing."""
    there = names(values["attendees"])
    return meeting.lacking(there, now.case, now.policy) if there else ()


def _new_remarks(now: Situation, make: Callable[[Values], e.CaseBody]) -> Field:
    """The remarks of the procedure, but for who may not be there: that is said above."""
    found = remarked(now, lambda values: make({**values, "attendees": _allowed(now, names(values["attendees"]))}))
    return replace(found, key="remarked-meeting")


def _allowed(now: Situation, there: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in there if not meeting.excluded((name,), now.case, now.persons, now.policy))


def _stepped_back(now: Situation) -> str:
    away = meeting.recused(now.case)
    return _("Stepped back from this case: {names}.").format(names=", ".join(away)) if away else ""


def _recused(now: Situation) -> ActForm:
    kinds = tuple((key, capital(_(words))) for key, words in telling.STEPPED_BACK.items())
    rules, team = now.policy.meeting, now.policy.team
    staying = now.team()
    who = (("self", _("Their own")), ("others", _("The others’")))

    def make(values: Values) -> e.CaseBody:
        member = str(values["member"])
        others = values["asked"] == "others"
        return e.Recused(
            member=member, kind="soft" if values["kind"] == "soft" else "hard",
            by=(str(values["by"]) or _("the others")) if others else "", confirmed=values["confirmed"] is True,
        )  # fmt: skip

    def lacking(values: Values) -> Sequence[str]:
        left = [name for name in staying if not meeting.same_name(name, str(values["member"]))]
        short = now.policy.team.minimum is not None and len(left) < now.policy.team.minimum
        return texts(_("Then too few are left to decide. Ask somebody to stand in for this case.") if short else "")

    return ActForm(
        title=_("A member steps back"),
        hint=_("No reason is needed, and none is asked. Stepping back is good practice."),
        fields=(
            Field(key="member", label=_("Who steps back"), value=now.member),
            Field(key="asked", label=_("Whose wish it was"), kind="choice", options=who, value="self"),
            Field(key="by", label=_("Who asked"), hint=_("Only if it matters later."),
                  only=lambda values: values["asked"] == "others"),
            Field(key="kind", label=_("How far"), kind="pick", options=kinds, value="hard"),
            Field(key="confirmed", label=_("They know of it and have agreed"), kind="tick", value=False),
            Field(key="left", kind="saying", tone="warn", says=lacking),
        ),
        needs=("member",),
        asks={"member": _("Please say who steps back.")},
        make=make,
        offer=texts(rules.conflict_rule, team.sentence, team.know_sentence),
    )  # fmt: skip


def _substituted(now: Situation) -> ActForm:
    away = tuple((name, name) for name in meeting.recused(now.case))
    make = made(e.Substituted)
    return ActForm(
        title=_("Somebody stands in"),
        hint=_("They take a place in the team for this one case, and know of it from now on."),
        fields=(
            Field(key="member", label=_("Who stands in")),
            Field(key="instead_of", label=_("In whose place"), kind="pick",
                  options=(("", _("Nobody’s: one more is needed")), *away), value=away[-1][0] if away else ""),
            Field(key="agreed_by", label=_("Who agreed to it")),
            words_field(_("Anything to add"), lines=2),
            remarked(now, make),
        ),
        needs=("member",),
        asks={"member": _("Please say who stands in.")},
        make=make,
        offer=texts(now.policy.team.sentence, now.policy.team.composition, now.policy.team.know_sentence),
    )  # fmt: skip


MEETING: Mapping[str, Callable[[Situation], ActForm]] = {"met": _met, "recused": _recused, "substituted": _substituted}
