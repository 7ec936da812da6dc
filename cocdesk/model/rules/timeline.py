"""The fold: what a case is, given its entries. Deterministic; the order of arrival does not matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

import msgspec

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Entry, Happening, Part, Person, Role, Stage
from cocdesk.model.records.report import Level, Report
from cocdesk.model.rules.clockwork import parse_moment
from cocdesk.model.rules.completing import tells_outcome
from cocdesk.words import _

_MARCH: Mapping[type, Stage] = {
    e.Assessed: "assessed",
    e.Met: "met",
    e.Decided: "decided",
    e.Acted: "action-taken",
    e.Talked: "informed",
    e.Told: "informed",
    e.Announced: "informed",
}
# What carries a case on, and so has no place after its closing; telling, filing and looking back have.
_CARRIES_ON = (
    e.SafetyChecked, e.SupportGiven, e.Assessed, e.Met, e.Heard, e.Talked, e.Decided, e.Agreed, e.Acted, e.Planned
)  # fmt: skip


def moment_of(entry: Entry) -> datetime:
    """When an entry was made, in UTC, as its laptop's clock said."""
    return datetime.fromtimestamp(entry.made / 1000, UTC)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Entries in the one order every laptop agrees on: clock, device, number."""
    return sorted(entries, key=lambda entry: (entry.at, entry.device, entry.number))


def heads(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The ids no other entry names as a parent: what the author of the next entry has seen last."""
    seen = {parent for entry in entries for parent in entry.parents}
    return tuple(sorted(entry.id for entry in entries if entry.id not in seen))


def fold(entries: Iterable[Entry]) -> Case:
    """The case its entries tell. Raises ``ValueError`` when no entry opens it."""
    ordered = in_order(entries)
    opening = next((entry for entry in ordered if isinstance(entry.body, e.Reported)), None)
    if opening is None:
        raise ValueError("no entry opens this case")
    struck = _struck(ordered)
    counting = [entry for entry in ordered if entry.id not in struck]
    folded = _Folding(opening)
    for entry in counting:
        folded.take(entry)
    return folded.case(ordered, struck)


def _struck(ordered: Sequence[Entry]) -> frozenset[str]:
    """Ids that were struck; a strike that was itself struck does not count. The opening report cannot be struck."""
    openings = {entry.id for entry in ordered if isinstance(entry.body, e.Reported)}
    strikes = [(entry.id, entry.body.entry) for entry in ordered if isinstance(entry.body, e.Struck)]
    struck: set[str] = set()
    for strike, target in reversed(strikes):
        if strike not in struck and target not in openings:
            struck.add(target)
    return frozenset(struck)


def apply_changes(report: Report, changes: dict[str, object]) -> Report:
    """The report with some of its keys replaced. Raises ``msgspec.ValidationError`` for a value of the wrong shape."""
    plain = msgspec.to_builtins(report)
    plain.update(changes)
    return msgspec.convert({key: value for key, value in plain.items() if value is not None}, Report)


class _Folding:
    """The running state while entries are taken in order."""

    def __init__(self, opening: Entry) -> None:
        body = opening.body
        assert isinstance(body, e.Reported)
        self.opening = opening
        self.reported = body
        self.title = body.title
        self.report = body.report
        self.stage: Stage = "open"
        # How far it came apart from telling; that somebody was told; that a measure was decided, and that one was carried out.
        self.reached: Stage = "open"
        self.told = self.measure = self.acted = False
        self.parts: dict[tuple[str, Role], Part] = {}
        self.risk: Level | None = None
        self.impact: Level | None = None
        self.happenings: list[Happening] = []
        self.attachments: list[e.AttachmentAdded] = []
        self.closed_at: datetime | None = None
        self.faults: list[str] = []

    def take(self, entry: Entry) -> None:
        body = entry.body
        if isinstance(body, (e.Identified, e.EventSetUp, e.FormsPrinted, e.EventExported)):
            self.faults.append(_("An entry that belongs elsewhere stands in this case; it was left out of account."))
            return
        if isinstance(body, e.Reported) and entry is not self.opening:
            self.faults.append(_("This case was opened twice; the first opening counts."))
            return
        at = moment_of(entry)
        self.happenings.append(Happening(entry=entry.id, at=at, by=entry.by, body=body))
        if isinstance(body, e.Amended):
            try:
                self.report = apply_changes(self.report, body.changes)
            except msgspec.ValidationError:
                self.faults.append(_("A correction could not be applied; it stays in the history."))
        elif isinstance(body, e.Retitled):
            self.title = body.title
        elif isinstance(body, e.PersonAdded):
            self.parts[body.person, body.role] = Part(person=body.person, role=body.role, words=body.words)
        elif isinstance(body, e.PersonRemoved):
            self.parts = {key: part for key, part in self.parts.items() if key != (body.person, body.role)}
        elif isinstance(body, e.AttachmentAdded):
            self.attachments.append(body)
        elif isinstance(body, e.Closed):
            if self.stage == "closed":
                self.faults.append(_("This case was closed twice; the later closing counts."))
            self.stage, self.closed_at = "closed", at
        elif isinstance(body, e.Reopened):
            if self.stage != "closed":
                self.faults.append(_("This case was reopened while it was open."))
            self.stage = self.reached = "open"
            self.closed_at = None
            for happening in self.happenings:
                self._step(happening.body)
        else:
            self._march(body)

    def _march(self, body: object) -> None:
        if isinstance(body, e.Assessed):
            self.risk, self.impact = body.risk, body.impact
        if self.stage != "closed":
            self._step(body)
        elif isinstance(body, _CARRIES_ON):
            self.faults.append(_("Something was done in this case after it was closed."))

    def _step(self, body: object) -> None:
        """How far the case is after an entry: nobody is informed before anything is decided, nor by a receipt.

        While a measure that was decided still has to be carried out, that comes before what anybody was told.
        """
        then = _MARCH.get(type(body))
        decided = STEPS[self.reached] >= STEPS["decided"]
        if then == "informed":
            self.told = self.told or (decided and not (isinstance(body, e.Told) and not tells_outcome(body)))
        elif then is not None and STEPS[then] > STEPS[self.reached]:
            self.reached = then
        self.acted = self.acted or isinstance(body, e.Acted)
        self.measure = self.measure or (isinstance(body, e.Decided) and body.sanction not in ("", "none"))
        self.stage = "informed" if self.told and (self.acted or not self.measure) else self.reached

    def case(self, ordered: Sequence[Entry], struck: frozenset[str]) -> Case:
        filed = moment_of(self.opening)
        return Case(
            id=self.opening.subject,
            code_name=self.reported.code_name,
            title=self.title,
            event=self.reported.event,
            policy=self.reported.policy,
            policy_version=self.reported.policy_version,
            policy_hash=self.reported.policy_hash,
            report=self.report,
            received_at=parse_moment(self.report.heard_at) or filed,
            filed_at=filed,
            stage=self.stage,
            parts=tuple(self.parts.values()),
            risk=self.risk,
            impact=self.impact,
            happenings=tuple(self.happenings),
            struck=struck,
            heads=heads(ordered),
            attachments=tuple(self.attachments),
            closed_at=self.closed_at,
            updated_at=moment_of(ordered[-1]),
            entries=len(ordered),
            form_number=self.reported.form_number,
            faults=tuple(self.faults),
        )


STEPS: dict[Stage, int] = {
    "open": 0, "assessed": 1, "met": 2, "decided": 3, "action-taken": 4, "informed": 5, "closed": 6
}  # fmt: skip


def fold_person(entries: Iterable[Entry]) -> Person | None:
    """Who somebody is, by the newest identification; None when none counts."""
    told = [entry for entry in in_order(entries) if isinstance(entry.body, e.Identified)]
    if not told:
        return None
    body = told[-1].body
    assert isinstance(body, e.Identified)
    return Person(id=told[-1].subject, **{f: getattr(body, f) for f in body.__struct_fields__})
