"""A paper about every case of an event: each written down as it leaves, ended between two, and nothing there overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cocdesk.model.actions import every_case, report
from cocdesk.model.actions import print as printing
from cocdesk.model.desk import Desk
from cocdesk.model.errors import KnownError, NotAllowed, VaultReadOnly
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import Report, ReportDraft

CASES = 4


@pytest.fixture(autouse=True)
def _cases(desk: Desk, tmp_path: Path) -> None:
    for number in range(CASES):
        report.take_report(desk, ReportDraft(report=Report(behaviour=f"A remark, number {number}")))
    (tmp_path / "out").mkdir()


def left(desk: Desk) -> list[str]:
    """The code names of the cases of which a paper left."""
    cases = [desk.case(case) for case in every_case.case_ids(desk)]
    return [case.code_name for case in cases if any(isinstance(h.body, e.Exported) for h in case.happenings)]


def test_every_case_has_its_paper_and_its_entry_and_a_stop_ends_it_between_two(desk: Desk, tmp_path: Path) -> None:
    out, seen = tmp_path / "out", list[tuple[int, int]]()
    half = every_case.save_all(
        desk, "incident-form", out, audience="team", stop=lambda: len(seen) > 2,
        progress=lambda done, total: seen.append((done, total)),
    )  # fmt: skip
    assert (half.saved, half.stopped) == (2, True)
    assert seen == [(0, CASES), (1, CASES), (2, CASES)]
    assert sorted(path.name.removesuffix("-incident-form.pdf") for path in out.iterdir()) == sorted(left(desk))
    with pytest.raises(KnownError, match="there already") as told:
        every_case.save_all(desk, "incident-form", out, audience="team")
    assert "left as it is" in told.value.kept and "0 papers" in told.value.kept
    (tmp_path / "again").mkdir()
    whole = every_case.save_all(desk, "incident-form", tmp_path / "again", audience="team", format="txt")
    assert (whole.saved, whole.stopped, len(left(desk))) == (CASES, False, CASES)


def test_a_case_that_may_not_go_is_left_out_and_named_while_the_others_go_on(desk: Desk, tmp_path: Path) -> None:
    def look(paper: printing.Paper) -> None:
        if "number 1" in repr(paper.document):
            raise NotAllowed("It names somebody.")

    made = every_case.save_all(desk, "incident-form", tmp_path / "out", audience="team", format="txt", look=look)
    assert made.saved == CASES - 1
    assert len(made.left_out) == 1
    assert made.left_out[0] not in left(desk)
    with pytest.raises(VaultReadOnly, match="no such folder"):
        every_case.save_all(desk, "incident-form", tmp_path / "nowhere", audience="team")


def test_a_case_whose_paper_cannot_be_made_is_left_out_and_ends_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = every_case.case_ids(desk)[1]
    usual = printing.make

    def make(here: Desk, kind: str, **more: Any) -> printing.Paper:
        if more["case"] == wrong:
            raise NotAllowed("This paper cannot be made.")
        return usual(here, kind, **more)

    monkeypatch.setattr(printing, "make", make)
    made = every_case.save_all(desk, "incident-form", tmp_path / "out", audience="team", format="txt")
    assert (made.saved, made.left_out, made.stopped) == (CASES - 1, (desk.case(wrong).code_name,), False)
    assert wrong not in made.cases and len(made.cases) == CASES - 1


def test_what_ends_the_round_says_how_many_were_saved_before(desk: Desk, tmp_path: Path) -> None:
    third = desk.case(every_case.case_ids(desk)[2]).code_name
    (tmp_path / "out" / f"{third}-incident-form.txt").write_text("Somebody else's")
    with pytest.raises(printing.FileThere) as told:
        every_case.save_all(desk, "incident-form", tmp_path / "out", audience="team", format="txt")
    assert "2 papers were saved before" in str(told.value) and "left as it is" in str(told.value)
    assert (tmp_path / "out" / f"{third}-incident-form.txt").read_text() == "Somebody else's"
