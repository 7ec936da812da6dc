"""Short papers for people outside: an employer, the venue, another event's team. Facts only, and as few as will do (H13, X55)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.documents.letter_parts import Filling, dated, decided, letter, measure, reach_us, signed
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case_file import Participant, Redacted
from cocdesk.model.rules.clockwork import parse_moment
from cocdesk.model.rules.standing import done_undecided, keeps_out
from cocdesk.model.rules.text import capital
from cocdesk.words import _

EMPLOYER, VENUE, TEAM = "employer-report", "venue-note", "team-request"
KEPT = timedelta(days=90)


def employer(file: Redacted, policy: Policy, *, paper: b.Paper = "A4", fill: Filling | None = None) -> b.Document:
    """In which capacity somebody was there, what was reported, what was decided; no judgement and no wish."""
    fill = fill or Filling()
    bodies = decided(file)
    ticks = tuple((capital(title), title in fill.capacities) for title in policy.employer_capacities)
    blocks = (
        dated(file),
        b.Text(text=_("Hello,")),
        b.Text(text=_("We look after the {policy} at {event}. This is a short report about what {person} did there.").format(
            policy=policy.policy_name, event=file.event.name, person=_who(file, fill)
        )),
        b.Heading(text=_("In which capacity")),
        b.Text(text=_("We write to you only because, at that time, this person was:")),
        b.Checks(items=ticks),
        b.Heading(text=_("What was reported to us")),
        b.Text(text=phrases.sentence(
            fill("behaviour", _("what was reported, in one or two sentences"), file.case.report.behaviour)
        )),
        b.Heading(text=_("What we decided")),
        b.Bullets(items=tuple(measure(body, file, policy, ahead=False) for body in bodies)) if bodies
        else b.Text(text=phrases.sentence(fill("measures", _("what was decided")))),
        b.Heading(text=_("What this is")),
        b.Text(text=_("These are the facts as they were reported to us and as we decided on them. We ask nothing of you and "
                      "advise nothing; what it means for you is for you to judge. Please let only those read this who need to, "
                      "and do not try to find out who spoke to us.")),
        b.Text(text=_("If you have questions, you can reach us here: {contact}.").format(contact=reach_us(file, fill))),
        signed(file),
    )  # fmt: skip
    return letter(EMPLOYER, _("Short report about conduct"), blocks, file, policy, fill,
                  paper=paper)  # fmt: skip


def _who(file: Redacted, fill: Filling) -> str:
    names = dict.fromkeys(p.shown for p in file.participants if p.role == "reported" and p.shown != p.person.code_name)
    return phrases.both(list(names)) if names else fill("person", _("whom it is about"))


def venue(file: Redacted, policy: Policy, *, paper: b.Paper = "A4", fill: Filling | None = None) -> b.Document:
    """What is to be done, about whom, until when, and whom to call; nothing about what happened.

    Whom it is about stands there only when it was decided that they stay away, and names may be given.
    """
    fill = fill or Filling()
    away = [body for body in decided(file) if keeps_out(body.sanction, policy)]
    settled = bool(away) or any(keeps_out(body.sanction, policy) for body in done_undecided(file.case))
    # Which of several has to stay away is on no record: whoever makes the note says what to do, and until when.
    sure = settled and not file.one_of_several
    task = _("Please do not let this person in, and tell us when they come.") if sure else ""
    ends = (phrases.when_words(body.until, file.event) for body in reversed(away) if body.until.strip())
    until = next(ends, "") if sure else ""
    blocks = (
        dated(file),
        b.Text(text=_("From the Code of Conduct team of {event}. Thank you for helping to keep people safe.").format(
            event=file.event.name
        )),
        b.Heading(text=_("What to do")),
        b.Text(text=phrases.sentence(fill("task", _("what the people at the venue are to do"), task)), tone="strong"),
        b.Heading(text=_("Whom it is about")),
        *_recognised(file, settled, fill),
        b.Heading(text=_("Until when")),
        b.Text(text=phrases.sentence(capital(fill("until", _("until when this holds"), until)))),
        b.Heading(text=_("How")),
        b.Bullets(items=(
            _("Stay calm and friendly, and speak where few people listen. You need not explain anything: “Please wait here, "
              "somebody from the event is coming to speak with you.”"),
            _("If you are not sure that it is this person, stop nobody. Call us; people look alike."),
            _("Touch nobody, and hold nobody. If anybody is in danger, call for help first and us afterwards."),
            _("Do not ask what it is about, and do not pass it on to anybody who is not on duty."),
        )),
        b.Text(text=_("Call us at any time: {contact}").format(contact=reach_us(file, fill)), tone="strong"),
        b.Text(
            text=_("Give this paper back to us, or shred it, when that time is over. Do not take a picture of it."), tone="muted"
        ),
    )  # fmt: skip
    return letter(VENUE, _("Note for the venue"), blocks, file, policy, fill, paper=paper)


def _recognised(file: Redacted, settled: bool, fill: Filling) -> Iterator[b.Block]:
    """Name and looks, only where somebody has to be recognised and names may stand."""
    known = [part for part in file.participants if part.role == "reported" and part.shown != part.person.code_name]
    if settled and known:
        yield b.Facts(rows=tuple(row for part in known for row in _looks(part)))
    elif settled:
        yield b.Text(text=phrases.sentence(fill("person", _("how to recognise them, or: we will tell you in person"))))
    else:
        yield b.Text(text=_("Nobody has to be kept away by you. Ask no one who they are."))


def _looks(part: Participant) -> Iterator[tuple[str, str]]:
    yield _("Name"), part.shown
    if part.person.description.strip():
        yield _("What they look like"), part.person.description
    else:
        yield _("What they look like"), _("We will tell you in person.")


def team(file: Redacted, policy: Policy, *, paper: b.Paper = "A4", fill: Filling | None = None) -> b.Document:
    """One team to another: who, what was decided, until when; information and not an instruction (X55)."""
    fill = fill or Filling()
    bodies = decided(file)
    expires = phrases.day_words((file.made_at + KEPT).date())
    blocks = (
        dated(file),
        b.Text(text=_("Hello,")),
        b.Text(text=_("We are the Code of Conduct team of {event}, and write to you as the team of another event. "
                      "This is information, not an instruction.").format(event=file.event.name)),
        b.Heading(text=_("Who")),
        b.Text(text=_who(file, fill), tone="strong"),
        b.Heading(text=_("What was decided with us")),
        b.Bullets(items=tuple(measure(body, file, policy, ahead=False) for body in bodies)) if bodies
        else b.Text(text=phrases.sentence(fill("measures", _("what was decided, and until when")))),
        b.Heading(text=_("What kind of thing it was")),
        b.Text(text=phrases.sentence(fill("thing", _("in a few general words, such as: remarks that made others uneasy")))),
        b.Heading(text=_("What we ask")),
        b.Bullets(items=(
            _("Judge for yourselves what it means for your event. We do not ask you to turn anybody away."),
            _("Keep it among those of you who decide, and put it on no list."),
            _("Make sure that it is the same person before you do anything; people share names."),
            _("Do not speak about it to the person or to others. Ask us if you need more; we can tell you more only if those "
              "concerned agree."),
        )),
        b.Heading(text=_("Until when")),
        b.Text(text=_("Please destroy this by {day}.").format(
            day=fill("expires", _("the last day"), _expiry(bodies, file, expires))
        )),
        b.Text(text=_("You can reach us here: {contact}.").format(contact=reach_us(file, fill))),
        signed(file),
    )  # fmt: skip
    return letter(TEAM, _("Information to another team"), blocks, file, policy, fill, paper=paper)


def _expiry(bodies: list[e.Decided], file: Redacted, otherwise: str) -> str:
    """The end of the longest measure, where it lies within what such a note is kept for; else that time."""
    ends = [moment for body in bodies if (moment := parse_moment(body.until, file.event.zone)) is not None]
    if ends and file.made_at < max(ends) < file.made_at + KEPT:
        return phrases.weekday_words(max(ends), file.event)
    return otherwise
