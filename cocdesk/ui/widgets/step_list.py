"""The policy's checklist for a case: what is done, what comes next, what waits and what is not needed, each in a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

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
        self._column = theme.flush(QVBoxLayout(self), 0.5)
        self._rows: list[_Row] = []
        self._places: dict[str, _Row] = {}
        self.setAccessibleName(_("Next steps"))

    def set_steps(self, steps: Sequence[Step], *, filled: bool = True) -> None:
        """Show these steps; the focus stays on the same step's button if it is still there.

        Without ``filled`` no button is the filled one: where the page has another primary action. The rows that are there are
        written anew: dressing and laying out fresh ones is most of what opening a case costs.
        """
        held = next((step_id for step_id, row in self._places.items() if row.button is self.focusWidget()), "")
        self._make_rows(len(steps))
        self._places = {}
        for row, step in zip(self._rows, steps, strict=False):
            row.show_step(step, filled=step.state == "next" and filled)
            row.show()
            filled = filled and step.state != "next"
            self._places[step.id] = row
        for row in self._rows[len(steps) :]:
            row.show_step(Step(id="", words=""), filled=False)
            row.hide()
        again = self.button_of(held)
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_rows(self, count: int) -> None:
        while len(self._rows) < count:
            row = _Row(self)
            row.wanted.connect(self.step_wanted)
            self._column.addWidget(row)
            self._rows.append(row)

    def row_of(self, step_id: str) -> QWidget | None:
        """The line of a step, if it is shown."""
        return self._places.get(step_id)

    def button_of(self, step_id: str) -> QPushButton | None:
        """The button of a step, if it has one."""
        row = self._places.get(step_id)
        return row.button if row is not None and row.step.action else None


class _Row(QFrame):
    """One step: what is set once is made once, and only what is different is dressed anew."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.step = Step(id="", words="")
        self._look: tuple[str, ...] = ()
        self._glyph = Glyph(*_GLYPHS["waiting"], 2.5, self)
        self._words = plain.label("", parent=self)
        self._under = plain.label("", "muted", parent=self)
        self._due = Pill("", "off", self, dot=False)
        self.button = button("", "bare", parent=self)

        line = QHBoxLayout(self)
        line.setContentsMargins(theme.space(1.25), theme.space(1), theme.space(1.25), theme.space(1))
        line.setSpacing(theme.space(1.25))
        line.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.space(0.25))
        words.addWidget(self._words)
        words.addWidget(self._under)
        line.addLayout(words, 1)
        line.addWidget(self._due, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

        self.button.clicked.connect(lambda: self.wanted.emit(self.step.id))

    def show_step(self, step: Step, *, filled: bool) -> None:
        """Show another step, or the same as it stands now."""
        coming = step.state == "next"
        look = (
            "step-next" if coming else "step",
            "strong" if coming else "muted" if step.state in ("not_needed", "waiting") else "text",
            "primary" if filled else "small" if coming else "bare",
        )
        if look != self._look:
            before = self._look or ("", "", "")
            self._look = look
            for widget, name, here, there in (
                (self, "look", before[0], look[0]), (self._words, "role", before[1], look[1]),
                (self.button, "look", before[2], look[2])
            ):  # fmt: skip
                if here != there:
                    theme.set_look(widget, **{name: there})
        if step == self.step:
            return
        self.step = step
        self._glyph.set_glyph(*_GLYPHS[step.state])
        self._words.setText(step.words)
        self._under.setText("  ·  ".join(part for part in (_state_word(step.state), step.detail, step.clause) if part))
        due = step.due_words if step.state != "done" else ""
        self._due.set_state(due, step.due_tone)
        self._due.setVisible(bool(due))
        self.button.setText(step.action)
        self.button.setAccessibleName(_("{action}: {step}").format(action=step.action, step=step.words))
        self.button.setVisible(bool(step.action))
        self.setAccessibleName(f"{_state_word(step.state)}: {step.words}")
