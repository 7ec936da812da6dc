"""What stands around a case: its header, the one next thing, and the facts about the record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from cocdesk.model.queries.case_view import CaseView
from cocdesk.model.rules.clockwork import due_tone, due_words, span_words
from cocdesk.ui import plain, theme
from cocdesk.ui.forms.catalogue import act_words, menu, menu_words
from cocdesk.ui.pages import case_words
from cocdesk.ui.tables.case_lines import stage_words
from cocdesk.ui.widgets.card import Card, button, empty, glyph_button
from cocdesk.ui.widgets.flow_layout import FlowLayout
from cocdesk.ui.widgets.half_day_clock import HalfDayClock
from cocdesk.ui.widgets.matrix_grid import paint_glyph, place_words
from cocdesk.ui.widgets.pill import Pill
from cocdesk.words import _

SEAL = "seal"
_FIRST = ("noted", "attachment-added", "person-added")


class Header(QFrame):
    """Code name, title, stage, place and deadline, and the two acts that are always at hand."""

    act_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.back = glyph_button("arrow-left", _("Back to the list"))
        self.name = plain.label("", "title", wrap=False)
        self.stage = Pill()
        self.cell = CellPill()
        self.due = Pill("", dot=False)
        self.sealed = Pill("", "info")
        self.title = plain.label("", "strong")
        self.received = plain.label("", "muted")
        self.note = button(_("Write a note…"), icon="note-pencil")
        self.more = button(_("Add…"))
        self._menu = QMenu(self.more)
        self._offered: tuple[object, ...] = ()
        self.more.setMenu(self._menu)

        pills = FlowLayout(gap=1.25)
        parts = (self.name, self.stage, self.cell, self.due, self.sealed)
        tall = max(self.fontMetrics().height() + theme.space(1.25), *(widget.sizeHint().height() for widget in parts))
        for widget in parts:
            # In a flowing row everything hangs from the top: of one height, all words stand on one line.
            widget.setFixedHeight(tall)
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
        self.sealed.set_state(view.sealed.words if view.sealed is not None else "", "info")
        self.sealed.setVisible(view.sealed is not None)
        self.received.setText(case_words.received_words(view))
        self._fill_menu(view)

    def _fill_menu(self, view: CaseView) -> None:
        """What is always at hand, then every act of the procedure by theme, and the end."""
        themes = tuple((title, tuple(kinds)) for title, kinds in menu(view.case, view.policy))
        offered = view.case.stage == "closed", themes
        if offered == self._offered:
            return
        self._offered = offered
        self._menu.clear()
        for kind in _FIRST:
            self._offer(self._menu, kind)
        self._menu.addSeparator()
        for title, kinds in themes:
            theme_menu = self._menu.addMenu(title)
            for kind in kinds:
                self._offer(theme_menu, kind)
        self._menu.addSeparator()
        self._menu.addAction(_("Who can open it…")).triggered.connect(lambda _on=False: self.act_wanted.emit(SEAL))
        self._offer(self._menu, "reopened" if view.case.stage == "closed" else "closed")
        erase = self._menu.addAction(_("Erase this case for good…"))
        erase.triggered.connect(lambda: self.act_wanted.emit("purge"))

    def _offer(self, into: QMenu, kind: str) -> None:
        action = into.addAction(menu_words(kind))
        action.triggered.connect(lambda _on=False, kind=kind: self.act_wanted.emit(kind))

    def show_due(self, view: CaseView, now: datetime) -> None:
        # As in the list: a step may be due before, or after, the time to have acted in.
        due = view.deadline
        words, tone = due_words(due, now, view.event.zone), due_tone(due, now)
        # "overdue by 3 h" says it by itself.
        late = due is not None and due <= now
        self.due.set_state(words if late else _("Due {when}").format(when=words) if due else "", tone)
        self.due.setVisible(due is not None)

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
        self.sealed.hide()


class CellPill(QWidget):
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
        # A pixel in from the edge, and between the pixels: the hairline of the squares is not cut.
        paint_glyph(painter, 1.5, self.height() // 2 + 0.5, theme.space(1), *self._place)
        painter.end()


class NextCard(Card):
    """The one obvious next thing, and how much time there is."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = HalfDayClock()
        self.words = plain.label("", "strong")
        self.under = plain.label("", "muted")
        self.button = button("", "primary")
        words = QVBoxLayout()
        words.setSpacing(theme.space(0.5))
        self.head = plain.label(_("Next step"), "muted")
        words.addWidget(self.head)
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
        head = _("Where it stands") if step is None else _("Next step")
        self.head.setText(head)
        self.setAccessibleName(head)
        if step is not None:
            self.words.setText(step.title)
            self.under.setText("  ·  ".join(part for part in (", ".join(step.who), step.clause) if part))
            self.button.setText(act_words(step.acts[0]))
        elif view.case.stage == "closed":
            self.words.setText(_("This case is closed."))
            self.under.setText(_("Notes, files and answers can still be added."))
            self.button.setText(act_words("reopened"))
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


class Facts(QWidget):
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
            *(((_("Sealed"), view.sealed.sentence, ""),) if view.sealed is not None else ()),
            (_("Who knows"), view.policy.team.know_sentence, ""),
            (_("How long it is kept"), case_words.retention_words(view), ""),
        ]
        lines += [(_("About this record"), fault, "warn") for fault in view.case.faults]
        self.show_lines(lines)

    def show_lines(self, lines: Iterable[tuple[str, str, str]]) -> None:
        """Titles, sentences and tones, one under the other."""
        empty(self._column)
        for title, sentence, tone in lines:
            self._column.addWidget(plain.label(title, "strong", tone=tone))
            self._column.addWidget(plain.label(sentence, "muted"))
            self._column.addSpacing(theme.space(0.75))
