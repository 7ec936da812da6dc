"""The list of pages at the left, and lists whose lines are as high as a finger or a tired eye wants them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cocdesk.ui import icons, theme
from cocdesk.ui.widgets.pill import paint_pill, pill_size
from cocdesk.words import _


class RoomyLines(QStyledItemDelegate):
    """Makes the lines of a list or tree higher; a style sheet's padding only moves their words."""

    def __init__(self, parent: QAbstractItemView, *, more: float = 1.5) -> None:
        super().__init__(parent)
        self._more = more

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        least = option.fontMetrics.height() + theme.space(self._more)
        return QSize(size.width() + theme.space(1), max(size.height(), least))


_COUNT = int(Qt.ItemDataRole.UserRole) + 1
_MOST = 99


class _Counted(RoomyLines):
    """Lines with a small number at their end, where there is one."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().paint(painter, option, index)
        count = index.data(_COUNT)
        if not count:
            return
        words = str(count) if count <= _MOST else f"{_MOST}+"
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        box = QRectF(option.rect)
        wide = pill_size(QFontMetricsF(option.font), words, dot=False)[0]
        paint_pill(painter, box.right() - wide - theme.space(0.5), box.center().y(), words, "warn", dot=False)
        painter.restore()


class Rail(QListWidget):
    """The pages, one chosen; ``page_wanted(key)`` when a person goes to another. Wide enough for its words, at any text size."""

    page_wanted = Signal(str)

    def __init__(self, pages: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        """``pages``: key, icon, words."""
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(_("Pages"))
        self.setItemDelegate(_Counted(self, more=2.25))
        self.setIconSize(icons.icon_size())
        self.setSpacing(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for key, icon, words in pages:
            item = QListWidgetItem(icons.icon(icon), words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.addItem(item)
        self.setCurrentRow(0)
        self.currentRowChanged.connect(lambda _row: self.page_wanted.emit(self.key))
        longest = max((self.fontMetrics().horizontalAdvance(words) for _key, _icon, words in pages), default=0)
        wide = round(longest * 1.12) + self.fontMetrics().horizontalAdvance(str(_MOST))
        self.setFixedWidth(wide + self.iconSize().width() + theme.space(7.5))

    @property
    def key(self) -> str:
        """The chosen page."""
        item = self.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if self.currentRow() >= 0 else ""

    def set_count(self, key: str, count: int, words: str) -> None:
        """Show a number beside a page; ``words`` say what it counts to those who hear or point at it. 0 shows none."""
        for row in range(self.count()):
            item = self.item(row)
            if item.data(Qt.ItemDataRole.UserRole) == key:
                item.setData(_COUNT, count)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {words}" if count else item.text())
                item.setToolTip(words if count else "")

    def choose(self, key: str) -> None:
        """Mark a page without telling."""
        before = self.blockSignals(True)
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.setCurrentRow(row)
        self.blockSignals(before)
        self.viewport().update()
