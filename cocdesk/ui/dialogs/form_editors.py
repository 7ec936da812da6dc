"""The controls of a form: one small widget per kind of field, each with its label and what is said under it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cocdesk.ui import plain, theme
from cocdesk.ui.dialogs.sheet import Sentence
from cocdesk.ui.forms.fields import Field, Kind, Value, names, place_of
from cocdesk.ui.plain import PlainEdit
from cocdesk.ui.widgets.card import Card, button
from cocdesk.ui.widgets.choice import Choice
from cocdesk.ui.widgets.flow_layout import FlowLayout
from cocdesk.ui.widgets.still_wheel import StillWheel
from cocdesk.words import _

LONGEST_LINE = 600
LONGEST_TEXT = 400_000


class Editor(QWidget):
    """A label, perhaps a hint, and the control under it."""

    changed = Signal()
    control: QWidget

    def __init__(self, described: Field, *, titled: bool = True) -> None:
        super().__init__()
        self.column = theme.flush(QVBoxLayout(self), 0.5)
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


class _Line(Editor):
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


class _Text(Editor):
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


class _Choice(Editor):
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


class _Pick(Editor):
    def __init__(self, described: Field) -> None:
        super().__init__(described)
        self._combo = QComboBox()
        self._combo.setAccessibleName(described.label)
        self._combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._combo.setMinimumContentsLength(20)
        self._wheel = StillWheel(self)
        self._combo.installEventFilter(self._wheel)
        for key, words in described.options:
            if key in described.headings:
                self._head(described.headings[key])
            self._combo.addItem(words, key)
        self._combo.setCurrentIndex(max(0, self._combo.findData(str(described.value))))
        self._notes = described.notes
        self._note = Sentence()
        self._combo.currentIndexChanged.connect(self._tell)
        self._combo.currentIndexChanged.connect(self.changed)
        self.put(self._combo)
        self.column.addWidget(self._note)
        self._tell()

    def _head(self, words: str) -> None:
        """A line of the list that cannot be chosen, over those that follow."""
        self._combo.addItem(words)
        model = self._combo.model()
        assert isinstance(model, QStandardItemModel)
        model.item(self._combo.count() - 1).setEnabled(False)

    def _tell(self) -> None:
        self._note.set_text(self._notes.get(str(self.value()), ""))

    def value(self) -> Value:
        return str(self._combo.currentData() or "")

    def put_value(self, value: object) -> None:
        self._combo.setCurrentIndex(max(0, self._combo.findData(str(value))))


class _Checks(Editor):
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


class _Tick(Editor):
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


class _Offers(Editor):
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


class _People(Editor):
    """The team to tick, and a line for names that are not among them."""

    def __init__(self, described: Field) -> None:
        super().__init__(described)
        area = QWidget()
        area.setAccessibleName(described.label)
        column = theme.flush(QVBoxLayout(area), 0.75)
        self._boxes: dict[str, QCheckBox] = {}
        if described.options:
            flow = FlowLayout(gap=0.5)
            for key, words in described.options:
                box = QCheckBox(words)
                box.setAccessibleName(_("{field}: {choice}").format(field=described.label, choice=words))
                box.toggled.connect(self.changed)
                flow.addWidget(box)
                self._boxes[key] = box
            column.addLayout(flow)
        self._others = QLineEdit()
        self._others.setMaxLength(LONGEST_LINE)
        self._others.setPlaceholderText(_("Others, with commas between the names") if self._boxes else _("Names, with commas"))
        self._others.setAccessibleName(_("{field}: other names, with commas between them").format(field=described.label))
        self._others.textChanged.connect(self.changed)
        column.addWidget(self._others)
        self.put(area)
        area.setFocusProxy(next(iter(self._boxes.values()), self._others))
        self.put_value(described.value)

    def value(self) -> Value:
        ticked = [key for key, box in self._boxes.items() if box.isChecked()]
        return tuple(dict.fromkeys((*ticked, *names(self._others.text()))))

    def put_value(self, value: object) -> None:
        wanted = names(value) if isinstance(value, (str, tuple)) else ()
        for key, box in self._boxes.items():
            box.setChecked(key in wanted)
        self._others.setText(", ".join(name for name in wanted if name not in self._boxes))


class _Places(Editor):
    """Each place in a line: how far it is, and who sees to it there."""

    def __init__(self, described: Field) -> None:
        super().__init__(described)
        area = QWidget()
        area.setAccessibleName(described.label)
        column = QVBoxLayout(area)
        column.setContentsMargins(0, theme.space(0.5), 0, 0)
        column.setSpacing(theme.space(1.25))
        self._states: dict[str, Choice] = {}
        self._owners: dict[str, QLineEdit] = {}
        for key, words in described.options:
            row = FlowLayout(gap=1)
            state = Choice(words, [("", _("Not yet")), ("done", _("In place")), ("checked", _("Looked at"))])
            state.changed.connect(self.changed)
            owner = QLineEdit()
            owner.setMaxLength(LONGEST_LINE)
            owner.setPlaceholderText(_("Who sees to it"))
            owner.setAccessibleName(_("{place}: who sees to it").format(place=words))
            owner.setMinimumWidth(owner.fontMetrics().averageCharWidth() * 18)
            owner.textChanged.connect(self.changed)
            state.setMinimumWidth(state.sizeHint().width())
            column.addWidget(plain.label(words))
            row.addWidget(state)
            row.addWidget(owner)
            column.addLayout(row)
            self._states[key], self._owners[key] = state, owner
        self.put(area)
        if self._states:
            area.setFocusProxy(next(iter(self._states.values())))
        self.put_value(described.value)

    def value(self) -> Value:
        found = []
        for key, state in self._states.items():
            owner = self._owners[key].text().strip()
            found.append(f"{key}={state.key}:{owner}" if owner else f"{key}={state.key}")
        return tuple(found)

    def put_value(self, value: object) -> None:
        for line in value if isinstance(value, tuple) else ():
            key, mark, owner = place_of(str(line))
            if key in self._states:
                self._states[key].choose(mark)
                self._owners[key].setText(owner)


class Speaking(Editor):
    """A part of a form that holds no answer: it says something, perhaps about the answers so far."""

    def __init__(self, described: Field) -> None:
        super().__init__(described, titled=False)
        self._says = described.says
        self.said = ""

    def value(self) -> Value:
        return ""

    def put_value(self, value: object) -> None:
        """Nothing can be put in."""

    def listen(self, values: Mapping[str, Value]) -> None:
        """Look at the answers, and say what is to be said now; nothing to say takes no room."""
        self.said = "\n".join(self._says(values)) if self._says is not None else ""
        self.show_words(self.said)
        self.setVisible(bool(self.said))

    def show_words(self, words: str) -> None:
        raise NotImplementedError


class _Saying(Speaking):
    def __init__(self, described: Field) -> None:
        super().__init__(described)
        self.sentence = Sentence("", described.tone)
        self.put(self.sentence)

    def show_words(self, words: str) -> None:
        self.sentence.set_text(words)


class _Preview(Speaking):
    def __init__(self, described: Field) -> None:
        super().__init__(described)
        card = Card(described.label)
        self.words = plain.label("", selectable=True)
        self.words.setAccessibleName(described.label)
        card.body.addWidget(self.words)
        self.put(card)

    def show_words(self, words: str) -> None:
        self.words.setText(words)


class _Heading(Speaking):
    def __init__(self, described: Field) -> None:
        super().__init__(described)
        self.put(plain.label(described.label, "title"))

    def listen(self, values: Mapping[str, Value]) -> None:
        """A heading stands as it is."""

    def show_words(self, words: str) -> None:
        """It has its words."""


EDITORS: dict[Kind, type[Editor]] = {
    "line": _Line, "text": _Text, "choice": _Choice, "pick": _Pick, "checks": _Checks, "tick": _Tick, "offers": _Offers,
    "people": _People, "places": _Places, "saying": _Saying, "preview": _Preview, "heading": _Heading,
}  # fmt: skip
