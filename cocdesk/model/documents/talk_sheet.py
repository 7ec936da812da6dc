"""Preparing the talk with the person reported: one sheet to read before it, and to leave outside the room (J1–J11).

Built from what the person reported may see, so that nothing on it can tell them who reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.documents.letter_parts import APPEAL_SETTING, measure
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case_file import Audience, Redacted
from cocdesk.model.rules import choices, standing
from cocdesk.words import N_, _

KIND = "talk-sheet"
_MANNERS = (
    N_("sorry"), N_("embarrassed"), N_("calm"), N_("surprised"), N_("defended themselves"), N_("blamed others"), N_("angry"),
)  # fmt: skip


def build(file: Redacted, policy: Policy, *, paper: b.Paper = "A4", reader: Audience = "team") -> b.Document:
    """The sheet of one case; ``reader`` is who holds it, while ``file`` is what the person reported may see."""
    blocks = (
        *_before(file, policy),
        *_four_parts(file, policy),
        *_saying(),
        *_unsaid(policy),
        *_defending(policy),
        *_appeal(file, policy),
        *_apology(policy),
        *_afterwards(),
    )
    return b.Document(
        kind=KIND, title=_("Preparing the talk: {case}").format(case=file.case.code_name), blocks=blocks,
        footer=phrases.footer(file.event, policy, code_name=file.case.code_name),
        paper=paper, exercise=file.event.exercise,
        notice=" ".join((
            phrases.reader(reader),
            _("Read it before, and do not hand it over. It does not say who reported."),
            phrases.care(),
        )),
    )  # fmt: skip


def _before(file: Redacted, policy: Policy) -> Iterator[b.Block]:
    yield b.Heading(text=_("Before"))
    own = [guidance.text for guidance in policy.talk]
    rows = {row for guidance in policy.talk for row in guidance.rows}
    # What the procedure leaves open, every talk of this kind needs all the same.
    yield b.Bullets(items=(*own, *(text for row, text in _every_talk() if row not in rows)))
    people = list(dict.fromkeys(part.shown for part in file.participants if part.role == "reported"))
    yield b.Facts(rows=((_("With"), phrases.both(people) or _("the person reported")),))
    yield b.Blank(label=_("Who of us speaks, and who is there as the second"))
    yield b.Blank(label=_("Where and when"))


def _every_talk() -> tuple[tuple[str, str], ...]:
    return (
        (
            "J1",
            _("Find a room where nobody sees or hears you, and ask them to come along without saying why in front of others."),
        ),
        ("J2", _("Go in twos, and settle beforehand who speaks.")),
        ("J3", _("Speak calmly and plainly. You are not there to win an argument.")),
        ("J4", _("Tell as little as will do; leave out whatever only one person can know.")),
        ("J7", _("When you have said it, wait. Take in what they answer, and thank them for it.")),
        ("J8", _("Ask them to keep away from the person affected: no talk, no message, no apology, nobody sent.")),
    )


def _four_parts(file: Redacted, policy: Policy) -> Iterator[b.Block]:
    """What was done, what it did, what has to change, what follows: each with what the record holds, and a line of one's own."""
    yield b.Heading(text=_("The message, in four parts"))
    behaviour = phrases.sentence(file.case.report.behaviour)
    if behaviour:
        yield b.Callout(
            title=_("On record – look through it before you say any of it"),
            text=behaviour + "\n" + _("Take out the place, the words or the company that would show who told us."),
        )
    yield b.KeepTogether(blocks=(b.Blank(
        label=_("1. The behaviour: “We were told that …”"), lines=2, hint=_("What was done, not what kind of person they are."),
    ),))  # fmt: skip
    yield b.KeepTogether(blocks=(b.Blank(
        label=_("2. The impact: “This makes people …”"), lines=2,
        hint=_("On people at such an event, in general. Never how one person felt: it would tell who that is."),
    ),))  # fmt: skip
    plans = [phrases.sentence(h.body.text) for h in file.case.happenings if isinstance(h.body, e.Planned)]
    if plans:
        yield b.Text(text=_("Agreed on as the change: {plans}").format(plans=" ".join(plans)))
    yield b.KeepTogether(blocks=(b.Blank(label=_("3. What must change: “From now on, please …”"), lines=2),))
    measures = standing.decisions(file.case, file.event.zone, file.made_at)
    if measures:
        yield b.Text(text=_("Decided:"), tone="strong")
        yield b.Bullets(items=tuple(_measure(body, file, policy) for body in measures))
    yield b.KeepTogether(blocks=(b.Blank(
        label=_("4. The consequences: “We have decided that …”"), lines=2,
        hint=_("Also what follows if it happens again. Promise nothing, and threaten with nothing you have not decided."),
    ),))  # fmt: skip


def _measure(body: e.Decided, file: Redacted, policy: Policy) -> str:
    words = [measure(body, file, policy)]
    if body.next_rung.strip():
        words.append(_("If it happens again: {words}").format(words=phrases.sentence(body.next_rung)))
    return " ".join(words)


def _saying() -> Iterator[b.Block]:
    yield b.Heading(text=_("Sentences that help"))
    yield b.Bullets(items=(
        _("“Thank you for coming. We would like to speak with you alone for a few minutes.”"),
        _("“We were told of something that our code of conduct does not allow, and we have talked about it as a team.”"),
        _("“This is about what was done, not about who you are. It can happen to any of us.”"),
        _("“What we have decided is … From now on we ask you to …”"),
        _("“I see that this is not easy to hear. Take a moment.”"),
        _("“Could you tell me in your own words what we ask of you, so that I know I was clear?”"),
    ))  # fmt: skip


def _unsaid(policy: Policy) -> Iterator[b.Block]:
    yield b.Heading(text=_("Better left unsaid"))
    yield b.Bullets(items=(
        _("Who reported it, how many did, whether somebody heard it or it was written down, and when they came to us."),
        _("A guess they make: neither yes nor no. “We do not speak about who told us, whoever it was.”"),
        _("Whether you believe them or somebody else, and what they may have meant by it."),
        _("“You probably did not mean it”, “Others are worse”, “We have to do this”."),
        _("That they should make it up with anybody, or thank anybody."),
        *(guidance.text for guidance in policy.banished[:3]),
    ))  # fmt: skip


def _defending(policy: Policy) -> Iterator[b.Block]:
    own = [guidance.why for guidance in policy.talk if "J7" in guidance.rows and guidance.why]
    lines = [
        *own,
        _("“It did not happen like that.” – “I hear that you see it differently, and I note that. What we ask of you holds.”"),
        _("“Who said that?” – “We do not tell who speaks to us. We would not tell if it were you.”"),
        _("“It was a joke.” – “It may have been meant as one. It is not all right here, and we ask you to stop.”"),
        _("If they grow loud: lower your voice, name it once, and offer a break. If it goes on, end the talk: “We stop here and "
          "go on later.”"),
        _("If they cry or fall silent: give them time and water, ask whether a friend should come, and hold to "
          "what was decided."),
    ]  # fmt: skip
    yield b.Heading(text=_("If they defend themselves"))
    yield b.Bullets(items=tuple(lines))


def _appeal(file: Redacted, policy: Policy) -> Iterator[b.Block]:
    """Where they can turn to, and what holds until then (G4, G5)."""
    yield b.Heading(text=_("Where they can turn to"))
    place = file.event.settings.get(APPEAL_SETTING, "").strip()
    said = []
    if place:
        said.append(_("“If you want to talk about this decision, please write to {place}.”").format(place=place))
        within = choices.period(policy, file.event, "appeal.within")
        if within:
            said.append(_("Time for it: {time} after today.").format(time=choices.period_words(within)))
    elif policy.appeal.place == "if-there-is-one":
        said.append(_("No place to appeal is written down for this event. Settle before the talk what you say."))
    else:
        said.append(_("This procedure names no place to appeal. If they ask, say so, and write down what they say."))
    meanwhile = {
        "action-stands": _("What was decided holds in the meantime."),
        "report-stands": _("The report stands in the meantime."),
        "": "",
    }[policy.appeal.meanwhile]
    yield b.Text(text=" ".join(text for text in (*said, meanwhile) if text))


def _apology(policy: Policy) -> Iterator[b.Block]:
    yield b.Heading(text=_("If they want to say sorry"))
    rule = policy.apology
    yield b.Text(text=" ".join(text for text in (rule.sentence, rule.why) if text))
    if rule.relay == "brief" and rule.good_example:
        yield b.Text(text=_("If you pass one on: short, and asking for no answer. For example: {example}").format(
            example=rule.good_example
        ))  # fmt: skip
    if rule.pressing:
        yield b.Text(text=rule.pressing)


def _afterwards() -> Iterator[b.Block]:
    """A corner for the record: how long, how they took it, whether they said sorry unasked (J11, F13)."""
    yield b.KeepTogether(blocks=(
        b.Heading(text=_("Right afterwards")),
        b.Blank(label=_("From – until, and who was there")),
        b.Choice(label=_("How they took it, as seen from outside"), options=tuple(_(manner) for manner in _MANNERS)),
        b.Choice(label=_("Said sorry without being asked"), options=(_("yes"), _("no"))),
        b.Choice(label=_("Understood what we ask"), options=(_("yes"), _("no"), _("not sure"))),
        b.Blank(label=_("In short, in neutral words"), lines=2),
        b.Text(text=_("Write it into the case today; then shred this sheet."), tone="muted"),
    ))  # fmt: skip
