"""Locking when nobody is there, told by a clock the test turns itself."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from cocdesk.ui import autolock
from cocdesk.ui.autolock import AutoLock
from cocdesk.ui.preferences import IDLE_MINUTES, Preferences


class Clock:
    """Seconds, turned by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def lock(qapp, qtbot, clock):
    made = AutoLock(qapp, 10, clock=clock)
    made.start()
    yield made
    made.stop()
    made.deleteLater()


@pytest.fixture
def locked(lock):
    seen = []
    lock.lock_wanted.connect(lambda: seen.append(True))
    return seen


def test_it_locks_once_when_the_minutes_are_over(lock, locked, clock):
    clock.now += 599
    assert not lock.check()
    clock.now += 1
    assert lock.check()
    assert not lock.check()
    assert locked == [True]
    assert not lock.watching


def test_typing_begins_the_minutes_anew(lock, locked, clock, field):
    clock.now += 599
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    clock.now += 599
    assert not lock.check()
    assert field.text() == "a"


def test_the_first_key_after_a_long_sleep_locks_and_goes_no_further(lock, locked, clock, field):
    clock.now += 8 * 3600
    QTest.keyPress(field.windowHandle(), Qt.Key.Key_A)
    assert locked == [True]
    assert field.text() == ""


def test_the_mouse_in_a_window_that_opened_later_begins_the_minutes_anew(lock, clock, field, qtbot):
    later = QDialog(field)
    later.open()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is later.windowHandle())
    clock.now += 599
    QTest.mouseClick(later.windowHandle(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lock.idle == 0)
    later.close()


def test_the_mouse_in_a_list_that_dropped_down_is_noticed_from_the_next_look_round(lock, clock, field, qtbot):
    menu = QMenu(field)
    menu.addAction("one")
    menu.popup(field.mapToGlobal(QPoint(0, 20)))
    lock._timer.timeout.emit()
    clock.now += 599
    QTest.mouseMove(menu.windowHandle(), QPoint(3, 3))
    qtbot.waitUntil(lambda: lock.idle == 0)
    menu.close()


def test_words_from_an_input_method_begin_the_minutes_anew(lock, clock, field):
    clock.now += 599
    came = QInputMethodEvent()
    came.setCommitString("好")
    QApplication.sendEvent(QApplication.focusObject(), came)
    assert (field.text(), lock.idle) == ("好", 0)


@pytest.mark.parametrize(("wanted", "given"), [(0, 1), (1, 1), (7, 7), (15, 15), (600, 15)])
def test_the_lock_cannot_be_turned_off(lock, wanted, given):
    lock.set_minutes(wanted)
    assert lock.minutes == given


def test_whoever_goes_is_locked_out_once(lock, locked):
    lock.leave()
    lock.leave()
    assert locked == [True]


def test_listening_to_a_machine_without_a_bus_does_no_harm(lock, locked):
    lock._listen()
    assert lock.watching and not locked


def test_it_tells_how_long_nobody_touched_anything_and_nothing_once_it_is_locked(lock, clock):
    clock.now += 42
    assert lock.idle == 42
    lock.leave()
    assert lock.idle == 0


def test_the_machine_may_sleep_only_when_nothing_with_a_key_goes_on_after_locking(lock, qtbot):
    held, works = [True], [True]
    lock._listen()
    lock._signs.let_go = held.clear
    lock.works_on = lambda: bool(works)
    lock.leave()
    assert held and lock._later.isActive()
    works.clear()
    lock._later.timeout.emit()
    assert not held


def test_a_clock_that_was_set_back_locks(lock, locked, clock):
    clock.now -= 3600
    assert lock.check()
    assert locked == [True]


def test_the_usual_clock_counts_sleep_and_cannot_be_set(monkeypatch):
    before = autolock.passed()
    monkeypatch.setattr(time, "time", lambda: 0.0)
    if hasattr(time, "CLOCK_BOOTTIME"):
        assert autolock.passed() >= before > 0
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    assert autolock.passed() == 0.0


def test_the_usual_minutes_are_those_of_the_preferences(qapp, tmp_path):
    made = AutoLock(qapp)
    assert made.minutes == Preferences(tmp_path / "settings.ini").idle_minutes == IDLE_MINUTES
    made.deleteLater()


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e999", "soon", "2, 3", ""])
def test_a_number_nobody_can_mean_in_the_settings_does_not_keep_the_window_from_opening(tmp_path, text):
    file = tmp_path / "settings.ini"
    file.write_text(f"[lock]\nminutes={text}\n[look]\ntext={text}\n")
    kept = Preferences(file)
    assert (kept.idle_minutes, kept.text_scale) == (IDLE_MINUTES, 1.0)
