"""The list of follow-ups out of a real vault: kept with the case, read at once."""

from __future__ import annotations

import time

import pytest

from bench import data
from cocdesk.model.actions import respond
from cocdesk.model.actions.report import take_report
from cocdesk.model.projecting import rebuild
from cocdesk.model.queries import follow_ups as asked
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import Report, ReportDraft
from cocdesk.model.rules.follow_ups import follow_ups
from cocdesk.model.store import health

SLACK = 1.5


def filed(desk):
    return take_report(desk, ReportDraft(quick="words in the foyer", report=Report(place="Foyer"))).value


def test_the_list_says_what_the_rule_says_of_each_case(desk):
    first, second = filed(desk), filed(desk)
    sanction = desk.policy(desk.event().policy_hash).sanctions[0].id
    later = e.Decided(sanction=sanction, horizon="later", by="2026-05-23", until="2026-05-24", review="some day")
    respond.record(desk, first, later)
    for case in (first, second):
        found = desk.case(case)
        told = follow_ups(found, desk.policy(found.policy_hash), desk.event(found.event), desk.now())
        listed = [line.follow_up for line in asked.follow_ups(desk) if line.follow_up.case == case]
        assert sorted(listed, key=lambda one: one.id) == sorted(told, key=lambda one: one.id)
    assert all(line.mine for line in asked.follow_ups(desk))


def test_a_rebuilt_list_is_the_same_and_what_is_done_is_gone(desk):
    case = filed(desk)
    before = health.projections(desk.db)
    rebuild(desk)
    assert health.projections(desk.db) == before
    respond.record(desk, case, e.Closed(outcome="x", why="settled elsewhere"))
    assert asked.follow_ups(desk) == ()


def test_the_number_beside_the_page_is_what_the_page_counts(desk, watch):
    case = filed(desk)
    sanction = desk.policy(desk.event().policy_hash).sanctions[0].id
    respond.record(desk, case, e.Decided(sanction=sanction, horizon="later", by="2026-05-23"))
    for _turn in range(8):
        lines = asked.follow_ups(desk)
        assert asked.pressing(desk) == asked.counts(lines).today == len(asked.wanted(lines, "today"))
        watch.forward(hours=5)
    assert asked.counts(asked.follow_ups(desk)).overdue == len(asked.wanted(asked.follow_ups(desk), "overdue")) > 0


def test_the_number_is_read_through_its_index(desk):
    said = []
    filed(desk)
    desk.db.connection.set_trace_callback(said.append)
    asked.pressing(desk)
    desk.db.connection.set_trace_callback(None)
    plans = [row[3] for one in said if "follow_up" in one for row in desk.db.all("EXPLAIN QUERY PLAN " + one)]
    assert any("follow_up_due" in plan for plan in plans), plans


@pytest.mark.slow
def test_a_thousand_open_cases_are_listed_in_a_fifth_of_a_second(tmp_path):
    data.build(tmp_path, 1700)
    with data.open_desk(tmp_path) as desk:
        taken = []
        for _turn in range(5):
            start = time.process_time()
            lines = asked.follow_ups(desk)
            taken.append(time.process_time() - start)
        assert len({line.follow_up.case for line in lines}) >= 1000
        assert min(taken) < 0.2 * SLACK
