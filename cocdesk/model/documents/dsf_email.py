"""The summary of one incident for an umbrella body: a mail a careful person would have written (M2–M6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.policy.pack import Policy, ReportsUp
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Happening
from cocdesk.model.records.case_file import Redacted
from cocdesk.model.rules import telling
from cocdesk.words import _

FEW_WORDS = 2
KIND = "dsf-email"
ADDRESS_SETTING = "umbrella-address"


def build(file: Redacted, policy: Policy, *, paper: b.Paper = "A4") -> b.Document:
    """One mail for one incident: when, where, what happened, what came of it, and that only a receipt is asked for."""
    code, event = file.case.code_name, file.event
    up = next((up for up in policy.reports_up if up.kind == "umbrella-email"), None)
    title = _("Incident report: {case}, {event}").format(case=code, event=event.name)
    blocks: tuple[b.Block, ...] = (
        b.Text(text=_("Hello,")),
        b.Text(text=_("this is a summary of one incident at {event}. We call it {case}.").format(event=event.name, case=code)),
        b.Heading(text=_("When")),
        b.Text(text=_when(file)),
        b.Heading(text=_("Where")),
        b.Text(text=_where(file)),
        b.Heading(text=_("What happened")),
        *(b.Text(text=paragraph) for paragraph in _story(file, policy)),
        b.Text(text=_closing(up)),
        b.Text(text=_signed(file)),
        b.Text(text=_("Handled under: {policy}.").format(policy=phrases.policy_line(policy)), tone="muted"),
    )
    return b.Document(
        kind=KIND, title=title, blocks=blocks, paper=paper, exercise=event.exercise,
        mail=b.Mail(to=_recipient(up, event.settings.get(ADDRESS_SETTING, "")), subject=title),
    )  # fmt: skip


def _recipient(up: ReportsUp | None, filled_in: str) -> tuple[tuple[str, str], ...]:
    """The one address of the umbrella body; nobody where neither procedure nor set-up names one."""
    address = (up.address if up else "") or filled_in.strip()
    return ((up.to if up else "", address),) if address else ()


def _when(file: Redacted) -> str:
    reported = phrases.when_words(file.case.received_at.isoformat(), file.event)
    happened = phrases.when_words(file.case.report.happened, file.event)
    if not happened:
        return _("The time is not known. It was reported to us on {moment}.").format(moment=reported)
    return _("{happened}. It was reported to us on {moment}.").format(happened=happened.rstrip(" ."), moment=reported)


def _where(file: Redacted) -> str:
    place = file.case.report.place.strip().rstrip(".")
    if not place:
        return _("At {event}; the exact place is not known.").format(event=file.event.name)
    if file.event.name.casefold() in place.casefold():
        return phrases.sentence(place)
    return _("{place}, {event}.").format(place=place, event=file.event.name)


def _story(file: Redacted, policy: Policy) -> Iterator[str]:
    """What was done, then what the team did about it in the order it came about, then where the case stands."""
    yield " ".join(part for part in (_account(file), _around(file)) if part)
    paragraph: list[str] = []
    before: e.CaseBody | None = None
    decided = False
    for happening in file.case.happenings:
        sentences = [words for words in _happened(happening, file, policy) if words]
        decided = decided or isinstance(happening.body, e.Decided)
        if isinstance(happening.body, e.Told) and not decided and sentences:
            person = _(telling.ROLES[happening.body.whom])
            sentences = [_("The {person} has been told that we are looking into it.").format(person=person)]
        if not sentences:
            continue
        if paragraph and (isinstance(happening.body, e.Heard) or isinstance(before, e.Heard)):
            yield " ".join(paragraph)
            paragraph = []
        paragraph += sentences
        before = happening.body
    yield " ".join([*paragraph, _status(file)])
    who = _who_is_who(file, policy)
    if who:
        yield who


def _account(file: Redacted) -> str:
    """What was done, in neutral words; where nobody found any yet, the report's own words, marked as such."""
    report = file.case.report
    if report.behaviour.strip():
        return phrases.sentence(report.behaviour)
    if report.what.strip():
        return _("In the words of the report: “{words}”").format(words=report.what.strip())
    return _("No account was written down.")


def _around(file: Redacted) -> str:
    report = file.case.report
    parts = [phrases.sentence(report.circumstances)]
    if report.impact.strip():
        impact = phrases.sentence(phrases.inside(report.impact.strip()))
        parts.append(_("What it meant for the person affected: {impact}").format(impact=impact))
    if report.ongoing == "yes":
        parts.append(_("When it was reported, it was still going on."))
    return " ".join(part for part in parts if part)


def _happened(happening: Happening, file: Redacted, policy: Policy) -> Iterator[str]:
    body = happening.body
    if isinstance(body, e.Met):
        yield from _met(body, happening, file)
    elif isinstance(body, e.Heard):
        yield from _heard(body, file)
    elif isinstance(body, e.Decided):
        yield from _decided(body, file, policy)
    elif isinstance(body, e.Acted):
        yield from _acted(body, file, policy)
    elif isinstance(body, e.Agreed):
        role = next((r.title for r in policy.roles if r.id == body.role), body.role)
        agreed = _("The {role} agreed.") if body.answer == "agreed" else _("The {role} did not agree.")
        yield agreed.format(role=role)
    elif isinstance(body, e.Told) and body.whom in ("reporter", "affected", "reported"):
        yield _("The {person} has been told what came of it.").format(person=_(telling.ROLES[body.whom]))
    elif isinstance(body, e.Announced):
        yield _("It was announced at the event.")
    elif isinstance(body, e.Appealed):
        yield _("An appeal was made.")
        yield {"upheld": _("The decision stands."), "changed": _("The decision was changed."), "": ""}[body.answer]


def _met(body: e.Met, happening: Happening, file: Redacted) -> Iterator[str]:
    day = phrases.when_words(body.at, file.event) or phrases.weekday_words(happening.at, file.event)
    people = phrases.both(list(body.attendees))
    if people:
        yield _("{people} met about it on {day}.").format(people=people, day=day)
    else:
        yield _("The team met about it on {day}.").format(day=day)
    # A bare "yes" answers the meeting's question; in a letter it would stand alone.
    if len(body.doing_anything.split()) > FEW_WORDS:
        yield phrases.sentence(body.doing_anything)


def _heard(body: e.Heard, file: Redacted) -> Iterator[str]:
    day = phrases.when_words(body.at, file.event)
    by = body.by or _("the team")
    if day:
        yield _("On {day}, {people} spoke with the person reported.").format(day=day, people=by)
    else:
        yield _("{people} spoke with the person reported.").format(people=by[:1].upper() + by[1:])
    yield phrases.sentence(body.words)
    if 0 < len(body.reaction.split()) <= FEW_WORDS:
        yield _("They were {reaction}.").format(reaction=phrases.inside(body.reaction.strip().rstrip(".")))
    else:
        yield phrases.sentence(body.reaction)


def _decided(body: e.Decided, file: Redacted, policy: Policy) -> Iterator[str]:
    by = body.by or _("The team")
    by = by[:1].upper() + by[1:]
    if body.sanction in ("", "none"):
        yield _("{people} decided not to take any further action.").format(people=by)
    else:
        measure = telling.sanction_title(policy, body.sanction)
        span = " ".join(
            text
            for text in (
                _("from {day}").format(day=phrases.when_words(body.since, file.event)) if body.since else "",
                _("until {day}").format(day=phrases.when_words(body.until, file.event)) if body.until else "",
            )
            if text
        )
        words = f"{phrases.inside(measure)}, {span}" if span else phrases.inside(measure)
        yield _("{people} decided on this measure: {measure}").format(people=by, measure=phrases.sentence(words))
    yield phrases.sentence(body.why)


def _acted(body: e.Acted, file: Redacted, policy: Policy) -> Iterator[str]:
    day, who = phrases.when_words(body.at, file.event), body.who
    if day and who:
        yield _("{people} carried this out on {day}.").format(people=who[:1].upper() + who[1:], day=day)
    elif day:
        yield _("This was carried out on {day}.").format(day=day)
    elif who:
        yield _("{people} carried this out.").format(people=who[:1].upper() + who[1:])
    elif not body.words:
        yield _("This has been carried out.")
    yield phrases.sentence(body.words)


def _status(file: Redacted) -> str:
    decided = any(isinstance(h.body, e.Decided) for h in file.case.happenings)
    if file.case.stage == "closed":
        return _("We consider the case closed.")
    if decided:
        return _("The case is still open with us; we are following it up.")
    return _("It is still being looked into. We will write again when it is decided.")


def _who_is_who(file: Redacted, policy: Policy) -> str:
    """Who the persons are: names where they may stand, and what each code name in the text stands for."""
    told = " ".join(_texts(file, policy))
    named: list[str] = []
    coded: list[str] = []
    for part in file.participants:
        role = _(telling.ROLES[part.role])
        if part.shown != part.person.code_name:
            affiliation = f", {part.person.affiliation}" if part.person.affiliation else ""
            named.append(_("the {part} is {name}").format(part=role, name=f"{part.shown}{affiliation}"))
        elif part.role == "reported" or re.search(rf"(?<!\w){re.escape(part.person.code_name)}(?!\w)", told):
            coded.append(_("{code} for the {part}").format(code=part.person.code_name, part=role))
    sentences = []
    if named:
        words = phrases.both(named)
        sentences.append(phrases.sentence(words[:1].upper() + words[1:]))
    if coded:
        sentences.append(_("Code names stand in place of names here: {list}.").format(list=phrases.both(coded)))
    return " ".join(sentences)


def _texts(file: Redacted, policy: Policy) -> Iterator[str]:
    report = file.case.report
    yield from (report.behaviour or report.what, report.circumstances, report.impact, report.happened, report.place)
    for happening in file.case.happenings:
        yield from _happened(happening, file, policy)


def _closing(up: ReportsUp | None) -> str:
    if up is not None and up.closing_sentence:
        return up.closing_sentence
    return _("We write this for the record only. You need not do anything; please just let us know that it has reached you.")


def _signed(file: Redacted) -> str:
    contact = file.event.settings.get("contact", "").strip()
    team = _("Code of Conduct team, {event}").format(event=file.event.name)
    return "\n".join(line for line in (_("Kind regards"), team, contact) if line)
