"""A real window over a real practice vault, for tests that press its keys."""

from __future__ import annotations

import pytest

from cocdesk.model.actions.opening import open_desk, packs, prepare
from cocdesk.model.actions.practice import PASSPHRASE, QUICK, make_vault
from cocdesk.ui.main_window import MainWindow
from cocdesk.ui.preferences import Preferences
from tests.model.desks import copied


@pytest.fixture(scope="session")
def filled_vault(tmp_path_factory):
    """A practice vault under the conference procedure, made once; tests get copies."""
    folder = tmp_path_factory.mktemp("made") / "vault"
    desk, _key, _cases = make_vault(folder, packs()["conference"])
    desk.close()
    return folder


@pytest.fixture
def vault(filled_vault, tmp_path):
    return copied(filled_vault, tmp_path / "vault")


@pytest.fixture
def preferences(tmp_path):
    return Preferences(tmp_path / "settings.ini")


@pytest.fixture
def window(themed, qtbot, jobs, preferences, vault):
    """The window, locked, with the vault chosen."""
    made = MainWindow(jobs, preferences, folder=vault, kdf=QUICK, pause_ms=0)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


@pytest.fixture
def open_window(window, vault):
    """The window with somebody at the desk."""
    window.locked.desk_opened.emit(open_desk(prepare(vault, passphrase=PASSPHRASE)))
    # The offscreen platform has no window manager to keep a window active.
    window.activateWindow()
    return window
