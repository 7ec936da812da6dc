"""The fields a report is made of: a question in the pack's words, room for the answer, and "Not offered" by one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cocdesk.model.records.report import ReportDraft
from cocdesk.ui import plain, theme
from cocdesk.ui.plain import PlainEdit
from cocdesk.ui.widgets.card import button
from cocdesk.ui.widgets.choice import Choice, yes_no_unknown
from cocdesk.ui.widgets.flow_layout import FlowLayout
from cocdesk.ui.wizard import changes
from cocdesk.ui.wizard.step import DraftChange
from cocdesk.words import _

LONGEST_LINE = 600
LONGEST_ACCOUNT = 400_000
# Composing characters can make a text longer when it is kept (NFC), and the account may join two texts: both limits leave room
# below those of the record, so that what fits in a field can always be saved.


def line(name: str, hint: str = "") -> QLineEdit:
    """A field for one line."""
    made = QLineEdit()
    made.setMaxLength(LONGEST_LINE)
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made


def show_text(field: QLineEdit | PlainEdit, text: str) -> None:
    """Put text into a field unless it is there already, so that the cursor of whoever types stays where it is."""
    if isinstance(field, QLineEdit):
        if field.text() != text:
            field.setText(text)
    elif field.toPlainText() != text:
        field.setPlainText(text)


def spoken(text: str) -> QFrame:
    """A sentence to say, set off as speech."""
    made = QFrame()
    made.setProperty("look", "quote")
    made.setProperty("tone", "ok")
    row = QHBoxLayout(made)
    row.setContentsMargins(theme.space(1.25), theme.space(0.25), 0, theme.space(0.25))
    row.addWidget(plain.label(text), 1)
    return made


class NotOffered(QPushButton):
    """The toggle beside a question; N presses it. ``marked(on)`` comes when a person changes it."""

    marked = Signal(bool)

    def __init__(self, question: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Not offered"), parent)
        self.setProperty("look", "chip")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(_("{question}: not offered").format(question=question))
        plain.set_tip(self, _("Asked, and not offered. N here, or Alt+N in the field."))
        self.clicked.connect(self.marked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_N and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.click()
            return
        super().keyPressEvent(event)


class Block(QWidget):
    """One question: title, the pack's way to ask it, the answer, and a toggle for "Not offered".

    ``wish`` carries a change of the draft; ``refused`` a sentence about text that did not fit.
    """

    wish = Signal(object)
    refused = Signal(str)

    def __init__(self, field: str, title: str, ask: str = "", hint: str = "", *, toggle: bool = True) -> None:
        super().__init__()
        self.field = field
        self.setAccessibleName(title)
        self.body = theme.flush(QVBoxLayout(self), 0.5)
        head = QHBoxLayout()
        head.addWidget(plain.label(title, "strong"), 1)
        self.body.addLayout(head)
        if ask:
            self.body.addWidget(plain.label(ask, "muted"))
        if hint:
            plain.set_tip(self, hint)
            self.setAccessibleDescription(hint)
        self.toggle: NotOffered | None = None
        if toggle:
            self.toggle = NotOffered(title)
            self.toggle.marked.connect(self._mark)
            head.addWidget(self.toggle)
            key = QShortcut(QKeySequence("Alt+N"), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(self.toggle.click)

    def place_toggle(self) -> None:
        """Have Tab reach the answer before the toggle that stands above it."""
        answer = self.focusProxy()
        if self.toggle is not None and answer is not None:
            QWidget.setTabOrder(answer, self.toggle)

    def fill(self, draft: ReportDraft) -> None:
        """Show the draft's answer."""
        if self.toggle is not None:
            self.toggle.setChecked(self.field in draft.report.not_offered)

    def _mark(self, on: bool) -> None:
        field = self.field
        self.wish.emit(lambda draft: changes.mark_not_offered(draft, field, on))


class TextBlock(Block):
    """A question with an answer of several lines."""

    def __init__(self, field: str, title: str, ask: str = "", hint: str = "", *, lines: int = 2) -> None:
        super().__init__(field, title, ask, hint)
        self.edit = PlainEdit(lines=lines, most_lines=10, name=title, limit=LONGEST_ACCOUNT)
        self.edit.setPlaceholderText(hint)
        self.edit.setAccessibleDescription(ask)
        self.edit.textChanged.connect(self._typed)
        self.edit.refused.connect(self.refused)
        self.body.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.place_toggle()

    def fill(self, draft: ReportDraft) -> None:
        super().fill(draft)
        show_text(self.edit, getattr(draft.report, self.field))

    def _typed(self) -> None:
        field, text = self.field, self.edit.toPlainText()
        self.wish.emit(lambda draft: changes.with_report(draft, **{field: text}))


class LineBlock(Block):
    """A question with an answer of one line."""

    def __init__(self, field: str, title: str, ask: str = "", hint: str = "", *, toggle: bool = True) -> None:
        super().__init__(field, title, ask, hint, toggle=toggle)
        self.edit = line(title, hint)
        self.edit.setAccessibleDescription(ask)
        self.edit.textChanged.connect(self._typed)
        self.body.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.place_toggle()

    def fill(self, draft: ReportDraft) -> None:
        super().fill(draft)
        show_text(self.edit, getattr(draft.report, self.field))

    def _typed(self, text: str) -> None:
        field = self.field
        self.wish.emit(lambda draft: changes.with_report(draft, **{field: text}))


class ChoiceBlock(Block):
    """A question with a few answers side by side; "Not offered" is one of them."""

    def __init__(self, field: str, title: str, ask: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__(field, title, ask, toggle=False)
        self.choice = Choice(title, options, not_offered=True)
        self.choice.changed.connect(self._picked)
        self.body.addWidget(self.choice)
        self.setFocusProxy(self.choice)

    def fill(self, draft: ReportDraft) -> None:
        self.choice.choose(changes.answer_of(draft, self.field))

    def _picked(self, key: str) -> None:
        field = self.field
        self.wish.emit(lambda draft: changes.with_answer(draft, field, key))


class NeedsBlock(Block):
    """What the reporter needs now: as many as wanted."""

    def __init__(self, field: str, title: str, ask: str) -> None:
        super().__init__(field, title, ask)
        holder = QWidget()
        row = FlowLayout(holder, gap=1.5)
        self._boxes: dict[str, QCheckBox] = {}
        for need, words in (
            ("quiet", _("Quiet")), ("water", _("Water")), ("rest", _("Rest")), ("medical", _("Medical help")),
            ("friend", _("Someone they trust")),
        ):  # fmt: skip
            box = QCheckBox(words)
            box.clicked.connect(self._ticked)
            row.addWidget(box)
            self._boxes[need] = box
        self.body.addWidget(holder)
        self.setFocusProxy(self._boxes["quiet"])

    def fill(self, draft: ReportDraft) -> None:
        super().fill(draft)
        for need, box in self._boxes.items():
            box.setChecked(need in draft.report.needs)

    def _ticked(self) -> None:
        needs = tuple(need for need, box in self._boxes.items() if box.isChecked())
        self.wish.emit(lambda draft: changes.with_report(draft, needs=needs))


class PersonBlock(Block):
    """The first person of a kind, by name or description; more of them, and more about them, have a step of their own."""

    door_wanted = Signal(str)

    def __init__(self, field: str, title: str, ask: str, hint: str = "") -> None:
        super().__init__(field, title, ask, hint)
        self.name = line(_("{question}: name").format(question=title), _("Name, if it was said"))
        self.description = line(_("{question}: description").format(question=title), _("Or what they looked like"))
        more = button(_("More people"), "quiet", icon="arrow-right")
        more.setAccessibleName(_("{question}: more people").format(question=title))
        more.clicked.connect(lambda: self.door_wanted.emit("people"))
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        row.addWidget(self.name, 2)
        row.addWidget(self.description, 3)
        row.addWidget(more)
        self.body.addLayout(row)
        self.name.textChanged.connect(lambda text: self._tell(name=text))
        self.description.textChanged.connect(lambda text: self._tell(description=text))
        self.setFocusProxy(self.name)

    def fill(self, draft: ReportDraft) -> None:
        super().fill(draft)
        rows = draft.reported if self.field == "reported" else draft.others
        show_text(self.name, rows[0].name if rows else "")
        if rows and ("\n" in rows[0].description or len(rows[0].description) > LONGEST_LINE):
            # A line would cut what was written on the other step.
            self.description.setEnabled(False)
            self.description.setPlaceholderText(_("Described under People"))
            show_text(self.description, "")
            return
        self.description.setEnabled(True)
        self.description.setPlaceholderText(_("Or what they looked like"))
        show_text(self.description, rows[0].description if rows else "")

    def _tell(self, **values: str) -> None:
        field = self.field
        with_person = changes.with_reported if field == "reported" else changes.with_other
        answered = field if any(values.values()) else ""

        def change(draft: ReportDraft) -> ReportDraft:
            draft = changes.mark_not_offered(draft, field, False) if answered else draft
            return with_person(draft, 0, **values)

        self.wish.emit(change)


def connect_block(block: Block, apply: Callable[[DraftChange], None], refused: Callable[[str], None]) -> None:
    """Let a block's wishes reach its step."""
    block.wish.connect(apply)
    block.refused.connect(refused)


def contact_wishes() -> list[tuple[str, str]]:
    """How a reporter may want to be reached."""
    return [("email", _("E-mail")), ("phone", _("Phone")), ("in-person", _("In person")), ("none", _("Not at all"))]


def answers_for(field: str) -> list[tuple[str, str]]:
    """The answers of a field that has only a few; empty for text."""
    return {"ongoing": yes_no_unknown(), "contact_wish": contact_wishes()}.get(field, [])
