"""Half-written acts: kept for whoever writes them, in their case only, and gone with the commit that records them."""

from __future__ import annotations

import pytest

from cocdesk.model.actions import drafts, report, respond
from cocdesk.model.desk import Desk
from cocdesk.model.errors import NotAllowed
from cocdesk.model.queries.case_view import paper_words, unfinished, waiting_drafts
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import ActDraft
from cocdesk.model.records.report import ReportDraft

MEETING = ActDraft(act="met", title="The team met", values={"what_happened": "We read 李小龙’s", "attendees": "Ana"})


@pytest.fixture
def case(desk: Desk) -> str:
    return report.take_report(desk, ReportDraft(quick="Somebody stood too close.")).value


def test_a_half_written_act_waits_in_its_case_and_in_no_other(desk: Desk, case: str) -> None:
    other = report.take_report(desk, ReportDraft(quick="Another.")).value
    number = drafts.save_act(desk, case, MEETING, number=None).value
    assert [(found.number, found.draft) for found in unfinished(desk, case)] == [(number, MEETING)]
    assert unfinished(desk, other) == ()
    assert desk.case(case).entries == 1


def test_saving_again_replaces_what_was_kept(desk: Desk, case: str) -> None:
    number = drafts.save_act(desk, case, MEETING, number=None).value
    more = ActDraft(act="met", title="The team met", values={"what_happened": "We read it together."})
    assert drafts.save_act(desk, case, more, number=number).value == number
    assert [found.draft for found in unfinished(desk, case)] == [more]


def test_recording_takes_the_draft_with_it_and_a_refusal_leaves_it(desk: Desk, case: str) -> None:
    number = drafts.save_act(desk, case, MEETING, number=None).value
    with pytest.raises(NotAllowed):
        respond.record(desk, case, e.Reopened(why="x"), draft=number)
    assert len(unfinished(desk, case)) == 1
    respond.record(desk, case, e.Met(what_happened="We read it."), draft=number)
    assert unfinished(desk, case) == ()


def test_every_way_of_recording_takes_the_draft_with_it(desk: Desk, case: str) -> None:
    def begun() -> int:
        return drafts.save_act(desk, case, MEETING, number=None).value

    person = respond.add_person(desk, case, "witness", e.Identified(code_name="", name="Kim"), draft=begun()).value
    respond.identify(desk, person, e.Identified(code_name="", name="Kim Lee"), draft=begun())
    note = respond.record(desk, case, e.Noted(text="wrong"), draft=begun()).value
    respond.strike(desk, case, note, why="other case", draft=begun())
    respond.amend(desk, case, {"place": "Hall"}, draft=begun())
    assert unfinished(desk, case) == ()


def test_putting_away_takes_only_that_one(desk: Desk, case: str) -> None:
    first = drafts.save_act(desk, case, MEETING, number=None).value
    second = drafts.save_act(desk, case, MEETING, number=None).value
    drafts.put_away(desk, first)
    assert [found.number for found in unfinished(desk, case)] == [second]


def test_a_half_surrogate_in_what_was_typed_does_not_hold_up_the_saving(desk: Desk, case: str) -> None:
    drafts.save_act(desk, case, ActDraft(act="noted", title="Note", values={"text": "so\ud83d"}), number=None)
    assert unfinished(desk, case)[0].draft.values == {"text": "so\ufffd"}


def test_a_half_written_act_is_no_unfinished_report(desk: Desk, case: str) -> None:
    drafts.save_act(desk, case, MEETING, number=None)
    assert [row.kind for row in waiting_drafts(desk)] == ["act:met"]


def test_words_typed_into_a_paper_wait_for_that_paper_of_that_case_and_for_no_other(desk: Desk, case: str) -> None:
    number = drafts.save_paper(desk, case, "venue-note", {"gap.until": "Sunday"}, number=None).value
    drafts.save_paper(desk, case, "venue-note", {"gap.until": "Monday,\u202e李小龙"}, number=number)
    found = paper_words(desk, "venue-note", case)
    assert found is not None and found.number == number and found.words["gap.until"].startswith("Monday,")
    assert paper_words(desk, "warning-letter", case) is None and paper_words(desk, "venue-note", "") is None
    assert unfinished(desk, case) == () and desk.case(case).entries == 1
    drafts.put_away(desk, number)
    assert paper_words(desk, "venue-note", case) is None
