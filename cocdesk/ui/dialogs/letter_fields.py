"""What a letter needs before it goes: its gaps filled in, the capacity it rests on, and a second pair of eyes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QVBoxLayout, QWidget

from cocdesk.model.documents.blocks import Gap
from cocdesk.model.queries.papers import PaperKind
from cocdesk.model.rules import last_look
from cocdesk.model.rules.text import capital
from cocdesk.ui import plain, theme
from cocdesk.ui.widgets.card import empty
from cocdesk.words import _

_LONGEST = 100_000
_LINES = 3


class LetterFields(QWidget):
    """``touched`` at each letter, ``changed`` shortly after typing has stopped, or when a capacity was ticked.

    A reader's tick counts until then.
    """

    changed = Signal()
    touched = Signal()

    def __init__(self, kind: PaperKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._soon = QTimer(self, singleShot=True, interval=400)
        self._typed: dict[str, str] = {}
        self._fields: dict[str, QPlainTextEdit] = {}
        self.capacities = {title: _box(title) for title in kind.capacities}
        self.read = _box(_("A second person of the team has read it"))
        self._second_reader = kind.second_reader
        self._said: tuple[str, ...] = ()
        self._gaps = QWidget()
        self._arrange(kind)
        self._soon.timeout.connect(self._tell)
        for box in self.capacities.values():
            box.toggled.connect(lambda _on: self._tell())
        self.setVisible(kind.second_reader or kind.fills)

    def _arrange(self, kind: PaperKind) -> None:
        column = theme.flush(QVBoxLayout(self), 0.75)
        if self.capacities:
            column.addWidget(_heading(_("In which capacity were they there?")))
            for box in self.capacities.values():
                column.addWidget(box)
        theme.flush(QVBoxLayout(self._gaps), 0.5)
        column.addWidget(self._gaps)
        column.addWidget(self.read)
        self.read.setVisible(kind.second_reader)

    def show_gaps(self, gaps: Iterable[Gap]) -> None:
        """A field for each gap of the letter as it was just made; what was typed stays."""
        known = list(gaps)
        if [gap.id for gap in known] == list(self._fields):
            return
        layout = self._gaps.layout()
        assert layout is not None
        empty(layout)
        self._fields = {}
        if known:
            layout.addWidget(_heading(_("To fill in")))
        for gap in known:
            title = capital(gap.label)
            words = plain.label(title, "muted")
            field = QPlainTextEdit()
            field.setPlainText(self._typed.get(gap.id, gap.words))
            field.setTabChangesFocus(True)
            field.setAccessibleName(title)
            field.setFixedHeight(field.fontMetrics().lineSpacing() * _LINES + theme.space(2))
            words.setBuddy(field)
            field.textChanged.connect(lambda key=gap.id, field=field: self._typing(key, field))
            layout.addWidget(words)
            layout.addWidget(field)
            self._fields[gap.id] = field

    def _typing(self, key: str, field: QPlainTextEdit) -> None:
        self._typed[key] = field.toPlainText()[:_LONGEST]
        self._soon.start()
        self.touched.emit()

    def flush(self) -> None:
        """What was typed a moment ago counts now."""
        if self._soon.isActive():
            self._soon.stop()
            self._tell()

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, by gap."""
        return self.words

    def put(self, words: Mapping[str, str]) -> None:
        """Let this stand in the gaps, and what the record knows in the others; seen when the gaps are shown the next time."""
        self._typed, self._fields = dict(words), {}

    def _tell(self) -> None:
        self.read_anew()
        self.changed.emit()

    def read_anew(self) -> None:
        """Something else of the letter changed: what was read, or asked, before counts no more."""
        self.read.setChecked(False)
        self._said = ()

    @property
    def words(self) -> dict[str, str]:
        """What was typed, by gap; a gap nobody touched keeps what the record knows."""
        return dict(self._typed)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The capacities that are ticked."""
        return tuple(title for title, box in self.capacities.items() if box.isChecked())

    @property
    def missing(self) -> str:
        """What is asked before it goes, in a sentence; empty when nothing is, or when that was asked already.

        What was just typed is part of it first.
        """
        self.flush()
        asked = last_look.asked(
            second=self._second_reader, read=self.read.isChecked(), known=tuple(self.capacities), chosen=self.chosen
        )
        if not asked or asked == self._said:
            return ""
        self._said = asked
        return " ".join((*asked, _("Once more, and it goes as it is; that is written down with it.")))

    @property
    def noted(self) -> str:
        """What is written down with the letter."""
        return last_look.noted(
            second=self._second_reader, read=self._second_reader and self.read.isChecked(), known=tuple(self.capacities),
            chosen=self.chosen,
        )  # fmt: skip


def _heading(words: str) -> QWidget:
    heading = plain.label(words, "strong")
    heading.setContentsMargins(0, theme.space(0.75), 0, 0)
    return heading


def _box(words: str) -> QCheckBox:
    box = QCheckBox(capital(words))
    box.setAccessibleName(words)
    return box
