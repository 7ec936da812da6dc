"""Words several papers share: stages, parts, readers, dates, and who may have a paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Event, NextStep, Stage
from cocdesk.model.records.case_file import Audience, CaseFile, Naming
from cocdesk.model.rules import telling
from cocdesk.model.rules.clockwork import moment_words, parse_moment, zone
from cocdesk.model.rules.text import capital
from cocdesk.words import N_, _, ngettext

STAGES: dict[Stage, str] = {
    "open": N_("open"),
    "assessed": N_("assessed"),
    "met": N_("the team has met"),
    "decided": N_("decided"),
    "action-taken": N_("action taken"),
    "informed": N_("people informed"),
    "closed": N_("closed"),
}
AUDIENCE_TITLES: dict[Audience, str] = {
    "team": N_("Code of Conduct team"),
    "chair": N_("Chair"),
    "officer": N_("Safety officer"),
    "dsf": N_("Umbrella organisation"),
    "reporter": N_("Reporter"),
    "reported": N_("Person reported"),
    "employer": N_("Employer"),
    "venue": N_("Venue"),
    "registration": N_("Registration"),
    "public": N_("Public"),
    "other-team": N_("Another event’s team"),
}
_FOR: dict[Audience, str] = {
    "team": N_("For the Code of Conduct team only."),
    "chair": N_("For the Chair and the Code of Conduct team only."),
    "officer": N_("For the officer who keeps the forms, and the Code of Conduct team, only."),
    "dsf": N_("For the committee it is addressed to only."),
    "reporter": N_("For the reporter only."),
    "reported": N_("For the person reported only."),
}
NEEDS: dict[str, str] = {
    "quiet": N_("a quiet place"),
    "water": N_("water"),
    "rest": N_("rest"),
    "medical": N_("medical help"),
    "friend": N_("someone they trust"),
}
CONTACT_WISHES: dict[str, str] = {
    "email": N_("by e-mail"),
    "phone": N_("by phone"),
    "in-person": N_("in person"),
    "none": N_("they would rather not be contacted"),
}


def notice(audience: Audience, naming: Naming) -> str:
    """Who may have this paper, what is in it, and that it protects itself against nobody."""
    inside = _("It holds names.") if naming == "named" else _("Code names stand for people.")
    return " ".join((reader(audience), inside, care()))


def reader(audience: Audience) -> str:
    """Whom a paper is for, and nobody else."""
    return _(_FOR[audience]) if audience in _FOR else _("For {reader} only.").format(reader=_(AUDIENCE_TITLES[audience]))


def care() -> str:
    """What paper needs."""
    return _("Paper is not encrypted: keep it with you, lock it away, and shred it when it is no longer needed.")


def as_seen() -> str:
    """What a paper about a whole event says where several people write: that its maker may not see every case."""
    return _(
        "It tells of the cases that whoever made it may see. Somebody who stepped back from a case makes it without that case."
    )


def policy_line(policy: Policy) -> str:
    """The procedure with its version and date, as every paper carries it (A19)."""
    dated = day_words(date.fromisoformat(policy.dated))
    return _("{title}, version {version} of {date}").format(title=policy.title, version=policy.version, date=dated)


def footer(event: Event, policy: Policy | None = None, *, code_name: str = "") -> str:
    """The foot of a paper: the case it is about, the event and the procedure's version; no person."""
    return " · ".join(part for part in (code_name, event.name, policy_line(policy) if policy else "") if part)


def day_words(day: date) -> str:
    """A day without its weekday: "24 May 2018"."""
    return f"{day.day} {day.strftime('%B %Y')}"


def weekday_words(moment: datetime, event: Event) -> str:
    """A day as people speak of it: "Friday 25 May 2018"."""
    here = moment.astimezone(zone(event.zone))
    return f"{here.strftime('%A')} {day_words(here.date())}"


def when_words(told: str, event: Event) -> str:
    """A moment as it was told, or in plain words where it was given as one; a bare date keeps its day."""
    told = told.strip()
    moment = parse_moment(told, event.zone)
    if moment is None:
        return told
    if len(told) <= 10:
        return weekday_words(moment, event)
    time = moment.astimezone(zone(event.zone)).strftime("%H:%M")
    return _("{day} at {time}").format(day=weekday_words(moment, event), time=time)


def sentence(text: str) -> str:
    """Words as a sentence: trimmed, and closed by a full stop where they end without a mark."""
    text = text.strip()
    return text if not text or text[-1] in '.!?…:;”"»。！？)' else text + "."


def inside(text: str) -> str:
    """A title as it stands within a sentence: its first letter small, unless the first word is written in capitals."""
    return text[:1].lower() + text[1:] if len(text) > 1 and not text[1].isupper() else text


def both(names: list[str]) -> str:
    """Names in a row: "Ana", "Ana and Tom", "Ana, Tom and Li"."""
    if len(names) < 2:
        return "".join(names)
    return _("{most} and {last}").format(most=", ".join(names[:-1]), last=names[-1])


PREPOSITIONS = frozenset("in at on by near next outside inside behind beside before after between under over upstairs".split())
KINDS_OF_ROOM = frozenset("empty quiet private small side back separate free meeting green spare unused large big nearby".split())
_YES = re.compile(r"^(?:yes|we do|we will|we shall|to)\b[\s,.;:–—-]*", re.IGNORECASE)


def told_after_yes(answer: str) -> str:
    """What an answer to "will we do something" says beyond its "yes"."""
    return _YES.sub("", answer.strip()).strip()


def decided_on(policy: Policy, sanction: str) -> str:
    """A measure as it stands behind "we decided": "on a warning", "that they leave the event", "to end the talk early"."""
    found = next((s for s in (*policy.sanctions, *policy.further_sanctions) if s.id == sanction), None)
    if found is None:
        return _("on this measure: {measure}").format(measure=inside(sanction))
    words, first = inside(found.title), found.title.split(" ", 1)[0].casefold()
    fixed = {
        "H5": _("that they give no more talks at this event"),
        "H7": _("that they do not volunteer at future events"),
        "H10": _("that they do not attend future events"),
        "H11": _("on the end of their membership"),
    }
    if first in ("a", "an", "the"):
        return _("on {measure}").format(measure=words)
    if found.row in fixed:
        return fixed[found.row]
    if found.title.startswith("Do not "):
        return _("not to {measure}").format(measure=found.title.removeprefix("Do not "))
    if found.row in ("H2", "H6", "H8", "H9"):
        return _("that they {measure}").format(measure=words)
    if found.row in ("H3", "H12"):
        return _("to {measure}").format(measure=words)
    return _("on this measure: {measure}").format(measure=words)


def of_us(text: str) -> str:
    """Lettered members as a letter speaks of them: "Team member A and Team member B met" becomes "Two of us met"."""
    member = re.escape(_("Team member {letter}")).replace(re.escape("{letter}"), "[A-Z]{1,2}")
    row = re.compile(rf"{member}\b(?:(?:, and |, | and | or | & |/)(?:{member}\b))*")

    def counted(found: re.Match[str]) -> str:
        count = len(re.findall(member, found.group()))
        words = (_("one of us"), _("two of us"), _("three of us"), _("four of us"), _("five of us"))
        return words[count - 1] if count <= len(words) else ngettext("{n} of us", "{n} of us", count).format(n=count)

    return _replaced(row, counted, text)


def spoken_of(text: str, code_name: str, words: str) -> str:
    """A code name in a text given way to what it stands for, with a capital where a sentence begins."""
    return _replaced(re.compile(rf"(?<!\w){re.escape(code_name)}(?!\w)"), lambda _found: words, text)


_BEGINS = re.compile(r"(?:^|[.!?…:][”\")»]?\s+|“)\Z")


def _replaced(pattern: re.Pattern[str], words: Callable[[re.Match[str]], str], text: str) -> str:
    def put(found: re.Match[str]) -> str:
        begins = _BEGINS.search(text[: found.start()]) is not None
        return capital(words(found)) if begins else words(found)

    return pattern.sub(put, text)


def four_questions() -> tuple[str, str, str, str]:
    """What every meeting answers (F2), where a procedure asks otherwise."""
    return _("What happened"), _("What is done about it"), _("Who does it"), _("By when")


def answered(body: e.Met, policy: Policy, event: Event) -> tuple[tuple[str, str], ...]:
    """The procedure's own questions with what the meeting answered; what was answered beyond them stands under its plain name."""
    asked, plain = policy.meeting.questions, four_questions()
    answers = (body.what_happened, body.doing_anything, body.who, when_words(body.when, event))
    rows = zip((*asked[: len(plain)], *plain[len(asked) :]), answers, strict=True)
    return tuple((question, answer) for place, (question, answer) in enumerate(rows) if place < len(asked) or answer.strip())


def step_words(step: NextStep, event: Event) -> str:
    """A step of the procedure on one line: what, who, by when."""
    who = f" – {', '.join(step.who)}" if step.who else ""
    due = _(", by {when}").format(when=moment_words(step.due, event.zone)) if step.due and step.state != "done" else ""
    return f"{step.title}{who}{due}"


def linked(file: CaseFile) -> str:
    """The cases this one is linked to, by code name, each once; what is not in this vault is left out."""
    bodies = (h.body for h in file.case.happenings)
    found = {body.other: body.how for body in bodies if isinstance(body, e.Linked) and body.other in file.linked}
    return "\n".join(f"{file.linked[other]} – {_(telling.LINKS[how])}" for other, how in found.items())
