"""Long work in paces: told before it is done, beside the window where it may be, and ended by locking where it is."""

from __future__ import annotations

import pytest

from cocdesk.model.records.pace import Pace, Paces
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.paced import Paced


@pytest.fixture
def paced(qtbot):
    jobs = Jobs()
    made = Paced(jobs, jobs)
    made.said = []
    made.told.connect(made.said.append)
    yield made
    assert jobs.finish()


def work(fails: bool = False) -> Paces[str]:
    yield Pace(words="first")
    found = yield Pace(words="beside", beside=(lambda: 1 // 0) if fails else (lambda: "came back"))
    yield Pace(words="last")
    return str(found)


def test_each_pace_is_told_and_the_end_comes_with_what_was_made(paced, qtbot):
    ended: list[str] = []
    paced.run(work(), done=ended.append, failed=pytest.fail)
    assert paced.busy
    qtbot.waitUntil(lambda: ended == ["came back"])
    assert paced.said == ["first", "beside", "last"]
    assert not paced.busy


def test_a_fault_beside_the_window_reaches_whoever_asked(paced, qtbot):
    faults: list[BaseException] = []
    paced.run(work(fails=True), done=pytest.fail, failed=faults.append)
    qtbot.waitUntil(lambda: bool(faults))
    assert isinstance(faults[0], ZeroDivisionError)
    assert not paced.busy


def test_stopping_ends_it_without_a_word(paced, qtbot):
    paces = work()
    paced.run(paces, done=pytest.fail, failed=pytest.fail)
    qtbot.waitUntil(lambda: bool(paced.said))
    paced.stop()
    qtbot.wait(80)
    assert paced.said == ["first"]
    assert paces.gi_frame is None
