"""An event gone through with real actions, from each report to what is told of it: the incidents DjangoCon Europe told."""

from __future__ import annotations

import csv
import email.policy
import io

import pytest
from msgspec.structs import replace

from cocdesk.model.actions import print as printing
from cocdesk.model.actions import report, respond
from cocdesk.model.desk import Desk
from cocdesk.model.queries.editions import standing
from cocdesk.model.records import entries as e
from cocdesk.model.records.event_file import Publishing
from cocdesk.model.records.report import OtherGiven, Report, ReportDraft, ReportedGiven, ReporterGiven
from tests.model.documents.an_event import SIX
from tests.model.documents.spreadsheets import of_csv, of_xlsx

FORMULAS = ('=HYPERLINK("http://x.example")', "+cmd|' /C calc'!A0", "@SUM(1;1)", "\t=1+1", "\r=1+1", "＝1+1")
CANARIES = ("Quirin Vexholm", "Odalys Brandt", "quirin@vexholm.example", "Wexelmann")


def gone_through(desk: Desk, number: int, *, name: str, line: str) -> str:
    """One incident from the first word to the end; returns the case's id."""
    behaviour, place, sanction, _line = SIX[number]
    told = Report(
        what=f"{CANARIES[0]} told me. {behaviour}.", behaviour=behaviour, place=place, happened="2018-05-24",
        heard_at="2026-05-21T09:30:00+02:00", consent="no-objection", circumstances="At 22:15, beside the cloakroom.",
    )  # fmt: skip
    draft = ReportDraft(
        title=f"{CANARIES[3]} {number}", report=told, reporter=ReporterGiven(name=CANARIES[0], email=CANARIES[2], affected=True),
        reported=(ReportedGiven(name=name),), others=(OtherGiven(name=CANARIES[1], role="witness"),),
    )  # fmt: skip
    case = report.take_report(desk, draft).value
    answer = (e.Told(whom="reported", text="We have spoken."),) if sanction != "none" else ()
    for act in (
        e.SafetyChecked(threat="no"), e.Assessed(risk="low", impact="low"), e.Met(attendees=("Ana Žižek", "Bo")),
        e.Decided(sanction=sanction, deciders=("Ana Žižek", "Bo")), e.Acted(sanction=sanction, who="Bo"), *answer,
        e.Told(whom="reporter", text="It was seen to."), e.Notified(to="dsf"), e.Acknowledged(by="dsf"),
        e.Closed(outcome="resolved", shareable=line),
    ):  # fmt: skip
        respond.record(desk, case, act)
    return case


def text(desk: Desk, kind: str, audience: str, wishes: Publishing | None = None) -> str:
    return printing.make(desk, kind, audience=audience, format="txt", wishes=wishes).data.decode()


def test_the_six_incidents_are_sent_on_one_by_one_registered_and_told_with_the_same_counts(desk: Desk) -> None:
    cases = [gone_through(desk, number, name=FORMULAS[number], line=SIX[number][3]) for number in range(6)]

    for case in cases:
        mail = printing.make(desk, "dsf-email", case=case, naming="code-names", format="eml")
        draft = email.message_from_bytes(mail.data, policy=email.policy.default)
        told = str(draft["subject"]) + "".join(str(part.get_content()) for part in draft.walk() if not part.is_multipart())
        assert desk.case(case).code_name in told and not any(canary in told for canary in CANARIES)
        printing.log_export(desk, mail, how="saved")
        assert any(isinstance(h.body, e.Exported) for h in desk.case(case).happenings)
    listed = text(desk, "acknowledgement-list", "team")
    assert "No answer is awaited" in listed and all(listed.count(desk.case(case).code_name) == 1 for case in cases)

    book = printing.make(desk, "register", audience="team", naming="named", format="xlsx")
    rows = of_xlsx(book.data)
    written = of_csv(printing.make(desk, "register", audience="team", naming="named", format="csv").data)
    assert len(rows) == 7 and [[cell.removeprefix("'") for cell in row] for row in written] == rows
    assert all(desk.case(case).code_name == row[0] for case, row in zip(cases, rows[1:], strict=True))
    assert CANARIES[0] in str(rows) and CANARIES[0] not in text(desk, "register", "officer")

    wishes = Publishing(attendees=350)
    final = text(desk, "transparency-report", "public", wishes)
    assert "6 reports reached us." in final and "350 people" in final
    counted = dict(_cells(printing.make(desk, "transparency-report", audience="public", wishes=wishes)))
    assert counted == {"A warning": 3, "No further measure was needed / Another measure / Somebody had to leave, or may not come "
                       "back": 3, "Not finished yet": 0, "Together": 6}  # fmt: skip
    assert all(line in final for *_rest, line in SIX)
    assert [canary for canary in (*CANARIES, *FORMULAS, "22:15", "24 May", "cloakroom", "Žižek") if canary in final] == []
    first = text(desk, "transparency-report", "public", replace(wishes, edition="first"))
    assert "6 reports have reached us so far." in first and SIX[0][3] not in first

    paper = printing.make(desk, "transparency-report", audience="public", wishes=wishes)
    assert standing(desk).startswith("First version: for the closing session on 24 May 2026. Final version: by 24 June 2026")
    printing.log_export(desk, paper, how="saved")
    assert standing(desk) == "Final version: left the vault on 22 May 2026."
    left = [entry.body for entry in desk.entries_of(desk.event().id) if isinstance(entry.body, e.EventExported)]
    assert [(body.document, body.edition, set(body.cases)) for body in left] == [("transparency-report", "final", set(cases))]
    assert "6" in text(desk, "officer-summary", "officer") and "6" in text(desk, "evaluation-notes", "team")


def _cells(paper: printing.Paper) -> list[tuple[str, int]]:
    from cocdesk.model.documents.blocks import Table

    table = next(block for block in paper.document.blocks if isinstance(block, Table))
    return [(words, int(count)) for words, count in table.rows]


@pytest.mark.parametrize("edition", ["first", "final"])
def test_of_one_report_at_an_event_of_twenty_people_nothing_that_identifies_remains(desk: Desk, edition: str) -> None:
    case = gone_through(desk, 3, name="Odalys Brandt", line="Two people from outside, at the party on 24 May at 22:15")
    wishes = Publishing(edition=edition, attendees=20)  # type: ignore[arg-type]
    state, told = desk.case(case), ""
    for format in ("txt", "pdf", "png"):
        paper = printing.make(desk, "transparency-report", audience="public", wishes=wishes, format=format)
        told += paper.file_name + (paper.data.decode() if format == "txt" else _words_of(paper.data) if format == "pdf" else "")
    canaries = (
        *CANARIES, *SIX[3], state.code_name, state.title, state.report.place, "22:15", "cloakroom", "24 May", "outside",
        "1 report", "leave-event", "warning", "Bo", "Žižek",
    )  # fmt: skip
    assert [canary for canary in canaries if canary in told] == []
    assert "Reports reached us and were handled." in told


def _words_of(data: bytes) -> str:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    inside = (repr(reader.metadata), repr(reader.outline), repr(reader.attachments), repr(reader.get_fields()))
    return " ".join((*(page.extract_text() for page in reader.pages), *inside))


def test_the_written_register_reads_the_same_with_a_plain_reader(desk: Desk) -> None:
    gone_through(desk, 0, name="=1+1", line="")
    data = printing.make(desk, "register", audience="team", naming="named", format="csv").data
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == 2 and all(not cell.startswith(("=", "+", "@", "\t", "\r")) for row in rows for cell in row)
