"""A second person compares the paper; where it was the same one, the record says so until somebody else has looked."""

from __future__ import annotations

import pytest

from cocdesk.model.records import entries as e
from cocdesk.model.records.report import Report
from cocdesk.model.rules.paper_trail import remarks
from cocdesk.model.rules.timeline import fold
from tests.model.cases import entry, opening


def said(received_by: str, *by: str) -> list[str]:
    report = Report(what="x", received_by=received_by, channel="paper")
    bodies = (opening(report), *(e.Transcribed(by=name) for name in by))
    return [remark.row for remark in remarks(fold([entry(body, number) for number, body in enumerate(bodies, 1)]))]


@pytest.mark.parametrize(
    ("typed", "compared", "rows"),
    [
        ("Ana", (), []), ("Ana", ("Bo",), []), ("Ana", ("Ana",), ["B21"]), ("Ana Žižek", ("ana zizek",), ["B21"]),
        ("Ana", ("Ana", "Bo"), []), ("Ana", ("Bo", "Ana"), ["B21"]), ("", ("Ana",), []),
    ],
)  # fmt: skip
def test_whoever_took_the_report_does_not_count_as_a_second_person(
    typed: str, compared: tuple[str, ...], rows: list[str]
) -> None:
    assert said(typed, *compared) == rows
