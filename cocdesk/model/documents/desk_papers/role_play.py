"""Cards for practising: invented situations, each with the words and cautions of the team's own procedure (A12)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents.desk_papers.given import Given, document, quoted
from cocdesk.model.policy.pack import Guidance, Policy
from cocdesk.words import N_, _

KIND = "role-play"
Practice = Callable[[Policy], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """An invented situation; ``practise`` says what this procedure would have one do, and nothing where it is silent."""

    title: str
    told: str
    practise: Practice


def build(given: Given) -> b.Document:
    """All situations this procedure has an answer to; an exercise, whatever the event is."""
    cards = tuple(card for scene in _SCENES if (card := _card(scene, given.policy)))
    how = b.Text(text=_(
        "Three of you: one tells, one listens, one watches. Five minutes each, then change. Nobody plays what they have been "
        "through themselves, and everyone may stop at any moment. In the end: what helped, what would you say another time?"
    ))  # fmt: skip
    return document(
        given, KIND, _("Role-play cards"), (how, b.Cards(cards=cards)), exercise=True,
        fit=2, notice=_("For practising with volunteers. Every situation here is invented."),
    )  # fmt: skip


def _card(scene: Scene, policy: Policy) -> tuple[b.Block, ...]:
    lines = tuple(dict.fromkeys(line for line in scene.practise(policy) if line))
    if not lines:
        return ()
    return (
        b.Text(text=_(scene.title), tone="strong"),
        b.Text(text=_(scene.told)),
        b.Text(text=_("To practise"), tone="muted"),
        b.Bullets(items=lines),
    )


def _of_rows(guidance: Iterable[Guidance], *rows: str) -> list[str]:
    return [one.text for one in guidance if set(rows) & set(one.rows)]


def _say(text: str) -> str:
    return quoted(text) if text else ""


def _name_unknown(policy: Policy) -> list[str]:
    return [line for item in policy.items if item.field == "reported" for line in (_say(item.ask), item.hint)]


_SCENES = (
    Scene(
        title=N_("At the desk, with a queue"),
        told=N_("Six people are waiting for their badge. The seventh bends over and says quietly: “Something happened at dinner. "
                "I do not know whether it matters.”"),
        practise=lambda policy: (_say(policy.scripts.opening), policy.intake.private_place),
    ),
    Scene(
        title=N_("Everyone saw the slide"),
        told=N_("In the coffee break three people come to you at once. A talk has just shown a picture that made fun of people "
                "with a disability, and the hall laughed."),
        practise=lambda policy: (_say(policy.scripts.widely_witnessed), _say(policy.scripts.reassure)),
    ),
    Scene(
        title=N_("Messages at night"),
        told=N_("Somebody shows you their phone: since yesterday another attendee has written forty times, the last time at "
                "four in the morning. Nobody else knows."),
        practise=lambda policy: (_say(policy.scripts.private), policy.scripts.pause),
    ),
    Scene(
        title=N_("Somebody blocks the way"),
        told=N_("At the exit one person stands in front of another, shouting, and does not let them pass. People look away."),
        practise=lambda policy: (policy.safety.threat_do,),
    ),
    Scene(
        title=N_("“Do I have to go to the police?”"),
        told=N_("Somebody was touched on the dance floor yesterday. They are safe now, with a friend, and ask you this."),
        practise=lambda policy: (policy.safety.otherwise_do, _say(policy.safety.help_sentence)),
    ),
    Scene(
        title=N_("“Maybe I am making too much of it”"),
        told=N_("Half-way through telling you, the person stops: “It was only a joke, I suppose. Perhaps I should let it be.”"),
        practise=lambda policy: (
            *_of_rows(policy.donts, "D3"), *_of_rows(policy.dos, "B14"), _("Say nothing for a moment. Then: “Take your time.”"),
        ),
    ),
    Scene(
        title=N_("“What will you do to them?”"),
        told=N_("The person who told you wants to know what happens now, and what you think would be fair."),
        practise=lambda policy: (
            *_of_rows(policy.donts, "D4", "D5", "D6"),
            _("“I cannot tell you yet. The team decides, and we will not do it lightly.”"),
        ),
    ),
    Scene(
        title=N_("A colleague has heard something"),
        told=N_("Another volunteer, a friend of yours, asks over lunch: “Who was that crying at the desk? Was it about the "
                "party?”"),
        practise=lambda policy: (policy.intake.confidential, _("“The team is looking after it. I do not talk about it.”")),
    ),
    Scene(
        title=N_("Told for somebody else"),
        told=N_("“It is about my room-mate. She does not want to come herself, and she does not know that I am here.”"),
        practise=lambda policy: (*_of_rows(policy.dos, "B22"), policy.intake.reporter_identity),
    ),
    Scene(
        title=N_("No name, only a jumper"),
        told=N_("“He had a green jumper and a sponsor’s badge. I could not read the name. I would not want to go and look "
                "for him.”"),
        practise=_name_unknown,
    ),
    Scene(
        title=N_("Late, and not sober"),
        told=N_("At the party someone you do not know holds on to your arm. They have been drinking, they cry, and what they "
                "tell comes in no order."),
        practise=lambda policy: (*_of_rows(policy.framing, "A23"), *(_say(offer.say) for offer in policy.care if offer.say)),
    ),
    Scene(
        title=N_("“I want to say sorry”"),
        told=N_("The person a report was about finds you in the hallway and asks you to take them to the person it happened "
                "to."),
        practise=lambda policy: (
            policy.apology.sentence if policy.apology.stance != "in-matrix" else "",
            _("“Please do not go looking for them. Speak to the team first.”")),
    ),
)  # fmt: skip
