"""What every test may rely on: a home of its own, no screen, no stray windows, and properties checked the same way each time."""

from __future__ import annotations

import functools
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_ACCESSIBILITY", "1")

_PATIENT = [HealthCheck.too_slow]
settings.register_profile("here", deadline=None, suppress_health_check=_PATIENT, max_examples=50)
settings.register_profile("ci", deadline=None, suppress_health_check=_PATIENT, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

_HOME = tempfile.TemporaryDirectory(prefix="cocdesk-tests-")
_FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
    "APPDATA": "config",
    "LOCALAPPDATA": "data",
}
for _name, _folder in _FOLDERS.items():
    # Before any test module is imported: Qt and platformdirs read these once.
    _path = Path(_HOME.name, _folder)
    _path.mkdir(mode=0o700, exist_ok=True)
    os.environ[_name] = str(_path)
# Whatever is on the machine's bus, a test must not hear it or talk to it.
for _name in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
    os.environ[_name] = "unix:path=/nonexistent"


@pytest.fixture(scope="session", autouse=True)
def own_home() -> Iterator[Path]:
    """The folder all of a run's files go into; gone afterwards."""
    yield Path(_HOME.name)
    _HOME.cleanup()


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Tests start Qt in its test mode, so that no standard path is the person's own."""
    from PySide6.QtCore import QStandardPaths

    QStandardPaths.setTestModeEnabled(True)
    return ["cocdesk-tests"]


@pytest.fixture(scope="session", autouse=True)
def each_key_is_stretched_once() -> Iterator[None]:
    """Argon2id makes the same key of the same words and salt; for the hundreds of copies of one vault, once is enough."""
    from cocdesk.model.vault import slots

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "_passphrase_key", functools.cache(slots._passphrase_key))
        yield


@pytest.fixture(autouse=True)
def no_window_is_left() -> Iterator[None]:
    """Fail the test that leaves a window open, not the innocent one after it; costs nothing where Qt is not loaded."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets else None
    if app is None or not hasattr(app, "topLevelWidgets"):
        return
    left = [window for window in app.topLevelWidgets() if window.isVisible()]
    # What was to be deleted later waits for a loop that no test runs, and is dressed again with every change of the theme.
    app.sendPostedEvents(None, sys.modules["PySide6.QtCore"].QEvent.Type.DeferredDelete)
    names = ", ".join(f"{type(window).__name__} '{window.objectName()}'" for window in left)
    for window in left:
        window.close()
    if left:
        pytest.fail(f"left open: {names}")


@pytest.fixture
def themed(qapp: object) -> object:
    """The application in its light clothes at normal size, as nearly every window test wants it."""
    from PySide6.QtWidgets import QApplication

    from cocdesk.ui import theme

    assert isinstance(qapp, QApplication)
    now = theme.current()
    if now is None or now.scheme != "light" or now.text_scale != 1.0:
        theme.apply(qapp, "light")
    return qapp
