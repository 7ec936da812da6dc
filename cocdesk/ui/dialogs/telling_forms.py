"""The forms of telling: the people in the case, the public, and those above the team."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cocdesk.model.records import entries as e
from cocdesk.model.rules import telling
from cocdesk.ui.dialogs.act_forms import ActForm, Situation, advice, capital, decided, made, texts, when, words_field
from cocdesk.ui.dialogs.form_fields import Field
from cocdesk.words import _


def _told(now: Situation) -> ActForm:
    policy = now.policy
    whom = tuple(
        (key, capital(_(telling.ROLES[key]))) for key in ("reporter", "affected", "reported", "witness", "support", "other")
    )
    channels = tuple((key, capital(_(telling.CHANNELS[key]))) for key in ("in-person", "phone", "email", "written", "online"))
    titles = {
        "reporter": _("Tell the reporter"),
        "reported": _("Tell the person reported"),
    }
    to_reported = now.whom == "reported"
    return ActForm(
        title=titles.get(now.whom, _("Somebody was told")),
        fields=(
            Field(key="whom", label=_("Who was told"), kind="choice", options=whom, value=now.whom or "reporter"),
            Field(key="channel", label=_("How"), kind="choice", options=channels),
            when(now),
            words_field(_("What they were told, and what they said"), key="text", lines=5),
        ),
        needs=("whom",),
        asks={"whom": _("Please choose who was told.")},
        make=made(e.Told),
        avoid=texts(
            policy.intake.reporter_identity if to_reported else "",
            policy.apology.sentence,
            policy.apology.pressing if to_reported else "",
        ),
        offer=(
            (*advice(policy.talk), *texts(policy.appeal.sentence))
            if to_reported
            else texts(policy.tell_reporter.sentence, policy.feedback.sentence)
        ),
    )


def _announced(now: Situation) -> ActForm:
    announcement = now.policy.announcement
    roles = {role.id: role.title for role in now.policy.roles}
    speakers = tuple((roles[role], roles[role]) for role in announcement.by if role in roles)
    return ActForm(
        title=_("Tell everyone"),
        hint=announcement.when,
        fields=(
            Field(key="by", label=_("Who speaks"), kind="choice", options=speakers, value=speakers[0][0] if speakers else ""),
            Field(key="where", label=_("Where"), half=True),
            when(now),
            words_field(_("What was said"), key="text", start=_wording(now), lines=5),
        ),
        make=made(e.Announced),
        offer=(*advice(announcement.guidance), *texts(announcement.anonymous_unless, now.policy.feedback.sentence)),
        avoid=texts(now.policy.intake.reporter_identity),
    )


def _wording(now: Situation) -> str:
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


def _notified(now: Situation) -> ActForm:
    up = now.policy.reports_up
    return ActForm(
        title=_("Report this incident on"),
        hint=_("The paper itself is made under Papers. Note here that it was sent."),
        fields=(
            Field(key="to", label=_("To whom"), value=up[0].to if up else ""),
            when(now),
            words_field(),
        ),
        needs=("to",),
        asks={"to": _("Please say who it was sent to.")},
        make=made(e.Notified),
        offer=texts(*(row.closing_sentence for row in up)),
        avoid=texts(now.policy.intake.reporter_identity),
    )


def _acknowledged(now: Situation) -> ActForm:
    up = [row for row in now.policy.reports_up if row.acknowledgement_asked] or list(now.policy.reports_up)
    return ActForm(
        title=_("They have answered"),
        hint=_("Whoever was sent the incident says that it arrived."),
        fields=(Field(key="by", label=_("Who answered"), value=up[0].to if up else ""), when(now), words_field()),
        needs=("by",),
        asks={"by": _("Please say who answered.")},
        make=made(e.Acknowledged),
    )


def _appealed(now: Situation) -> ActForm:
    meanwhile = {
        "action-stands": _("Until it is answered, what was decided stands."),
        "report-stands": _("Until it is answered, the report stands."),
    }
    answers = (("", _("Not answered yet")), ("upheld", _("The decision stands")), ("changed", _("The decision changes")))
    appeal = now.policy.appeal
    return ActForm(
        title=_("An appeal"),
        hint=appeal.sentence,
        fields=(
            Field(key="by", label=_("Who appeals")),
            words_field(_("What they say"), lines=4),
            Field(key="answer", label=_("The answer"), kind="pick", options=answers),
        ),
        needs=("by",),
        asks={"by": _("Please say who appeals; their part in the case is enough.")},
        make=made(e.Appealed),
        offer=texts(meanwhile.get(appeal.meanwhile, "")),
    )


TELLING: Mapping[str, Callable[[Situation], ActForm]] = {
    "told": _told, "announced": _announced, "notified": _notified, "acknowledged": _acknowledged, "appealed": _appealed,
}  # fmt: skip
