"""One case as ``cocdesk show`` reads it out: every answer, step and entry in words, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cocdesk.commands import agreements
from cocdesk.commands.record import remark_words
from cocdesk.commands.terminal import say
from cocdesk.model.documents import phrases
from cocdesk.model.queries.case_view import CaseView
from cocdesk.model.records.report import Report
from cocdesk.model.rules import telling
from cocdesk.model.rules.clockwork import moment_words, parse_moment
from cocdesk.model.rules.text import capital
from cocdesk.words import N_, _

MARKS = {"done": "x", "next": ">", "waiting": " ", "not-needed": "-"}
LEGEND = N_("[x] done   [>] can be done now   [ ] comes later   [-] not needed in this case")


def read_out(view: CaseView, due: str) -> None:
    """The whole case; ``due`` is its deadline in words."""
    zone = view.event.zone
    say("  ".join(part for part in (view.case.code_name, view.case.title) if part))
    if view.sealed:
        say(_("Sealed. {sentence}").format(sentence=view.sealed.sentence))
    say(_("{event} · {stage} · received {when} · {due}").format(
        event=view.event.name, stage=_(phrases.STAGES[view.case.stage]), when=moment_words(view.case.received_at, zone), due=due
    ))  # fmt: skip
    _section(_("What was reported:"), (f"{title}: {words}" for title, words in report_words(view.case.report, zone)))
    _section(_("People:"), _people(view))
    _section(_("The steps:"), _steps(view))
    _section(_("What happened in the case, with the beginning of each entry’s id:"), _history(view))
    agreements.read_out(view)
    _section(_("Look at this again:"), _again(view))
    say()
    say("  " + view.purge_why)


def _section(heading: str, lines: Iterator[str]) -> None:
    """A heading with its lines; nothing where there are none. Further lines of a text stand under its first."""
    found = list(lines)
    if found:
        say()
        say(heading)
    for line in found:
        say("  " + line.replace("\n", "\n      "))


def report_words(report: Report, zone_name: str) -> Iterator[tuple[str, str]]:
    """Each answer of a report that was given: what was asked, and the answer in words."""
    for field in Report.__struct_fields__:
        words = _answer(field, getattr(report, field), zone_name)
        if words:
            yield capital(_(telling.FIELDS[field])), words


def _answer(field: str, value: Any, zone_name: str) -> str:
    if value is None or value == () or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field in ("heard_at", "happened"):
        moment = parse_moment(value, zone_name) if len(value) > 10 else None
        return moment_words(moment, zone_name) if moment else str(value)
    tables = {
        "channel": telling.CHANNELS, "ongoing": telling.ANSWERS, "witnessed": telling.WITNESSED, "consent": telling.ANSWERS,
        "needs": telling.NEEDS, "contact_wish": phrases.CONTACT_WISHES, "not_offered": telling.FIELDS,
    }  # fmt: skip
    table = tables.get(field, {})
    values = value if isinstance(value, tuple) else (value,)
    return ", ".join(_(table[one]) if one in table else str(one) for one in values)


def _people(view: CaseView) -> Iterator[str]:
    for found in view.people:
        who = f"{found.person.name or '–'} ({found.person.code_name})"
        yield f"{capital(_(telling.ROLES[found.role]))}: {who}"
    for there in view.linked:
        yield _("linked: {case}, {how}").format(case=there.code_name, how=_(telling.LINKS.get(there.how, there.how)))


def _steps(view: CaseView) -> Iterator[str]:
    for step in view.steps:
        due = _("  (by {when})").format(when=moment_words(step.due, view.event.zone)) if step.state == "next" and step.due else ""
        free = _("  (may be left out)") if step.state == "next" and step.optional else ""
        yield f"[{MARKS[step.state]}] {step.title}{due}{free}"
    yield _(LEGEND)


def _history(view: CaseView) -> Iterator[str]:
    for line in view.timeline:
        struck = _(" (struck)") if line.struck else ""
        yield f"{moment_words(line.at, view.event.zone)}  {line.by}  {line.title}{struck}  {line.text}  [{line.entry[:12]}]"


def _again(view: CaseView) -> Iterator[str]:
    for fault in view.case.faults:
        yield f"! {fault}"
    for remark in view.remarks:
        yield f"! {remark_words(remark)}" + (f"  [{remark.entry[:12]}]" if remark.entry else "")
