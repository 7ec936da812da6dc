"""One case, full width: where it stands, the one next thing, the procedure's checklist, and everything that is written down."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from cocdesk.model.actions import drafts
from cocdesk.model.errors import KnownError
from cocdesk.model.queries.case_view import CaseView, PersonInCase, case_view, unfinished
from cocdesk.model.records.case import Change, Unfinished
from cocdesk.ui import plain, theme
from cocdesk.ui.pages import case_words
from cocdesk.ui.pages.case_doors import Doors
from cocdesk.ui.pages.case_header import Facts, Header, NextCard
from cocdesk.ui.pages.case_tabs import PapersTab, PeopleTab, ReportTab
from cocdesk.ui.pages.case_unfinished import UnfinishedCard
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.card import button, hairline, scrolling
from cocdesk.ui.widgets.step_list import StepList
from cocdesk.ui.widgets.timeline import Timeline
from cocdesk.words import _, ngettext

ENTRIES_AT_FIRST = 40
MINUTE = 60_000
_SIDE_BY_SIDE_CHARS = 128


class CasePage(QWidget):
    """``show_case(id)`` shows a case; ``back_wanted`` and ``paper_wanted(kind, case)`` are its wishes."""

    back_wanted = Signal()
    paper_wanted = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._view: CaseView | None = None
        self._entries_shown = ENTRIES_AT_FIRST
        self._narrow: bool | None = None
        self.doors = Doors(session, self)
        self.header = Header()
        self.unfinished = UnfinishedCard()
        self.next = NextCard()
        self.steps = StepList()
        self.facts = Facts()
        self.report = ReportTab()
        self.people = PeopleTab()
        self.papers = PapersTab()
        self.timeline = Timeline()
        self.earlier = button("", "quiet")
        self.tabs = QTabWidget()
        self._tick = QTimer(self)
        self._tick.setInterval(MINUTE)

        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(theme.space(2), theme.space(2), theme.space(2), theme.space(2))
        side.setSpacing(theme.space(1.5))
        for widget in (self.next, plain.label(_("Steps of the procedure"), "strong"), self.steps, self.facts):
            side.addWidget(widget)
        side.addStretch(1)
        self._side_scroll = _scroll(self._side, _("Next steps"))
        history = QWidget()
        past = QVBoxLayout(history)
        past.setContentsMargins(theme.space(1), theme.space(1), 0, 0)
        past.addWidget(self.timeline, 1)
        past.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignHCenter)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(_scroll(self.report, _("Report")), _("Report"))
        self.tabs.addTab(_scroll(self.people, _("People")), _("People"))
        self.tabs.addTab(history, _("Timeline"))
        self.tabs.addTab(_scroll(self.papers, _("Papers")), _("Papers"))
        self.tabs.setAccessibleName(_("Parts of the case"))
        self._left = QFrame()
        beside = QVBoxLayout(self._left)
        beside.setContentsMargins(0, 0, 0, 0)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._left, 2)
        self._rule = QFrame()
        self._rule.setObjectName("side")
        self._rule.setFixedWidth(1)
        body.addWidget(self._rule)
        body.addWidget(self.tabs, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(hairline())
        begun = QVBoxLayout()
        begun.setContentsMargins(theme.space(2), theme.space(1), theme.space(2), theme.space(1))
        begun.addWidget(self.unfinished)
        self._begun = QWidget()
        self._begun.setLayout(begun)
        whole.addWidget(self._begun)
        whole.addLayout(body, 1)
        self._arrange(narrow=False)

        session.changed.connect(self._changed)
        session.locked.connect(self.drop)
        self._tick.timeout.connect(self._show_times)
        self.header.back.clicked.connect(self.back_wanted)
        self.header.note.clicked.connect(lambda: self._open("noted"))
        self.header.act_wanted.connect(self._open)
        self.next.button.clicked.connect(self._open_next)
        self.steps.step_wanted.connect(self._open_step)
        self.report.edit_wanted.connect(self._amend)
        self.people.add_wanted.connect(lambda: self._open("person-added"))
        self.people.edit_wanted.connect(self._edit_person)
        self.people.remove_wanted.connect(lambda person: self._open(f"person-removed:{person}"))
        self.unfinished.wanted.connect(self._go_on)
        self.unfinished.away.connect(lambda number: self._session.attempt(drafts.put_away, number))
        self.doors.left.connect(self._show_unfinished)
        self.papers.paper_wanted.connect(self._want_paper)
        self.papers.attach_wanted.connect(lambda: self._open("attachment-added"))
        self.papers.look_wanted.connect(self.doors.look_at)
        self.papers.copy_wanted.connect(self._save_copy)
        self.timeline.entry_wanted.connect(self._strike)
        self.earlier.clicked.connect(self._show_earlier)

    @property
    def view(self) -> CaseView | None:
        """The case that is shown."""
        return self._view

    def show_case(self, case_id: str) -> None:
        """Show a case from its beginning."""
        self._entries_shown = ENTRIES_AT_FIRST
        self.tabs.setCurrentIndex(0)
        self._load(case_id)
        self._side_scroll.verticalScrollBar().setValue(0)
        (self.next.button if self.next.button.isVisibleTo(self) else self.header.more).setFocus(Qt.FocusReason.OtherFocusReason)

    def drop(self) -> None:
        """Forget everything that is shown: the vault is locked."""
        self._view = None
        self._tick.stop()
        self.header.clear()
        self.next.hide()
        self.unfinished.drop()
        self._begun.hide()
        self.steps.set_steps(())
        self.facts.show_lines(())
        self.timeline.set_entries(())
        for tab in (self.report, self.people, self.papers):
            tab.drop()

    def _load(self, case_id: str) -> None:
        try:
            self._view = self._session.ask(case_view, case_id)
        except KnownError as error:
            self._session.failed.emit(str(error))
            return
        view = self._view
        self.header.show_case(view)
        self._show_times()
        self._tick.start()
        self.facts.show_case(view, everything=bool(self._narrow))
        self.report.show_case(view)
        self.people.show_case(view)
        self.papers.show_case(view)
        self._show_timeline()
        self._show_unfinished()

    def _show_unfinished(self) -> None:
        """What waits in this case, but for what is being written at this moment."""
        if self._view is None or not self._session.open:
            return
        try:
            waiting = self._session.ask(unfinished, self._view.case.id)
        except KnownError as error:
            self._session.failed.emit(str(error))
            return
        others = [found for found in waiting if found.number != self.doors.writing]
        self.unfinished.show_waiting(others, self._session.desk.now(), self._view.event.zone)
        self._begun.setVisible(bool(others))

    def _show_times(self) -> None:
        """What depends on the clock on the wall."""
        if self._view is None or not self._session.open:
            return
        now = self._session.desk.now()
        self.header.show_due(self._view, now)
        self.next.show_case(self._view, now)
        self.steps.set_steps(case_words.steps(self._view, now), filled=False)

    def _show_timeline(self) -> None:
        assert self._view is not None
        newest = list(reversed(self._view.timeline))[: self._entries_shown]
        left = len(self._view.timeline) - len(newest)
        self.timeline.set_entries(case_words.timeline_entries(self._view, newest))
        self.earlier.setVisible(left > 0)
        self.earlier.setText(ngettext("{count} earlier entry", "{count} earlier entries", left).format(count=left))

    def _show_earlier(self) -> None:
        place = self.timeline.verticalScrollBar().value()
        self._entries_shown += ENTRIES_AT_FIRST
        self._show_timeline()
        QTimer.singleShot(0, self, lambda: self.timeline.verticalScrollBar().setValue(place))

    def _changed(self, change: Change) -> None:
        if self._view is None:
            return
        if self._view.case.id in change.cases or {"event", "team"} & change.topics:
            self._load(self._view.case.id)
        elif "drafts" in change.topics:
            self._show_unfinished()

    def save_now(self) -> bool:
        """Put what is typed in an open dialog into the vault at once; True when everything is there."""
        return self.doors.save_now()

    def _go_on(self, waiting: Unfinished) -> None:
        if self._view is not None:
            self.doors.resume(self._view, waiting)
            self._show_unfinished()

    def _edit_person(self, found: PersonInCase) -> None:
        if self._view is not None:
            self.doors.edit_person(self._view, found)

    def _open(self, kind: str) -> None:
        if self._view is not None:
            self.doors.act(self._view, kind)

    def _open_next(self) -> None:
        if self._view is not None and self._view.next is not None:
            self.doors.step(self._view, self._view.next)
        elif self._view is not None and self._view.case.stage == "closed":
            self.doors.act(self._view, "reopened")

    def _open_step(self, step_id: str) -> None:
        if self._view is not None:
            self.doors.step(self._view, next(step for step in self._view.steps if step.id == step_id))

    def _amend(self, title: str, keys: tuple[str, ...]) -> None:
        if self._view is not None:
            self.doors.amend(self._view, title, keys)

    def _strike(self, entry: str) -> None:
        if self._view is not None:
            self.doors.strike(self._view, next(line for line in self._view.timeline if line.entry == entry))

    def _want_paper(self, kind: str) -> None:
        if self._view is not None:
            self.paper_wanted.emit(kind, self._view.case.id)

    def _save_copy(self, attachment: object) -> None:
        if self._view is not None:
            self.doors.save_copy(self._view, attachment)  # type: ignore[arg-type]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(narrow=self.width() < self.fontMetrics().averageCharWidth() * _SIDE_BY_SIDE_CHARS)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "tabs"):
            self._arrange(narrow=self.width() < self.fontMetrics().averageCharWidth() * _SIDE_BY_SIDE_CHARS)

    def _arrange(self, *, narrow: bool) -> None:
        """Next steps stand beside the tabs; where the window is small or the text large they are the first tab."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self.tabs.insertTab(0, self._side_scroll, _("Next steps"))
            self.tabs.setCurrentIndex(0)
        else:
            found = self.tabs.indexOf(self._side_scroll)
            if found >= 0:
                self.tabs.removeTab(found)
            layout = self._left.layout()
            assert layout is not None
            layout.addWidget(self._side_scroll)
            self._side_scroll.show()
        self.header.set_narrow(narrow)
        if self._view is not None:
            self.facts.show_case(self._view, everything=narrow)
        self._left.setVisible(not narrow)
        self._rule.setVisible(not narrow)


def _scroll(page: QWidget, name: str) -> QScrollArea:
    made = scrolling(page, name)
    made.setMinimumWidth(0)
    return made
