"""Work beside the window: one at a time, answers on the window's thread, nothing lost when it fails."""

from __future__ import annotations

import threading


def test_the_answer_comes_back_on_the_thread_of_the_window(jobs, qtbot):
    seen = []
    jobs.run(
        lambda number: (number * 2, threading.get_ident()), 21, done=lambda result: seen.append((result, threading.get_ident()))
    )
    qtbot.waitUntil(lambda: bool(seen))
    (answer, worker), here = seen[0]
    assert answer == 42
    assert here == threading.get_ident() != worker


def test_jobs_are_done_one_after_the_other_in_the_order_asked_for(jobs, qtbot):
    seen, busy = [], []
    jobs.busy_changed.connect(busy.append)
    for number in range(5):
        jobs.run(str, number, done=seen.append)
    qtbot.waitUntil(lambda: busy == [True, False])
    assert seen == ["0", "1", "2", "3", "4"]


def test_a_failure_is_handed_to_whoever_asked(jobs, qtbot):
    seen = []
    jobs.run(int, "no number", done=lambda _result: seen.append("done"), failed=seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0], ValueError)
    assert not jobs.busy


def test_a_failure_nobody_listens_for_is_raised_where_it_is_seen(jobs, qtbot):
    with qtbot.captureExceptions() as caught:
        jobs.run(int, "no number")
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ValueError


def test_a_forgotten_job_says_nothing_and_holds_nothing_up(jobs, qtbot):
    seen, gate = [], threading.Event()
    first = jobs.run(gate.wait, 5, done=lambda _result: seen.append("first"))
    second = jobs.run(str, 2, done=seen.append)
    jobs.run(str, 3, done=seen.append)
    assert not jobs.forget(first), "it had begun"
    assert jobs.forget(second)
    assert not jobs.forget(second)
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert seen == ["3"]
