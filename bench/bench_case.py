"""A long case on the screen, and long minutes under the fingers: goals in milliseconds, as the issue sets them."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bench import data
from bench.bench_list import app
from bench.ratio import Pair, Size, case
from cocdesk.model.desk import Desk
from cocdesk.model.queries import case_list, follow_ups
from cocdesk.model.records import entries as e

WIDE, HIGH = 1280, 720
LONG = 500
PARAGRAPH = "The team asked what had happened, and listened to everybody who had been there; nobody was hurried. " * 8
MINUTES_WORDS = 10_000


def wanted(seconds: float) -> Callable[[], float]:
    """The limit of a line whose goal is a time: that time itself, so that the ratio says how much of it is used."""
    return lambda: seconds


@contextmanager
def page_with(desk: Desk) -> Iterator[Any]:
    """The case page over a desk, shown and dressed."""
    from cocdesk.ui.pages.case import CasePage
    from cocdesk.ui.session import Session

    app()
    session = Session()
    page = CasePage(session)
    page.resize(WIDE, HIGH)
    session.sit(desk)
    page.show()
    app().processEvents()
    yield page
    page.close()
    page.deleteLater()


def make_long(desk: Desk, row: int) -> str:
    """Fill a case up to five hundred entries; its id."""
    found = desk.row(row).id
    with desk.transaction() as recorder:
        for number in range(LONG - data.ENTRIES):
            recorder.add(found, e.Noted(text=f"note {number}: spoke to both of them again; all calm, meet tomorrow"))
    return found


@case("open a case of 500 entries to painted, beside 100 ms", goal=1.0, rounds=21)
def long_case_painted(size: Size) -> Iterator[Pair]:
    """Read, checked, written into the page, laid out and painted; another case is on the page before."""
    with data.work_copy(size.small) as folder, data.open_desk(folder) as desk:
        rows = case_list.ids(desk, "open")
        long, other = make_long(desk, rows[0]), desk.row(rows[1]).id
        with page_with(desk) as page:

            def product() -> float:
                page.show_case(other)
                app().processEvents()
                start = time.perf_counter()
                page.show_case(long)
                app().processEvents()
                return time.perf_counter() - start

            yield product, wanted(0.100)


@case("next steps of 1,000 open cases, beside 200 ms", goal=1.0, rounds=31)
def thousand_next_steps(size: Size) -> Iterator[Pair]:
    """All the Follow-ups page reads, in words."""
    from bench.bench_store import OPEN_THOUSAND

    with data.work_copy(OPEN_THOUSAND) as folder, data.open_desk(folder) as desk:
        assert len(case_list.ids(desk, "open")) >= 1_000

        def product() -> None:
            follow_ups.follow_ups(desk)

        yield product, wanted(0.200)


def _typing(size: Size, work: Callable[[Any, Any], Callable[[], float]]) -> Iterator[Pair]:
    """The form of a meeting over a long case, with ten thousand words in its minutes."""
    from cocdesk.ui.dialogs.form_sheet import FormSheet
    from cocdesk.ui.plain import PlainEdit

    with data.work_copy(size.small) as folder, data.open_desk(folder) as desk:
        long = make_long(desk, case_list.ids(desk, "open")[0])
        with page_with(desk) as page:
            page.show_case(long)
            page.open_act(long, "met")
            sheet = page.doors.open_dialog
            assert isinstance(sheet, FormSheet)
            edit = sheet.fields.editor("minutes")
            assert isinstance(edit, PlainEdit)
            sheet.fields.focus_on("minutes")
            edit.setPlainText("\n".join([PARAGRAPH] * (MINUTES_WORDS // len(PARAGRAPH.split()) + 1)))
            app().processEvents()
            try:
                yield work(sheet, edit), wanted(0.030)
            finally:
                # Nothing of it becomes a draft of the case.
                sheet.thrown_away.emit()
                sheet.leave()


@case("a letter in minutes of 10,000 words, beside 30 ms", goal=1.0, rounds=41)
def letter_in_minutes(size: Size) -> Iterator[Pair]:
    """From the key to the painted form, with the procedure's remarks; the case has five hundred entries."""
    from PySide6.QtTest import QTest

    typed = itertools.cycle("and then they said ")

    def work(_sheet: Any, edit: Any) -> Callable[[], float]:
        def product() -> float:
            start = time.perf_counter()
            QTest.keyClick(edit, next(typed))
            app().processEvents()
            return time.perf_counter() - start

        return product

    yield from _typing(size, work)


@case("hints on minutes of 10,000 words, beside 30 ms", goal=1.0, rounds=21)
def hints_on_minutes(size: Size) -> Iterator[Pair]:
    """What runs once somebody pauses: all words looked at, the marks set, the form painted."""
    from cocdesk.ui.widgets.wording_hints import WordingHints

    def work(sheet: Any, edit: Any) -> Callable[[], float]:
        hints = next(found for found in sheet.findChildren(WordingHints) if found._edit is edit)

        def product() -> float:
            edit.moveCursor(edit.textCursor().MoveOperation.End)
            edit.insertPlainText(" so")
            start = time.perf_counter()
            hints.look()
            app().processEvents()
            return time.perf_counter() - start

        return product

    yield from _typing(size, work)
