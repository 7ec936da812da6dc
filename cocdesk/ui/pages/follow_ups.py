"""What all cases wait for, by time: nothing is forgotten because nobody looked into its case."""

from __future__ import annotations

from itertools import groupby
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cocdesk.model.errors import KnownError
from cocdesk.model.queries import follow_ups
from cocdesk.model.queries.follow_ups import Line, Which
from cocdesk.model.records.case import Change
from cocdesk.ui import theme
from cocdesk.ui.session import Session
from cocdesk.ui.tables.follow_up_list import FollowUpLine, FollowUpList, Row
from cocdesk.ui.widgets.card import SectionHeading
from cocdesk.ui.widgets.chips import Chips
from cocdesk.ui.widgets.empty_state import EmptyState
from cocdesk.words import _

MINUTE = 60_000
LIST, NOTHING_WAITS, NOTHING_HERE = range(3)


class FollowUpsPage(QWidget):
    """``step_wanted(case, act)`` when a line is pressed; ``counted(number)`` says how many are overdue or due today."""

    step_wanted = Signal(str, str)
    counted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lines: tuple[Line, ...] = ()
        self._minute = QTimer(self, interval=MINUTE)
        self.heading = SectionHeading(_("Follow-ups"), _("What every case waits for, the nearest first. Enter opens its form."))
        self.chips = Chips(
            [("all", _("All")), ("overdue", _("Overdue")), ("today", _("Until tonight")), ("mine", _("My cases"))],
            name=_("Which follow-ups"),
        )
        self.list = FollowUpList()
        self.nothing_waits = EmptyState(
            "check-circle", _("Nothing waits. As soon as a report is written down, what comes next stands here with its time.")
        )
        self.nothing_here = EmptyState("check-circle", _("Nothing waits in your cases."), _("Show all"), look="")

        top = QVBoxLayout()
        edge = theme.space(2)
        top.setContentsMargins(edge, edge, edge, theme.space(0.5))
        top.setSpacing(theme.space(1.25))
        top.addWidget(self.heading)
        top.addWidget(self.chips)
        self._stack = QStackedWidget()
        for part in (self.list, self.nothing_waits, self.nothing_here):
            self._stack.addWidget(part)
        self._stack.setMinimumHeight(self.fontMetrics().height() * 4)
        whole = theme.flush(QVBoxLayout(self))
        whole.addLayout(top)
        whole.addWidget(self._stack, 1)

        session.unlocked.connect(self._begin)
        session.changed.connect(self._changed)
        session.locked.connect(self.drop)
        self._minute.timeout.connect(self.refresh)
        self.chips.chosen.connect(lambda _key: self._show())
        self.list.wanted.connect(self.step_wanted)
        self.nothing_here.action_wanted.connect(self._show_all)

    def refresh(self) -> None:
        """Count again, and read the list again where it is seen."""
        if not self._session.open:
            return
        try:
            self.counted.emit(self._session.ask(follow_ups.pressing))
            if self.isVisible():
                self._lines = self._session.ask(follow_ups.follow_ups)
                self._show()
        except KnownError as error:
            self._session.failed.emit(str(error))

    def drop(self) -> None:
        """Forget everything that is shown: the vault is locked."""
        self._minute.stop()
        self._lines = ()
        self.list.show_rows(())
        self.chips.choose("all")
        self.chips.set_counts({})
        self.counted.emit(0)

    def _begin(self) -> None:
        self._minute.start()
        self.refresh()

    def _changed(self, change: Change) -> None:
        if {"cases", "event", "team"} & change.topics:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # At large text the list needs the room more than the explanation does.
        self.heading.hint.setVisible(self.height() >= self.fontMetrics().height() * 20)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        shown = self._stack.currentIndex() == LIST
        (self.list if shown else self.chips.chip(self.chips.key)).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        found = follow_ups.wanted(self._lines, cast(Which, self.chips.key))
        counts = follow_ups.counts(self._lines)
        self.chips.set_counts({"all": counts.all, "overdue": counts.overdue, "today": counts.today, "mine": counts.mine})
        rows: list[Row] = []
        for group, lines in groupby(found, key=lambda line: line.group):
            rows.append(follow_ups.group_words(group))
            rows += [_row(line) for line in lines]
        self.list.show_rows(rows)
        self.nothing_here.words.setText(self._nothing_words())
        self._stack.setCurrentIndex(LIST if found else NOTHING_HERE if self._lines else NOTHING_WAITS)

    def _nothing_words(self) -> str:
        return {
            "overdue": _("Nothing is overdue."),
            "today": _("Nothing waits until tonight."),
            "mine": _("Nothing waits in your cases."),
        }.get(self.chips.key, "")

    def _show_all(self) -> None:
        self.chips.choose("all")
        self._show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(line: Line) -> FollowUpLine:
    found = line.follow_up
    return FollowUpLine(
        case=found.case, id=found.id, act=found.act, what=found.title, code_name=line.code_name, title=line.case_title,
        who=", ".join(found.who), clause=found.clause, when=line.when, tone=line.tone,
        why=_("If it fits") if found.optional and not found.why else found.why,
    )  # fmt: skip
