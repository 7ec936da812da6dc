"""The forms of telling: the person reported in four parts, the reporter and others, the public, and those above the team."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import msgspec

from cocdesk.model.records import entries as e
from cocdesk.model.rules import choices, message, order, telling
from cocdesk.model.rules.text import capital
from cocdesk.ui.forms.fields import Field, Options, Values
from cocdesk.ui.forms.situation import (
    ActForm,
    Situation,
    about_apologies,
    advice,
    channel_options,
    decided,
    decisions,
    feedback,
    made,
    remarked,
    texts,
    when,
    words_field,
)
from cocdesk.words import _

PARTS = ("behaviour", "impact", "change", "consequences", "appeal")


def about_options(whom: str, now: Situation) -> Options:
    """What somebody can be told of under this procedure, the first thing first (K1, K2, X18, X19, G1)."""
    words = {
        "receipt": _("That the report has arrived"), "status": _("How it stands"), "proposal": _("What the team proposes"),
        "complaint": _("That there is a report"), "outcome": _("What came of it"), "sanctions": _("The measures taken"),
        "urgent-action": _("What was done at once"), "other": _("Something else"),
    }  # fmt: skip
    proposal = ("proposal",) if choices.agreed(now.policy, now.event, "proposal") else ()
    measures = ("sanctions",) if _measures_told(now) else ()
    if whom in ("reporter", "affected"):
        keys: tuple[str, ...] = ("receipt", "status", *proposal, "outcome", *measures, "other")
    elif whom == "reported":
        keys = ("complaint", "outcome", "other")
    elif whom == "team":
        keys = ("urgent-action", "other")
    else:
        # In this form it can still be chosen who was told, so that whatever any of them may hear is there.
        alone = ("urgent-action",) if order.acts_alone(now.policy) else ()
        keys = ("status", "outcome", *measures, "receipt", *proposal, *alone, "other")
    return tuple((key, words[key]) for key in keys)


def _measures_told(now: Situation) -> bool:
    return "sanctions" in now.policy.tell_reporter.what or choices.agreed(now.policy, now.event, "tell_reporter")


def _told(now: Situation) -> ActForm:
    whom, _colon, about = now.whom.partition(":")
    if whom == "reported":
        return _message(now, about)
    policy = now.policy
    options = about_options(whom or "other", now)
    asked_of_reporter = whom in ("reporter", "affected")
    parts = tuple((key, capital(_(telling.ROLES[key]))) for key in ("reporter", "affected", "witness", "support", "other"))
    team = (("team", _("The team")),) if order.acts_alone(policy) else ()
    first = about or ("outcome" if decisions(now.case) else options[0][0])
    comment = words_field(
        _("What they say to it"), _("It is heard, and does not bind the team."), key="comment", lines=2
    )  # fmt: skip
    make = made(e.Told)

    def asked(values: Values) -> tuple[str, ...]:
        """What the procedure asks to tell once it is decided, where that is what they are told about."""
        return texts(policy.tell_reporter.sentence if values["about"] in ("outcome", "sanctions") else "")

    return ActForm(
        title={"reporter": _("Tell the reporter"), "affected": _("Tell the person affected"), "team": _("Tell the team")}.get(
            whom, _("Somebody was told")
        ),
        fields=(
            Field(key="whom", label=_("Who was told"), kind="choice", options=(*parts, *team), value=whom or "other"),
            Field(key="about", label=_("What about"), kind="pick", options=(("", _("Not said")), *options), value=first),
            *((Field(key="asked", kind="saying", says=asked),) if asked_of_reporter else ()),
            Field(key="by", label=_("Who told them"), value=now.member, half=True),
            when(now),
            Field(key="channel", label=_("How"), kind="choice", options=channel_options()),
            words_field(_("What they were told"), key="text", start=_outcome(now) if asked_of_reporter else "", lines=4),
            replace(comment, only=lambda values: values["about"] == "proposal"),
            remarked(now, make),
        ),
        needs=("whom",),
        asks={"whom": _("Please choose who was told.")},
        make=make,
        say=texts(policy.scripts.thanks) if asked_of_reporter else (),
        avoid=texts(about_apologies(policy), "" if asked_of_reporter else policy.intake.reporter_identity),
        offer=texts(feedback(policy), policy.urgent.sentence if whom == "team" and policy.urgent else ""),
    )


def _outcome(now: Situation) -> str:
    """What came of it, to begin from; nothing while nothing is decided."""
    taken = [telling.sanction_title(now.policy, sanction) for sanction in decided(now.case)]
    if not taken:
        return ""
    return _("Thank you for telling us. We met, and decided: {measures}.").format(measures=", ".join(dict.fromkeys(taken)))


def _message(now: Situation, about: str) -> ActForm:
    """The person reported is told in four parts, and where to appeal; the parts make one text, shown as it will be said."""
    policy = now.policy
    after = bool(decisions(now.case))
    appeals = policy.appeal.place != "absent"

    def four(values: Values) -> bool:
        return values["about"] in ("outcome", "sanctions")

    def made_told(values: Values) -> e.CaseBody:
        plain = {"type": "told", "whom": "reported", **values}
        body = msgspec.convert(plain, e.Told)
        composed = message.message(body, policy)
        extra = body.text.strip()
        return msgspec.structs.replace(body, text="\n\n".join(texts(composed, extra)))

    def shown(values: Values) -> tuple[str, ...]:
        return texts(message.message(msgspec.convert(made_parts(values), e.Told), policy)) if four(values) else ()

    def made_parts(values: Values) -> dict[str, object]:
        return {"type": "told", "whom": "reported", **{key: values.get(key, "") for key in PARTS}}

    parts = (
        words_field(_("What was done"), _("What was seen and heard; nothing from which they could tell who reported."),
                    key="behaviour", start=now.case.report.behaviour, lines=2),
        words_field(_("What it did to others"), key="impact", start=now.case.report.impact, lines=2),
        words_field(_("What has to change"), key="change", start=_change(now), lines=2),
        words_field(_("What follows from it"), key="consequences", start=_consequences(now), lines=2),
        Field(key="appeal", label=_("Where they can appeal"), value=now.event.settings.get("appeal", ""),
              hint=policy.appeal.sentence),
    )  # fmt: skip
    extra = words_field(_("What was said"), key="text", lines=2)
    return ActForm(
        title=_("Tell the person reported"),
        fields=(
            Field(key="about", label=_("What about"), kind="choice", options=about_options("reported", now),
                  value=about or ("outcome" if after else "complaint")),
            Field(key="four", kind="saying", says=lambda values: texts(_four_parts() if four(values) else "")),
            *(replace(part, only=four) for part in parts if part.key != "appeal" or appeals),
            Field(key="preview", label=_("So it will read"), kind="preview", says=shown),
            extra,
            Field(key="by", label=_("Who told them"), value=now.member, half=True),
            when(now),
            Field(key="channel", label=_("How"), kind="choice", options=channel_options()),
            words_field(_("What they said to it"), key="comment", lines=2),
            remarked(now, made_told),
        ),
        make=made_told,
        avoid=texts(policy.intake.reporter_identity, about_apologies(policy), policy.apology.pressing),
        offer=(*advice(policy.talk), *texts(policy.appeal.sentence, feedback(policy))),
    )  # fmt: skip


def _four_parts() -> str:
    return _("What was done, what it did to others, what has to change, and what follows from it.")


def _change(now: Situation) -> str:
    plans = [body.text for body in now.happened(e.Planned) if isinstance(body, e.Planned)]
    return plans[-1] if plans else ""


def _consequences(now: Situation) -> str:
    """What was decided in plain words, and what comes next time."""
    known = {s.id: s for s in (*now.policy.sanctions, *now.policy.further_sanctions)}
    lines = []
    for body in decisions(now.case):
        title = telling.sanction_title(now.policy, body.sanction)
        until = _("until {when}").format(when=body.until) if body.until and body.sanction in known else ""
        lines.append(", ".join(texts(title, until)) + ".")
        lines += texts(body.conditions, body.next_rung)
    return "\n".join(dict.fromkeys(lines))


def _announced(now: Situation) -> ActForm:
    announcement = now.policy.announcement
    roles = {role.id: role.title for role in now.policy.roles}
    speakers = tuple((roles[role], roles[role]) for role in announcement.by if role in roles)
    only = _("Only these announce: {roles}.").format(roles=", ".join(words for _key, words in speakers))
    make = made(e.Announced)
    return ActForm(
        title=_("Tell everyone"),
        hint=announcement.when,
        fields=(
            Field(key="by", label=_("Who speaks"), kind="choice", options=speakers, value=speakers[0][0] if speakers else "",
                  hint=only if announcement.only_by else ""),
            Field(key="where", label=_("Where"), half=True),
            when(now),
            words_field(_("What was said"), key="text", start=wording(now), lines=5),
            *_named_all_the_same(announcement.anonymous_unless),
            remarked(now, make),
        ),
        make=make,
        offer=(*advice(announcement.guidance), *texts(announcement.anonymous_unless, now.policy.feedback.sentence)),
        avoid=texts(now.policy.intake.reporter_identity),
    )  # fmt: skip


def _named_all_the_same(rule: str) -> tuple[Field, ...]:
    """Where the procedure wants nobody named but by exception, room for the reason (L2)."""
    if not rule:
        return ()
    return (replace(words_field(_("Why somebody is named in it"), rule, key="named_because", lines=2), more=True),)


def wording(now: Situation) -> str:
    """The pack's announcement with what the event knows filled in; what it does not know stays as dots to write over."""
    settings = now.event.settings
    taken = [s for s in decided(now.case) if s != "none"]
    known = {
        "{thing}": "…",
        "{action}": f"… ({telling.sanction_title(now.policy, taken[-1])})" if taken else "…",
        "{location}": settings.get("policy-location", "") or "…",
        "{contact}": settings.get("contact", "") or "…",
    }
    words = now.policy.announcement.template
    for place, said in known.items():
        words = words.replace(place, said)
    return words


def _knows(now: Situation) -> ActForm:
    return ActForm(
        title=_("Somebody knows of this case"),
        hint=now.policy.team.know_sentence,
        fields=(
            Field(key="who", label=_("Who"), half=True),
            Field(key="since", label=_("Since when"), value=now.here(), half=True),
            Field(key="what", label=_("What they know")),
            words_field(_("How they came to know"), lines=2),
        ),
        needs=("who",),
        asks={"who": _("Please say who knows; their part is enough.")},
        make=made(e.Knows),
        avoid=texts(now.policy.intake.reporter_identity, now.policy.intake.confidential),
    )


def _notified(now: Situation) -> ActForm:
    up, make = now.policy.reports_up, made(e.Notified)
    return ActForm(
        title=_("Report this incident on"),
        hint=_("The paper itself is made under Papers. Note here that it was sent."),
        fields=(Field(key="to", label=_("To whom"), value=up[0].to if up else ""), when(now), words_field(), remarked(now, make)),
        needs=("to",),
        asks={"to": _("Please say who it was sent to.")},
        make=make,
        say=texts(*(row.closing_sentence for row in up)),
        avoid=texts(now.policy.intake.reporter_identity),
    )


def _acknowledged(now: Situation) -> ActForm:
    sent = [body.to for body in now.happened(e.Notified) if isinstance(body, e.Notified)]
    up = [row.to for row in now.policy.reports_up if row.acknowledgement_asked] or [row.to for row in now.policy.reports_up]
    return ActForm(
        title=_("They have answered"),
        hint=_("Whoever was sent the incident says that it arrived."),
        fields=(Field(key="by", label=_("Who answered"), value=(sent[-1:] or up[:1] or [""])[0]), when(now), words_field()),
        needs=("by",),
        asks={"by": _("Please say who answered.")},
        make=made(e.Acknowledged),
    )


TELLING: Mapping[str, Callable[[Situation], ActForm]] = {
    "told": _told, "announced": _announced, "knows": _knows, "notified": _notified, "acknowledged": _acknowledged,
}  # fmt: skip
