"""No paper leaves with what nobody agreed to, unless somebody says why; then that is written down with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocdesk.model.actions import print as printing
from cocdesk.model.actions import report, respond
from cocdesk.model.desk import Desk
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import Report, ReportDraft, ReportedGiven, ReporterGiven


@pytest.fixture
def case(desk: Desk) -> str:
    draft = ReportDraft(
        report=Report(behaviour="A remark by Jonas Feld"),
        reporter=ReporterGiven(name="Zoë Abel", affected=True),
        reported=(ReportedGiven(name="Jonas Feld"),),
    )
    return report.take_report(desk, draft).value


def exports(desk: Desk, case: str) -> list[e.Exported]:
    return [h.body for h in desk.case(case).happenings if isinstance(h.body, e.Exported)]


def agree(desk: Desk, case: str, answer: str) -> None:
    body = e.Consented(answer=answer, whom="reporter", what="identity", to_whom="dsf")  # type: ignore[arg-type]
    respond.record(desk, case, body)


def test_names_wait_for_an_agreement_or_a_reason_and_code_names_for_neither(desk: Desk, case: str, tmp_path: Path) -> None:
    named = printing.make(desk, "dsf-email", case=case, naming="named", format="txt")
    with pytest.raises(printing.NotCovered, match="umbrella organisation what happened"):
        printing.save(desk, named, tmp_path / "mail.txt")
    assert exports(desk, case) == []
    assert not (tmp_path / "mail.txt").exists()
    printing.save(desk, named, tmp_path / "mail.txt", because="a court asks for it")
    assert exports(desk, case)[0].purpose == "a court asks for it"
    assert "Zoë" not in (tmp_path / "mail.txt").read_text(encoding="utf-8")
    printing.log_export(desk, printing.make(desk, "dsf-email", case=case, format="txt"), how="copied")
    assert exports(desk, case)[1].naming == "code-names"


def test_what_was_taken_back_after_the_paper_was_made_stays_here(desk: Desk, case: str) -> None:
    agree(desk, case, "agreed")
    paper = printing.make(desk, "dsf-email", case=case, naming="named", format="txt")
    assert "Zoë Abel" in paper.data.decode()
    agree(desk, case, "withdrawn")
    with pytest.raises(printing.NotCovered):
        printing.log_export(desk, paper, how="copied")
    assert exports(desk, case) == []


def test_a_reader_outside_the_team_gets_code_names_unless_names_are_asked_for(desk: Desk, case: str) -> None:
    assert printing.make(desk, "incident-form", case=case, audience="chair", format="txt").naming == "named"
    assert printing.make(desk, "incident-form", case=case, audience="officer", format="txt").naming == "code-names"
