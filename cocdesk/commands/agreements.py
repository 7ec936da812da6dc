"""The ledger of a case and who knows of it, as ``cocdesk show`` tells them."""

from __future__ import annotations

from typing import Any

from cocdesk.commands.terminal import moment, say
from cocdesk.model.queries.case_view import CaseView
from cocdesk.model.queries.consents import consents
from cocdesk.model.rules.agreements import ledger
from cocdesk.model.rules.clockwork import moment_words
from cocdesk.words import _


def as_json(view: CaseView) -> dict[str, Any]:
    """``agreements`` in the order they were given and ``who_knows``, the earliest first."""
    zone = view.event.zone
    return {
        "agreements": [
            {"whom": line.whom, "what": line.what, "to_whom": line.to_whom, "answer": line.answer, "words": line.words,
             "at": moment(line.at, zone), "counts": line.counts, "withdrawn_at": moment(line.ended_at, zone), "entry": line.entry}
            for line in ledger(view.case, view.policy)
        ],
        "who_knows": [
            {"who": knower.who, "since": moment(knower.since, zone), "what": list(knower.what), "in_team": knower.in_team,
             "entry": knower.entry}
            for knower in consents(view).knowers
        ],
    }  # fmt: skip


def read_out(view: CaseView) -> None:
    """Both as text; nothing where there is nothing."""
    shown, zone = consents(view), view.event.zone
    if shown.lines:
        say()
        say(_("Agreements:"))
    for line in reversed(shown.lines):
        title = _("to {whom}: {what}").format(what=line.what, whom=line.to_whom) if line.to_whom else line.what
        ended = _(" (not covered any more)") if line.state == "ended" else ""
        words = f"  “{line.words}”" if line.words else ""
        say(f"  {moment_words(line.at, zone)}  {line.who}  {title}: {line.answer}{ended}{words}")
    if shown.knowers:
        say()
        say(_("Who knows:"))
    for knower in shown.knowers:
        say(f"  {knower.who}  ({', '.join(knower.what)})")
    if shown.warning:
        say(f"  ! {shown.warning}")
