"""The list a team works from: what is open, what is due, and the one chosen case at its side."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cocdesk.model.actions.report import discard_draft
from cocdesk.model.queries import case_list, case_view
from cocdesk.model.records.case import Change, DraftRow, Event
from cocdesk.model.rules.clockwork import near_words
from cocdesk.ui import plain, theme
from cocdesk.ui.pages.case_side import CaseSide
from cocdesk.ui.session import Session
from cocdesk.ui.tables.case_lines import CaseLine, case_line
from cocdesk.ui.tables.case_table import CaseTable, CaseTableModel
from cocdesk.ui.widgets.card import Card, button, scrolling
from cocdesk.ui.widgets.chips import Chips
from cocdesk.ui.widgets.empty_state import EmptyState
from cocdesk.ui.widgets.matrix_grid import Place, place_words
from cocdesk.words import _, ngettext

REFRESH_MS = 60_000
LIST, NOTHING_YET, NOTHING_HERE = range(3)


class CasesPage(QWidget):
    """Wishes: ``case_wanted(case_id)``, ``report_wanted()``, ``draft_wanted(number)``; ``case_chosen(case_id)`` follows the
    selection ("" for none); ``summary(words)`` is the count for the status bar."""

    case_wanted = Signal(str)
    case_chosen = Signal(str)
    report_wanted = Signal()
    draft_wanted = Signal(int)
    search_cleared = Signal()
    summary = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._search = ""
        self._cell: Place | None = None
        self._event: Event | None = None
        self._drafts: list[DraftRow] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._selected = QTimer(self, singleShot=True, interval=0)
        self._minute = QTimer(self, interval=REFRESH_MS)
        self.chips = Chips(
            [("open", _("Open")), ("mine", _("Mine")), ("overdue", _("Overdue")), ("closed", _("Closed")), ("all", _("All"))],
            name=_("Which cases"),
        )
        self.cell_chip = button("", "small", icon="x")
        self.draft_card = Card()
        self._draft_words = plain.label("", "strong")
        self.go_on = button(_("Continue"), "small")
        self.put_away = button(_("Put away"), "small")
        self.table = CaseTable()
        self.model = CaseTableModel([], self._fetch, self.table)
        self.nothing_yet = EmptyState(
            "tray", _("No case has been written down yet. Write the first one while you listen; it is saved as you type."),
            _("New report"),
        )  # fmt: skip
        fits_not = _("No case fits what you are looking for.")
        self.nothing_here = EmptyState("magnifying-glass", fits_not, _("Show all cases"), look="")
        self.side = CaseSide()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.table.show_cases(self.model)
        top = QVBoxLayout()
        edge = theme.space(1.25)
        top.setContentsMargins(edge, edge, edge, edge)
        top.setSpacing(theme.space(1))
        line = QHBoxLayout()
        line.setSpacing(theme.space(1))
        line.addWidget(self._draft_words, 1)
        line.addWidget(self.go_on)
        line.addWidget(self.put_away)
        self.draft_card.body.addLayout(line)
        self.draft_card.body.setContentsMargins(*[theme.space(1)] * 4)
        self.draft_card.setAccessibleName(_("Unfinished report"))
        top.addWidget(self.draft_card)
        top.addWidget(self.chips)
        top.addWidget(self.cell_chip, 0, Qt.AlignmentFlag.AlignLeading)
        self._stack = QStackedWidget()
        for part in (self.table, self.nothing_yet, self.nothing_here):
            self._stack.addWidget(part)
        # At large text the chips need their two lines more than an empty state needs its air.
        self._stack.setMinimumHeight(self.fontMetrics().height() * 4)
        middle = QWidget()
        column = theme.flush(QVBoxLayout(middle))
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        middle.setMinimumWidth(self.fontMetrics().averageCharWidth() * 40)
        side = scrolling(self.side, _("The chosen case"))
        side.setObjectName("side")
        self._middle, self._panel = middle, side
        self.split = QSplitter()
        self.split.addWidget(middle)
        self.split.addWidget(side)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(0, 1)
        wide = self.fontMetrics().averageCharWidth()
        self.split.setSizes([wide * 90, max(wide * 44, side.minimumWidth())])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)
        self.draft_card.hide()
        self.cell_chip.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where both do not fit, the list goes first: the matrix has a page of its own, and a case opens with Enter.
        self._panel.setVisible(self.width() >= self._middle.minimumWidth() + self._panel.minimumWidth())

    def _connect(self) -> None:
        self._soon.timeout.connect(self._list)
        self._selected.timeout.connect(self._show_selected)
        self._minute.timeout.connect(self._tick)
        self.chips.chosen.connect(lambda _key: self._list())
        self.cell_chip.clicked.connect(self.clear_cell)
        self.table.case_selected.connect(lambda _row: self._selected.start())
        self.table.case_wanted.connect(self._open)
        self.nothing_yet.action_wanted.connect(self.report_wanted)
        self.nothing_here.action_wanted.connect(self._show_all)
        self.side.case_wanted.connect(self.case_wanted)
        self.side.matrix.cell_chosen.connect(self.show_cell)
        self.side.matrix.cell_cleared.connect(self.clear_cell)
        self.go_on.clicked.connect(self._continue)
        self.put_away.clicked.connect(self._ask_put_away)
        self._session.unlocked.connect(self.refresh)
        self._session.changed.connect(self._changed)
        self._session.locked.connect(self._forget)

    def start(self) -> None:
        """Put the cursor where one goes on: into the list, or on the way to the first report."""
        nothing = self._stack.currentIndex() == NOTHING_YET
        (self.nothing_yet.action if nothing else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def current(self) -> str:
        """The chosen case's id, "" for none."""
        record = self.model.record(self.table.currentIndex().row())
        return record.id if record is not None else ""

    def show_cell(self, risk: str, impact: str) -> None:
        """Only the cases of one cell of the matrix, open and closed."""
        self._cell = (risk, impact)
        self.chips.choose("all")
        self.cell_chip.setText(_("Only: {place}").format(place=place_words(self._cell)))
        self.cell_chip.setAccessibleName(_("{chip}. Press to show the others again").format(chip=self.cell_chip.text()))
        self.cell_chip.show()
        self.side.matrix.choose(self._cell)
        self._list()

    def clear_cell(self) -> None:
        """Every cell again."""
        self._cell = None
        self.cell_chip.hide()
        self.side.matrix.choose(None)
        self._list()

    def search(self, text: str) -> None:
        """Narrow the list to cases that hold these words; asked once for several keys typed quickly."""
        self._search = text
        self._soon.start()

    def select(self, case: str) -> None:
        """Choose a case if it is in the list."""
        for row in range(self.model.rowCount()):
            record = self.model.record(row)
            if record is not None and record.id == case:
                self.table.setCurrentIndex(self.model.index(row, 0))
                return

    def refresh(self) -> None:
        """Read everything again."""
        if not self._session.open:
            return
        self._event = self._session.desk.event()
        self._minute.start()
        self._show_drafts()
        self._list()

    def _changed(self, change: Change) -> None:
        if "drafts" in change.topics:
            self._show_drafts()
        if change.topics & {"cases", "persons", "event"}:
            self.refresh()

    def _list(self) -> None:
        if not self._session.open:
            return
        before = self.current
        wanted = cast(case_list.Filter, self.chips.key)
        ids: array[int] = self._session.ask(case_list.ids, wanted, search=self._search, cell=self._cell)
        counts = self._session.ask(case_list.counts)
        self.chips.set_counts(
            {"open": counts.open, "mine": counts.mine, "overdue": counts.overdue, "closed": counts.closed, "all": counts.all}
        )
        self.model.set_ids(ids)
        self._stack.setCurrentIndex(NOTHING_YET if not counts.all else LIST if len(ids) else NOTHING_HERE)
        self._tell_matrix()
        if len(ids):
            if before:
                self.select(before)
            if not self.table.currentIndex().isValid():
                self.table.setCurrentIndex(self.model.index(0, 0))
        self._selected.start()
        self.summary.emit(
            ngettext("{count} case, {open} open", "{count} cases, {open} open", counts.all).format(
                count=counts.all, open=counts.open
            )
        )

    def _tell_matrix(self) -> None:
        if self._event is not None:
            policy = self._session.desk.policy(self._event.policy_hash)
            self.side.show_matrix(policy.matrix, self._session.ask(case_list.matrix))

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, CaseLine]:
        if not self._session.open or self._event is None:
            return {}
        rows = self._session.ask(case_list.rows, ids)
        now = self._session.desk.now()
        return {number: case_line(row, now, self._event.zone) for number, row in rows.items()}

    def _open(self, _row: int) -> None:
        if self.current:
            self.case_wanted.emit(self.current)

    def _show_selected(self) -> None:
        case = self.current if self._session.open else ""
        if case:
            self.side.show_case(self._session.ask(case_view.case_view, case), self._session.desk.now())
        else:
            self.side.show_nothing()
        self.case_chosen.emit(case)

    def _show_all(self) -> None:
        self._search = ""
        self.chips.choose("all")
        self.search_cleared.emit()
        self.clear_cell()

    def _tick(self) -> None:
        self.model.forget_rows()
        self._selected.start()

    def _show_drafts(self) -> None:
        self._drafts = [row for row in self._session.ask(case_view.waiting_drafts) if row.kind == "report"]
        self.draft_card.setVisible(bool(self._drafts))
        if self._drafts:
            when = near_words(self._drafts[0].updated_at, self._session.desk.now(), self._session.desk.event().zone)
            count = len(self._drafts)
            self._draft_words.setText(
                ngettext("Unfinished report from {when}", "{count} unfinished reports, the newest from {when}", count).format(
                    when=when, count=count
                )
            )

    def _continue(self) -> None:
        if self._drafts:
            self.draft_wanted.emit(self._drafts[0].id)

    def _ask_put_away(self) -> None:
        if not self._drafts:
            return
        plain.question(
            self, _("Put away"), _("Throw this unfinished report away?"),
            more=_("What was typed in it goes and cannot be fetched back. Reports that were saved stay."),
            go=_("Throw away"), stay=_("Keep it"), then=partial(self._session.attempt, discard_draft, self._drafts[0].id),
        )  # fmt: skip

    def _forget(self) -> None:
        self._minute.stop()
        self._search, self._cell, self._event, self._drafts = "", None, None, []
        self.model.set_ids([])
        self.side.show_nothing()
        self.draft_card.hide()
        self.cell_chip.hide()
        self.chips.choose("open")
