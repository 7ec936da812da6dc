"""The forms of deciding and doing: what was decided and by whom, who agreed, what was done, and where it has to take hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import msgspec

from cocdesk.model.policy.pack import Policy, Sanction
from cocdesk.model.records import entries as e
from cocdesk.model.rules import matrix, meeting, order, telling
from cocdesk.ui.forms.fields import Field, Options, Values, names, place_of
from cocdesk.ui.forms.situation import (
    ActForm,
    Situation,
    about_apologies,
    advice,
    chooser,
    decided,
    decisions,
    made,
    remarked,
    texts,
    when,
    words_field,
)
from cocdesk.words import _


def sanction_options(policy: Policy) -> Options:
    """The coded choices of a procedure, no further action, and then measures the procedure itself does not name."""
    own = tuple((s.id, s.title) for s in policy.sanctions)
    return (*own, ("none", _("No further action")), *((s.id, s.title) for s in policy.further_sanctions))


def sanction_headings(policy: Policy) -> dict[str, str]:
    """The headings over the two groups, where there are two."""
    if not policy.further_sanctions:
        return {}
    return {
        policy.sanctions[0].id: _("Named in this procedure"),
        policy.further_sanctions[0].id: _("Not named in this procedure"),
    }


def _known(policy: Policy) -> dict[str, Sanction]:
    return {s.id: s for s in (*policy.sanctions, *policy.further_sanctions)}


def last_meeting(now: Situation) -> tuple[str, ...]:
    """Who sat in the newest meeting and may still decide; without one, whoever writes."""
    held = [body for body in now.happened(e.Met) if isinstance(body, e.Met)]
    staying = now.team()
    there = held[-1].attendees if held else now.present()
    return tuple(name for name in there if any(meeting.same_name(name, one) for one in staying) or name not in now.members)


class _Asking:
    """What a decision is asked about, as far as the sanction that is chosen leaves it to ask."""

    def __init__(self, now: Situation) -> None:
        self.now = now
        self.known = _known(now.policy)

    def of(self, values: Values) -> Sanction | None:
        """The sanction that is chosen."""
        return self.known.get(str(values["sanction"]))

    def lasts(self, values: Values) -> bool:
        """Whether it has a period."""
        found = self.of(values)
        return found is not None and found.period != "none"

    def something(self, values: Values) -> bool:
        """Whether anything is to be done."""
        return str(values["sanction"]) not in ("", "none")

    def grant(self, values: Values) -> bool:
        """Whether it rests on a condition of a grant (A15)."""
        found = self.of(values)
        return found is not None and found.needs_grant_condition

    def lacking(self, values: Values) -> Sequence[str]:
        """What those who decide lack; one person alone in an emergency lacks nothing, and nobody named is not asked yet."""
        deciders = names(values["deciders"])
        if values.get("urgent") is True or not deciders:
            return ()
        return meeting.lacking(deciders, self.now.case, self.now.policy)

    def remarks(self, values: Values) -> Sequence[str]:
        """What else the procedure would remark: the numbers are said already."""
        if not values["sanction"]:
            return ()
        body = _made_decision(values)
        assert isinstance(body, e.Decided)
        numbers = self.now.numbers_of(body)
        return tuple(sentence for sentence in self.now.said_of(body) if sentence not in numbers)

    def against(self, values: Values) -> bool:
        """Whether it would be decided although a rule is not met."""
        return bool(self.lacking(values) or self.remarks(values))


def _decided(now: Situation) -> ActForm:
    policy, asking = now.policy, _Asking(now)
    roles = {role.id: role.title for role in policy.roles}
    agrees = _("Needs the agreement of: {roles}").format(roles=", ".join(roles[r] for r in policy.agrees if r in roles))
    return ActForm(
        title=_("Decide what will be done"),
        hint=policy.judge_sanctions_by,
        fields=(*_what(now, asking), *_who_decided(now, asking), *_why(now, asking)),
        needs=("sanction",),
        asks={"sanction": _("Please choose what was decided. “No further action” is a decision too.")},
        make=_made_decision,
        offer=texts(
            _suggestion(now),
            *now.earlier,
            *_first_things(policy),
            agrees if policy.agrees else "",
            policy.team.sentence,
            policy.team.vote,
        ),
        avoid=texts(about_apologies(policy), policy.apology.mediation_sentence),
    )


def _first_things(policy: Policy) -> tuple[str, ...]:
    """The pack's advice to tell what has to happen now from what can be decided later (F10)."""
    return advice(tuple(piece for piece in policy.dos if "F10" in piece.rows))


def _what(now: Situation, asking: _Asking) -> tuple[Field, ...]:
    return (
        Field(key="sanction", label=_("Decision"), kind="pick",
              options=(("", _("Please choose")), *sanction_options(now.policy)), headings=sanction_headings(now.policy),
              notes={s.id: " ".join(texts(s.about, s.caution)) for s in asking.known.values()}),
        Field(key="grant_condition", label=_("Was keeping the code of conduct a condition of the grant from the start?"),
              kind="choice", options=(*yes_no(), ("unknown", _("Not known"))), only=asking.grant),
        Field(key="horizon", label=_("From when"), kind="choice", value="now", only=asking.something,
              options=(("now", _("Right now")), ("later", _("Later")))),
        Field(key="since", label=_("Holds from"), half=True, only=asking.lasts, hint=_("A date.")),
        Field(key="until", label=_("Holds until"), half=True, only=asking.lasts, hint=_("A date, or “end of the event”.")),
        Field(key="who", label=_("Who carries it out"), half=True, only=asking.something),
        Field(key="by", label=_("By when"), half=True, only=asking.something),
    )  # fmt: skip


def _who_decided(now: Situation, asking: _Asking) -> tuple[Field, ...]:
    urgent = now.policy.urgent
    alone = Field(key="urgent", label=_("I decided this alone, because it could not wait"), kind="tick", value=False,
                  hint=urgent.sentence if urgent else "")  # fmt: skip
    return (
        *_stands(now),
        chooser(now, "deciders", _("Who decided"), who=last_meeting(now)),
        *((alone,) if order.acts_alone(now.policy) else ()),
        Field(key="lacking", kind="saying", tone="warn", says=asking.lacking),
        Field(key="remarked", kind="saying", tone="warn", says=asking.remarks),
        replace(words_field(_("Why it was decided all the same"), key="despite", lines=2), only=asking.against),
    )


def _stands(now: Situation) -> tuple[Field, ...]:
    """Asked where hearing the person reported may change what the report is worth (F15)."""
    if not now.policy.hearing.report_may_fall:
        return ()
    options = (*yes_no(), ("unknown", _("Not settled")))
    label = _("Now that you have heard the person reported: does the report stand?")
    return (Field(key="stands", label=label, kind="choice", options=options),)


def _why(now: Situation, asking: _Asking) -> tuple[Field, ...]:
    enough = now.policy.judge_sanctions_by or _("Does this make people as safe as they need to be?")
    again = words_field(
        _("What follows if it happens again"), _("So that the person reported can be told."), key="next_rung", lines=2
    )  # fmt: skip
    back = words_field(_("Conditions of coming back"), key="conditions", lines=2)
    return (
        words_field(_("Reasons for the decision"), key="why"),
        Field(key="safe_enough", label=enough, kind="choice", options=yes_no(), only=lambda values: bool(values["sanction"])),
        Field(key="vote", label=_("How the votes fell"), hint=now.policy.team.vote, more=True),
        replace(back, more=True, only=asking.lasts),
        replace(again, more=True, only=asking.something),
        Field(key="review", label=_("Look at it again on"), hint=_("A date."), more=True, only=asking.something),
    )


def yes_no() -> Options:
    """Two answers."""
    return (("yes", _("Yes")), ("no", _("No")))


def _made_decision(values: Values) -> e.CaseBody:
    plain = {**values, "horizon": values["horizon"] or "now", "deciders": names(values["deciders"])}
    return msgspec.convert({"type": "decided", **plain}, e.Decided)


def _suggestion(now: Situation) -> str:
    case = now.case
    if not (case.risk and case.impact):
        return ""
    response = matrix.cell(now.policy.matrix, case.risk, case.impact).response
    return _("Where this case is placed, the matrix suggests: {response}").format(response=response)


def _agreed(now: Situation) -> ActForm:
    asked = [role for role in now.policy.roles if role.id in now.policy.agrees] or list(now.policy.roles)
    last = decisions(now.case)[-1:]
    course = "".join(
        _("Suggested: {sanction}").format(sanction=telling.sanction_title(now.policy, body.sanction)) for body in last
    )
    return ActForm(
        title=_("Somebody’s agreement"),
        hint=course,
        fields=(
            Field(key="role", label=_("Who is asked"), kind="pick", options=tuple((r.id, r.title) for r in asked), half=True),
            Field(key="who", label=_("Name"), half=True),
            Field(key="answer", label=_("Their answer"), kind="choice",
                  options=(("agreed", _("Agreed")), ("not-agreed", _("Did not agree")))),
            words_field(_("In their own words")),
        ),
        needs=("answer",),
        asks={"answer": _("Please choose their answer.")},
        make=made(e.Agreed),
        offer=texts(*(role.about for role in asked)),
        avoid=texts(now.policy.intake.reporter_identity),
    )  # fmt: skip


def _acted(now: Situation) -> ActForm:
    policy = now.policy
    taken = [sanction for sanction in decided(now.case) if sanction != "none"]
    make = made(e.Acted)
    alone = Field(key="urgent", label=_("I did this alone, because it could not wait"), kind="tick",
                  value=not decisions(now.case) and now.whom == "urgent",
                  hint=policy.urgent.sentence if policy.urgent else "")  # fmt: skip
    options = tuple(option for option in sanction_options(policy) if option[0] != "none")
    return ActForm(
        title=_("Carried out"),
        fields=(
            Field(key="sanction", label=_("What was done"), kind="pick", value=taken[-1] if taken else "",
                  options=(("", _("Something else, said below")), *options), headings=sanction_headings(policy)),
            Field(key="who", label=_("Who did it"), value=now.member, half=True),
            when(now),
            *((alone,) if order.acts_alone(policy) else ()),
            words_field(_("How it went")),
            remarked(now, make),
        ),
        make=make,
        avoid=texts(about_apologies(policy)),
        offer=texts(policy.judge_sanctions_by),
    )  # fmt: skip


def _rolled_out(now: Situation) -> ActForm:
    rule = now.policy.roll_out
    places = rule.places if rule is not None else ()
    state: dict[str, str] = {}
    for body in now.happened(e.RolledOut):
        assert isinstance(body, e.RolledOut)
        mark = "checked" if body.checked else "done" if body.done else ""
        state[body.system] = f"{mark}:{body.owner}" if body.owner else mark
    options = (*((place.id, place.title) for place in places), *((name, name) for name in _elsewhere(now)))
    return ActForm(
        title=_("Where it has to take hold"),
        hint=_("A measure holds only where somebody has put it in place. Say for each place how it stands; look again later."),
        fields=(
            Field(key="places", label=_("Places"), kind="places", options=options,
                  value=tuple(f"{key}={state.get(key, '')}" for key, _title in options)),
            Field(key="elsewhere", label=_("Another place"), half=True),
            Field(key="owner", label=_("Who sees to it there"), half=True, value=""),
        ),
        make=lambda values: next(iter(roll_outs(now, values)), e.RolledOut(system="")),
        offer=texts(*(" ".join(texts(f"{place.title}:", place.why)) for place in places if place.why)),
        save=_("Save the list"),
    )  # fmt: skip


def _elsewhere(now: Situation) -> tuple[str, ...]:
    rule = now.policy.roll_out
    known = {place.id for place in rule.places} if rule is not None else set()
    bodies = (body.system for body in now.happened(e.RolledOut) if isinstance(body, e.RolledOut))
    return tuple(dict.fromkeys(name for name in bodies if name not in known))


def roll_outs(now: Situation, values: Values) -> tuple[e.RolledOut, ...]:
    """One entry per place of the list that is different from what stands in the case."""
    before = {b.system: b for b in now.happened(e.RolledOut) if isinstance(b, e.RolledOut)}
    wanted = values["places"] if isinstance(values["places"], tuple) else ()
    found = []
    for line in wanted:
        system, mark, owner = place_of(line)
        found.append(
            e.RolledOut(system=system, owner=owner, done=mark in ("done", "checked"), checked=mark == "checked", at=now.here())
        )
    if str(values["elsewhere"]).strip():
        new = str(values["elsewhere"]).strip()
        found.append(e.RolledOut(system=new, owner=str(values["owner"]).strip(), done=True, at=now.here()))
    return tuple(body for body in found if _differs(body, before.get(body.system)))


def _differs(body: e.RolledOut, before: e.RolledOut | None) -> bool:
    if before is None:
        return body.done or bool(body.owner)
    return (body.owner, body.done, body.checked) != (before.owner, before.done, before.checked)


def _planned(now: Situation) -> ActForm:
    make = made(e.Planned)
    return ActForm(
        title=_("What is to change"),
        hint=_("A plan for the behaviour, apart from any consequence: what will be different, and who looks at it again."),
        fields=(
            words_field(_("What the person reported will do differently"), key="text", lines=4),
            Field(key="with_whom", label=_("Who goes along with them"), half=True),
            Field(key="until", label=_("Until when"), half=True),
            Field(key="check_on", label=_("When the team looks at it again"), hint=_("A date, such as 2026-06-30.")),
            remarked(now, make),
        ),
        needs=("text",),
        asks={"text": _("Please say what is to change.")},
        make=make,
        avoid=texts(about_apologies(now.policy), now.policy.apology.mediation_sentence),
    )


DECIDING: Mapping[str, Callable[[Situation], ActForm]] = {
    "decided": _decided, "agreed": _agreed, "acted": _acted, "rolled-out": _rolled_out, "planned": _planned,
}  # fmt: skip
