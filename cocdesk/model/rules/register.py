"""The register's cells (N1–N6): what a case says of itself in one line, read from its entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case_file import CaseFile
from cocdesk.model.rules import telling
from cocdesk.model.rules.consent import to_words
from cocdesk.model.rules.standing import taken
from cocdesk.model.rules.text import fold
from cocdesk.model.rules.who_knows import names_in, who_knows
from cocdesk.words import _, ngettext

# Where a procedure has no register of its own: what a team needs to see a pattern, and no reporter.
USUAL_COLUMNS = ("handlers", "when-where", "brief", "action", "who-knows", "reported-up")
LONGEST_BRIEF = 160
_SENTENCE = re.compile(r"(.+?[.!?…])(?:\s|$)", re.DOTALL)


def columns(policy: Policy) -> tuple[str, ...]:
    """The columns of the procedure's register, or the usual ones."""
    return tuple(policy.register.columns) if policy.register is not None else USUAL_COLUMNS


def reporters(file: CaseFile) -> str:
    """Who reported, with an address where this reader may have it."""
    found = [part for part in file.participants if part.role == "reporter"]
    told = ["\n".join(words for words in (part.shown or part.person.code_name, part.person.email) if words) for part in found]
    return "\n".join(dict.fromkeys(told)) or _("anonymous")


def handlers(file: CaseFile) -> str:
    """Who took the report and dealt with it: by name, or only how many where code names stand."""
    names = _handler_names(file)
    if file.naming == "named":
        return ", ".join(names.values())
    count = len(names)
    return ngettext("{count} of the team", "{count} of the team", count).format(count=count) if count else ""


def _handler_names(file: CaseFile) -> dict[str, str]:
    names: dict[str, str] = {}
    for text in _handling(file):
        for name in names_in(text):
            names.setdefault(fold(name), name)
    return names


def _handling(file: CaseFile) -> Iterator[str]:
    yield file.received_by
    for happening in file.case.happenings:
        body = happening.body
        if isinstance(body, e.Met):
            yield from body.attendees
        elif isinstance(body, e.Decided):
            yield from body.deciders
        elif isinstance(body, e.Heard):
            yield body.by
        elif isinstance(body, e.Talked):
            yield from body.by


def brief(file: CaseFile) -> str:
    """One short neutral line (N4): the first sentence of what was done, or the case's title; never the reporter's own words."""
    behaviour = " ".join(file.case.report.behaviour.split())
    first = _SENTENCE.match(behaviour)
    told = (first[1] if first else behaviour) or file.case.title.strip()
    if len(told) <= LONGEST_BRIEF:
        return told
    cut = told.rfind(" ", 0, LONGEST_BRIEF)
    return told[: cut if cut > 0 else LONGEST_BRIEF] + " …"


def action(file: CaseFile, policy: Policy) -> str:
    """What was decided or done and not taken back, each measure once, and whether it is still open."""
    titles = dict.fromkeys(telling.sanction_title(policy, sanction) for sanction in taken(file.case))
    if titles:
        return "; ".join(titles)
    return telling.sanction_title(policy, "none") if file.case.stage == "closed" else _("Not decided yet")


def knowers(file: CaseFile, policy: Policy, members: Mapping[str, str]) -> str:
    """Who else knows (N6), beyond the reporter and those who handle it; only how many where code names stand."""
    people = {part.person.id: part.person for part in file.participants}
    told = {fold(part.person.code_name) for part in file.participants if part.role == "reporter"} | _handler_names(file).keys()
    found = [knower for knower in who_knows(file.case, policy, people, members) if fold(knower.who) not in told]
    if file.naming == "named":
        shown = {part.person.code_name: part.shown for part in file.participants}
        return ", ".join(dict.fromkeys(shown.get(knower.who) or to_words(knower.who, policy) for knower in found))
    count = len(found)
    return ngettext("{count} person", "{count} people", count).format(count=count) if count else ""


def reported_up(file: CaseFile, policy: Policy) -> str:
    """Whom the incident was sent, and whether it came back that it had arrived."""
    sent = [h.body.to for h in file.case.happenings if isinstance(h.body, e.Notified)]
    back = any(isinstance(h.body, e.Acknowledged) for h in file.case.happenings)
    if not sent:
        return _("no")
    to = ", ".join(dict.fromkeys(to_words(whom, policy) for whom in sent))
    said = _("yes, to {whom}; acknowledged") if back else _("yes, to {whom}; not acknowledged yet")
    return said.format(whom=to)
