"""Have we treated like cases alike? Earlier cases of the same place on the matrix, told as cells, measures and events alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.report import Level
from cocdesk.words import _, ngettext

MOST_MEASURES = 6


class Earlier(Struct, frozen=True, kw_only=True):
    """One earlier case without anybody in it: the event, the titles of its measures, whether it is closed or was changed."""

    event: str
    measures: tuple[str, ...] = ()
    decided: bool = False
    closed: bool = False
    changed: bool = False


class Alike(Struct, frozen=True, kw_only=True):
    """What earlier cases of a cell came to; ``measures`` and ``events`` with how many cases each, the most frequent first."""

    risk: Level
    impact: Level
    response: str
    cases: int = 0
    decided: int = 0
    closed: int = 0
    changed: int = 0
    measures: tuple[tuple[str, int], ...] = ()
    events: tuple[tuple[str, int], ...] = ()


def gathered(earlier: Iterable[Earlier], policy: Policy, risk: Level, impact: Level) -> Alike:
    """Earlier cases counted. A measure that one case took twice counts once."""
    found = tuple(earlier)
    response = next((cell.response for cell in policy.matrix.cells if (cell.risk, cell.impact) == (risk, impact)), "")
    measures = Counter(title for case in found for title in dict.fromkeys(case.measures))
    return Alike(
        risk=risk, impact=impact, response=response, cases=len(found), decided=sum(case.decided for case in found),
        closed=sum(case.closed for case in found), changed=sum(case.changed for case in found),
        measures=_by_count(measures), events=_by_count(Counter(case.event for case in found if case.event)),
    )  # fmt: skip


def _by_count(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0].casefold())))


def sentences(alike: Alike | None) -> tuple[str, ...]:
    """The same in words, to read before deciding; None is a case that has no place on the matrix yet."""
    if alike is None:
        return (_("Place the case on the matrix, and earlier cases like it are shown here."),)
    if not alike.cases:
        return (_("No earlier case in this vault stands at the same place of the matrix."),)
    said = [
        ngettext(
            "{count} earlier case stands at the same place of the matrix.",
            "{count} earlier cases stand at the same place of the matrix.",
            alike.cases,
        ).format(count=alike.cases)
    ]
    if alike.measures:
        listed = ", ".join(_("{measure} ({count})").format(measure=m, count=c) for m, c in alike.measures[:MOST_MEASURES])
        said.append(_("Decided then: {measures}.").format(measures=listed))
    undecided = alike.cases - alike.decided
    if undecided:
        said.append(
            ngettext("{count} of them is not decided yet.", "{count} of them are not decided yet.", undecided).format(
                count=undecided
            )
        )
    if alike.changed:
        said.append(
            ngettext(
                "In {count} of them the decision changed on appeal.", "In {count} of them the decision changed on appeal.",
                alike.changed,
            ).format(count=alike.changed)
        )  # fmt: skip
    if len(alike.events) > 1:
        listed = ", ".join(_("{event} ({count})").format(event=event, count=count) for event, count in alike.events[:3])
        said.append(_("At: {events}.").format(events=listed))
    said.append(_("If you decide otherwise, write down why: it keeps the team fair, and lets others understand it."))
    return tuple(said)
