"""What was sent on of an event's incidents, and whether it came back that it had arrived (M2, M6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.documents.event_paper import event_paper
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Happening
from cocdesk.model.records.case_file import Redacted
from cocdesk.model.records.event_file import Publishing, RedactedEvent
from cocdesk.model.rules.consent import to_words
from cocdesk.words import _, ngettext

KIND = "acknowledgement-list"


def build(
    file: RedactedEvent, policies: Mapping[str, Policy], *, paper: b.Paper = "A4", wishes: Publishing | None = None
) -> b.Document:
    """One line for each case and whom it was sent; what still waits is counted above."""
    policy = policies[file.event.policy_hash]
    rows = [row for case in file.cases for row in _rows(case, policies[case.case.policy_hash])]
    waiting = sum(row[2] != "–" and row[3] == _("not yet") for row in rows)
    unsent = sum(row[2] == "–" for row in rows)
    blocks: tuple[b.Block, ...] = (b.Text(text=_("No case of this event is in the vault so far.")),)
    if rows:
        blocks = (
            b.Text(text=_standing(waiting, unsent), tone="strong"),
            b.Table(
                header=(_("Case"), _("Sent to"), _("Sent"), _("Acknowledged"), _("By")),
                rows=tuple(rows),
                widths=(1.2, 2, 1.6, 1.6, 1.4),
            ),
        )
    return event_paper(KIND, _("Sent and acknowledged, {event}"), blocks, file, policy, paper=paper, landscape=True)


def _standing(waiting: int, unsent: int) -> str:
    said = [
        ngettext("{count} answer is awaited.", "{count} answers are awaited.", waiting).format(count=waiting)
        if waiting
        else _("No answer is awaited.")
    ]
    if unsent:
        said.append(ngettext("{count} case was not sent.", "{count} cases were not sent.", unsent).format(count=unsent))
    return " ".join(said)


def _rows(case: Redacted, policy: Policy) -> Iterator[tuple[str, ...]]:
    """Each sending with the first answer after it; an answer is taken for one sending only."""
    sent = [h for h in case.case.happenings if isinstance(h.body, e.Notified)]
    back = [h for h in case.case.happenings if isinstance(h.body, e.Acknowledged)]
    if not sent:
        yield (case.case.code_name, "–", "–", "–", "–")
    for sending in sent:
        assert isinstance(sending.body, e.Notified)
        answer = next((h for h in back if h.at >= sending.at), None)
        if answer is not None:
            back.remove(answer)
        yield (
            case.case.code_name, to_words(sending.body.to, policy), _when(sending, case), _when(answer, case), _by(answer, policy)
        )  # fmt: skip


def _when(happening: Happening | None, case: Redacted) -> str:
    if happening is None:
        return _("not yet")
    told = getattr(happening.body, "at", "") or happening.at.isoformat()
    return phrases.when_words(told, case.event)


def _by(answer: Happening | None, policy: Policy) -> str:
    return to_words(answer.body.by, policy) if answer is not None and isinstance(answer.body, e.Acknowledged) else "–"
