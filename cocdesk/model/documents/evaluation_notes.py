"""What a team takes from its cases (Q2): new rules, new examples under the rules there are, and what nobody had foreseen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents.event_paper import event_paper
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.event_file import Publishing, RedactedEvent
from cocdesk.words import N_, _

KIND = "evaluation-notes"
Found = Literal["new-rule", "new-example", "unforeseen"]
_PARTS: dict[Found, str] = {
    "new-rule": N_("New rules"),
    "new-example": N_("New examples under a rule"),
    "unforeseen": N_("What nobody had foreseen"),
}


def build(
    file: RedactedEvent, policies: Mapping[str, Policy], *, paper: b.Paper = "A4", wishes: Publishing | None = None
) -> b.Document:
    """The notes by what they ask for, then how many cases were talked over."""
    policy = policies[file.event.policy_hash]
    return event_paper(KIND, _("What we learned, {event}"), _blocks(file, policy), file, policy, paper=paper)


def _blocks(file: RedactedEvent, policy: Policy) -> Iterator[b.Block]:
    noted = [
        (seen.case.code_name, h.body) for seen in file.cases for h in seen.case.happenings if isinstance(h.body, e.Evaluated)
    ]
    for guidance in policy.evaluation:
        yield b.Text(text=guidance.text, tone="muted")
    for found, title in _PARTS.items():
        notes = [(code, body) for code, body in noted if body.found == found]
        if notes:
            yield b.Heading(text=_(title))
            lines = tuple((body.rule.strip() or "–", body.words.strip() or "–", code) for code, body in notes)
            yield b.Table(header=(_("Rule"), _("In words"), _("From the case")), rows=lines, widths=(1.5, 3, 1))
    if all(body.found not in _PARTS for _code, body in noted):
        yield b.Text(text=_("No new rule and no new example was written down so far."))
    looked = len({code for code, _body in noted})
    talked = len({code for code, body in noted if body.debriefed})
    yield b.Heading(text=_("How many were looked at again"))
    rows = (
        (_("Cases of the event"), str(len(file.cases))), (_("Looked at again"), str(looked)),
        (_("Talked over with everybody who handled it"), str(talked)),
    )  # fmt: skip
    yield b.Facts(rows=rows)
