"""The course of a case for its papers: meetings, talks, decisions and what was done, entry by entry as they came about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case_file import Redacted
from cocdesk.model.rules import telling
from cocdesk.model.rules.clockwork import moment_words
from cocdesk.words import N_, _, ngettext

_LONG = 500
_SHORT = 900  # of an act that is not parted by the end of a page
_SAFE = {"yes": N_("yes"), "no": N_("no"), "unknown": N_("not sure")}
Row = tuple[str, str]


def course(file: Redacted, policy: Policy) -> Iterator[b.Block]:
    """Everything that counts of what the team did, with the moment each was written down."""
    found: list[b.Block] = []
    for happening in file.case.happenings:
        teller = _TELLERS.get(type(happening.body))
        if teller is None:
            continue
        rows = tuple(row for row in teller(happening.body, file, policy) if row[1].strip())
        title = _(telling.TITLES[telling.kind_of(happening.body)])
        when = moment_words(happening.at, file.event.zone)
        heading = b.Text(text=_("{title} – written down {when}").format(title=title, when=when), tone="strong")
        act = (heading, *told(rows))
        found += [b.KeepTogether(blocks=act)] if sum(len(value) for _label, value in rows) <= _SHORT else act
    if found:
        yield b.Heading(text=_("What the team did"))
        yield from found


def told(rows: Iterable[Row]) -> Iterator[b.Block]:
    """Short answers as a table; a long one gets its own lines, so that it can run over pages."""
    short: list[Row] = []
    for title, value in rows:
        if len(value) <= _LONG:
            short.append((title, value))
            continue
        if short:
            yield b.Facts(rows=tuple(short))
            short = []
        yield b.Text(text=title, tone="strong")
        yield b.Text(text=value)
    if short:
        yield b.Facts(rows=tuple(short))


def _met(body: e.Met, file: Redacted, policy: Policy) -> Iterator[Row]:
    yield _("When"), phrases.when_words(body.at, file.event)
    yield _("Until"), phrases.when_words(body.ended, file.event)
    yield _("There"), ", ".join(body.attendees)
    yield _("Somebody of the case was there, because"), body.exception
    yield from phrases.answered(body, policy, file.event)
    yield _("Minutes"), body.minutes


def _heard(body: e.Heard, file: Redacted, policy: Policy) -> Iterator[Row]:
    yield _("When"), phrases.when_words(body.at, file.event)
    yield _("By"), body.by
    yield _("Told of the report"), _("yes") if body.told else _("no")
    yield _("What they said"), body.words
    yield _("Seen from outside"), _(telling.MANNERS[body.manner]) if body.manner else ""
    yield _("How they took it"), body.reaction


def _talked(body: e.Talked, file: Redacted, policy: Policy) -> Iterator[Row]:
    yield _("When"), phrases.when_words(body.at, file.event)
    yield _("Where"), body.place
    yield _("By"), ", ".join(body.by)
    minutes = ngettext("about {count} minute", "about {count} minutes", body.length).format(count=body.length)
    yield _("How long"), minutes if body.length else ""
    yield _("What was said"), body.said
    yield _("Seen from outside"), _(telling.MANNERS[body.manner]) if body.manner else ""
    yield _("Said sorry without being asked"), _(_SAFE[body.apologised]) if body.apologised else ""
    yield _("Understood what we ask"), _(_SAFE[body.understood]) if body.understood else ""
    yield _("Also"), body.words


def _decided(body: e.Decided, file: Redacted, policy: Policy) -> Iterator[Row]:
    yield _("Decision"), telling.sanction_title(policy, body.sanction)
    yield from decision_rows(body, file)


def decision_rows(body: e.Decided, file: Redacted) -> Iterator[Row]:
    """What is written down with a decision, but for the measure itself."""
    yield _("For"), _("right now") if body.horizon == "now" else _("later on")
    yield _("Decided by"), ", ".join(body.deciders)
    yield _("Vote"), body.vote
    yield _("Because it could not wait"), _("decided by one alone, before the team could meet") if body.urgent else ""
    yield _("Carried out by"), body.who
    yield _("By when"), phrases.when_words(body.by, file.event)
    yield _("From"), phrases.when_words(body.since, file.event)
    yield _("Until"), phrases.when_words(body.until, file.event)
    yield _("Looked at again"), phrases.when_words(body.review, file.event)
    yield _("Does the report stand?"), _(_SAFE[body.stands]) if body.stands else ""
    yield _("Does it give the safety needed?"), _(_SAFE[body.safe_enough]) if body.safe_enough else ""
    yield _("A condition of the grant"), _(_SAFE[body.grant_condition]) if body.grant_condition else ""
    yield _("To come back"), body.conditions
    yield _("If it happens again"), body.next_rung
    yield _("Why"), body.why
    yield _("Decided all the same, because"), body.despite


def _acted(body: e.Acted, file: Redacted, policy: Policy) -> Iterator[Row]:
    yield _("Action"), telling.sanction_title(policy, body.sanction) if body.sanction else ""
    yield _("By"), body.who
    yield _("When"), phrases.when_words(body.at, file.event)
    yield _("Because it could not wait"), _("done by one alone, before the team could meet") if body.urgent else ""
    yield _("How"), body.words


def _planned(body: e.Planned, file: Redacted, policy: Policy) -> Iterator[Row]:
    yield _("What is to change"), body.text
    yield _("Together with"), body.with_whom
    yield _("Until"), phrases.when_words(body.until, file.event)
    yield _("Looked at again"), phrases.when_words(body.check_on, file.event)


def _rolled_out(body: e.RolledOut, file: Redacted, policy: Policy) -> Iterator[Row]:
    places = policy.roll_out.places if policy.roll_out else ()
    yield _("Where"), next((place.title for place in places if place.id == body.system), body.system)
    yield _("By"), body.owner
    yield _("When"), phrases.when_words(body.at, file.event)
    yield _("Takes hold"), _("yes") if body.done else _("not yet")
    yield _("Looked at again"), _("yes") if body.checked else ""
    yield _("Also"), body.words


def _said(body: e.Told, file: Redacted, policy: Policy) -> Iterator[Row]:
    yield _("Who"), _(telling.ROLES.get(body.whom, body.whom))
    yield _("When"), phrases.when_words(body.at, file.event)
    yield _("How"), _(telling.CHANNELS.get(body.channel, body.channel)) if body.channel else ""
    yield _("By"), body.by
    yield _("What it was about"), _(telling.TOLD_ABOUT[body.about]) if body.about else ""
    yield _("What was said"), body.text
    yield _("The behaviour"), body.behaviour
    yield _("The impact"), body.impact
    yield _("What must change"), body.change
    yield _("The consequences"), body.consequences
    yield _("Where to appeal"), body.appeal
    yield _("What they said to it"), body.comment


def _apology(body: e.ApologyOffered, file: Redacted, policy: Policy) -> Iterator[Row]:
    yield _("When"), phrases.when_words(body.at, file.event)
    yield _("By"), body.by
    yield _("What was done with it"), _(telling.APOLOGIES[body.answer])
    yield _("Wanted by the person affected"), _(_SAFE[body.wanted]) if body.wanted else ""
    yield _("Words passed on"), body.text
    yield _("Also"), body.words


def _warned(body: e.Warned, file: Redacted, policy: Policy) -> Iterator[Row]:
    yield _("Who"), body.person
    yield _("When"), phrases.when_words(body.at, file.event)
    yield _("For what"), body.behaviour
    yield _("When it happened"), phrases.when_words(body.happened, file.event)
    yield _("Circumstances"), body.circumstances
    yield _("By"), body.by
    yield _("Others"), body.others


def _appealed(body: e.Appealed, file: Redacted, policy: Policy) -> Iterator[Row]:
    yield _("By"), body.by
    yield _("When"), phrases.when_words(body.at, file.event)
    yield _("Heard by"), ", ".join(body.heard_by)
    yield _("Answer"), _(telling.UPHELD[body.answer]) if body.answer else ""
    yield _("What they said"), body.words


def _linked(body: e.Linked, file: Redacted, policy: Policy) -> Iterator[Row]:
    yield _("Case"), file.linked.get(body.other) or _("a case that is not in this vault")
    yield _("How"), _(telling.LINKS[body.how])
    yield _("Also"), body.words


def _evaluated(body: e.Evaluated, file: Redacted, policy: Policy) -> Iterator[Row]:
    yield _("What the team takes from it"), _(telling.FOUND[body.found])
    yield _("Rule"), body.rule
    yield _("In words"), body.words
    yield _("The team spoke about how it was for them"), _("yes") if body.debriefed else ""


def _closed(body: e.Closed, file: Redacted, policy: Policy) -> Iterator[Row]:
    yield _("Outcome"), body.outcome
    yield _("Why"), body.why
    titles = {step.id: step.title for step in policy.steps}
    yield _("Left open"), "\n".join(titles.get(step, step) for step in body.open_steps)
    yield _("Other events"), _(telling.STANDINGS[body.standing]) if body.standing else ""
    yield _("What its subject may read"), body.shareable


def _otherwise(body: e.CaseBody, file: Redacted, policy: Policy) -> Iterator[Row]:
    yield _("Record"), telling.tell(body, policy, {})


_TELLERS: dict[type, Callable[[Any, Redacted, Policy], Iterator[Row]]] = {
    e.Met: _met,
    e.Heard: _heard,
    e.Talked: _talked,
    e.Decided: _decided,
    e.Acted: _acted,
    e.Planned: _planned,
    e.RolledOut: _rolled_out,
    e.Agreed: _otherwise,
    e.Told: _said,
    e.ApologyOffered: _apology,
    e.Knows: _otherwise,
    e.Warned: _warned,
    e.Announced: _otherwise,
    e.Notified: _otherwise,
    e.Acknowledged: _otherwise,
    e.Appealed: _appealed,
    e.Recused: _otherwise,
    e.Substituted: _otherwise,
    e.Linked: _linked,
    e.Evaluated: _evaluated,
    e.Closed: _closed,
    e.Reopened: _otherwise,
}
