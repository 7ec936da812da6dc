"""Sealing a case in the window: the question before the first word, the mark, and the dialog behind it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cocdesk.model.actions import members, report
from cocdesk.model.desk import Desk
from cocdesk.model.laptop import Laptop
from cocdesk.model.queries import case_list, case_view
from cocdesk.model.queries.sealing import Choice
from cocdesk.model.records.report import ReportDraft
from cocdesk.model.vault.vault import unlock
from cocdesk.ui.dialogs.seal import SealDialog
from cocdesk.ui.pages.case import CasePage
from cocdesk.ui.session import Session
from cocdesk.ui.wizard.report_wizard import ReportWizard
from tests.ui.accessibility import problems
from tests.ui.case_desks import CHEAP, Clock, desk_with

PHRASE = "heron walks by the long jetty"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sealing")
    with desk_with(folder) as desk:
        for name in ("Bo", "Cy"):
            members.add(desk, name=name, role="responder", passphrase=f"{name} and six more words in a row", kdf=CHEAP)
    (folder / "vault" / "ballast").unlink()
    return folder / "vault"


@pytest.fixture
def session(template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    shutil.copytree(template, tmp_path / "vault")
    made = Session()
    made.sit(Desk(unlock(tmp_path / "vault", passphrase=PHRASE, member="Ana"), laptop=Laptop(tmp_path / "laptop"), clock=Clock()))
    yield made
    made.lock()


def slots(session: Session) -> dict[str, str]:
    return {member.name: member.slot for member in session.desk.vault.members}


def test_a_report_is_sealed_before_its_first_word_and_stays_so(session: Session, qtbot: QtBot) -> None:
    page = ReportWizard(session)
    qtbot.addWidget(page)
    page.show()
    page.start()
    assert page.seal_bar.isVisible() and session.desk.rooms == ()
    page.seal_bar.change.click()
    dialog = page.findChild(SealDialog)
    assert dialog is not None and problems(dialog) == []
    dialog.fields.put({"inside": (slots(session)["Bo"],)})
    dialog.save_button.click()
    assert "Ana, Bo" in page.seal_bar.words.text() and len(session.desk.rooms) == 1
    page.steps["write"].edit.setPlainText("Cy shouted at a speaker")  # type: ignore[attr-defined]
    page.go("people")
    assert page.seal_bar.isVisible() and page.save_now()
    assert [row.body for there in session.desk.everywhere[:1] for row in case_view.waiting_drafts(there) if row.id < 2**24] == []
    with qtbot.waitSignal(page.report_taken) as taken:
        page.file_report()
    case = taken.args[0]
    assert session.desk.at(case).room is not None and not page.seal_bar.isVisible()
    assert [row.sealed for row in case_list.rows(session.desk, case_list.ids(session.desk, "all")).values()] == [2]


def test_a_report_left_empty_leaves_no_sealed_file_behind(session: Session, qtbot: QtBot) -> None:
    page = ReportWizard(session)
    qtbot.addWidget(page)
    page.start()
    page.seal_bar.change.click()
    dialog = page.findChild(SealDialog)
    assert dialog is not None
    dialog.fields.put({"inside": (slots(session)["Bo"],)})
    dialog.save_button.click()
    page.leave()
    assert session.desk.rooms == () and case_view.waiting_drafts(session.desk) == []


def test_a_case_is_sealed_and_unsealed_from_its_page(session: Session, qtbot: QtBot) -> None:
    case = report.take_report(session.desk, ReportDraft(quick="a shout in the foyer")).value
    page = CasePage(session)
    qtbot.addWidget(page)
    page.show()
    page.show_case(case)
    assert not page.header.sealed.isVisible()
    page.open_act(case, "seal")
    dialog = page.doors.open_dialog
    assert isinstance(dialog, SealDialog) and "copy" in dialog.fields.said("beyond")
    dialog.save_button.click()
    assert session.desk.at(case).room is None, "nobody was left out"
    dialog.fields.put({"inside": (slots(session)["Cy"],)})
    dialog.save_button.click()
    assert page.header.sealed.isVisible() and "2" in page.header.sealed.text
    page.open_act(case, "seal")
    dialog = page.doors.open_dialog
    assert isinstance(dialog, SealDialog)
    dialog.unseal_wanted.emit()
    assert session.desk.at(case).room is None and not page.header.sealed.isVisible()


def test_one_alone_is_not_enough_unless_the_sheet_opens_it_too(qtbot: QtBot) -> None:
    choices = [Choice(slot="a", name="Ana", inside=True, fixed=True), Choice(slot="b", name="Bo", inside=True)]
    dialog = SealDialog(choices, later=True)
    qtbot.addWidget(dialog)
    seen: list[object] = []
    dialog.chosen.connect(seen.append)
    dialog.fields.put({"inside": ()})
    dialog.save_button.click()
    assert (seen == [] and "At least two" in dialog.fields.said("told")) or not dialog.isVisible()
    dialog.fields.put({"sheet": True})
    dialog.save_button.click()
    assert seen == [frozenset({"a", "sheet"})]
