"""Letters to the person reported: a warning, what was decided, and the answer to an appeal (G4, G5, H14, J4–J8).

Built from decisions and from what the team wrote down to be told, never from the report: nothing in them says who reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.documents.letter_parts import Filling, appeal, dated, decided, greeting, letter, measure, reach_us, signed
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case_file import Redacted
from cocdesk.model.rules import choices
from cocdesk.model.rules.text import capital
from cocdesk.words import _

WARNING, ACTION, APPEAL = "warning-letter", "action-letter", "appeal-answer"
_OUTCOMES = ("", "outcome", "sanctions", "urgent-action")


def warning(file: Redacted, policy: Policy, *, paper: b.Paper = "A4", fill: Filling | None = None) -> b.Document:
    """A warning in writing: short, about what was done, with what is asked and what follows if it happens again."""
    fill = fill or Filling()
    told = _told(file)
    rungs = [phrases.sentence(body.next_rung) for body in decided(file) if body.next_rung.strip()]
    after = rungs[-1] if rungs else (told.consequences if told else "")
    otherwise = _("We will then decide on further measures. That can mean that you have to leave the event.")
    blocks = (
        *_beginning(told, file, policy, fill),
        b.Text(text=_("Our {policy} does not allow this. With this letter we warn you, and we ask you to stop.").format(
            policy=policy.policy_name
        )),
        b.Heading(text=_("What we ask of you")),
        b.Text(text=_change(told, file, fill)),
        b.Text(text=_distance(policy)),
        b.Heading(text=_("If it happens again")),
        b.Text(text=phrases.sentence(capital(fill("again", _("what follows if it happens again"), after or otherwise)))),
        *_turn_to(told, file, policy, fill),
        signed(file),
    )  # fmt: skip
    return letter(WARNING, _("A warning"), blocks, file, policy, fill, paper=paper)


def action(file: Redacted, policy: Policy, *, paper: b.Paper = "A4", fill: Filling | None = None) -> b.Document:
    """What was decided, in four parts: the behaviour, what it does, what has to change, and what follows."""
    fill = fill or Filling()
    told = _told(file)
    blocks = (
        *_beginning(told, file, policy, fill),
        b.Text(text=_("Our {policy} does not allow this.").format(policy=policy.policy_name)),
        b.Heading(text=_("What it does")),
        b.Text(text=phrases.sentence(fill(
            "impact", _("what this does to people at such an event, in general"),
            (told.impact if told else "") or _("It can leave people feeling unsafe or out of place, however it was meant"),
        ))),
        b.Heading(text=_("What has to change")),
        b.Text(text=_change(told, file, fill)),
        b.Text(text=_distance(policy)),
        b.Heading(text=_("What follows")),
        *_measures(told, file, policy, fill),
        *_turn_to(told, file, policy, fill),
        signed(file),
    )  # fmt: skip
    return letter(ACTION, _("What we have decided"), blocks, file, policy, fill, paper=paper)


def appeal_answer(file: Redacted, policy: Policy, *, paper: b.Paper = "A4", fill: Filling | None = None) -> b.Document:
    """The answer to an appeal: whether the decision stands, why, and what holds from now on."""
    fill = fill or Filling()
    answers = [h.body.answer for h in file.case.happenings if isinstance(h.body, e.Appealed)]
    opening = [_("You asked us to look at our decision again. We have done that.")]
    if choices.agreed(policy, file.event, "appeal.by_others"):
        opening.append(_("It was looked at by people who did not take the first decision."))
    blocks = (
        dated(file),
        greeting(file, "reported"),
        b.Text(text=" ".join(opening)),
        b.Heading(text=_("The answer")),
        *_answered(answers[-1] if answers else "", file, policy, fill),
        b.Heading(text=_("Why")),
        b.Text(text=phrases.sentence(fill("why", _("the reasons in two or three sentences, without saying who told you what")))),
        b.Text(text=_distance(policy)),
        b.Text(text=_("Thank you for telling us how you see it. If anything in this letter is not clear, you can reach us here: "
                      "{contact}.").format(contact=reach_us(file, fill))),
        signed(file),
    )  # fmt: skip
    return letter(APPEAL, _("Our answer to your appeal"), blocks, file, policy, fill, paper=paper)


def _told(file: Redacted) -> e.Told | None:
    """The newest words the team wrote down for this person about what was decided."""
    found = [h.body for h in file.case.happenings if isinstance(h.body, e.Told) and h.body.about in _OUTCOMES]
    return next((body for body in reversed(found) if body.behaviour.strip() or body.change.strip()), found[-1] if found else None)


def _beginning(told: e.Told | None, file: Redacted, policy: Policy, fill: Filling) -> Iterator[b.Block]:
    yield dated(file)
    yield greeting(file, "reported")
    opening = _(
        "We look after the {policy} at {event}. Something was reported to us, and we have talked about it as a team. "
        "This is about what was done, not about who you are."
    )
    yield b.Text(text=opening.format(policy=policy.policy_name, event=file.event.name))
    yield b.Heading(text=_("What was done"))
    label = _("what was done, in general words: nothing that shows who told you")
    yield b.Text(text=phrases.sentence(capital(fill("behaviour", label, told.behaviour if told else ""))))


def _change(told: e.Told | None, file: Redacted, fill: Filling) -> str:
    plans = [phrases.sentence(h.body.text) for h in file.case.happenings if isinstance(h.body, e.Planned)]
    known = (told.change if told else "") or " ".join(plans)
    return phrases.sentence(capital(fill("change", _("what has to be different from now on"), known)))


def _distance(policy: Policy) -> str:
    """No contact, no messengers, and no apology where the procedure wants none (J8, I1–I4)."""
    said = [
        _("Please do not try to find out who spoke to us. Keep away from the people this is about: no talk, no message, "
          "and nobody sent on your behalf.")
    ]  # fmt: skip
    if policy.apology.stance != "in-matrix":
        said.append(_("That also holds for saying sorry."))
    return " ".join(said)


def _measures(told: e.Told | None, file: Redacted, policy: Policy, fill: Filling) -> Iterator[b.Block]:
    bodies = decided(file)
    if bodies:
        yield b.Bullets(items=tuple(measure(body, file, policy) for body in bodies))
    rungs = [body.next_rung for body in bodies if body.next_rung.strip()]
    if told is not None and told.consequences.strip():
        yield b.Text(text=phrases.sentence(capital(told.consequences)))
    elif not bodies:
        yield b.Text(text=phrases.sentence(fill("consequences", _("what was decided, and from when until when"))))
    if rungs:
        again = fill("again", _("what follows if it happens again"), rungs[-1])
        yield b.Text(text=_("If it happens again, this follows: {words}").format(words=phrases.sentence(phrases.inside(again))))


def _turn_to(told: e.Told | None, file: Redacted, policy: Policy, fill: Filling) -> Iterator[b.Block]:
    yield b.Heading(text=_("Where you can turn to"))
    yield from appeal(file, policy, fill, told.appeal if told else "")


def _answered(answer: str, file: Redacted, policy: Policy, fill: Filling) -> Iterator[b.Block]:
    stands = {
        "upheld": _("The decision stands. What was decided stays as it was:"),
        "changed": _("The decision changes. From now on this holds:"),
    }.get(answer)
    if stands is None:
        label = _("whether the decision stands or changes, and what holds from now on")
        yield b.Text(text=phrases.sentence(fill("answer", label)))
        return
    yield b.Text(text=stands)
    holds = tuple(measure(body, file, policy) for body in decided(file))
    yield b.Bullets(items=holds or (phrases.sentence(fill("measures", _("what holds from now on, and until when"))),))
