"""What attendees can expect when they tell the team something: what is kept and how long, who reads it (Q1, O9)."""

from __future__ import annotations

from collections.abc import Iterator

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.documents.desk_papers.given import APPEAL, CONTACT, FEEDBACK, LOCATION, Given, document, one_of, roles
from cocdesk.model.rules import choices
from cocdesk.words import N_, _

KIND = "attendee-notice"
_POLICE = {
    "person-affected": N_("Otherwise we call them only if the person it happened to asks for it."),
    "reporter": N_("Otherwise the decision to go to the police is yours."),
    "anyone-asking": N_("Otherwise we call them only when we are asked to."),
}
_COMING_BACK = {
    "after-deciding": N_("When it is decided, we come back to you and tell you what came of it."),
    "after-action": N_("When it is done, we come back to you and tell you what we decided and did."),
    "no": N_("If you want to know what came of it, ask us."),
}
_HOW_LONG = {
    "all": N_("We keep it for {time}."),
    "warnings-only": N_("Where it ended with a warning, we keep it for {time}."),
    "all-others": N_("Everything else we keep for {time}."),
}
_WITHOUT_END = {
    "all": N_("We keep it without an end date."),
    "warnings-only": N_("Where it ended with a warning, we keep it without an end date."),
    "all-others": N_("Everything else we keep without an end date."),
}


def build(given: Given) -> b.Document:
    """The notice of one event, to hang up or to publish."""
    blocks = (*_telling(given), *_happens(given), *_kept(), *_long(given), *_read(given), *_complaints(given))
    return document(given, KIND, _("If something happens: what to expect"), blocks, fit=1)


def _telling(given: Given) -> Iterator[b.Block]:
    place = given.setting(LOCATION)
    said = [_("Our {code} holds for everyone at {event}.").format(code=given.policy.policy_name, event=given.event.name)]
    if place:
        said.append(_("You can read it here: {place}").format(place=place))
    yield b.Text(text=" ".join(said))
    reach = "\n".join(given.lines(CONTACT))
    yield b.Facts(rows=tuple(row for row in (
        (_("Reach us"), reach), (_("Speak to"), one_of(roles(given, "receives"))),
    ) if row[1]))  # fmt: skip


def _happens(given: Given) -> Iterator[b.Block]:
    policy = given.policy
    yield b.Heading(text=_("When you tell us something"))
    own = [guidance.text for guidance in policy.attendee_information]
    if not own:
        own = list(_composed(given))
    yield b.Bullets(items=(
        *own, _("You tell as much or as little as you like. No answer is owed, and you can bring somebody you trust."),
    ))  # fmt: skip


def _composed(given: Given) -> Iterator[str]:
    """The course of things, where the procedure has no words of its own for attendees."""
    policy = given.policy
    yield _("We listen, and write down what you tell us. If you would rather write it yourself, we keep it as it is.")
    yield _("If anyone is in danger, we call security or the police at once.") + " " + _(_POLICE[policy.safety.otherwise])
    deciders = phrases.both(list(roles(given, "decides")))
    within = next((clock.within for clock in policy.clocks if clock.id == "act" and clock.within), None)
    if within:
        time = choices.period_words(within)
        meeting = _("Those who decide ({people}) meet as soon as they can. While the event runs, we aim to act within {time}.")
        yield meeting.format(people=deciders, time=time)
    else:
        yield _("Those who decide ({people}) meet as soon as they can.").format(people=deciders)
    when = policy.tell_reporter.when or choices.chosen(policy, given.event, "tell_reporter")
    if when in _COMING_BACK:
        yield _(_COMING_BACK[when])


def _kept() -> Iterator[b.Block]:
    yield b.Heading(text=_("What we write down"))
    yield b.Text(text=_(
        "What you tell us, when and where it was, who was part of it, and what we did about it. As little as will do; tell us "
        "if there is something you would rather not have written down. It is kept encrypted; what is on paper is locked away."
    ))  # fmt: skip


def _long(given: Given) -> Iterator[b.Block]:
    policy = given.policy
    yield b.Heading(text=_("How long we keep it"))
    told = [policy.retention.attendee_sentence] if policy.retention.attendee_sentence else []
    chosen = choices.chosen(policy, given.event, "retention")
    if not told:
        told = [_how_long(rule.outcome, rule.keep, rule.review or "") for rule in policy.retention.rules]
    if not told and chosen:
        told = [_how_long("all", chosen, "")]
    elif chosen and choices.period_words(chosen) != chosen:
        told.append(_("What was written down is destroyed {time} after the event.").format(time=choices.period_words(chosen)))
    if told:
        yield b.Bullets(items=tuple(told))
    else:
        yield b.Blank(label=_("To be filled in by the team"))


def _how_long(outcome: str, keep: str, review: str) -> str:
    if keep == "not-passed-on":
        return _("Nothing is handed to the team of the next event.")
    if keep == "indefinite":
        words = [_(_WITHOUT_END[outcome])]
        if review:
            every = choices.period_words(review)
            words.append(_("Every {time} we look whether it is still needed.").format(time=every))
        return " ".join(words)
    return _(_HOW_LONG[outcome]).format(time=choices.period_words(keep))


def _read(given: Given) -> Iterator[b.Block]:
    policy = given.policy
    yield b.Heading(text=_("Who reads it"))
    readers = _("Those who take your report and those who decide: {people}.").format(
        people=", ".join(dict.fromkeys((*roles(given, "receives"), *roles(given, "decides"))))
    )
    said = [readers]
    if policy.team.know_at_most:
        said.append(_("At most {count} people know whom it is about.").format(count=policy.team.know_at_most))
    for up in policy.reports_up:
        words = {
            "officer-file": _("The form goes to one more person, who keeps it: {who}."),
            "umbrella-email": _(
                "After the event, a short summary of each case goes to: {who}. Your name is not in it unless you agree."
            ),
        }[up.kind]  # fmt: skip
        said.append(words.format(who=up.to))
    if policy.transparency == "publish":
        said.append(_("What we publish afterwards names nobody."))
    said.append(_("Nobody else, unless you agree, or the law or somebody’s safety leaves us no choice."))
    yield b.Bullets(items=tuple(said))


def _complaints(given: Given) -> Iterator[b.Block]:
    yield b.Heading(text=_("If you are not content, or want to know what we hold about you"))
    said = [_("Ask us what we hold about you. If something in it is wrong, we put it right.")]
    feedback, appeal = given.setting(FEEDBACK), given.setting(APPEAL)
    if feedback:
        said.append(_("Tell us what you think of how we did it: {place}").format(place=feedback))
    if appeal:
        said.append(_("If a decision is about you and you do not agree with it, turn to: {place}").format(place=appeal))
    if not feedback and not appeal:
        said.append(
            _("Complaints about us go to the organisers of the event. Ask any of them, and you need not say more than that.")
        )
    said.append(_("In many countries a data protection authority takes complaints too."))
    yield b.Bullets(items=tuple(said))
