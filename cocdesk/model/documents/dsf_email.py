"""The summary of one incident for an umbrella body: a mail a careful person would have written (M2–M6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import dsf_story, phrases
from cocdesk.model.policy.pack import Policy, ReportsUp
from cocdesk.model.records.case_file import Redacted
from cocdesk.model.rules import telling
from cocdesk.model.rules.text import capital
from cocdesk.words import _

FEW_WORDS = 8
KIND = "dsf-email"
ADDRESS_SETTING = "umbrella-address"


def build(file: Redacted, policy: Policy, *, paper: b.Paper = "A4") -> b.Document:
    """One mail for one incident: when, where, what happened, what came of it, and that only a receipt is asked for."""
    code, event = file.case.code_name, file.event
    up = next((up for up in policy.reports_up if up.kind == "umbrella-email"), None)
    title = _("Incident report: {case}, {event}").format(case=code, event=event.name)
    blocks: tuple[b.Block, ...] = (
        b.Text(text=_("Hello,")),
        b.Text(text=_("This is a summary of one incident at {event}. We call it {case}.").format(event=event.name, case=code)),
        b.Heading(text=_("When")),
        b.Text(text=_when(file)),
        b.Heading(text=_("Where")),
        b.Text(text=_where(file)),
        b.Heading(text=_("What happened")),
        *(b.Text(text=paragraph) for paragraph in _story(file, policy)),
        b.Text(text=_closing(up)),
        b.Text(text=_signed(file), close=True),
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
    """What was done and who the persons are, then what the team did about it and where the case stands."""
    account = " ".join(part for part in (_account(file), _around(file)) if part)
    told = [account, *dsf_story.paragraphs(file, policy)]
    roles = _roles(file)
    for code_name, role in _spoken_of(file, roles).items():
        told = [phrases.spoken_of(paragraph, code_name, role) for paragraph in told]
    told = [phrases.of_us(paragraph) for paragraph in told]
    yield told[0]
    who = _who_is_who(file, roles, " ".join(told))
    if who:
        yield who
    yield from told[1:]


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
    around = report.circumstances.strip()
    # A note such as "a crowded room" is no sentence; longer words are taken for one.
    if around and len(around.split()) <= FEW_WORDS and around[-1] not in ".!?":
        around = _("At the time: {around}").format(around=phrases.inside(around))
    parts = [phrases.sentence(around)]
    if report.impact.strip():
        impact = phrases.sentence(phrases.inside(report.impact.strip()))
        parts.append(_("What it meant for the person affected: {impact}").format(impact=impact))
    if report.ongoing == "yes":
        parts.append(_("When it was reported, it was still going on."))
    return " ".join(part for part in parts if part)


def _roles(file: Redacted) -> dict[str, list[str]]:
    """Each person's code name and parts, a person with two of them once."""
    found: dict[str, list[str]] = {}
    for part in file.participants:
        found.setdefault(part.person.code_name, []).append(part.role)
    return found


def _spoken_of(file: Redacted, roles: dict[str, list[str]]) -> dict[str, str]:
    """The code name a letter need not use: that of the one reporter, while they stay unnamed."""
    unnamed = {part.person.code_name for part in file.participants if part.shown == part.person.code_name}
    found: dict[str, str] = {}
    having = [code_name for code_name, parts in roles.items() if "reporter" in parts]
    if len(having) == 1 and having[0] in unnamed:
        found[having[0]] = _("the reporter")
    return found


def _who_is_who(file: Redacted, roles: dict[str, list[str]], told: str) -> str:
    """Who the persons are: names where they may stand, and what each code name that is used stands for."""
    shown = {part.person.code_name: part for part in file.participants}
    named: list[str] = []
    coded: list[str] = []
    for code_name, parts in roles.items():
        words = phrases.both([_("the {part}").format(part=_(telling.ROLES[role])) for role in parts])
        part = shown[code_name]
        if part.shown != code_name:
            affiliation = f" ({part.person.affiliation})" if part.person.affiliation else ""
            named.append(_("{part} is {name}").format(part=words, name=f"{part.shown}{affiliation}"))
        elif "reported" in parts or re.search(rf"(?<!\w){re.escape(code_name)}(?!\w)", told):
            coded.append(_("{part} is called {code}").format(part=words, code=code_name))
    said = [capital(phrases.both(named)) + "."] if named else []
    if coded:
        said.append(_("In our records {list}.").format(list=phrases.both(coded)))
    if file.naming == "code-names" and coded:
        said.append(_("We leave names out here; if you need them, ask us, and we will agree on a safe way to pass them on."))
    elif named and any("reporter" in parts and shown[code].shown == code for code, parts in roles.items()):
        said.append(_("The reporter stays unnamed."))
    return " ".join(said)


def _closing(up: ReportsUp | None) -> str:
    if up is not None and up.closing_sentence:
        return up.closing_sentence
    return _("We write this for the record only. You need not do anything; please just let us know that it has reached you.")


def _signed(file: Redacted) -> str:
    contact = file.event.settings.get("contact", "").strip()
    team = _("Code of Conduct team, {event}").format(event=file.event.name)
    return "\n".join(line for line in (_("Kind regards"), team, contact) if line)
