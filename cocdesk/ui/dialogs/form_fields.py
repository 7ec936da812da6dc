"""Fields described as data and shown as a form: so that every act of the procedure gets the same, well-made one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cocdesk.model.policy.word_list import Place
from cocdesk.ui import theme
from cocdesk.ui.coaching import Coaching
from cocdesk.ui.dialogs.form_editors import EDITORS, Editor, Speaking
from cocdesk.ui.forms.fields import Field, Value, answers
from cocdesk.ui.plain import PlainEdit
from cocdesk.ui.widgets.card import button
from cocdesk.ui.widgets.wording_hints import WordingHints
from cocdesk.words import _


class FieldSet(QWidget):
    """The fields of a form under one another; ``values`` is what stands in them, ``changed`` tells that it is different."""

    changed = Signal()

    def __init__(self, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = tuple(fields)
        self._editors: dict[str, Editor] = {}
        self._column = theme.flush(QVBoxLayout(self), 1.75)
        self._fill(self._column, [described for described in fields if not described.more])
        self._folded = [described for described in fields if described.more]
        self._unfold = button(_("More about it…"), "quiet", icon="caret-down")
        self._rest = QWidget()
        if self._folded:
            below = theme.flush(QVBoxLayout(self._rest), 1.75)
            self._column.addWidget(self._unfold, 0, Qt.AlignmentFlag.AlignLeading)
            self._column.addWidget(self._rest)
            self._fill(below, self._folded)
            self._rest.hide()
        else:
            self._unfold.hide()
        self._unfold.clicked.connect(self._show_rest)
        first = next((made for made in self._editors.values() if not isinstance(made, Speaking)), None)
        if first is not None:
            self.setFocusProxy(first)
        self._listen()

    def _fill(self, column: QVBoxLayout, fields: Sequence[Field]) -> None:
        row: QHBoxLayout | None = None
        for described in fields:
            made = EDITORS[described.kind](described)
            made.changed.connect(self._touched)
            self._editors[described.key] = made
            if described.half and row is not None:
                row.addWidget(made, 1, Qt.AlignmentFlag.AlignTop)
                row = None
            elif described.half:
                row = QHBoxLayout()
                row.setSpacing(theme.space(2))
                column.addLayout(row)
                row.addWidget(made, 1, Qt.AlignmentFlag.AlignTop)
            else:
                row = None
                column.addWidget(made)

    def _touched(self) -> None:
        self._listen()
        self.changed.emit()

    def _listen(self) -> None:
        """Ask only what the answers so far leave to ask, and say what is to be said about them."""
        values = self.values()
        asked = answers(self._fields, values)
        for described in self._fields:
            made = self._editors[described.key]
            shown = described.only is None or described.only(values)
            if described.only is not None:
                made.setVisible(shown)
            if isinstance(made, Speaking) and shown:
                made.listen(asked)
        if self._folded:
            left = any(described.only is None or described.only(values) for described in self._folded)
            self._unfold.setVisible(left and self._rest.isHidden())

    def _show_rest(self) -> None:
        self._rest.show()
        self._listen()
        first = next((self._editors[d.key] for d in self._folded if self._editors[d.key].isVisibleTo(self)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def values(self) -> dict[str, Value]:
        """What stands in the fields now, by key, asked or not."""
        return {key: made.value() for key, made in self._editors.items() if not isinstance(made, Speaking)}

    def answers(self) -> dict[str, Value]:
        """What is answered: what stands in a field that is not asked any more does not count."""
        return answers(self._fields, self.values())

    def said(self, key: str) -> str:
        """What a saying or a preview says now; nothing while it is hidden."""
        made = self._editors[key]
        return made.said if isinstance(made, Speaking) and made.isVisibleTo(self) else ""

    def put(self, values: Mapping[str, object]) -> None:
        """Show values that were kept as JSON, so that a list stands for a tuple; fields that are gone are passed over."""
        for key, value in values.items():
            if key in self._editors:
                self._editors[key].put_value(tuple(map(str, value)) if isinstance(value, (list, tuple)) else value)
        if any(self._editors[described.key].value() != described.value for described in self._folded):
            self._rest.show()
        self._listen()

    def editor(self, key: str) -> QWidget:
        """The control a person types or chooses in."""
        return self._editors[key].control

    def coach_with(self, coaching: Coaching, places: Mapping[str, Place]) -> None:
        """Give hints on the words of these fields, each told where its text stands."""
        for key, place in places.items():
            made = self._editors.get(key)
            if made is not None and isinstance(made.control, (PlainEdit, QLineEdit)):
                made.column.addWidget(WordingHints(made.control, coaching.looks(place)))

    def focus_on(self, key: str) -> None:
        """Put the cursor into a field."""
        if any(described.key == key for described in self._folded):
            self._show_rest()
        self._editors[key].control.setFocus(Qt.FocusReason.OtherFocusReason)
