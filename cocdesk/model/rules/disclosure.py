"""Disclosure control (M1, X51–X53, X56): what a report to the public may say so that nobody can be recognised in it.

Numbers are counted from coded facts of the cases, never typed and never read out of what people told. Small numbers are put
together until none stands alone; a small event gets no numbers at all; days become months. The only words of people that come
through are the lines somebody wrote for passing on, and those go by the same door.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Event
from cocdesk.model.records.event_file import EarlierEvent, Publishing, RedactedEvent
from cocdesk.model.rules.clockwork import parse_moment
from cocdesk.model.rules.standing import taken
from cocdesk.words import N_, _

FEWEST = 3
"""A number from 1 up to this one, itself left out, is not told."""
SMALL_EVENT = 100
"""With fewer people than this, any number would point at somebody; an event whose size nobody wrote down counts as small."""
LONGEST_LINE = 300
MOST_YEARS = 5
ATTENDEES_SETTING, EARLIER_SETTING = "attendees", "earlier-reports"

Outcome = Literal["open", "no-measure", "warning", "measure", "left"]
# The columns of the statistics, once for every year and every event (X56).
OUTCOMES: dict[Outcome, str] = {
    "no-measure": N_("No further measure was needed"),
    "warning": N_("A warning"),
    "measure": N_("Another measure"),
    "left": N_("Somebody had to leave, or may not come back"),
    "open": N_("Not finished yet"),
}


class Cell(Struct, frozen=True, kw_only=True):
    """One number of a table; ``columns`` are the fixed columns it stands for, several where small ones were put together."""

    columns: tuple[Outcome, ...]
    number: int

    @property
    def words(self) -> str:
        return " / ".join(_(OUTCOMES[column]) for column in self.columns)


class Year(Struct, frozen=True, kw_only=True):
    """One line of the history; ``reports`` is None where the number is too small to tell, ``people`` where nobody knows it."""

    name: str
    year: int
    people: int | None
    reports: int | None
    few: bool = False


class Statistics(Struct, frozen=True, kw_only=True):
    """The plain counts, for the team alone; ``issues`` is how many things were reported, several reports of one counted once."""

    total: int
    issues: int
    outcomes: dict[Outcome, int]
    police: bool
    people: int | None


class Released(Struct, frozen=True, kw_only=True):
    """What may be told. ``size`` says how much: nothing came in, a small event, too few reports to count, or the numbers.

    ``issues`` is how many things the reports were about, None where each was about another. ``held`` are sentences for the team
    about what was kept back and why; they are never published.
    """

    size: Literal["none", "small-event", "few", "counted"]
    total: int | None = None
    issues: int | None = None
    people: int | None = None
    outcomes: tuple[Cell, ...] = ()
    police: bool = False
    lines: tuple[str, ...] = ()
    history: tuple[Year, ...] = ()
    held: tuple[str, ...] = ()


def statistics(cases: Sequence[Case], policies: Mapping[str, Policy], people: int | None = None) -> Statistics:
    """The counts of an event, from coded facts alone."""
    outcomes: dict[Outcome, int] = dict.fromkeys(OUTCOMES, 0)
    for case in cases:
        outcomes[outcome(case, policies[case.policy_hash])] += 1
    return Statistics(
        total=len(cases), issues=issues(cases), outcomes=outcomes, people=people,
        police=any("police" in h.body.called for case in cases for h in case.happenings if isinstance(h.body, e.SafetyChecked)),
    )  # fmt: skip


def issues(cases: Sequence[Case]) -> int:
    """How many things were reported (X63): cases linked as reports of the same one count once, in chains too."""
    links = ((case.id, h.body) for case in cases for h in case.happenings)
    same = {(case, body.other) for case, body in links if isinstance(body, e.Linked) and body.how == "same-issue"}
    seen: set[str] = set()
    count = 0
    for case in cases:
        count += case.id not in seen
        waiting = [case.id]
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                waiting += [there.id for there in cases if (here, there.id) in same or (there.id, here) in same]
    return count


def outcome(case: Case, policy: Policy) -> Outcome:
    """Under which column a case counts: the weightiest thing that was decided or done, and was not taken back."""
    known = {sanction.id: sanction for sanction in (*policy.sanctions, *policy.further_sanctions)}
    measures = [known.get(sanction) for sanction in taken(case) if sanction != "none"]
    if any(sanction is not None and sanction.keeps_out for sanction in measures):
        return "left"
    if any(sanction is None or sanction.weight == "measure" for sanction in measures):
        return "measure"
    if measures:
        return "warning"
    return "no-measure" if taken(case) or case.stage == "closed" else "open"


def released(file: RedactedEvent, policies: Mapping[str, Policy], wishes: Publishing) -> Released:
    """What of an event may be told in public, in the version somebody asked for."""
    people = wishes.attendees if wishes.attendees is not None else attendees(file.event)
    counted = statistics([case.case for case in file.cases], policies, people)
    if counted.total == 0:
        return Released(size="none", people=people, history=history(file, 0, people))
    if people is None or people < SMALL_EVENT:
        return Released(size="small-event", people=people, held=(_too_small(people),))
    if counted.total < FEWEST:
        said = _("There were fewer than {fewest} reports: only that is told, without outcomes and without lines.")
        held = (said.format(fewest=FEWEST),)
        return Released(size="few", people=people, history=history(file, counted.total, people), held=held)
    same = counted.issues if FEWEST <= counted.issues < counted.total else None
    if wishes.edition == "first":
        return Released(size="counted", total=counted.total, issues=same, people=people, police=counted.police)
    cells, lines = merged(counted.outcomes), tuple(_lines(file)) if wishes.lines else ()
    return Released(
        size="counted", total=counted.total, issues=same, people=people, police=counted.police,
        outcomes=cells if len(cells) > 1 else (), lines=lines, history=history(file, counted.total, people),
        held=tuple(_held(file, counted, cells, lines)),
    )  # fmt: skip


def attendees(event: Event) -> int | None:
    """How many people took part, as the team wrote it at set-up; None where it wrote no number, or more than one."""
    found = _COUNT.findall(event.settings.get(ATTENDEES_SETTING, ""))
    digits = re.sub(r"\D", "", found[0]) if len(found) == 1 else ""
    return int(digits) if digits and len(digits) <= 6 else None


def merged(counts: Mapping[Outcome, int]) -> tuple[Cell, ...]:
    """The numbers with the small ones put together, smallest first, until none of them stands for fewer than ``FEWEST``.

    Nothing is lost: the cells add up to the total. Where all end in one cell there is nothing left to tell them apart by.
    """
    order = list(OUTCOMES)
    cells = [Cell(columns=(column,), number=counts.get(column, 0)) for column in order]
    empty, filled = [c for c in cells if not c.number], [c for c in cells if c.number]
    while len(filled) > 1 and any(cell.number < FEWEST for cell in filled):
        filled.sort(key=lambda cell: (cell.number, order.index(cell.columns[0])))
        first, second, *rest = filled
        columns = tuple(sorted((*first.columns, *second.columns), key=order.index))
        filled = [*rest, Cell(columns=columns, number=first.number + second.number)]
    if any(cell.number < FEWEST for cell in filled):
        return ()
    return tuple(sorted((*filled, *empty), key=lambda cell: order.index(cell.columns[0]))) if filled else ()


def history(file: RedactedEvent, total: int, people: int | None) -> tuple[Year, ...]:
    """This event after the earlier ones, the newest years; empty where there is no earlier one."""
    known = {year.year for year in file.earlier}
    typed = tuple(year for year in earlier_years(file.event) if year.year not in known)
    past = sorted((*typed, *file.earlier), key=lambda year: year.year)[-(MOST_YEARS - 1) :]
    if not past:
        return ()
    this = EarlierEvent(name=file.event.name, year=year_of(file.event, file.made_at), reports=total, people=people)
    return tuple(_told_year(year) for year in (*past, this))


def _told_year(year: EarlierEvent) -> Year:
    if 0 < year.reports < FEWEST:
        return Year(name=year.name, year=year.year, people=year.people, reports=None, few=True)
    if year.reports and (year.people is None or year.people < SMALL_EVENT):
        return Year(name=year.name, year=year.year, people=year.people, reports=None)
    return Year(name=year.name, year=year.year, people=year.people, reports=year.reports)


# One number, its thousands parted or not. “80, 20 of them online” are two, and nobody knows which of them is meant.
_COUNT = re.compile(r"\d{1,3}(?:[ .,’'\u00a0\u202f]\d{3})+(?!\d)|\d+")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s*[:=]?\s*(?P<reports>\d{1,4})\s*(?:/|of|,)\s*(?P<people>\d{1,6})")


def earlier_years(event: Event) -> tuple[EarlierEvent, ...]:
    """What the team typed of years before this vault, as "2016: 3 of 350" each; anything else is passed over."""
    typed = event.settings.get(EARLIER_SETTING, "")
    return tuple(
        EarlierEvent(name="", year=int(found["year"]), reports=int(found["reports"]), people=int(found["people"]))
        for found in _YEAR.finditer(typed)
    )


def year_of(event: Event, made_at: datetime) -> int:
    """The year an event counts under: that of its first day, else of the day it is asked on."""
    begins = parse_moment(event.starts, event.zone)
    return (begins or made_at).year


def _lines(file: RedactedEvent) -> Iterator[str]:
    """What somebody wrote for passing on, in the order of its letters, so that no line's place tells when it happened."""
    people = {part.person.code_name for case in file.cases for part in case.participants if part.person.code_name}
    told = [written[-1] for case in file.cases if case.case.id not in file.untold and (written := _written(case.case))]
    found = {_line(_nobody(words, people)) for words in told}
    yield from sorted((line for line in found if line), key=str.casefold)


def _nobody(text: str, code_names: Iterable[str]) -> str:
    """A text in which a code name, put there for a name, is "somebody"."""
    for code_name in sorted(code_names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(code_name)}(?!\w)", _("somebody"), text)
    return text[:1].upper() + text[1:]


def _written(case: Case) -> list[str]:
    return [h.body.shareable for h in case.happenings if isinstance(h.body, e.Closed) and h.body.shareable.strip()]


def _line(text: str) -> str:
    told = coarse(" ".join(text.split()))
    return told if len(told) <= LONGEST_LINE else ""


_MONTHS = "January February March April May June July August September October November December".split()
_IN_MONTHS = "|".join(_MONTHS)
_ISO = re.compile(r"\b((?:19|20)\d\d)-(0[1-9]|1[0-2])-[0-3]\d(?:[T ][0-2]?\d:[0-5]\d(?::\d\d)?(?:Z|[+\-]\d\d:?\d\d)?)?")
_DAY_FIRST = re.compile(rf"\b[0-3]?\d(?:st|nd|rd|th|\.)?\s+(?:of\s+)?({_IN_MONTHS})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b({_IN_MONTHS})\s+[0-3]?\d(?:st|nd|rd|th)?\b(?!\d)", re.IGNORECASE)
_NUMBERS = re.compile(r"\b[0-3]?\d[./][01]?\d[./](?:(?:19|20)?\d\d)\b")
_HOUR = r"(?:[01]?\d|2[0-3])"
_TIME = re.compile(
    rf"(?:\b(?:at|about|around|by|before|after|from)\s+)*\b{_HOUR}(?:[:.][0-5]\d(?!\d)(?:\s?[ap]\.?m\b\.?)?|\s?[ap]\.?m\b\.?)",
    re.IGNORECASE,
)


def coarse(text: str) -> str:
    """A text whose days are months and whose hours are gone."""
    text = _ISO.sub(lambda found: f"{_MONTHS[int(found[2]) - 1]} {found[1]}", text)
    text = _DAY_FIRST.sub(lambda found: found[1], text)
    text = _MONTH_FIRST.sub(lambda found: found[1], text)
    text = _NUMBERS.sub(_("[day]"), text)
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(_TIME.sub("", text).split()))


def _too_small(people: int | None) -> str:
    if people is None:
        return _("The number of participants is not noted yet, so no number is told. Note it, and the numbers can be.")
    said = _("With fewer than {small} people a number could point at somebody: only that reports were handled is told.")
    return said.format(small=SMALL_EVENT)


def _held(file: RedactedEvent, counted: Statistics, cells: tuple[Cell, ...], lines: tuple[str, ...]) -> Iterator[str]:
    together = [cell for cell in cells if len(cell.columns) > 1]
    if len(cells) <= 1:
        yield _("The outcomes are not told apart: each of them stands for fewer than {fewest} reports.").format(fewest=FEWEST)
    elif together:
        yield _("Outcomes with fewer than {fewest} reports were put together.").format(fewest=FEWEST)
    if counted.total > len(lines):
        yield _(
            "{lines} of {total} cases have a line of their own. Lines come only from “What may be passed on about it” of closed "
            "cases; a line longer than {longest} characters, or one whose reporter said no, stays out."
        ).format(lines=len(lines), total=counted.total, longest=LONGEST_LINE)
    if counted.police:
        yield _("Of the police it is said only that they were called.")


def checklist() -> tuple[str, ...]:
    """What somebody looks at before a report is published: whether a line can be put to a person all the same."""
    return (
        _("Did it happen in public? Then those who were there know who is meant; say no more than they saw."),
        _("Is somebody the only one of their kind: the only woman who spoke, the only sponsor, the only one from somewhere?"),
        _("Does a line tell a place, a day, a talk or a job that only one person fits?"),
        _("Would the reporter be recognised by the person reported, or by their colleagues?"),
        _("Were the reporters told that this will be published, and did nobody say no?"),
        _("Is the same told elsewhere, in chat or in the press, so that two halves make a name?"),
        _("Has somebody read it who had no part in any of these cases?"),
    )
