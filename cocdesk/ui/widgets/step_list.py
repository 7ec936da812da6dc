"""The policy's checklist for a case: what is done, what comes next, what waits and what is not needed, each in a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from cocdesk.ui import plain, theme
from cocdesk.ui.widgets.card import button
from cocdesk.ui.widgets.empty_state import Glyph
from cocdesk.ui.widgets.pill import Pill
from cocdesk.words import _

State = Literal["done", "next", "waiting", "not_needed"]
_GLYPHS = {
    "done": ("check-circle", "ok"),
    "next": ("arrow-circle-right", "accent"),
    "waiting": ("circle-dashed", "muted"),
    "not_needed": ("minus-circle", "muted"),
}


def _state_word(state: State) -> str:
    return {"done": _("Done"), "next": _("Next"), "waiting": _("Later"), "not_needed": _("Not needed")}[state]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the checklist. ``detail`` is grey (who did it and when, or why it waits); ``clause`` names the policy's
    passage."""

    id: str
    words: str
    state: State = "waiting"
    detail: str = ""
    clause: str = ""
    due_words: str = ""
    due_tone: str = "off"
    action: str = ""


class StepList(QWidget):
    """The steps in order; ``step_wanted(step_id)`` when a step's button is pressed. The first next step's button is the filled
    one."""

    step_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(0.5))
        self._buttons: dict[str, QPushButton] = {}
        self.setAccessibleName(_("Next steps"))

    def set_steps(self, steps: Sequence[Step], *, filled: bool = True) -> None:
        """Show these steps; the focus stays on the same step's button if it is still there.

        Without ``filled`` no button is the filled one: where the page has another primary action.
        """
        held = next((step_id for step_id, made in self._buttons.items() if made is self.focusWidget()), "")
        _clear(self._column)
        self._buttons.clear()
        for step in steps:
            self._column.addWidget(self._row(step, filled=step.state == "next" and filled))
            filled = filled and step.state != "next"
        if held in self._buttons:
            self._buttons[held].setFocus(Qt.FocusReason.OtherFocusReason)

    def button_of(self, step_id: str) -> QPushButton | None:
        """The button of a step, if it has one."""
        return self._buttons.get(step_id)

    def _row(self, step: Step, *, filled: bool) -> QFrame:
        row = QFrame(self)
        row.setProperty("look", "step-next" if step.state == "next" else "step")
        line = QHBoxLayout(row)
        line.setContentsMargins(theme.space(1.25), theme.space(1), theme.space(1.25), theme.space(1))
        line.setSpacing(theme.space(1.25))
        line.addWidget(Glyph(*_GLYPHS[step.state], 2.5, row), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.space(0.25))
        calm = step.state in ("not_needed", "waiting")
        words.addWidget(plain.label(step.words, "muted" if calm else "strong" if step.state == "next" else "text"))
        under = "  ·  ".join(part for part in (_state_word(step.state), step.detail, step.clause) if part)
        words.addWidget(plain.label(under, "muted"))
        line.addLayout(words, 1)
        if step.due_words and step.state != "done":
            line.addWidget(Pill(step.due_words, step.due_tone, row, dot=False), 0, Qt.AlignmentFlag.AlignVCenter)
        if step.action:
            made = button(step.action, "primary" if filled else "small" if step.state == "next" else "bare", parent=row)
            made.setAccessibleName(_("{action}: {step}").format(action=step.action, step=step.words))
            made.clicked.connect(lambda _checked=False, step_id=step.id: self.step_wanted.emit(step_id))
            line.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
            self._buttons[step.id] = made
        row.setAccessibleName(f"{_state_word(step.state)}: {step.words}")
        return row


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
