"""What a letter needs before it goes: its gaps filled in, the capacity it rests on, and a second pair of eyes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QVBoxLayout, QWidget

from cocdesk.model.actions.print import read_also
from cocdesk.model.documents.blocks import Gap
from cocdesk.model.queries.papers import PaperKind
from cocdesk.ui import plain, theme
from cocdesk.words import _

_LONGEST = 4000
_LINES = 3


class LetterFields(QWidget):
    """``changed`` shortly after typing has stopped, or when a capacity was ticked; a reader's tick counts until then."""

    changed = Signal()

    def __init__(self, kind: PaperKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._soon = QTimer(self, singleShot=True, interval=400)
        self._typed: dict[str, str] = {}
        self._fields: dict[str, QPlainTextEdit] = {}
        self.capacities = {title: _box(title) for title in kind.capacities}
        self.read = _box(_("A second person of the team has read it"))
        self._second_reader = kind.second_reader
        self._gaps = QWidget()
        self._arrange(kind)
        self._soon.timeout.connect(self._tell)
        for box in self.capacities.values():
            box.toggled.connect(lambda _on: self._tell())
        self.setVisible(kind.second_reader or kind.fills)

    def _arrange(self, kind: PaperKind) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.75))
        if self.capacities:
            column.addWidget(_heading(_("In which capacity were they there?")))
            for box in self.capacities.values():
                column.addWidget(box)
        rows = QVBoxLayout(self._gaps)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.space(0.5))
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
        while (item := layout.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self._fields = {}
        if known:
            layout.addWidget(_heading(_("To fill in")))
        for gap in known:
            title = gap.label[:1].upper() + gap.label[1:]
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

    def _tell(self) -> None:
        self.read.setChecked(False)
        self.changed.emit()

    def read_anew(self) -> None:
        """Something else of the letter changed: what was read before counts no more."""
        self.read.setChecked(False)

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
        """What is missing before it may go, in a sentence; empty when nothing is. What was just typed is part of it first."""
        if self._soon.isActive():
            self._soon.stop()
            self._tell()
        if self.capacities and not self.chosen:
            return _("Tick in which capacity they were there; without one this report does not go.")
        if self._second_reader and not self.read.isChecked():
            return _("Let a second person of the team read it first, and tick that they have.")
        return ""

    @property
    def noted(self) -> str:
        """What is written down with the letter."""
        return read_also() if self._second_reader and self.read.isChecked() else ""


def _heading(words: str) -> QWidget:
    heading = plain.label(words, "strong")
    heading.setContentsMargins(0, theme.space(0.75), 0, 0)
    return heading


def _box(words: str) -> QCheckBox:
    box = QCheckBox(words[:1].upper() + words[1:])
    box.setAccessibleName(words)
    return box
