"""What a case asks a second look at: where its procedure was not kept, and which other cases belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cocdesk.model.queries.case_view import CaseView, LinkedCase
from cocdesk.model.records.case import Remark
from cocdesk.ui import plain, theme
from cocdesk.ui.widgets.card import button, empty
from cocdesk.ui.widgets.empty_state import Glyph
from cocdesk.words import _

AT_FIRST = 3


class Remarks(QWidget):
    """Quiet lines, never a wall: ``entry_wanted(entry)`` shows what a line is about."""

    entry_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Look at this again"))
        self._column = _column(self)
        self._all = False
        self._shown: tuple[Remark, ...] = ()

    def show_case(self, view: CaseView) -> None:
        self._all = False
        self._show(view.remarks)

    def drop(self) -> None:
        """Forget everything that is shown."""
        self._show(())

    def _show(self, found: Sequence[Remark]) -> None:
        self._shown = tuple(found)
        empty(self._column)
        self.setVisible(bool(found))
        if not found:
            return
        self._column.addWidget(plain.label(_("Look at this again"), "strong"))
        for remark in self._shown if self._all else self._shown[:AT_FIRST]:
            self._column.addWidget(self._line(remark))
        left = len(self._shown) - AT_FIRST
        if left > 0 and not self._all:
            more = button(_("{count} more…").format(count=left), "bare")
            more.clicked.connect(self._show_all)
            self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)

    def _show_all(self) -> None:
        self._all = True
        self._show(self._shown)

    def _line(self, remark: Remark) -> QWidget:
        line = QWidget()
        row = theme.flush(QHBoxLayout(line), 1)
        row.addWidget(Glyph("warning-circle", "warn"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(plain.label(remark.sentence), 1)
        if remark.entry:
            look = button(_("Show"), "bare")
            look.setAccessibleName(_("Show: {sentence}").format(sentence=remark.sentence))
            look.clicked.connect(lambda: self.entry_wanted.emit(remark.entry))
            row.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)
        return line


class LinkedCases(QWidget):
    """Cases that belong to this one; ``case_wanted(id)`` opens one."""

    case_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Linked cases"))
        self._column = _column(self)

    def show_case(self, view: CaseView) -> None:
        self._show(view.linked)

    def drop(self) -> None:
        """Forget everything that is shown."""
        self._show(())

    def _show(self, linked: Sequence[LinkedCase]) -> None:
        empty(self._column)
        self.setVisible(bool(linked))
        if not linked:
            return
        self._column.addWidget(plain.label(_("Linked cases"), "strong"))
        for other in linked:
            line = QWidget()
            row = theme.flush(QHBoxLayout(line), 1)
            row.addWidget(Glyph("link", "muted"), 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(plain.label("  ·  ".join(w for w in (other.code_name, other.title) if w)))
            words.addWidget(plain.label("  ·  ".join(w for w in (how_words(other.how), other.words) if w), "muted"))
            row.addLayout(words, 1)
            go = button(_("Open"), "bare")
            go.setAccessibleName(_("Open case {code_name}").format(code_name=other.code_name))
            go.clicked.connect(lambda _checked=False, case=other.id: self.case_wanted.emit(case))
            row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
            self._column.addWidget(line)


def how_words(how: str) -> str:
    """How a linked case belongs to this one."""
    return {
        "same-issue": _("another report of the same thing"), "related": _("belongs to it"),
        "retaliation": _("something done in answer to a report"), "pressed-apology": _("an apology that was pressed"),
        "same-person": _("about the same person"), "appeal": _("an appeal"),
    }.get(how, how)  # fmt: skip


def _column(widget: QWidget) -> QVBoxLayout:
    made = theme.flush(QVBoxLayout(widget), 0.75)
    widget.hide()
    return made
