"""The transparency report (M1, X51): what came in and what came of it, told so that nobody can be recognised.

It is built from ``rules.disclosure.Released`` alone: the cases themselves never reach this page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.case import Event
from cocdesk.model.records.event_file import Publishing, RedactedEvent
from cocdesk.model.rules import disclosure
from cocdesk.model.rules.clockwork import parse_moment
from cocdesk.model.rules.disclosure import Released, Year
from cocdesk.words import _, ngettext

KIND = "transparency-report"


def build(
    file: RedactedEvent, policies: Mapping[str, Policy], *, paper: b.Paper = "A4", wishes: Publishing | None = None
) -> b.Document:
    """The report in one of its versions; for the team a cover goes before it, with what was held back and what to look at."""
    wishes = wishes or Publishing()
    told = disclosure.released(file, policies, wishes)
    policy = policies[file.event.policy_hash]
    title = _("Transparency report, {event}").format(event=file.event.name)
    blocks = tuple(_report(told, file, policy, wishes))
    if file.audience != "public":
        blocks = (*_cover(told, file), b.PageBreak(), b.Heading(text=title, level=1), *blocks)
    return b.Document(
        kind=KIND, title=title, blocks=blocks, paper=paper, exercise=file.event.exercise,
        footer=phrases.footer(file.event, policy),
        notice="" if file.audience == "public" else " ".join((phrases.reader(file.audience), phrases.care())),
    )  # fmt: skip


def _cover(told: Released, file: RedactedEvent) -> Iterator[b.Block]:
    yield b.Heading(text=_("Before the report is published: {event}").format(event=file.event.name), level=1)
    yield b.Text(text=_("This page stays with the team. Take it off before anything is handed on."), tone="strong")
    yield b.Heading(text=_("Could somebody be recognised?"))
    said = _("Numbers are checked by the program; what a line gives away only people can see. Read it with a colleague.")
    yield b.Text(text=said)
    items = disclosure.checklist()
    if file.shared:
        asked = _("Did whoever made it step back from a case? Then that case is missing in it: somebody else makes it.")
        items = (*items, asked)
    yield b.Checks(items=tuple((item, False) for item in items))
    yield b.Heading(text=_("What was held back"))
    yield b.Bullets(items=told.held or (_("Nothing."),))
    yield b.Blank(label=_("Read by, and when"))


def _report(told: Released, file: RedactedEvent, policy: Policy, wishes: Publishing) -> Iterator[b.Block]:
    event = file.event
    yield b.Text(text=_edition(wishes, event), tone="muted")
    yield b.Heading(text=_("What reached us"))
    yield b.Text(text=_came_in(told, event, wishes))
    if told.police:
        yield b.Text(text=_("The police were called."))
    if told.outcomes:
        yield b.Heading(text=_("What came of it"))
        yield b.Table(
            header=(_("Outcome"), _("Reports")),
            rows=(*((cell.words, str(cell.number)) for cell in told.outcomes), (_("Together"), str(told.total))),
            widths=(4, 1),
        )
        yield b.Text(text=_small_print(), tone="muted")
        yield b.Bars(title=_("Reports by outcome"), bars=tuple((cell.words, cell.number) for cell in told.outcomes))
    if told.lines:
        yield b.Heading(text=_("What it was about"))
        yield b.Text(text=_("In no particular order, and as little of each as will do:"))
        yield b.Bullets(items=tuple(phrases.sentence(line) for line in told.lines))
    if told.history:
        yield from _history(told.history)
    yield b.Heading(text=_("How we work"))
    yield b.Text(text=_how_we_work(policy))
    if file.shared:
        yield b.Text(text=_("Whoever has to stay away from a report does not see it, and counts none of it here."))
    if contact := event.settings.get("contact", "").strip():
        yield b.Text(text=_("You can still tell us: {contact}").format(contact=contact))


def _edition(wishes: Publishing, event: Event) -> str:
    if wishes.edition == "first":
        return _("First version, for the closing session. A fuller one follows within a month.")
    begins = parse_moment(event.starts, event.zone)
    if begins is None:
        return _("Final version.")
    return _("Final version. The event took place in {month}.").format(month=begins.strftime("%B %Y"))


def _came_in(told: Released, event: Event, wishes: Publishing) -> str:
    asked = _("That need not mean that nothing happened, and it is never too late to tell us.")
    if told.size == "none":
        return _("No reports have reached us so far. {more}").format(more=asked)
    if told.size == "small-event" and told.people is None:
        return _("Reports reached us and were handled. We give no numbers, so that nobody is recognised.")
    if told.size == "small-event":
        return _("Reports reached us and were handled. An event as small as ours gives no numbers, so that nobody is recognised.")
    people = _("{count} people took part in {event}.").format(count=told.people, event=event.name)
    if told.size == "few":
        few = _("Fewer than {fewest} reports have reached us so far, and we dealt with what came.")
        return f"{people} {few.format(fewest=disclosure.FEWEST)}"
    total = told.total or 0
    words = (
        ngettext("{count} report has reached us so far.", "{count} reports have reached us so far.", total)
        if wishes.edition == "first"
        else ngettext("{count} report reached us.", "{count} reports reached us.", total)
    )
    said = f"{people} {words.format(count=total)}"
    if told.issues is None:
        return said
    return f"{said} {_('Some were about the same: in all they tell of {count} things.').format(count=told.issues)}"


def _small_print() -> str:
    said = _("Outcomes with fewer than {fewest} reports stand together with others, so that nobody is recognised.")
    return said.format(fewest=disclosure.FEWEST)


def _history(years: tuple[Year, ...]) -> Iterator[b.Block]:
    yield b.Heading(text=_("Over the years"))
    yield b.Table(
        header=(_("Year"), _("Event"), _("People"), _("Reports")),
        rows=tuple((str(year.year), year.name or "–", str(year.people or "–"), _reports(year)) for year in years),
        widths=(1, 3, 1, 1.4),
    )
    bars = tuple((str(year.year), year.reports) for year in years if year.reports is not None)
    if len(bars) > 1:
        yield b.Bars(title=_("Reports by year, where the number is told"), bars=bars)


def _reports(year: Year) -> str:
    if year.few:
        return _("fewer than {fewest}").format(fewest=disclosure.FEWEST)
    return _("not told") if year.reports is None else str(year.reports)


def _how_we_work(policy: Policy) -> str:
    said = _("Each report was handled under {policy}. We name nobody, and leave out what could tell who somebody is.")
    return said.format(policy=phrases.policy_line(policy))
