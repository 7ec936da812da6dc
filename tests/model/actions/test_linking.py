"""A link stands in both cases or in neither; a meeting, a closing and a vote are recorded as the rules say."""

from __future__ import annotations

import pytest

from cocdesk.model.actions import linking, report, respond
from cocdesk.model.desk import Desk
from cocdesk.model.errors import NotAllowed, NotFound
from cocdesk.model.queries.case_view import case_view
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import ReportDraft, ReportedGiven


def filed(desk: Desk, words: str) -> str:
    return report.take_report(desk, ReportDraft(quick=words, reported=(ReportedGiven(name="Bo Heron"),))).value


def links(desk: Desk, case: str) -> list[tuple[str, str]]:
    return [(h.body.other, h.body.how) for h in desk.case(case).happenings if isinstance(h.body, e.Linked)]


@pytest.fixture
def case(desk: Desk) -> str:
    return filed(desk, "A remark.")


def test_a_link_is_written_into_both_cases_and_read_by_their_code_names(desk: Desk, case: str) -> None:
    other = filed(desk, "Somebody was told off for reporting.")
    done = linking.link(desk, case, desk.case(other).code_name, "retaliation", "the next day")
    assert set(done.change.cases) == {case, other}
    assert (links(desk, case), links(desk, other)) == ([(other, "retaliation")], [(case, "retaliation")])
    line = case_view(desk, other).timeline[-1]
    assert line.text.startswith(desk.case(case).code_name) and case not in line.text
    with pytest.raises(NotAllowed, match="already"):
        linking.link(desk, other, case, "retaliation")
    respond.strike(desk, other, line.entry, why="not so")
    assert (links(desk, case), links(desk, other)) == ([], [])


def test_a_link_to_itself_or_to_no_case_changes_nothing(desk: Desk, case: str) -> None:
    before = desk.case(case)
    with pytest.raises(NotAllowed, match="itself"):
        linking.link(desk, case, before.code_name, "related")
    with pytest.raises(NotFound):
        linking.link(desk, case, "no-such-case", "related")
    with pytest.raises(NotAllowed, match="no such case"):
        respond.record(desk, case, e.Linked(other="0" * 32))
    assert desk.case(case) == before


def test_who_is_reported_is_refused_at_the_meeting_and_nothing_is_recorded(desk: Desk, case: str) -> None:
    before = desk.case(case)
    with pytest.raises(NotAllowed, match="person reported") as refused:
        respond.record(desk, case, e.Met(attendees=("Ana", "bo  HERON"), minutes="word " * 10_000))
    assert "Heron" not in str(refused.value) or "(" in str(refused.value)
    assert desk.case(case) == before
    respond.record(desk, case, e.Met(attendees=("Ana",), minutes="word " * 10_000))
    body = desk.case(case).happenings[-1].body
    assert isinstance(body, e.Met) and len(body.minutes) > 49_000


def test_a_closing_keeps_what_it_leaves_open(desk: Desk, case: str) -> None:
    respond.record(desk, case, e.Closed(outcome="x", why="The reporter asked for nothing more.", open_steps=("made-up",)))
    body = desk.case(case).happenings[-1].body
    assert isinstance(body, e.Closed) and "decide" in body.open_steps and "made-up" not in body.open_steps
    with pytest.raises(NotAllowed, match="closed already"):
        respond.record(desk, case, e.Closed(outcome="x", why="y"))
