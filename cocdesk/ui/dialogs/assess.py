"""Placing a case on the matrix: questions that suggest a place, and a person who decides."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from cocdesk.model.policy.pack import Cell, Matrix
from cocdesk.model.records.entries import Assessed
from cocdesk.model.rules import matrix as placing
from cocdesk.ui import plain, theme
from cocdesk.ui.dialogs.form_fields import FieldSet
from cocdesk.ui.dialogs.sheet import Sentence, Sheet
from cocdesk.ui.forms.fields import Field
from cocdesk.ui.widgets import matrix_grid
from cocdesk.ui.widgets.card import button
from cocdesk.ui.widgets.choice import Choice, yes_no_unknown
from cocdesk.ui.widgets.matrix_grid import MatrixGrid, Place, place_words
from cocdesk.words import _

_SIDE_BY_SIDE_CHARS = 112


class AssessDialog(Sheet):
    """``assessed`` carries the entry's body. ``before`` is the newest assessment; ``place`` (risk, impact) one chosen already."""

    assessed = Signal(object)

    def __init__(
        self, matrix: Matrix, before: Assessed | None = None, place: Place | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Place the case"), parent, hint=matrix.about, chars=128)
        self._matrix = matrix
        self._by_hand = before is not None or place is not None
        self.questions: dict[str, Choice] = {}
        self.grid = MatrixGrid("place")
        self.grid.set_cells({
            (cell.risk, cell.impact): matrix_grid.Cell(response=cell.response) for cell in matrix.cells
        })  # fmt: skip
        self._answers = QWidget()
        self._place = QWidget()
        self.suggestion = Sentence()
        self.use_button = button(_("Place it there"), "small")
        self.about = _CellWords()
        why = before.why if before else ""
        self.fields = FieldSet((Field(key="why", label=_("Why there"), kind="text", lines=3, value=why),))

        asked = theme.flush(QVBoxLayout(self._answers), 1.25)
        for axis, words in (("impact", _("Impact: how much harm was done")), ("risk", _("Risk: how likely is more harm"))):
            self._ask(asked, axis, words, before)
        asked.addStretch(1)
        placed = theme.flush(QVBoxLayout(self._place), 1.25)
        placed.addWidget(self.grid)
        placed.addWidget(self.suggestion)
        placed.addWidget(self.use_button, 0, Qt.AlignmentFlag.AlignLeading)
        placed.addWidget(self.about)
        placed.addWidget(self.fields)
        placed.addStretch(1)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(theme.space(3))
        self._halves.addWidget(self._answers, 1)
        self._halves.addWidget(self._place, 1)
        self.column.addLayout(self._halves)
        self.grid.setMinimumHeight(self.fontMetrics().height() * 16)

        self.fields.changed.connect(self.touched)
        self.grid.cell_chosen.connect(lambda *_place: self._chosen_by_hand())
        self.grid.cell_cleared.connect(self._chosen_by_hand)
        self.use_button.clicked.connect(self._use_suggestion)
        self.grid.choose(place or ((before.risk, before.impact) if before else None))
        self._tell()
        first = next(iter(self.questions.values()), None)
        (first or self.grid.cell("low", "high")).setFocus()

    @property
    def suggested(self) -> Place | None:
        """Where the answers point, once both axes have one."""
        risk, impact = placing.suggested(self._matrix, self.answers())
        return (risk, impact) if risk and impact else None

    def answers(self) -> dict[str, str]:
        """The answers given so far, by question."""
        return {key: made.key for key, made in self.questions.items() if made.key}

    def state(self) -> object:
        return (self.answers(), self.grid.chosen, self.fields.values())

    def kept(self) -> dict[str, object]:
        return {"answers": self.answers(), "place": list(self.grid.chosen or ()), **self.fields.values()}

    def fill_in(self, kept: Mapping[str, object]) -> None:
        answers, place = kept.get("answers"), kept.get("place")
        for key, made in self.questions.items():
            made.choose(str(answers.get(key, "")) if isinstance(answers, dict) else "")
        found = next((spot for spot in matrix_grid.PLACES if list(spot) == place), None)
        self.grid.choose(found)
        self._by_hand = self._by_hand or found != self.suggested
        self.fields.put(kept)
        self._tell()

    def save(self) -> None:
        if self.grid.chosen is None:
            self.say(_("Please choose one of the four places. It can be changed at any time."))
            self.grid.cell("low", "high").setFocus(Qt.FocusReason.OtherFocusReason)
            return
        risk, impact = self.grid.chosen
        why = str(self.fields.values()["why"])
        self.assessed.emit(Assessed(risk=risk, impact=impact, answers=self.answers(), why=why))  # type: ignore[arg-type]

    def _ask(self, column: QVBoxLayout, axis: str, words: str, before: Assessed | None) -> None:
        questions = [question for question in self._matrix.questions if question.axis == axis]
        if not questions:
            return
        if self.questions:
            column.addSpacing(theme.space(1))
        column.addWidget(plain.label(words, "strong"))
        for question in questions:
            made = Choice(question.ask, yes_no_unknown())
            made.choose(before.answers.get(question.id, "") if before else "")
            made.changed.connect(self._answered)
            self.questions[question.id] = made
            one = QVBoxLayout()
            one.setSpacing(theme.space(0.5))
            one.addWidget(plain.label(question.ask))
            one.addWidget(made)
            column.addLayout(one)

    def _answered(self, _key: str) -> None:
        if not self._by_hand:
            self.grid.choose(self.suggested)
        self._tell()
        self.touched.emit()

    def _chosen_by_hand(self) -> None:
        self._by_hand = self.grid.chosen is not None
        self._tell()
        self.touched.emit()

    def _use_suggestion(self) -> None:
        self._by_hand = False
        self.grid.choose(self.suggested)
        self._tell()
        self.touched.emit()

    def _tell(self) -> None:
        there, here = self.suggested, self.grid.chosen
        if there is None:
            self.suggestion.set_text(_("Answer what you can, or choose a place yourself."))
        elif there == here:
            self.suggestion.set_text(_("The answers suggest this place. You decide."))
        else:
            self.suggestion.set_text(_("The answers suggest: {place}. You decide.").format(place=place_words(there)))
        self.use_button.setVisible(there is not None and there != here)
        cell = placing.cell(self._matrix, *here) if here is not None else None
        second = next((c for c in self._matrix.second_opinion if here == (c.risk, c.impact)), None)
        self.about.show_cell(cell, second)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self.fontMetrics().averageCharWidth() * _SIDE_BY_SIDE_CHARS
        kind = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._halves.direction() != kind:
            self._halves.setDirection(kind)

    def _wanted_size(self) -> QSize:
        room = self._room()
        return QSize(min(self.fontMetrics().averageCharWidth() * self._chars, room.width()), room.height())


class _CellWords(QWidget):
    """What the chosen place means: response, examples, caution, and what other procedures would do."""

    def __init__(self) -> None:
        super().__init__()
        self._column = theme.flush(QVBoxLayout(self), 0.75)
        self._lines = [plain.label("", role) for role in ("strong", "text", "muted")]
        self._caution = Sentence("", "warn")
        self._second = Sentence("", "info")
        for widget in (*self._lines, self._caution, self._second):
            self._column.addWidget(widget)

    def show_cell(self, cell: Cell | None, second: Cell | None) -> None:
        """Show one place, or nothing."""
        self.setVisible(cell is not None)
        if cell is None:
            return
        examples = _("For example: {examples}").format(examples=" ".join(cell.examples)) if cell.examples else ""
        texts = (place_words((cell.risk, cell.impact)), cell.response, examples)
        for label, text in zip(self._lines, texts, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self._caution.set_text(cell.caution)
        self._second.set_text(second_words(second))


def second_words(second: Cell | None) -> str:
    """What another source would do in the same place, and which."""
    if second is None:
        return ""
    said = _("A second opinion: {response}").format(response=second.response)
    return f"{said} ({second.source})" if second.source else said
