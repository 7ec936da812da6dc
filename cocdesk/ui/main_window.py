"""The frame, and all wiring between pages; nothing is decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QStackedWidget, QWidget

from cocdesk.model.clock import Clock, wall_clock
from cocdesk.ui import theme
from cocdesk.ui.autolock import AutoLock
from cocdesk.ui.curtain import Curtain, clear_away
from cocdesk.ui.frame import Acts, count_follow_ups, desk_room, exercise_band, rail, saved_words, status_words, top_bar
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.pages.lazy_page import LazyPage
from cocdesk.ui.pages.locked import LockedPage
from cocdesk.ui.pages.unlock import PAUSE_MS
from cocdesk.ui.preferences import Preferences
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.notice_bar import NoticeBar
from cocdesk.ui.window_dialogs import WindowDialogs
from cocdesk.words import _

if TYPE_CHECKING:
    from cocdesk.model.desk import Desk
    from cocdesk.model.records.case import Change
    from cocdesk.model.vault.slots import Kdf

TITLE = "cocdesk"
P = TypeVar("P", bound=QWidget)


class MainWindow(QMainWindow):
    """One window for everything. ``relaunch`` replaces the process after locking; without it the locked page comes back.

    At first only the locked page stands in it. The desk behind it (``cases`` to ``hidden``, top bar, rail, status bar) is built
    a piece at a time once the window was painted, while somebody types; ``furnished`` when it stands. Whoever sits down before
    that waits for the rest.
    """

    furnished = Signal()

    def __init__(
        self,
        jobs: Jobs,
        preferences: Preferences,
        *,
        clock: Clock = wall_clock,
        kdf: Kdf | None = None,
        relaunch: Callable[[], None] | None = None,
        folder: Path | None = None,
        pause_ms: int = PAUSE_MS,
    ) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setMinimumSize(900, 560)
        self.resize(1366, 768)
        self._preferences, self._relaunch, self._folder, self._clock, self._kdf = preferences, relaunch, folder, clock, kdf
        self._jobs = jobs
        self._case = ""
        self._curtain = Curtain()
        self._losing = False
        self._furnished = False
        self._pieces = self._furnish()
        self._between = QTimer(self)
        self._between.setInterval(0)
        self.session = Session(self)
        self.session.hints = preferences.hints
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.autolock = AutoLock(app, preferences.idle_minutes)
        self.autolock.works_on = lambda: jobs.busy
        self.locked = LockedPage(jobs, preferences, clock=clock, kdf=kdf, pause_ms=pause_ms)
        self.acts = Acts(self)
        self.dialogs = WindowDialogs(self.session, preferences, self, jobs)
        self.rooms = QStackedWidget()
        self.rooms.addWidget(self.locked)
        self.setCentralWidget(self.rooms)
        self._connect()
        self._show_locked()

    # The desk behind the locked page

    def _furnish(self) -> Iterator[None]:
        """Build the desk. Each piece is imported where it is built: that is half of its time."""
        from cocdesk.ui.pages.cases import CasesPage

        # The frame first, and each page in it from the first: whatever moves to another parent is dressed again, with all in it.
        self.notice, self.rail, self.band, self.pages = NoticeBar(), rail(), exercise_band(), QStackedWidget()
        self._desk = desk_room(self.rooms, self.rail, self.band, self.notice, self.pages)
        yield
        self.cases = self._page(CasesPage(self.session, self.pages))
        yield
        from cocdesk.ui.pages.case import CasePage

        self.case = self._page(CasePage(self.session, self.pages))
        yield
        from cocdesk.ui.pages.matrix import MatrixPage

        self.matrix = self._page(MatrixPage(self.session, self.pages))
        yield
        from cocdesk.ui.pages.follow_ups import FollowUpsPage

        self.follow_ups = self._page(FollowUpsPage(self.session, self.pages))
        yield
        from cocdesk.ui.pages.papers import PapersPage

        self.papers = self._page(PapersPage(self.session, self._jobs, self.pages))
        yield
        from cocdesk.ui.pages.guidance import GuidancePage

        self.guidance = self._page(GuidancePage(self.session, self.pages))
        yield
        from cocdesk.ui.pages.event import EventPage

        self.event_page = self._page(EventPage(self.session, self.pages))
        yield
        from cocdesk.ui.pages.team import TeamPage

        made = TeamPage(self.session, self._jobs, self._preferences, clock=self._clock, kdf=self._kdf, parent=self.pages)
        self.team = self._page(made)
        yield
        from cocdesk.ui.wizard.report_wizard import ReportWizard

        self.wizard = self._page(ReportWizard(self.session, self.pages))
        yield
        from cocdesk.ui.pages.hidden import HiddenPage

        self.hidden, self.search = HiddenPage(), QLineEdit()
        self.rooms.addWidget(self.hidden)
        self.bar = top_bar(self, self.acts, self.search)
        self.bar.hide()
        self.counts, self.saved, self.idle = status_words(self.statusBar())
        yield
        self._connect_desk()
        self._connect_pages()
        self._furnished = True
        self._dress(open_=False)
        self.furnished.emit()

    def _page(self, page: P) -> P:
        self.pages.addWidget(page)
        return page

    def _next_piece(self) -> None:
        if next(self._pieces, self) is self:
            self._between.stop()

    def finish_desk(self) -> None:
        """Build at once whatever of the desk is not there yet."""
        self._between.stop()
        for _piece in self._pieces:
            continue

    def tell_fault(self, sentence: str) -> None:
        """Show a sentence where the person is."""
        (self.notice if self.session.open else self.locked.unlock.notice).say(sentence, "error")

    def _connect(self) -> None:
        """What works while nothing is open."""
        acts = self.acts
        acts.keys.triggered.connect(lambda: self.dialogs.tell_keys(acts.keys_in_words()))
        acts.about.triggered.connect(self.dialogs.tell_about)
        acts.preferences.triggered.connect(self.dialogs.prefer)
        self.dialogs.preferred.connect(self._preferred)
        self.dialogs.room_wanted.connect(self._show)
        self.dialogs.told.connect(lambda sentence: self.notice.say(sentence, "info"))
        acts.leave.triggered.connect(self.close)
        self.locked.desk_opened.connect(self._sit)
        self.locked.held_locked.connect(lambda: self._relaunch and self._relaunch())
        self._between.timeout.connect(self._next_piece)

    def _connect_desk(self) -> None:
        acts = self.acts
        acts.new.triggered.connect(self._new_report)
        acts.find.triggered.connect(self._find)
        acts.lock.triggered.connect(self.lock)
        acts.hide.triggered.connect(self._hide)
        acts.refresh.triggered.connect(self._refresh)
        acts.check.triggered.connect(lambda: self.team.doors.check())
        acts.paper.triggered.connect(lambda: self._paper("incident-form"))
        acts.mail.triggered.connect(lambda: self._paper("dsf-email"))
        acts.blank.triggered.connect(lambda: self._paper("blank-form"))
        acts.open_case.triggered.connect(self._open_current)
        acts.guidance.triggered.connect(lambda: self._show("guidance"))
        for key, act in acts.rooms.items():
            act.triggered.connect(lambda _checked=False, key=key: self._show(key))
        self.rail.page_wanted.connect(self._show)
        self.search.textChanged.connect(self._searched)
        self.search.returnPressed.connect(lambda: self.cases.table.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.autolock.lock_wanted.connect(self.lock)
        self.session.unlocked.connect(self._unlocked)
        self.session.locked.connect(self._locked)
        self.session.changed.connect(self._changed)
        self.session.failed.connect(lambda sentence: self.notice.say(sentence, "error"))
        self.notice.action_wanted.connect(self._knows)

    def _connect_pages(self) -> None:
        self.cases.case_wanted.connect(self._open_case)
        self.cases.case_chosen.connect(self._case_chosen)
        self.cases.report_wanted.connect(self._new_report)
        self.cases.draft_wanted.connect(self._continue_report)
        self.cases.search_cleared.connect(self.search.clear)
        self.cases.summary.connect(self.counts.setText)
        self.pages.currentChanged.connect(self._page_changed)
        self.case.back_wanted.connect(lambda: self._show("cases"))
        self.case.paper_wanted.connect(lambda kind, case: self._paper(kind, case))
        self.case.case_wanted.connect(self._open_case)
        self.case.report_wanted.connect(self._new_report)
        self.matrix.cell_wanted.connect(self._cell)
        self.matrix.case_wanted.connect(self._open_case)
        self.follow_ups.step_wanted.connect(self._open_step)
        self.follow_ups.counted.connect(lambda count: count_follow_ups(self.rail, count))
        self.team.lock_wanted.connect(self.lock)
        self.team.copies.idle = lambda: self.autolock.idle
        for page in (self.case, self.matrix):
            page.doors.copies = self.team.copies
        self.papers.take_in_wanted.connect(self.dialogs.take_in)
        self.dialogs.draft_wanted.connect(self._continue_report)
        self.dialogs.case_wanted.connect(self._open_case)
        self.papers.preview_wanted.connect(lambda kind, case: self.dialogs.preview(kind, case))
        self.wizard.report_taken.connect(self._report_taken)
        self.wizard.left.connect(lambda: self._show("cases"))

    # Going from page to page

    def _show(self, key: str) -> None:
        page: dict[str, QWidget] = {
            "cases": self.cases, "matrix": self.matrix, "follow-ups": self.follow_ups, "papers": self.papers,
            "guidance": self.guidance, "event": self.event_page, "team": self.team,
        }  # fmt: skip
        if not self.session.open or key not in page:
            return
        if key == "papers" and self._case:
            self.papers.choose_case(self._case)
        self.pages.setCurrentWidget(page[key])
        self.rail.choose(key)

    def _open_case(self, case: str) -> None:
        self._case = case
        self.case.show_case(case)
        self.pages.setCurrentWidget(self.case)
        self.rail.choose("cases")
        self._case_acts()

    def _open_step(self, case: str, act: str) -> None:
        self._open_case(case)
        self.case.open_act(case, act)

    def _open_current(self) -> None:
        if self._case:
            self._open_case(self._case)

    def _new_report(self) -> None:
        if why := self.session.why_not_write:
            self.notice.say(why)
        elif self.session.open and self.pages.currentWidget() is not self.wizard:
            # Shown first: a page that is hidden cannot take the cursor.
            self.pages.setCurrentWidget(self.wizard)
            self.wizard.start()

    def _continue_report(self, number: int) -> None:
        self.pages.setCurrentWidget(self.wizard)
        self.wizard.resume(number)

    def _page_changed(self) -> None:
        writing = self.pages.currentWidget() is self.wizard
        # While a report is being written there is one thing to press, and it is in the report.
        self.acts.new.setEnabled(self.session.open and not writing and not self.session.why_not_write)
        self.notice.let_go()
        if writing:
            self.rail.choose("cases")

    def _report_taken(self, case: str) -> None:
        self._open_case(case)
        self.notice.say(_("The report is saved. It stands in the list under its code name."), "ok")

    def _cell(self, risk: str, impact: str) -> None:
        self._show("cases")
        self.cases.show_cell(risk, impact)

    def _case_chosen(self, case: str) -> None:
        if self.pages.currentWidget() is not self.case:
            self._case = case
            self._case_acts()

    def _find(self) -> None:
        self._show("cases")
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _searched(self, text: str) -> None:
        if text:
            self._show("cases")
        self.cases.search(text)

    def _refresh(self) -> None:
        for number in range(self.pages.count()):
            page = self.pages.widget(number)
            (page.catch_up if isinstance(page, LazyPage) else getattr(page, "refresh", bool))()

    # Dialogs

    def _paper(self, kind: str, case: str = "") -> None:
        if self.session.open:
            self.dialogs.paper(kind, case or self._case)

    def _preferred(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, self._preferences.scheme, text_scale=self._preferences.text_scale)
        self.autolock.set_minutes(self._preferences.idle_minutes)
        self.session.hints = self._preferences.hints
        if self._furnished:
            self._idle_words()

    # Sitting down, hiding, locking

    def _sit(self, desk: Desk) -> None:
        self.finish_desk()
        self.session.sit(desk)

    def _unlocked(self) -> None:
        from cocdesk.model.queries.team import by_sheet, sitting_words

        desk = self.session.desk
        self.band.setVisible(desk.event().exercise)
        self.rooms.setCurrentWidget(self._desk)
        self._dress(open_=True)
        self._idle_words()
        self.autolock.start()
        # With the recovery sheet there is one thing to do: get back in with a passphrase.
        self._show("team" if by_sheet(desk) else "cases")
        if notices := sitting_words(desk):
            self.notice.say("\n".join(notices), "warn", action=_("I know") if desk.older_than_remembered else "")
        self.cases.start()

    def _knows(self) -> None:
        self.session.desk.settle_older()
        self.notice.put_away()

    def _hide(self) -> None:
        if not self.session.open:
            return
        away = self.rooms.currentWidget() is self.hidden
        self.rooms.setCurrentWidget(self._desk if away else self.hidden)
        self.bar.setVisible(away)
        self.menuBar().setVisible(away)
        self.statusBar().setVisible(away)
        self.setWindowTitle(TITLE if away else _("Notes"))
        if away:
            self._curtain.open()
            self._case_acts()
        else:
            self._curtain.draw(self)
            self.acts.cover()
            self.hidden.begin()

    def lock(self) -> None:
        """Save what is typed, close the vault, replace the process. Nothing can veto it."""
        if self.session.open:
            self._preferences.save()
            self.session.lock()

    def _locked(self) -> None:
        from cocdesk.ui.dialogs.clipboard import clear_now

        self.autolock.stop()
        clear_now()  # closing the window locks too
        self._curtain.drop()
        clear_away(self)
        self._case = ""
        self.search.clear()
        self.counts.clear()
        self.saved.clear()
        self.notice.hide()
        self.setWindowTitle(TITLE)
        self._show_locked()
        if self._relaunch is not None:
            self._relaunch()

    def _show_locked(self) -> None:
        self.rooms.setCurrentWidget(self.locked)
        self._dress(open_=False)
        self.locked.begin(self._folder)

    def _dress(self, *, open_: bool) -> None:
        self.menuBar().setVisible(True)
        if self._furnished:
            self.bar.setVisible(open_)
            self.statusBar().setVisible(open_)
        self.acts.enable(open_=open_, case=bool(self._case), why_not_write=self.session.why_not_write)

    def _case_acts(self) -> None:
        self.acts.enable(open_=self.session.open, case=bool(self._case), why_not_write=self.session.why_not_write)

    def _changed(self, change: Change) -> None:
        self.notice.let_go()
        self.saved.setText(saved_words(self._clock(), self.session.desk.event().zone))
        if self._case in change.cases and not self.session.desk.sees(self._case):
            self._out_of_sight()
        if "event" in change.topics:
            self.band.setVisible(self.session.desk.event().exercise)

    def _out_of_sight(self) -> None:
        """The member who sits here stepped back from the case in front."""
        self._case = ""
        self.case.drop()
        self._show("cases")
        self._case_acts()
        self.notice.say(_("Recorded. From now on this case is not shown to you; the others see to it."), "ok")

    def _idle_words(self) -> None:
        self.idle.setText(_("Locks after {minutes} min without a touch").format(minutes=self.autolock.minutes))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._furnished and not self._between.isActive():
            # Only now: whatever is built before the first page is seen, somebody waits for.
            self._between.start()

    def _typing_saved(self) -> bool:
        # Each is asked, also after one could not.
        saved = [page.save_now() for page in (self.wizard, self.case, self.matrix)]
        return all(saved)

    def _close_all_the_same(self) -> None:
        self._losing = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session.open and not self._losing and not self._typing_saved():
            from cocdesk.ui.dialogs.leaving import ask_before_losing

            event.ignore()
            ask_before_losing(self, self._close_all_the_same)
            return
        # Drafts are saved by the pages as the session locks; a vault that was only just made is closed too.
        self._relaunch = None
        self._between.stop()
        self.autolock.stop()
        self.session.lock()
        self.locked.abandon()
        self._preferences.save()
        event.accept()
