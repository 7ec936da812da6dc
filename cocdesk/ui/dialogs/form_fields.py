"""Fields described as data and shown as a form: so that every act of the procedure gets the same, well-made one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cocdesk.ui import plain, theme
from cocdesk.ui.dialogs.sheet import Sentence
from cocdesk.ui.plain import PlainEdit
from cocdesk.ui.widgets.card import button
from cocdesk.ui.widgets.choice import Choice
from cocdesk.ui.widgets.flow_layout import FlowLayout
from cocdesk.words import _

Kind = Literal["line", "text", "choice", "pick", "checks", "tick", "offers"]
Value = str | bool | tuple[str, ...]
Options = tuple[tuple[str, str], ...]
LONGEST_LINE = 600
LONGEST_TEXT = 400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: what is asked and what can be answered.

    ``key`` names the value; ``half`` puts it beside another half; ``notes`` holds a sentence per option of a pick; ``start`` is
    wording that one press puts into a text. A value is a string, a truth (``tick``), or ids (``checks``; ``offers`` as
    "id" for offered and "id!" for wanted).
    """

    key: str
    label: str
    kind: Kind = "line"
    hint: str = ""
    value: Value = ""
    options: Options = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    start: str = ""
    half: bool = False
    lines: int = 3


class FieldSet(QWidget):
    """The fields of a form under one another; ``values`` is what stands in them, ``changed`` tells that it is different."""

    changed = Signal()

    def __init__(self, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editors: dict[str, _Editor] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1.75))
        row: QHBoxLayout | None = None
        for described in fields:
            made = _EDITORS[described.kind](described)
            made.changed.connect(self.changed)
            self._editors[described.key] = made
            if described.half:
                if row is None:
                    row = QHBoxLayout()
                    row.setSpacing(theme.space(2))
                    column.addLayout(row)
                    row.addWidget(made, 1, Qt.AlignmentFlag.AlignBottom)
                else:
                    row.addWidget(made, 1, Qt.AlignmentFlag.AlignBottom)
                    row = None
            else:
                row = None
                column.addWidget(made)
        first = next(iter(self._editors.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def values(self) -> dict[str, Value]:
        """What stands in the fields now, by key."""
        return {key: made.value() for key, made in self._editors.items()}

    def put(self, values: Mapping[str, object]) -> None:
        """Show values that were kept as JSON, so that a list stands for a tuple; fields that are gone are passed over."""
        for key, value in values.items():
            if key in self._editors:
                self._editors[key].put_value(tuple(map(str, value)) if isinstance(value, (list, tuple)) else value)

    def editor(self, key: str) -> QWidget:
        """The control a person types or chooses in."""
        return self._editors[key].control

    def focus_on(self, key: str) -> None:
        """Put the cursor into a field."""
        self._editors[key].control.setFocus(Qt.FocusReason.OtherFocusReason)


class _Editor(QWidget):
    """A label, perhaps a hint, and the control under it."""

    changed = Signal()
    control: QWidget

    def __init__(self, described: Field, *, titled: bool = True) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.space(0.5))
        self.head = QHBoxLayout()
        if titled:
            self.head.addWidget(plain.label(described.label, "strong"), 1)
            self.column.addLayout(self.head)
        if described.hint and titled:
            self.column.addWidget(plain.label(described.hint, "muted"))

    def put(self, control: QWidget) -> None:
        self.control = control
        self.column.addWidget(control)
        self.setFocusProxy(control)

    def value(self) -> Value:
        raise NotImplementedError

    def put_value(self, value: object) -> None:
        raise NotImplementedError


class _Line(_Editor):
    def __init__(self, described: Field) -> None:
        super().__init__(described)
        self._edit = QLineEdit(str(described.value))
        self._edit.setMaxLength(LONGEST_LINE)
        self._edit.setCursorPosition(0)
        self._edit.setAccessibleName(described.label)
        self._edit.textChanged.connect(self.changed)
        self.put(self._edit)

    def value(self) -> Value:
        return self._edit.text().strip()

    def put_value(self, value: object) -> None:
        self._edit.setText(str(value))


class _Text(_Editor):
    def __init__(self, described: Field) -> None:
        super().__init__(described)
        self._edit = PlainEdit(lines=described.lines, most_lines=12, name=described.label, limit=LONGEST_TEXT)
        self._edit.setPlainText(str(described.value))
        self._refused = Sentence("", "bad")
        self._edit.refused.connect(self._refused.set_text)
        self._edit.textChanged.connect(self.changed)
        if described.start:
            begin = button(_("Start from the wording"), "small")
            begin.setAccessibleName(_("{field}: start from the wording").format(field=described.label))
            begin.clicked.connect(lambda: self._put_in(described.start))
            self.head.addWidget(begin)
        self.put(self._edit)
        self.column.addWidget(self._refused)

    def _put_in(self, words: str) -> None:
        here = self._edit.text()
        self._edit.setPlainText(f"{here}\n\n{words}" if here else words)
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def value(self) -> Value:
        return self._edit.text()

    def put_value(self, value: object) -> None:
        self._edit.setPlainText(str(value))


class _Choice(_Editor):
    def __init__(self, described: Field) -> None:
        super().__init__(described)
        self._choice = Choice(described.label, described.options)
        self._choice.choose(str(described.value))
        self._choice.changed.connect(self.changed)
        self.put(self._choice)

    def value(self) -> Value:
        return self._choice.key

    def put_value(self, value: object) -> None:
        self._choice.choose(str(value))


class _Pick(_Editor):
    def __init__(self, described: Field) -> None:
        super().__init__(described)
        self._combo = QComboBox()
        self._combo.setAccessibleName(described.label)
        self._combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._combo.setMinimumContentsLength(20)
        self._wheel = _StillWheel(self)
        self._combo.installEventFilter(self._wheel)
        for key, words in described.options:
            self._combo.addItem(words, key)
        self._combo.setCurrentIndex(max(0, self._combo.findData(str(described.value))))
        self._notes = described.notes
        self._note = Sentence()
        self._combo.currentIndexChanged.connect(self._tell)
        self._combo.currentIndexChanged.connect(self.changed)
        self.put(self._combo)
        self.column.addWidget(self._note)
        self._tell()

    def _tell(self) -> None:
        self._note.set_text(self._notes.get(str(self.value()), ""))

    def value(self) -> Value:
        return str(self._combo.currentData() or "")

    def put_value(self, value: object) -> None:
        self._combo.setCurrentIndex(max(0, self._combo.findData(str(value))))


class _Checks(_Editor):
    def __init__(self, described: Field) -> None:
        super().__init__(described)
        area = QWidget()
        area.setAccessibleName(described.label)
        flow = FlowLayout(area, gap=0.5)
        wanted = described.value if isinstance(described.value, tuple) else ()
        self._boxes: dict[str, QCheckBox] = {}
        for key, words in described.options:
            box = QCheckBox(words)
            box.setAccessibleName(_("{field}: {choice}").format(field=described.label, choice=words))
            box.setChecked(key in wanted)
            box.toggled.connect(self.changed)
            flow.addWidget(box)
            self._boxes[key] = box
        self.put(area)
        if self._boxes:
            area.setFocusProxy(next(iter(self._boxes.values())))

    def value(self) -> Value:
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def put_value(self, value: object) -> None:
        for key, box in self._boxes.items():
            box.setChecked(isinstance(value, tuple) and key in value)


class _Tick(_Editor):
    def __init__(self, described: Field) -> None:
        super().__init__(described, titled=False)
        self._box = QCheckBox(described.label)
        self._box.setChecked(described.value is True)
        self._box.setAccessibleDescription(described.hint)
        self._box.toggled.connect(self.changed)
        self.put(self._box)
        if described.hint:
            self.column.addWidget(plain.label(described.hint, "muted"))

    def value(self) -> Value:
        return self._box.isChecked()

    def put_value(self, value: object) -> None:
        self._box.setChecked(value is True)


class _Offers(_Editor):
    """Each offer in a line: made, or made and wanted."""

    def __init__(self, described: Field) -> None:
        super().__init__(described)
        area = QWidget()
        area.setAccessibleName(described.label)
        grid = QGridLayout(area)
        grid.setContentsMargins(0, theme.space(0.5), 0, 0)
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.space(1))
        grid.setColumnStretch(0, 1)
        self._choices: dict[str, Choice] = {}
        for number, (key, words) in enumerate(described.options):
            grid.addWidget(plain.label(words), number, 0)
            made = Choice(words, [("no", _("Not yet")), ("offered", _("Offered")), ("wanted", _("Wanted"))])
            made.choose("no")
            made.changed.connect(self.changed)
            # A flowing row asks for its narrowest size in a grid; these three belong side by side.
            made.setMinimumWidth(made.sizeHint().width())
            grid.addWidget(made, number, 1)
            self._choices[key] = made
        self.put(area)
        if self._choices:
            area.setFocusProxy(next(iter(self._choices.values())))

    def value(self) -> Value:
        states = {key: made.key for key, made in self._choices.items()}
        return tuple(f"{key}!" if state == "wanted" else key for key, state in states.items() if state in ("offered", "wanted"))

    def put_value(self, value: object) -> None:
        marks = value if isinstance(value, tuple) else ()
        for key, made in self._choices.items():
            made.choose("wanted" if f"{key}!" in marks else "offered" if key in marks else "no")


class _StillWheel(QObject):
    """Keeps the wheel from changing a value that only lies in the way of scrolling."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


_EDITORS: dict[Kind, type[_Editor]] = {
    "line": _Line, "text": _Text, "choice": _Choice, "pick": _Pick, "checks": _Checks, "tick": _Tick, "offers": _Offers,
}  # fmt: skip
