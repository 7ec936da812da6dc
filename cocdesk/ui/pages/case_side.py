"""Beside the list: the matrix with its counts, and the chosen case in five lines with its next step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cocdesk.model.policy.pack import Matrix
from cocdesk.model.queries.case_view import CaseView
from cocdesk.model.rules.clockwork import due_tone, due_words
from cocdesk.ui import plain, theme
from cocdesk.ui.tables.case_lines import stage_words
from cocdesk.ui.widgets.card import Card, button
from cocdesk.ui.widgets.matrix_grid import Cell, MatrixGrid
from cocdesk.ui.widgets.pill import Pill
from cocdesk.words import _


class CaseSide(QWidget):
    """``case_wanted(case_id)`` when its button is pressed."""

    case_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._case = ""
        self.matrix = MatrixGrid()
        self.code_name = plain.label("", "strong")
        self.stage = Pill()
        self.title = plain.label("", "text")
        self.due = plain.label("", "muted")
        self.identity = plain.label("", "muted")
        self.next = plain.label("", "muted")
        self.open_case = button(_("Open case"), icon="arrow-right")
        self._arrange()
        self.open_case.clicked.connect(self._want)
        self.show_nothing()

    def _want(self) -> None:
        if self._case:
            self.case_wanted.emit(self._case)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        edge = theme.space(1.75)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space(1.5))
        column.addWidget(plain.label(_("Impact and risk"), "title"))
        column.addWidget(self.matrix)
        self.card = Card()
        head = QHBoxLayout()
        head.setSpacing(theme.space(1))
        head.addWidget(self.code_name, 1)
        head.addWidget(self.stage)
        self.card.body.addLayout(head)
        for part in (self.title, self.due, self.identity, self.next):
            self.card.body.addWidget(part)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.open_case)
        self.card.body.addLayout(last)
        column.addWidget(self.card)
        column.addStretch(1)

    def show_matrix(self, matrix: Matrix, counts: Mapping[tuple[str, str], tuple[int, int]]) -> None:
        """The policy's responses, and how many cases lie in each cell."""
        cells = {}
        for cell in matrix.cells:
            every, still_open = counts.get((cell.risk, cell.impact), (0, 0))
            cells[(str(cell.risk), str(cell.impact))] = Cell(count=every, open_count=still_open, response=cell.response)
        self.matrix.set_cells(cells)

    def show_case(self, view: CaseView, now: datetime) -> None:
        """One case in a few lines; names of persons are not among them."""
        case = view.case
        self._case = case.id
        self.code_name.setText(case.code_name)
        self.stage.set_state(*stage_words(case.stage))
        self.title.setText(case.title)
        self.title.setVisible(bool(case.title))
        words, tone = due_words(view.deadline, now, view.event.zone), due_tone(view.deadline, now)
        self.due.setText(_("Due: {when}").format(when=words) if view.deadline else _("Nothing is due now."))
        theme.set_look(
            self.due, role="strong" if tone in ("bad", "warn") else "muted", tone=tone if tone in ("bad", "warn") else ""
        )
        self.identity.setText(_identity(view))
        self.next.setText(_("Next: {step}").format(step=view.next.title) if view.next else _("Nothing is left to do here."))
        self.open_case.setAccessibleName(_("Open case {code_name}").format(code_name=case.code_name))
        self.card.show()

    def show_nothing(self) -> None:
        """No case is chosen."""
        self._case = ""
        for part in (self.code_name, self.title, self.due, self.identity, self.next):
            part.clear()
        self.stage.set_state("", "off")
        self.open_case.setAccessibleName("")
        self.card.hide()


def _identity(view: CaseView) -> str:
    if not any(person.role == "reporter" for person in view.people):
        return _("Reporter’s name: not known to us")
    if view.case.report.share_identity:
        return _("Reporter’s name: may be passed on, they agreed")
    return _("Reporter’s name: the team only")
