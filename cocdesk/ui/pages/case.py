"""One case, full width: where it stands, the one next thing, the procedure's checklist, and everything that is written down."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from cocdesk.model.actions import drafts
from cocdesk.model.errors import KnownError, NotFound
from cocdesk.model.queries import alike
from cocdesk.model.queries.case_view import CaseView, PersonInCase, case_view, unfinished
from cocdesk.model.records.case import Change, Unfinished
from cocdesk.ui import plain, theme
from cocdesk.ui.pages import case_words
from cocdesk.ui.pages.case_agreements import AgreementsTab
from cocdesk.ui.pages.case_doors import Doors
from cocdesk.ui.pages.case_header import Facts, Header, NextCard
from cocdesk.ui.pages.case_remarks import LinkedCases, Remarks
from cocdesk.ui.pages.case_tabs import PapersTab, PeopleTab, ReportTab
from cocdesk.ui.pages.case_unfinished import UnfinishedCard
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.alike_card import AlikeCard
from cocdesk.ui.widgets.card import button, hairline, scrolling
from cocdesk.ui.widgets.step_list import StepList
from cocdesk.ui.widgets.timeline import Timeline
from cocdesk.words import _, ngettext

ENTRIES_AT_FIRST = 40
MINUTE = 60_000
_SIDE_BY_SIDE_CHARS = 128


class CasePage(QWidget):
    """``show_case(id)`` shows a case; ``back_wanted``, ``paper_wanted(kind, case)``, ``case_wanted(id)`` and ``report_wanted``
    are its wishes."""

    back_wanted = Signal()
    paper_wanted = Signal(str, str)
    case_wanted = Signal(str)
    report_wanted = Signal()

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
        self.remarks = Remarks()
        self.linked = LinkedCases()
        self.alike = AlikeCard()
        self.facts = Facts()
        self.report = ReportTab()
        self.people = PeopleTab()
        self.agreements = AgreementsTab()
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
        heading = plain.label(_("Steps of the procedure"), "strong")
        for widget in (self.next, self.remarks, self.linked, heading, self.steps, self.alike, self.facts):
            side.addWidget(widget)
        side.addStretch(1)
        self._side_scroll = scrolling(self._side, _("Next steps"), shrinks=True)
        self._side_scroll.setProperty("look", "reading")
        self._history = QWidget()
        past = QVBoxLayout(self._history)
        past.setContentsMargins(0, 0, 0, 0)
        past.addWidget(self.timeline, 1)
        past.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignHCenter)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self._parts: dict[QWidget, tuple[Callable[[CaseView], None], Callable[[], None]]] = {}
        self._stale: set[QWidget] = set()
        for tab, words in ((self.report, _("Report")), (self.people, _("People"))):
            self._add_tab(scrolling(tab, words, shrinks=True), words, tab.show_case, tab.drop)
        self._add_tab(self._history, _("Timeline"), lambda _view: self._show_timeline(), lambda: self.timeline.set_entries(()))
        for last, words in ((self.agreements, _("Agreements")), (self.papers, _("Papers"))):
            self._add_tab(scrolling(last, words, shrinks=True), words, last.show_case, last.drop)
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
        whole = theme.flush(QVBoxLayout(self))
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
        self.tabs.currentChanged.connect(lambda _place: self._fill())
        self._tick.timeout.connect(self._show_times)
        self.header.back.clicked.connect(self.back_wanted)
        self.header.note.clicked.connect(lambda: self._open("noted"))
        self.header.act_wanted.connect(self._open)
        self.next.button.clicked.connect(self._open_next)
        self.steps.step_wanted.connect(self._open_step)
        self.remarks.entry_wanted.connect(self.show_entry)
        self.linked.case_wanted.connect(self.case_wanted)
        self.doors.report_wanted.connect(self.report_wanted)
        self.report.edit_wanted.connect(self._amend)
        self.people.add_wanted.connect(lambda: self._open("person-added"))
        self.people.edit_wanted.connect(self._edit_person)
        self.people.remove_wanted.connect(lambda person: self._open(f"person-removed:{person}"))
        self.unfinished.wanted.connect(self._go_on)
        self.unfinished.away.connect(lambda number: self._session.attempt(drafts.put_away, number))
        self.doors.left.connect(self._show_unfinished)
        self.agreements.act_wanted.connect(self._open)
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
        # The tabs may still be where another case was left.
        for area in (self._side_scroll, *self.tabs.findChildren(QScrollArea)):
            area.verticalScrollBar().setValue(0)
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
        self.alike.show_lines(())
        self.facts.show_lines(())
        self.timeline.set_entries(())
        for part in (self.report, self.people, self.agreements, self.papers, self.remarks, self.linked):
            part.drop()

    def _load(self, case_id: str) -> None:
        try:
            self._view = self._session.ask(case_view, case_id)
        except KnownError as error:
            if isinstance(error, NotFound) and self._view is not None and self._view.case.id == case_id:
                # It was erased a moment ago: nothing of it may stay on the screen.
                self.drop()
                self.back_wanted.emit()
                return
            self._session.failed.emit(str(error))
            return
        view = self._view
        self.header.show_case(view)
        self._show_times()
        self._tick.start()
        self.facts.show_case(view, everything=bool(self._narrow))
        self.remarks.show_case(view)
        self.linked.show_case(view)
        deciding = view.case.risk is not None and view.case.stage != "closed"
        self.alike.show_lines(self._session.ask(alike.sentences, case_id, view.case) if deciding else ())
        self._forget_tabs()
        self._fill()
        self._show_unfinished()

    def _add_tab(self, page: QWidget, words: str, fill: Callable[[CaseView], None], forget: Callable[[], None]) -> None:
        # Its frame has a place of its own, so that no card lies over it when the page has the focus.
        page.setProperty("look", "reading")
        self.tabs.addTab(page, words)
        self._parts[page] = fill, forget

    def _fill(self) -> None:
        """Write what the tab in front shows, if it does not yet: a tab nobody looks at costs nothing."""
        page = self.tabs.currentWidget()
        if self._view is not None and page in self._stale:
            self._stale.discard(page)
            self._parts[page][0](self._view)

    def _forget_tabs(self) -> None:
        """Every tab is of an older state; those nobody looks at let go of it, for it may be another case's."""
        for page, (_show, forget) in self._parts.items():
            if page not in self._stale and page is not self.tabs.currentWidget():
                forget()
            self._stale.add(page)

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
        self._stale.discard(self._history)
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

    def show_entry(self, entry: str) -> None:
        """Go to an entry in the timeline."""
        if self._view is None:
            return
        newest = [line.entry for line in reversed(self._view.timeline)]
        if entry not in newest:
            return
        self._entries_shown = max(self._entries_shown, newest.index(entry) + 1)
        self._show_timeline()
        self.tabs.setCurrentWidget(self._history)
        QTimer.singleShot(0, self, lambda: self.timeline.show_entry(entry))

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

    def open_act(self, case_id: str, act: str) -> None:
        """Open a form of the case that is shown, such as ``told:reporter``; of another case it opens nothing."""
        if self._view is not None and self._view.case.id == case_id:
            self._open(act)

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
