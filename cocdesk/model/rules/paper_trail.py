"""Whether a report that came on paper was compared with its paper by a second person (B21)."""

from __future__ import annotations

from collections.abc import Iterator

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Remark
from cocdesk.model.rules.text import searchable
from cocdesk.words import _


def remarks(case: Case) -> Iterator[Remark]:
    """That whoever took the report also compared it; said for the last comparison only, for another one mends it."""
    compared = [happening for happening in case.happenings if isinstance(happening.body, e.Transcribed)]
    typed = searchable(case.report.received_by).split()
    if not compared or not typed:
        return
    body = compared[-1].body
    assert isinstance(body, e.Transcribed)
    if searchable(body.by).split() == typed:
        said = _("The one who took the report also compared it with the paper. A second person sees more.")
        yield Remark(sentence=said, entry=compared[-1].entry, row="B21")
