"""What every paper about all cases of an event has in common: whose cases it tells of, and the procedure at its foot."""

from __future__ import annotations

from collections.abc import Iterable

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.event_file import RedactedEvent


def event_paper(
    kind: str, title: str, blocks: Iterable[b.Block], file: RedactedEvent, policy: Policy, *, paper: b.Paper, notice: str = "",
    landscape: bool = False,
) -> b.Document:  # fmt: skip
    """The blocks as a paper; its title names the event, its ``notice`` is the usual one where none is given."""
    seen = (b.Text(text=phrases.as_seen(), tone="muted"),) if file.shared else ()
    return b.Document(
        kind=kind, title=title.format(event=file.event.name), blocks=(*blocks, *seen), paper=paper, landscape=landscape,
        exercise=file.event.exercise, footer=phrases.footer(file.event, policy),
        notice=notice or phrases.notice(file.audience, file.naming),
    )  # fmt: skip
