"""Earlier cases of the same cell, out of a real vault."""

from __future__ import annotations

from cocdesk.model.actions import report, respond
from cocdesk.model.desk import Desk
from cocdesk.model.queries import alike
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import Report, ReportDraft, ReportedGiven
from tests.model.desks import Watch
from tests.model.policy.shipped_packs import pack


def taken(desk: Desk, watch: Watch, risk: str, *bodies: e.CaseBody) -> str:
    draft = ReportDraft(report=Report(behaviour="Something Jonas Feld said"), reported=(ReportedGiven(name="Jonas Feld"),))
    case = report.take_report(desk, draft).value
    for body in (e.Assessed(risk=risk, impact="low"), *bodies):  # type: ignore[arg-type]
        respond.record(desk, case, body)
    watch.forward(hours=1)
    return case


def test_earlier_cases_of_the_cell_are_told_and_no_others(desk: Desk, watch: Watch) -> None:
    warned = e.Decided(sanction="warning", why="Jonas Feld again", who="Mira Novak")
    taken(desk, watch, "low", warned, e.Closed(outcome="Jonas was warned", why="he left"))
    taken(desk, watch, "high", e.Decided(sanction="ban"))
    struck = taken(desk, watch, "low", e.Decided(sanction="leave-event"))
    decision = desk.case(struck).happenings[-1].entry
    respond.strike(desk, struck, decision, why="the wrong case")
    now = taken(desk, watch, "low")
    taken(desk, watch, "low", e.Decided(sanction="ban"))
    found = alike.alike(desk, now)
    assert found is not None
    assert (found.cases, found.decided, found.closed, found.measures) == (2, 1, 1, (("A warning", 1),))
    told = " ".join(alike.sentences(desk, now))
    code_names = {desk.case(case).code_name for case in (struck, now)}
    assert not any(word in told for word in ("Jonas", "Feld", "Mira", "again", *code_names))


def test_a_measure_nobody_knows_is_told_without_its_words() -> None:
    assert alike.title(pack("django-events"), "talk-to-jonas") == "another measure"
    assert alike.title(pack("django-events"), "none") == "No further action"


def test_before_the_assessment_there_is_nothing_to_compare(desk: Desk) -> None:
    case = report.take_report(desk, ReportDraft(report=Report(behaviour="A push"))).value
    assert alike.alike(desk, case) is None
