"""All cases on the matrix: how many stand where, what may be answered there, and those that have no place yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cocdesk.model.desk import Desk
from cocdesk.model.errors import KnownError
from cocdesk.model.policy.pack import Matrix
from cocdesk.model.queries import case_list
from cocdesk.model.queries.case_view import case_view
from cocdesk.model.records.case import CaseRow
from cocdesk.model.rules import matrix as placing
from cocdesk.ui import plain, theme
from cocdesk.ui.accessible import announce
from cocdesk.ui.dialogs.assess import second_words
from cocdesk.ui.dialogs.sheet import Sentence
from cocdesk.ui.pages.case_doors import Doors
from cocdesk.ui.pages.lazy_page import LazyPage
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.card import Card, SectionHeading, button, empty, scrolling
from cocdesk.ui.widgets.matrix_grid import TONES, Cell, MatrixGrid, place_words
from cocdesk.ui.widgets.notice_bar import NoticeBar
from cocdesk.ui.widgets.pill import Pill
from cocdesk.words import _, ngettext

MOST_LISTED = 200
_NO_LIMIT = 16_777_215
_FOCUS_RIM = 2
_SIDE_BY_SIDE_CHARS = 112


class MatrixPage(LazyPage):
    """``cell_wanted(risk, impact)`` when the cases of a cell shall be listed, ``case_wanted(id)`` when one shall open."""

    cell_wanted = Signal(str, str)
    case_wanted = Signal(str)
    topics = frozenset({"cases", "event"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._placing = ""
        self.doors = Doors(session, self)
        self.heading = SectionHeading(_("Impact and risk"))
        self.grid = MatrixGrid()
        self.notice = NoticeBar()
        self.unplaced = _Unplaced()
        self.meanings = _Meanings()

        left = QWidget()
        shown = QVBoxLayout(left)
        edge = theme.space(2)
        shown.setContentsMargins(edge, edge, edge, edge)
        shown.setSpacing(theme.space(1.5))
        shown.addWidget(self.heading)
        shown.addWidget(self.notice)
        shown.addWidget(self.grid, 1)
        self._right = QWidget()
        beside = QVBoxLayout(self._right)
        beside.setContentsMargins(edge, edge, edge, edge)
        beside.setSpacing(theme.space(2))
        beside.addWidget(self.unplaced)
        beside.addWidget(self.meanings)
        beside.addStretch(1)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(0)
        self._halves.addWidget(left, 3)
        side = QFrame()
        side.setObjectName("side")
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, 0, 0, 0)
        self._inner = scrolling(self._right, _("Not yet placed"))
        inside.addWidget(self._inner)
        self._halves.addWidget(side, 2)
        self._page = QWidget()
        self._page.setLayout(self._halves)
        self._scroll = scrolling(self._page, _("Impact and risk"))
        self._scroll.setMinimumWidth(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self.grid.setMinimumHeight(0 if theme.large() else self.fontMetrics().height() * 12)

        self.grid.cell_chosen.connect(self._chosen)
        self.unplaced.place_wanted.connect(self.start_placing)
        self.unplaced.case_wanted.connect(self.case_wanted)
        self.notice.closed.connect(self.stop_placing)
        for place in TONES:
            self.grid.cell(*place).installEventFilter(self)

    def read(self) -> None:
        """Read everything again."""
        matrix, rows, more = self._session.ask(_matrix_of), *self._session.ask(_unplaced_rows)
        counts = self._session.ask(case_list.matrix)
        # At large text both rows of the matrix need the room.
        self.heading.set_hint("" if theme.large() else matrix.about)
        self.grid.set_cells({
            (cell.risk, cell.impact): Cell(
                count=counts.get((cell.risk, cell.impact), (0, 0))[0], open_count=counts.get((cell.risk, cell.impact), (0, 0))[1],
                response=cell.response,
            )
            for cell in matrix.cells
        })  # fmt: skip
        self.unplaced.show_rows(rows, more)
        self.meanings.show_matrix(matrix)
        self._share_height()

    def drop(self) -> None:
        """Forget everything that is shown: the vault is locked."""
        self._placing = ""
        self.notice.hide()
        self.grid.set_cells({})
        self.unplaced.show_rows((), 0)

    def start_placing(self, case_id: str, code_name: str) -> None:
        """The next cell chosen is where this case belongs."""
        self._placing = case_id
        words = _("Where does {code_name} belong? Choose one of the four places; Esc puts it back.").format(code_name=code_name)
        # At large text there is room for one of the two above the matrix.
        self.heading.hint.hide()
        self.notice.say(words)
        self.grid.cell("low", "high").setFocus(Qt.FocusReason.OtherFocusReason)

    def stop_placing(self) -> None:
        """Cells list their cases again."""
        self._placing = ""
        self.notice.hide()
        self.heading.hint.setVisible(bool(self.heading.hint.text()))

    def _chosen(self, risk: str, impact: str) -> None:
        # A cell on this page is a door, not a state.
        self.grid.choose(None)
        case_id = self._placing
        if not case_id:
            self.cell_wanted.emit(risk, impact)
            return
        self.stop_placing()
        try:
            view = self._session.ask(case_view, case_id)
        except KnownError as error:
            self._session.failed.emit(str(error))
            return
        self.doors.assess(view, (risk, impact))

    def save_now(self) -> bool:
        """Put what is typed in an open dialog into the vault at once; True when everything is there."""
        return self.doors.save_now()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            return self._put_back()
        return super().eventFilter(watched, event)

    def _put_back(self) -> bool:
        if not self._placing:
            return False
        self.stop_placing()
        announce(self, _("Put back."))
        self.unplaced.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self.fontMetrics().averageCharWidth() * _SIDE_BY_SIDE_CHARS
        kind = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._halves.direction() != kind:
            self._halves.setDirection(kind)
        self._share_height()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        wanted = self.unplaced.list if self.unplaced.list.count() else self.grid.cell("low", "high")
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _share_height(self) -> None:
        """Side by side the matrix stays in sight while the words scroll; one above the other the whole page scrolls."""
        beside = self._halves.direction() == QBoxLayout.Direction.LeftToRight
        self._page.setMaximumHeight(self._scroll.maximumViewportSize().height() if beside else _NO_LIMIT)
        wide = self._scroll.maximumViewportSize().width() - self._scroll.verticalScrollBar().sizeHint().width()
        self._inner.setMinimumHeight(0 if beside else self._right.heightForWidth(wide) + theme.space(1))


def _matrix_of(desk: Desk) -> Matrix:
    return desk.policy(desk.event().policy_hash).matrix


def _unplaced_rows(desk: Desk) -> tuple[Sequence[CaseRow], int]:
    """Open cases without a place, the first of them to show, and how many more there are."""
    found = case_list.ids(desk, "open", cell=("", ""))
    rows = case_list.rows(desk, found[:MOST_LISTED])
    return [rows[number] for number in found[:MOST_LISTED] if number in rows], max(0, len(found) - MOST_LISTED)


class _Unplaced(Card):
    """Open cases that have no place yet. ``place_wanted(case, code_name)``, ``case_wanted(case)``."""

    place_wanted = Signal(str, str)
    case_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Not yet placed"))
        self.empty = plain.label(_("Every open case has its place."), "muted")
        self.list = QListWidget()
        self.list.setAccessibleName(_("Not yet placed"))
        self.list.setItemDelegate(_TwoLines(self.list))
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.more = plain.label("", "muted")
        self.place = button(_("Place…"), "primary")
        self.open_case = button(_("Open case"))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.open_case)
        row.addWidget(self.place)
        for widget in (self.empty, self.list, self.more):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self.place.clicked.connect(self._place)
        self.open_case.clicked.connect(self._open)
        self.list.itemActivated.connect(lambda _item: self._place())

    def show_rows(self, rows: Sequence[CaseRow], more: int) -> None:
        """Show these cases; the chosen one stays chosen."""
        here = self.list.currentItem()
        chosen = here.data(Qt.ItemDataRole.UserRole) if here is not None else ""
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(row.title)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setData(_CODE_NAME, row.code_name)
            item.setData(_UNDER, "  ·  ".join(part for part in (row.code_name, row.place) if part))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.title}, {row.code_name}")
            self.list.addItem(item)
            if row.id == chosen:
                self.list.setCurrentItem(item)
        if self.list.count() and self.list.currentItem() is None:
            self.list.setCurrentRow(0)
        self.list.setFixedHeight(self._height(len(rows)))
        for widget in (self.list, self.place, self.open_case):
            widget.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.more.setText(ngettext("and {count} more", "and {count} more", more).format(count=more))
        self.more.setVisible(more > 0)

    def _height(self, count: int) -> int:
        return min(max(count, 1), 4) * _row_height(self.list) + 2 * _FOCUS_RIM

    def _place(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.place_wanted.emit(item.data(Qt.ItemDataRole.UserRole), item.data(_CODE_NAME))

    def _open(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.case_wanted.emit(item.data(Qt.ItemDataRole.UserRole))


_CODE_NAME = int(Qt.ItemDataRole.UserRole) + 1
_UNDER = int(Qt.ItemDataRole.UserRole) + 2


def _row_height(widget: QWidget) -> int:
    return widget.fontMetrics().height() * 2 + theme.space(2)


class _TwoLines(QStyledItemDelegate):
    """Title, and under it code name and place in grey."""

    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:
        return QSize(0, _row_height(option.widget))

    def paint(self, painter: object, option: QStyleOptionViewItem, index: object) -> None:
        from PySide6.QtCore import QModelIndex, QRectF
        from PySide6.QtGui import QPainter
        from PySide6.QtWidgets import QStyle

        from cocdesk.ui import fonts

        assert isinstance(painter, QPainter) and isinstance(index, QModelIndex)
        title = str(index.data(Qt.ItemDataRole.DisplayRole))
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        box = QRectF(option.rect).adjusted(theme.space(1), theme.space(0.75), -theme.space(1), -theme.space(0.75))
        metrics = option.fontMetrics
        painter.save()
        for text, font, token, top in (
            (title, fonts.strong(option.font, 1.0), "text", True),
            (str(index.data(_UNDER)), option.font, "muted", False),
        ):
            painter.setFont(font)
            painter.setPen(theme.color(token))
            line = QRectF(box.left(), box.top() if top else box.bottom() - metrics.height(), box.width(), metrics.height())
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), shown)
        painter.restore()


class _Meanings(QWidget):
    """What each of the four places means: response, examples, caution, a second opinion."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(0.5))

    def show_matrix(self, matrix: Matrix) -> None:
        """Describe all four."""
        empty(self._column)
        self._column.addWidget(plain.label(_("What the places mean"), "strong"))
        for risk, impact in placing.CELLS:
            cell = placing.cell(matrix, risk, impact)
            second = next((c for c in matrix.second_opinion if (c.risk, c.impact) == (risk, impact)), None)
            self._column.addSpacing(theme.space(1))
            self._column.addWidget(Pill(place_words((risk, impact)), TONES[risk, impact]))
            self._column.addWidget(plain.label(cell.response))
            if cell.examples:
                examples = _("For example: {examples}").format(examples=" ".join(cell.examples))
                self._column.addWidget(plain.label(examples, "muted"))
            for text, tone in ((cell.caution, "warn"), (second_words(second), "info")):
                if text:
                    self._column.addWidget(Sentence(text, tone))
