"""One case, full width: where it stands, the one next thing, the procedure's checklist, and everything that is written down."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from cocdesk.model.errors import KnownError
from cocdesk.model.queries.case_view import CaseView, case_view
from cocdesk.model.records.case import Change
from cocdesk.model.rules import telling
from cocdesk.model.rules.clockwork import due_tone, due_words, span_words
from cocdesk.ui import plain, theme
from cocdesk.ui.pages import case_words
from cocdesk.ui.pages.case_doors import Doors
from cocdesk.ui.pages.case_tabs import PapersTab, PeopleTab, ReportTab
from cocdesk.ui.session import Session
from cocdesk.ui.tables.case_lines import stage_words
from cocdesk.ui.widgets.card import Card, button, glyph_button, hairline, scrolling
from cocdesk.ui.widgets.flow_layout import FlowLayout
from cocdesk.ui.widgets.half_day_clock import HalfDayClock
from cocdesk.ui.widgets.matrix_grid import paint_glyph, place_words
from cocdesk.ui.widgets.pill import Pill
from cocdesk.ui.widgets.step_list import StepList
from cocdesk.ui.widgets.timeline import Timeline
from cocdesk.words import _, ngettext

ENTRIES_AT_FIRST = 40
MINUTE = 60_000
_SIDE_BY_SIDE_CHARS = 128
_MORE = (
    "noted", "attachment-added", "person-added", "", "support-given", "safety-checked", "consented",
    "consented:disclosure", "", "assessed", "met", "heard", "decided", "agreed", "acted", "", "told:reporter", "told:reported", "told:other", "announced",
    "notified", "acknowledged", "appealed", "", "retitled",
)  # fmt: skip


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
        self.header = _Header()
        self.next = _NextCard()
        self.steps = StepList()
        self.facts = _Facts()
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
        self.people.edit_wanted.connect(self.doors.edit_person)
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

    def _show_times(self) -> None:
        """What depends on the clock on the wall."""
        if self._view is None or not self._session.open:
            return
        now = self._session.desk.now()
        self.header.show_due(self._view, due_words(self._view.due, now, self._view.event.zone), due_tone(self._view.due, now))
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


class _Header(QFrame):
    """Code name, title, stage, place and deadline, and the two acts that are always at hand."""

    act_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.back = glyph_button("arrow-left", _("Back to the list"))
        self.name = plain.label("", "title", wrap=False)
        self.stage = Pill()
        self.cell = _CellPill()
        self.due = Pill("", dot=False)
        self.title = plain.label("", "strong")
        self.received = plain.label("", "muted")
        self.note = button(_("Write a note…"), icon="note-pencil")
        self.more = button(_("Add…"))
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)

        pills = FlowLayout(gap=1.25)
        for widget in (self.name, self.stage, self.cell, self.due):
            # In a flowing row everything hangs from the top: of one height, all words stand on one line.
            widget.setFixedHeight(self.fontMetrics().height() + theme.space(1.25))
            pills.addWidget(widget)
        words = QVBoxLayout()
        words.setSpacing(theme.space(0.5))
        words.addLayout(pills)
        words.addWidget(self.title)
        words.addWidget(self.received)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(1.5), theme.space(1.5), theme.space(2), theme.space(1.5))
        row.setSpacing(theme.space(1))
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.note, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)

    def show_case(self, view: CaseView) -> None:
        case = view.case
        self.name.setText(case.code_name)
        self.stage.set_state(*stage_words(case.stage))
        self.cell.set_place(case.risk or "", case.impact or "")
        self.title.setText(case.title)
        self.received.setText(case_words.received_words(view))
        self._menu.clear()
        for kind in (*_MORE, "reopened" if case.stage == "closed" else "closed"):
            if not kind:
                self._menu.addSeparator()
                continue
            if (kind == "agreed" and not view.policy.agrees) or (kind == "appealed" and view.policy.appeal.place == "absent"):
                continue
            action = self._menu.addAction(menu_words(kind))
            action.triggered.connect(lambda _on=False, kind=kind: self.act_wanted.emit(kind))

    def show_due(self, view: CaseView, words: str, tone: str) -> None:
        self.due.set_state(_("Respond {when}").format(when=words) if view.due else "", tone)
        self.due.setVisible(view.due is not None)

    def set_narrow(self, narrow: bool) -> None:
        """Where there is little room, the menu and the facts below the steps hold the rest."""
        for widget in (self.cell, self.received, self.note):
            widget.setVisible(not narrow)

    def clear(self) -> None:
        for label in (self.name, self.title, self.received):
            label.setText("")
        self.stage.set_state("", "off")
        self.cell.set_place("", "")
        self.due.hide()


def menu_words(kind: str) -> str:
    """An act in the menu."""
    return {
        "noted": _("A note…"), "attachment-added": _("A file…"), "person-added": _("A person…"),
        "support-given": _("Support offered…"),
        "safety-checked": _("Safety looked at…"), "consented": _("Answer after the pause…"),
        "consented:disclosure": _("Agreement to pass something on…"), "assessed": _("Place on the matrix…"),
        "met": _("A meeting…"),
        "heard": _("Talk with the person reported…"), "decided": _("A decision…"), "agreed": _("Somebody’s agreement…"),
        "acted": _("Something carried out…"), "told:reporter": _("The reporter was told…"),
        "told:reported": _("The person reported was told…"), "told:other": _("Somebody else was told…"),
        "announced": _("An announcement…"), "notified": _("Reported on…"), "acknowledged": _("They have answered…"),
        "appealed": _("An appeal…"), "retitled": _("Change the title…"), "closed": _("Close the case…"),
        "reopened": _("Reopen the case…"),
    }.get(kind, _(telling.TITLES.get(kind, kind)))  # fmt: skip


class _CellPill(QWidget):
    """The tiny matrix and the place in words."""

    def __init__(self) -> None:
        super().__init__()
        self._place = ("", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(3.25), 0, 0, 0)
        self._words = plain.label("", "muted", wrap=False)
        row.addWidget(self._words)

    def set_place(self, risk: str, impact: str) -> None:
        """Show a place, or that there is none yet."""
        self._place = (risk, impact)
        self._words.setText(place_words((risk, impact)) if risk and impact else _("Not yet placed"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        # The picture is a little higher than a line of text.
        return super().sizeHint().expandedTo(QSize(0, theme.space(2.75)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_glyph(painter, 1, self.height() / 2, theme.space(1), *self._place)
        painter.end()


class _NextCard(Card):
    """The one obvious next thing, and how much time there is."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = HalfDayClock()
        self.words = plain.label("", "strong")
        self.under = plain.label("", "muted")
        self.button = button("", "primary")
        words = QVBoxLayout()
        words.setSpacing(theme.space(0.5))
        words.addWidget(plain.label(_("Next step"), "muted"))
        words.addWidget(self.words)
        words.addWidget(self.under)
        words.addSpacing(theme.space(0.5))
        words.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addLayout(words, 1)
        row.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.setAccessibleName(_("Next step"))

    def show_case(self, view: CaseView, now: datetime) -> None:
        self.show()
        step = view.next
        if step is not None:
            self.words.setText(step.title)
            self.under.setText("  ·  ".join(part for part in (", ".join(step.who), step.clause) if part))
            self.button.setText(case_words.act_words(step.acts[0]))
        elif view.case.stage == "closed":
            self.words.setText(_("This case is closed."))
            self.under.setText(_("Notes, files and answers can still be added."))
            self.button.setText(case_words.act_words("reopened"))
        else:
            self.words.setText(_("Nothing is waiting."))
            self.under.setText("")
        self.button.setVisible(step is not None or view.case.stage == "closed")
        theme.set_look(self.button, look="" if view.case.stage == "closed" else "primary")
        self.button.setAccessibleName(_("{action}: {step}").format(action=self.button.text(), step=self.words.text()))
        self.under.setVisible(bool(self.under.text()))
        self.clock.setVisible(view.due is not None)
        if view.due is not None:
            late = view.due <= now
            words = span_words(now - view.due if late else view.due - now)
            self.clock.set_time(
                case_words.clock_share(view, now), words, under=_("overdue") if late else _("left"), tone=due_tone(view.due, now)
            )
            self.clock.setFixedSize(self.clock.sizeHint().boundedTo(QSize(1, 1) * self.fontMetrics().height() * 8))


class _Facts(QWidget):
    """Who knows, how long it is kept, and what the record says of itself."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.space(1), 0, 0)
        self._column.setSpacing(theme.space(0.5))

    def show_case(self, view: CaseView, *, everything: bool) -> None:
        """``everything``: also what the header has no room for."""
        place = place_words((view.case.risk, view.case.impact)) if view.case.risk and view.case.impact else _("Not yet placed")
        first = [(_("On the matrix"), place, ""), (_("Report"), case_words.received_words(view), "")]
        lines = [
            *(first if everything else []),
            (_("Reporter’s identity"), case_words.identity_words(view), ""),
            (_("Who knows"), view.policy.team.know_sentence, ""),
            (_("How long it is kept"), case_words.retention_words(view), ""),
        ]
        lines += [(_("About this record"), fault, "warn") for fault in view.case.faults]
        self.show_lines(lines)

    def show_lines(self, lines: object) -> None:
        """Titles, sentences and tones, one under the other."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for title, sentence, tone in lines:  # type: ignore[attr-defined]
            self._column.addWidget(plain.label(title, "strong", tone=tone))
            self._column.addWidget(plain.label(sentence, "muted"))
            self._column.addSpacing(theme.space(0.75))


def _scroll(page: QWidget, name: str) -> QScrollArea:
    made = scrolling(page, name)
    made.setMinimumWidth(0)
    return made
