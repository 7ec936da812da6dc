"""How a case looks in the list: two lines, a state in a word, a tiny matrix and a deadline in words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from cocdesk.ui import fonts, icons, theme
from cocdesk.ui.tables.case_table import CASE, DUE, STAGE, CaseRow, cell_words, shown_title
from cocdesk.ui.widgets.matrix_grid import paint_glyph
from cocdesk.ui.widgets.pill import paint_pill

_State = QStyle.StateFlag
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)


class CaseDelegate(QStyledItemDelegate):
    """Paints rows of ``CaseRow``; holds nothing but sizes that follow the font."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrics = QFontMetrics(option.font)
        return QSize(metrics.averageCharWidth() * 18, metrics.height() * 2 + theme.space(3))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        row: CaseRow | None = index.data(Qt.ItemDataRole.UserRole)
        look, rect = theme.tokens(), QRectF(option.rect)
        state = option.state
        chosen = bool(state & _State.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        if chosen:
            painter.fillRect(rect, QColor(look.sel))
            if index.column() == CASE and option.widget.hasFocus():
                painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), QColor(look.accent))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(look.line))
        if row is not None:
            inner = rect.adjusted(theme.space(1.25), 0, -theme.space(1), 0)
            if index.column() == CASE:
                _paint_case(painter, inner, row, _moved_here(option.widget, row))
            else:
                (_paint_stage, _paint_place, _paint_due)[index.column() - 1](painter, inner, row)
        painter.restore()


def _moved_here(view: object, row: CaseRow) -> tuple[str, ...]:
    """The words of columns that had no room: they stand in the second line, what is due first."""
    if not isinstance(view, QTableView):
        return ()
    return tuple(words for column, words in ((DUE, row.due_words), (STAGE, row.stage)) if words and view.isColumnHidden(column))


def _paint_case(painter: QPainter, inner: QRectF, row: CaseRow, more: tuple[str, ...] = ()) -> None:
    look, plain_font = theme.tokens(), painter.font()
    bold = fonts.strong(plain_font)
    line = QFontMetrics(plain_font).height()
    gap = theme.space(0.375)
    top = inner.center().y() - line - gap / 2
    first = QRectF(inner.left(), top, inner.width(), line)
    if row.blurred or row.sealed:
        icon = "eye-slash" if row.blurred else "lock-simple"
        icons.paint(painter, QRectF(first.left(), first.top(), line, line), icon, QColor(look.muted))
        first.adjust(line + theme.space(0.75), 0, 0, 0)
    painter.setFont(bold)
    painter.setPen(QColor(look.muted if row.blurred else look.text))
    wide = int(first.width())
    painter.drawText(first, _MIDDLE, QFontMetrics(bold).elidedText(shown_title(row), Qt.TextElideMode.ElideRight, wide))
    painter.setFont(plain_font)
    painter.setPen(QColor(look.muted))
    second = "  ·  ".join(part for part in (*more, row.code_name, row.sealed, row.place) if part)
    wide = int(inner.width())
    under = QRectF(inner.left(), top + line + gap, inner.width(), line)
    painter.drawText(under, _MIDDLE, QFontMetrics(plain_font).elidedText(second, Qt.TextElideMode.ElideRight, wide))


def _paint_stage(painter: QPainter, inner: QRectF, row: CaseRow) -> None:
    if row.stage:
        paint_pill(painter, inner.left(), inner.center().y(), row.stage, row.stage_tone, most=inner.width())


def _paint_place(painter: QPainter, inner: QRectF, row: CaseRow) -> None:
    metrics = QFontMetrics(painter.font())
    side = round(metrics.height() * 0.56)
    used = paint_glyph(painter, inner.left() + 0.5, inner.center().y(), side, row.risk, row.impact) + theme.space(1.25)
    words = cell_words(row.risk, row.impact)
    if inner.width() - used >= metrics.horizontalAdvance(words):
        painter.setPen(QColor(theme.tokens().muted))
        painter.drawText(inner.adjusted(used, 0, 0, 0), _MIDDLE, words)


def _paint_due(painter: QPainter, inner: QRectF, row: CaseRow) -> None:
    if row.due_words and row.due_words != "–":
        paint_pill(painter, inner.left(), inner.center().y(), row.due_words, row.due_tone, dot=False, most=inner.width())
    else:
        painter.setPen(QColor(theme.tokens().muted))
        painter.drawText(inner, _MIDDLE, "–")
