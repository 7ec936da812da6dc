"""The list of everything cases wait for: headings of time, and lines of two rows each, painted because there may be thousands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cocdesk.ui import fonts, theme
from cocdesk.ui.widgets.pill import paint_pill, pill_size
from cocdesk.words import _

_Z = Qt.ItemDataRole
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
_WIDE_CHARS = 92
"""From here on who may do it and the clause have a place of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpLine:
    """One line: what is to be done, in which case, by whom, after which clause, until when ("" for no time)."""

    case: str
    id: str
    act: str
    what: str
    code_name: str
    title: str
    who: str
    clause: str
    why: str
    when: str
    tone: str


Row = str | FollowUpLine
"""A heading, or a line."""


class FollowUpModel(QAbstractListModel):
    """Rows as they were given; headings cannot be chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def line(self, row: int) -> FollowUpLine | None:
        """The line of a row; None for a heading or none."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, FollowUpLine) else None

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) if self.line(index.row()) is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = _Z.DisplayRole) -> Any:
        if role not in (_Z.DisplayRole, _Z.UserRole, _Z.AccessibleTextRole, _Z.ToolTipRole):
            return None
        row = self._rows[index.row()]
        if role == _Z.UserRole:
            return row
        if isinstance(row, str):
            return None if role == _Z.ToolTipRole else row
        if role == _Z.ToolTipRole:
            return _tip(row)
        return row.what if role == _Z.DisplayRole else spoken(row)


def spoken(line: FollowUpLine) -> str:
    """A line as a screen reader says it."""
    return ", ".join(part for part in (line.what, line.when or _("no time set"), *_about(line), line.who, line.clause) if part)


def _about(line: FollowUpLine) -> tuple[str, ...]:
    return line.code_name, line.title, line.why


def beneath(line: FollowUpLine, said: str, fits: Callable[[str], bool]) -> list[str]:
    """What stands under a narrow line. The role is whole or not there: half of it helps nobody, and the tip has all."""
    all_of_it = [line.code_name, line.title, line.who, said]
    return all_of_it if fits("  ·  ".join(part for part in all_of_it if part)) else [line.code_name, line.title, said]


def _tip(line: FollowUpLine) -> str:
    """Everything a narrow line may have cut, framed so that Qt guesses no markup in it."""
    parts = [line.what, "  ·  ".join(part for part in _about(line) if part)]
    parts += ["  ·  ".join(part for part in (line.who, line.clause) if part)]
    safe = [part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for part in parts if part]
    return "".join(f"<p>{part}</p>" for part in safe)


class FollowUpList(QListView):
    """``wanted(case, act)`` when a line is pressed, by mouse or with Enter."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("follow-ups")
        self.setAccessibleName(_("Follow-ups"))
        self.rows = FollowUpModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Lines(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)

    @property
    def chosen(self) -> tuple[str, str]:
        """The case and the id of the chosen line; empty when there is none."""
        line = self.rows.line(self.currentIndex().row())
        return (line.case, line.id) if line is not None else ("", "")

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the chosen line stays chosen, else the first is."""
        held, place = self.chosen, self.verticalScrollBar().value()
        self.rows.set_rows(rows)
        lines = [number for number, row in enumerate(rows) if isinstance(row, FollowUpLine)]
        again = next((number for number in lines if self._is(number, held)), lines[0] if lines else -1)
        if again >= 0:
            self.setCurrentIndex(self.rows.index(again, 0))
            if again == lines[0]:
                self.scrollToTop()
            else:
                self.verticalScrollBar().setValue(place)

    def _is(self, row: int, held: tuple[str, str]) -> bool:
        line = self.rows.line(row)
        return line is not None and (line.case, line.id) == held

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: _Index) -> None:
        line = self.rows.line(index.row())
        if line is not None:
            self.wanted.emit(line.case, line.act)


class _Lines(QStyledItemDelegate):
    """Paints headings and lines; holds nothing but sizes that follow the font."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        tall = option.fontMetrics.height()
        heading = isinstance(index.data(_Z.UserRole), str)
        return QSize(0, tall + theme.space(3) if heading else tall * 2 + theme.space(2.75))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(_Z.UserRole)
        look, rect = theme.tokens(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        if isinstance(row, str):
            inner = rect.adjusted(theme.space(2), theme.space(1.25), -theme.space(2), 0)
            painter.setFont(fonts.strong(option.font))
            painter.setPen(QColor(look.muted))
            painter.drawText(inner, _MIDDLE, row)
        elif isinstance(row, FollowUpLine):
            self._line(painter, option, rect, row)
        painter.restore()

    def _line(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRectF, row: FollowUpLine) -> None:
        look = theme.tokens()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(look.sel))
            if option.widget.hasFocus():
                painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), QColor(look.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(look.raised))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(look.line))
        inner = rect.adjusted(theme.space(2), 0, -theme.space(2), 0)
        gap = theme.space(1.5)
        if row.when:
            wide = min(pill_size(QFontMetricsF(option.font), row.when, dot=False)[0], inner.width() * 0.4)
            paint_pill(painter, inner.right() - wide, inner.center().y(), row.when, row.tone, dot=False, most=wide)
            inner.setRight(inner.right() - wide - gap)
        said = row.why if row.why and not row.when else row.clause
        under = [row.code_name, row.title]
        if rect.width() >= option.fontMetrics.averageCharWidth() * _WIDE_CHARS:
            # The pill's place is kept free, so that this column stands straight.
            left = rect.left() + rect.width() * 0.56
            beside = QRectF(
                left, inner.top(), max(0.0, min(inner.right(), rect.left() + rect.width() * 0.84) - left), inner.height()
            )
            _two(painter, beside, row.who, said, strong=False)
            inner.setRight(left - gap)
        else:
            metrics, room = QFontMetrics(option.font), inner.width()
            under = beneath(row, said, lambda words: metrics.horizontalAdvance(words) <= room)
        _two(painter, inner, row.what, "  ·  ".join(part for part in under if part), strong=True)


def _two(painter: QPainter, box: QRectF, first: str, second: str, *, strong: bool) -> None:
    """Two rows of words, cut where they have no room."""
    look, plain_font = theme.tokens(), painter.font()
    line, gap = QFontMetrics(plain_font).height(), theme.space(0.375)
    top = box.center().y() - (line + gap / 2 if second else line / 2)
    for number, words in enumerate((first, second)):
        font = fonts.strong(plain_font) if strong and not number else plain_font
        painter.setFont(font)
        painter.setPen(QColor(look.text if strong and not number else look.muted))
        place = QRectF(box.left(), top + number * (line + gap), box.width(), line)
        painter.drawText(place, _MIDDLE, QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(box.width())))
    painter.setFont(plain_font)
