"""Locking when the system says so: with a message bus of the test's own, and a login daemon played by the test."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor

from cocdesk.ui.system_signs import SystemSigns

needs_bus = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="needs dbus-daemon")
PROPERTIES = "org.freedesktop.DBus.Properties"
LOGIN = "org.freedesktop.login1"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


class Login(QObject):
    """Just so much of a login daemon as is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: tuple[str, ...] = ()
        self.open = -1

    @Slot(str, str, str, str, result="QDBusUnixFileDescriptor")
    def Inhibit(self, what: str, who: str, why: str, mode: str) -> QDBusUnixFileDescriptor:
        self.asked = (what, who, mode)
        self.open, given = os.pipe()
        os.set_blocking(self.open, False)
        held = QDBusUnixFileDescriptor(given)
        os.close(given)
        return held

    @property
    def released(self) -> bool:
        """Whether nobody holds the other end any more."""
        try:
            return os.read(self.open, 1) == b""
        except BlockingIOError:
            return False


@pytest.fixture
def system(qapp, address):
    bus = QDBusConnection.connectToBus(address, "system-of-the-test")
    yield bus
    QDBusConnection.disconnectFromBus("system-of-the-test")


@pytest.fixture
def daemon(qapp, address):
    bus = QDBusConnection.connectToBus(address, "daemon-of-the-test")
    for name in (LOGIN, "org.freedesktop.UPower", "org.freedesktop.ScreenSaver"):
        assert bus.registerService(name)
    yield bus
    QDBusConnection.disconnectFromBus("daemon-of-the-test")


@pytest.fixture
def signs(qapp, daemon, system):
    made = SystemSigns(qapp)
    made.went = []
    made.away.connect(lambda: made.went.append(True))
    assert made.listen_to(system, system) == 8
    yield made
    made.deleteLater()


def say(daemon: QDBusConnection, path: str, interface: str, name: str, *values: object) -> None:
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(list(values))
    assert daemon.send(message)


@needs_bus
@pytest.mark.parametrize(
    "sign",
    [
        ("/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", True),
        ("/org/freedesktop/login1/session/_31", f"{LOGIN}.Session", "Lock"),
        ("/org/freedesktop/login1/session/_31", PROPERTIES, "PropertiesChanged", f"{LOGIN}.Session", {"LockedHint": True}, ["x"]),
        ("/org/freedesktop/UPower", PROPERTIES, "PropertiesChanged", "org.freedesktop.UPower", {"LidIsClosed": True}, ["x"]),
        ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True),
        ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True),
    ],
    ids=["sleep", "lock", "locked hint", "lid", "screen", "screen at the short path"],
)
def test_every_sign_of_leaving_is_heard(signs, daemon, qtbot, sign):
    say(daemon, *sign)
    # One daemon plays all of them here, so that a sign may be heard twice.
    qtbot.waitUntil(lambda: bool(signs.went))


@needs_bus
def test_coming_back_is_no_sign_of_leaving(signs, daemon, qtbot):
    say(daemon, "/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", False)
    say(daemon, "/org/freedesktop/UPower", PROPERTIES, "PropertiesChanged", "x", {"LidIsClosed": False}, ["x"])
    say(daemon, "/org/freedesktop/login1/session/_31", f"{LOGIN}.Session", "Lock")
    qtbot.waitUntil(lambda: bool(signs.went))
    assert signs.went == [True]


@needs_bus
def test_the_machine_waits_with_sleeping_until_the_vault_is_closed(signs, daemon, qtbot):
    login = Login()
    assert daemon.registerObject(
        "/org/freedesktop/login1", f"{LOGIN}.Manager", login, QDBusConnection.RegisterOption.ExportAllSlots
    )
    signs.hold()
    qtbot.waitUntil(lambda: signs.holding)
    assert login.asked == ("sleep", "cocdesk", "delay")
    assert not login.released
    signs.let_go()
    qtbot.waitUntil(lambda: login.released)
    os.close(login.open)


@needs_bus
def test_without_a_login_daemon_nothing_waits_and_nothing_fails(signs, system, qtbot):
    signs.hold()
    qtbot.waitUntil(lambda: signs._asked is None)
    assert not signs.holding
