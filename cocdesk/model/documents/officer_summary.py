"""The summary the Safety and Diversity Officer can tell from (A7, O10): counts, cells, measures and open steps, no names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.documents.event_paper import event_paper
from cocdesk.model.policy.pack import Level, Policy
from cocdesk.model.records.event_file import Publishing, RedactedEvent
from cocdesk.model.rules import disclosure, telling
from cocdesk.model.rules.standing import taken
from cocdesk.words import _, ngettext

KIND = "officer-summary"
_LEVELS: tuple[Level, Level] = ("low", "high")


def build(
    file: RedactedEvent, policies: Mapping[str, Policy], *, paper: b.Paper = "A4", wishes: Publishing | None = None
) -> b.Document:
    """One page over all cases of an event; what is open stands under each case's code name."""
    policy = policies[file.event.policy_hash]
    return event_paper(KIND, _("Summary of incidents, {event}"), _blocks(file, policies), file, policy, paper=paper)


def _blocks(file: RedactedEvent, policies: Mapping[str, Policy]) -> Iterator[b.Block]:
    cases = [seen.case for seen in file.cases]
    if not cases:
        yield b.Text(text=_("No reports so far."))
        return
    closed = sum(case.stage == "closed" for case in cases)
    counted = disclosure.statistics(cases, policies)
    yield b.Facts(
        rows=(
            (_("Reports"), str(len(cases))),
            (_("Closed"), str(closed)),
            (_("Still open"), str(len(cases) - closed)),
            (_("Police"), _("were called") if counted.police else _("no call was noted")),
        )
    )
    yield b.Heading(text=_("Risk and impact"))
    yield from _cells(file)
    yield b.Heading(text=_("What came of it"))
    rows = tuple((_(words), str(counted.outcomes[column])) for column, words in disclosure.OUTCOMES.items())
    yield b.Table(header=(_("Outcome"), _("Cases")), rows=rows, widths=(4, 1))
    measures = _measures(file, policies)
    if measures:
        yield b.Heading(text=_("Measures decided"))
        yield b.Table(header=(_("Measure"), _("Times")), rows=measures, widths=(4, 1))
    yield b.Heading(text=_("Still to be done"))
    yield from _open_steps(file)


def _cells(file: RedactedEvent) -> Iterator[b.Block]:
    found = Counter((seen.case.risk, seen.case.impact) for seen in file.cases)

    def count(risk: Level, impact: Level) -> str:
        number = found[risk, impact]
        return ngettext("{count} case", "{count} cases", number).format(count=number) if number else "–"

    yield b.MatrixPicture(captions=tuple((risk, impact, count(risk, impact)) for impact in reversed(_LEVELS) for risk in _LEVELS))
    unplaced = sum(number for (risk, impact), number in found.items() if risk is None or impact is None)
    if unplaced:
        said = ngettext("{count} case is not assessed yet.", "{count} cases are not assessed yet.", unplaced)
        yield b.Text(text=said.format(count=unplaced))


def _measures(file: RedactedEvent, policies: Mapping[str, Policy]) -> tuple[tuple[str, str], ...]:
    """How often each measure was decided or done and stands, each case counted once for each."""
    found: Counter[str] = Counter()
    for seen in file.cases:
        policy = policies[seen.case.policy_hash]
        found.update(telling.sanction_title(policy, sanction) for sanction in taken(seen.case) if sanction != "none")
    return tuple((title, str(times)) for title, times in sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _open_steps(file: RedactedEvent) -> Iterator[b.Block]:
    told = False
    for seen in file.cases:
        steps = [step for step in seen.steps if step.state in ("next", "waiting") and not step.optional]
        if steps and seen.case.stage != "closed":
            told = True
            words = tuple(phrases.step_words(step, seen.event) for step in steps)
            yield b.KeepTogether(
                blocks=(b.Text(text=seen.case.code_name, tone="strong"), b.Checks(items=tuple((w, False) for w in words)))
            )
    if not told:
        yield b.Text(text=_("Nothing is open."))
