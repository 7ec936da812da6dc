"""The recovery sheet never lies beside what it opens."""

from __future__ import annotations

import pytest

from cocdesk.ui.pages import recovery_sheet
from cocdesk.ui.pages.recovery_sheet import RecoverySheetPage
from cocdesk.ui.preferences import Preferences


@pytest.fixture
def page(qtbot, themed, tmp_path):
    made = RecoverySheetPage(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(made)
    made.show_key("ABCD-EFGH-JKLM", vault="vault", event="PyTide", exercise=True)
    return made


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_sheet_inside_the_vault_is_refused_with_a_sentence(page, tmp_path, monkeypatch, overwrite):
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "keys-A.json").touch()
    put = []
    monkeypatch.setattr(recovery_sheet, "save_as", lambda *given: put.append(given[-1]))
    page.save_button.click()
    put[0](tmp_path / "vault" / "sheet.pdf", overwrite)
    assert "inside the folder of a vault" in page.notice.text
    assert [entry.name for entry in (tmp_path / "vault").iterdir()] == ["keys-A.json"]
    put[0](tmp_path / "sheet.pdf", overwrite)
    assert (tmp_path / "sheet.pdf").exists()
