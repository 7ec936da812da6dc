"""What the reporter gets in the end: a letter about what came of it, and a question how it was (K1, K2, X32, X54, X62)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.documents.letter_parts import Filling, dated, decided, greeting, letter, measure, reach_us, signed
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case_file import Audience, Redacted
from cocdesk.model.rules.text import capital
from cocdesk.words import _

OUTCOME, FEEDBACK = "outcome-letter", "feedback-request"


def outcome(file: Redacted, policy: Policy, *, paper: b.Paper = "A4", fill: Filling | None = None) -> b.Document:
    """To the reporter: thanks, what came of it as far as the procedure tells it, and whom to call; no promise."""
    fill = fill or Filling()
    blocks = (
        dated(file),
        greeting(file, "reporter"),
        b.Text(text=_("Thank you for telling us what happened at {event}. We took it seriously, and talked about it as a "
                      "team. We want you to hear from us what came of it.").format(event=file.event.name)),
        b.Heading(text=_("What came of it")),
        *_what_came(file, policy, fill),
        b.Heading(text=_("From here on")),
        b.Text(text=_("You need not do anything, and you owe nobody an answer. We do not say who speaks to us, unless they "
                      "agreed to it.")),
        b.Text(text=_("Nobody can know how things go on. If something happens again, or if anybody speaks to you about this and "
                      "you do not want it, please tell us. You need no proof, and nothing is too small: {contact}.").format(
            contact=reach_us(file, fill)
        )),
        *_numbers(file),
        b.Text(text=_how_was_it(file)),
        signed(file),
    )  # fmt: skip
    return letter(OUTCOME, _("About what you told us"), blocks, file, policy, fill, paper=paper)


def _what_came(file: Redacted, policy: Policy, fill: Filling) -> Iterator[b.Block]:
    """Decision and measures only where the procedure says that the reporter is told them; else the words made for sharing."""
    shareable = [h.body.shareable for h in file.case.happenings if isinstance(h.body, e.Closed) and h.body.shareable.strip()]
    bodies = decided(file)
    if {"decision", "sanctions"} & set(policy.tell_reporter.what) and bodies:
        yield b.Text(text=_("This is what we decided:"))
        yield b.Bullets(items=tuple(measure(body, file, policy, ahead=False) for body in bodies))
        measures = {body.sanction for body in bodies} - {"none", ""}
        acted = {h.body.sanction for h in file.case.happenings if isinstance(h.body, e.Acted)}
        if measures and measures <= acted:
            yield b.Text(text=_("It has been done."))
        if shareable:
            yield b.Text(text=phrases.sentence(shareable[-1]))
        return
    yield b.Text(text=_("We have looked into it and come to a decision."))
    label = _("what came of it in a sentence or two, written so that anybody may read it")
    yield b.Text(text=phrases.sentence(capital(fill("outcome", label, shareable[-1] if shareable else ""))))


def _numbers(file: Redacted) -> Iterator[b.Block]:
    lines = tuple(line.strip() for line in file.event.settings.get("emergency-contacts", "").splitlines() if line.strip())
    if lines:
        yield b.KeepTogether(blocks=(
            b.Text(text=_("If you want to speak with somebody else, these numbers are there for you:")), b.Bullets(items=lines),
        ))  # fmt: skip


def _how_was_it(file: Redacted) -> str:
    place = file.event.settings.get("feedback", "").strip()
    if place:
        return _("How was it for you to tell us? If you want, say so here: {place}. It helps whoever comes to us next.").format(
            place=place
        )
    return _("How was it for you to tell us? If you want to say so, we will listen. It helps whoever comes to us next.")


def feedback(
    file: Redacted, policy: Policy, *, paper: b.Paper = "A4", fill: Filling | None = None, reader: Audience = "reporter"
) -> b.Document:  # fmt: skip
    """A few questions, none of which has to be answered: to the reporter about their case, to everyone about none."""
    fill = fill or Filling()
    place = file.event.settings.get("feedback", "") or file.event.settings.get("contact", "")
    back = _("If you want to answer, send it here or hand it to us: {place}. You need not put your name on it. "
             "It is read by the team and by nobody else.").format(
        place=fill("feedback", _("where answers can be given, best in private and in writing"), place)
    )  # fmt: skip
    asked: tuple[str, ...]
    if reader == "public":
        opening = _("We would like to know how you find the way we look after the {policy} at {event}. Please do not write "
                    "about anything that happened to you or others here; for that, come to us.").format(
            policy=policy.policy_name, event=file.event.name
        )  # fmt: skip
        asked = (
            _("Do you know whom you can speak to when something is not right?"),
            _("Would you? What would make it easier?"),
            _("What did you hear of how we act, and did it reassure you?"),
            _("What should we do otherwise next time?"),
        )
        hello: b.Block = b.Text(text=_("Hello,"))
    else:
        opening = _("Some time ago you told us about something at {event}. We would like to learn how it was for you to "
                    "deal with us. These questions are about our work, not about what happened; you need not go through it "
                    "again.").format(event=file.event.name)  # fmt: skip
        asked = (
            _("How was it to tell us? What made it easier or harder?"),
            _("Did you hear from us when you needed to?"),
            _("Did you understand what we could do and what we could not?"),
            _("Would you come to us again? What would have to be different?"),
            _("Is there anything you still need from us?"),
        )
        hello = greeting(file, "reporter")
    blocks = (
        hello,
        b.Text(text=opening),
        b.Text(text=_("Answer what you like, or nothing at all.")),
        *(b.KeepTogether(blocks=(b.Blank(label=question, lines=3),)) for question in asked),
        b.Text(text=back),
        b.Text(text=_("Thank you.")),
        signed(file),
    )
    made = replace(letter(FEEDBACK, _("How was it?"), blocks, file, policy, fill, paper=paper), fit=1)
    return made if reader != "public" else replace(made, footer=file.event.name)
