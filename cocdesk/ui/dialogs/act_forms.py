"""What each act of the procedure asks, described as data: labels in plain words, choices and guidance from the policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec

from cocdesk.model.policy.pack import Guidance, Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Event
from cocdesk.model.rules import matrix, telling
from cocdesk.model.rules.clockwork import zone
from cocdesk.ui.dialogs.form_fields import Field, Options, Value
from cocdesk.words import _

MEETING_FIELDS = ("what_happened", "doing_anything", "who", "when")


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a form is made from: the case, its law, its event, who writes and when; ``whom`` an act concerns, if anyone.

    ``people`` are the parts in the case as "person:role" with their words.
    """

    case: Case
    policy: Policy
    event: Event
    member: str
    now: datetime
    whom: str = ""
    people: Options = ()

    def here(self) -> str:
        """The moment at the event, as a person would type it."""
        return self.now.astimezone(zone(self.event.zone)).strftime("%Y-%m-%d %H:%M")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActForm:
    """A form: its words, its fields, the guidance beside it, and what its values become."""

    title: str
    fields: tuple[Field, ...]
    make: Callable[[Mapping[str, Value]], e.CaseBody]
    hint: str = ""
    save: str = ""
    needs: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    offer: tuple[str, ...] = ()
    asks: Mapping[str, str] = field(default_factory=dict)


def act_form(kind: str, now: Situation) -> ActForm:
    """The form of an act, such as ``met`` or ``told:reporter``. Raises ``KeyError`` for a kind without one."""
    from cocdesk.ui.dialogs.people_forms import PEOPLE
    from cocdesk.ui.dialogs.telling_forms import TELLING

    name, _colon, whom = kind.partition(":")
    if whom:
        now = replace(now, whom=whom)
    return ({**RESPONDING, **TELLING, **PEOPLE})[name](now)


def kinds() -> tuple[str, ...]:
    """Every act there is a form for."""
    from cocdesk.ui.dialogs.people_forms import PEOPLE
    from cocdesk.ui.dialogs.telling_forms import TELLING

    return (*RESPONDING, *TELLING, *PEOPLE)


def made(kind: type[e.Body]) -> Callable[[Mapping[str, Value]], e.CaseBody]:
    """Turns values of the same names into an entry body."""
    return lambda values: msgspec.convert({"type": telling.kind_of(kind), **values}, kind)  # type: ignore[return-value]


def texts(*parts: str) -> tuple[str, ...]:
    """Only what is there."""
    return tuple(part for part in parts if part)


def capital(words: str) -> str:
    """Words as they stand at the beginning of a line."""
    return words[:1].upper() + words[1:]


def advice(rows: tuple[Guidance, ...]) -> tuple[str, ...]:
    """Pieces of advice as sentences."""
    return tuple(row.text for row in rows)


def when(now: Situation, label: str = "") -> Field:
    """A time, as people write it."""
    return Field(key="at", label=label or _("When"), value=now.here(), half=True)


def words_field(label: str = "", hint: str = "", *, key: str = "words", start: str = "", lines: int = 3) -> Field:
    """A field for a few sentences."""
    return Field(key=key, label=label or _("In a few words"), kind="text", hint=hint, start=start, lines=lines)


def sanction_options(policy: Policy) -> Options:
    """The coded choices of a procedure, and no further action."""
    return (*((s.id, s.title) for s in policy.sanctions), ("none", _("No further action")))


def decided(case: Case) -> list[str]:
    """The sanctions decided so far, the newest last."""
    return [h.body.sanction for h in case.happenings if isinstance(h.body, e.Decided)]


def _support(now: Situation) -> ActForm:
    offers = now.policy.care

    def make(values: Mapping[str, Value]) -> e.CaseBody:
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
        offer=texts(safety.threat_do, safety.otherwise_do, safety.why, safety.further_reading),
    )


def yes_no_unknown() -> Options:
    """Three answers."""
    return (("yes", _("Yes")), ("no", _("No")), ("unknown", _("Unknown")))


def _consented(now: Situation) -> ActForm:
    if now.whom:
        return _disclosure(now)
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
            Field(key="whom", label=_("From whom"), kind="choice", options=persons_options(), value="reporter"),
            words_field(_("In their own words")),
        ),
        needs=("answer",),
        asks={"answer": _("Please choose what came back. “Not asked” is an answer too.")},
        make=made(e.Consented),
        say=texts(scripts.private if private else scripts.widely_witnessed, scripts.reassure, scripts.thanks),
    )


def persons_options() -> Options:
    """Whose answer it is."""
    return (("reporter", _("The reporter")), ("affected", _("The person affected")), ("reported", _("The person reported")))


def _disclosure(now: Situation) -> ActForm:
    answers = (("agreed", _("Agreed")), ("refused", _("Did not agree")), ("withdrawn", _("Took it back")))
    return ActForm(
        title=_("May something be passed on?"),
        hint=_("One answer about one thing and one recipient."),
        fields=(
            Field(key="whom", label=_("Who was asked"), kind="choice", options=persons_options(), value="reporter"),
            Field(key="what", label=_("What would be passed on"), hint=_("For example their name."), half=True),
            Field(key="to_whom", label=_("To whom"), hint=_("For example the venue."), half=True),
            Field(key="answer", label=_("Their answer"), kind="choice", options=answers),
            words_field(_("In their own words")),
        ),
        needs=("answer", "what"),
        asks={"answer": _("Please choose their answer."), "what": _("Please say what would be passed on.")},
        make=made(e.Consented),
        avoid=texts(now.policy.intake.reporter_identity),
    )


def _met(now: Situation) -> ActForm:
    meeting = now.policy.meeting
    outside = {"reporter": _("The reporter does not take part."), "reported": _("The person reported does not take part.")}
    asked = tuple(
        words_field(question, key=key, lines=2) for key, question in zip(MEETING_FIELDS, meeting.questions, strict=False)
    )

    def make(values: Mapping[str, Value]) -> e.CaseBody:
        people = tuple(name.strip() for name in str(values["attendees"]).split(",") if name.strip())
        return msgspec.convert({"type": "met", **values, "attendees": people}, e.Met)

    return ActForm(
        title=_("The team met"),
        hint=meeting.title,
        fields=(
            when(now),
            Field(key="attendees", label=_("Who was there"), value=now.member, half=True),
            *asked,
        ),
        make=make,
        avoid=texts(*(outside[who] for who in meeting.excluded)),
        offer=texts(meeting.with_whom, meeting.conflict_rule, now.policy.team.sentence, now.policy.team.know_sentence),
    )


def _heard(now: Situation) -> ActForm:
    return ActForm(
        title=_("Hear the person reported"),
        hint=now.policy.hearing.sentence,
        fields=(
            Field(key="by", label=_("Who spoke with them"), value=now.member, half=True),
            when(now),
            Field(key="told", label=_("They were told that there is a report"), kind="tick", value=True),
            words_field(_("What they said, in their words"), lines=5),
            words_field(_("How they took it"), key="reaction", lines=2),
        ),
        make=made(e.Heard),
        offer=advice(now.policy.talk),
        avoid=texts(now.policy.intake.reporter_identity, now.policy.apology.sentence),
    )


def _decided(now: Situation) -> ActForm:
    policy, case = now.policy, now.case
    about = {s.id: " ".join(texts(s.about, s.caution)) for s in policy.sanctions}
    suggestion = ""
    if case.risk and case.impact:
        suggestion = _("Where this case is placed, the matrix suggests: {response}").format(
            response=matrix.cell(policy.matrix, case.risk, case.impact).response
        )
    roles = {role.id: role.title for role in policy.roles}
    agrees = _("Needs the agreement of: {roles}").format(roles=", ".join(roles[r] for r in policy.agrees if r in roles))
    return ActForm(
        title=_("Decide what will be done"),
        hint=policy.judge_sanctions_by,
        fields=(
            Field(key="sanction", label=_("Decision"), kind="pick", options=(("", _("Please choose")), *sanction_options(policy)),
                  notes=about),
            Field(key="horizon", label=_("From when"), kind="choice", value="now",
                  options=(("now", _("Right now")), ("later", _("Later")))),
            Field(key="who", label=_("Who carries it out"), half=True),
            Field(key="by", label=_("By when"), half=True),
            Field(key="since", label=_("Holds from"), half=True, hint=_("Only if it lasts.")),
            Field(key="until", label=_("Holds until"), half=True, hint=_("A date, or “end of the event”.")),
            words_field(_("Why"), key="why"),
        ),
        needs=("sanction",),
        asks={"sanction": _("Please choose what was decided. “No further action” is a decision too.")},
        make=made(e.Decided),
        offer=texts(suggestion, agrees if policy.agrees else "", policy.team.sentence),
        avoid=texts(policy.apology.sentence, policy.apology.mediation_sentence),
    )  # fmt: skip


def _agreed(now: Situation) -> ActForm:
    asked = [role for role in now.policy.roles if role.id in now.policy.agrees] or list(now.policy.roles)
    return ActForm(
        title=_("Somebody’s agreement"),
        fields=(
            Field(key="role", label=_("Who is asked"), kind="pick", options=tuple((r.id, r.title) for r in asked)),
            Field(key="who", label=_("Name"), value=""),
            Field(key="answer", label=_("Their answer"), kind="choice", value="",
                  options=(("agreed", _("Agreed")), ("not-agreed", _("Did not agree")))),
            words_field(_("In their own words")),
        ),
        needs=("answer",),
        asks={"answer": _("Please choose their answer.")},
        make=made(e.Agreed),
        offer=texts(*(role.about for role in asked)),
    )  # fmt: skip


def _acted(now: Situation) -> ActForm:
    taken = [sanction for sanction in decided(now.case) if sanction != "none"]
    options = sanction_options(now.policy)
    return ActForm(
        title=_("Carried out"),
        fields=(
            Field(key="sanction", label=_("What was done"), kind="pick", value=taken[-1] if taken else "",
                  options=(("", _("Something else, said below")), *(o for o in options if o[0] != "none"))),
            Field(key="who", label=_("Who did it"), value=now.member, half=True),
            when(now),
            words_field(_("How it went")),
        ),
        make=made(e.Acted),
        offer=advice(now.policy.talk),
        avoid=texts(now.policy.apology.sentence),
    )  # fmt: skip


def _reopened(now: Situation) -> ActForm:
    return ActForm(
        title=_("Reopen the case"),
        hint=_("Everything that was recorded stays. The case goes on where it was left."),
        fields=(words_field(_("Why"), key="why"),),
        needs=("why",),
        asks={"why": _("Please say in a few words why.")},
        make=made(e.Reopened),
        save=_("Reopen"),
    )


def _retitled(now: Situation) -> ActForm:
    return ActForm(
        title=_("Change the title"),
        hint=_("Short and neutral, without names: it stands in the list, where others may see it."),
        fields=(Field(key="title", label=_("Title"), value=now.case.title),),
        needs=("title",),
        asks={"title": _("Please write a title, or cancel.")},
        make=made(e.Retitled),
    )


RESPONDING: Mapping[str, Callable[[Situation], ActForm]] = {
    "support-given": _support, "safety-checked": _safety, "consented": _consented, "met": _met, "heard": _heard,
    "decided": _decided, "agreed": _agreed, "acted": _acted, "reopened": _reopened, "retitled": _retitled,
}  # fmt: skip
