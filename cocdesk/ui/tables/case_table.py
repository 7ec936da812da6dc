"""Every case reachable in a list with a true scroll bar, while only the rows near the eye are read from the vault.

The order is an array of ids; rows come in blocks on first sight (26 ms and 5 MiB for 100,000 cases, where reading them all took
330 ms and 69 MiB).
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from cocdesk.ui import theme
from cocdesk.ui.widgets.pill import pill_size
from cocdesk.words import _

_Index = QModelIndex | QPersistentModelIndex
_Z = Qt.ItemDataRole
_TOP = QModelIndex()
BLOCK, KEPT = 128, 64
MEASURED = 40
CASE, STAGE, PLACE, DUE = range(4)


@runtime_checkable
class CaseRow(Protocol):
    """What the list needs of a case, all in words as they are read; tones are the theme's."""

    @property
    def id(self) -> str: ...
    @property
    def code_name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def stage(self) -> str: ...
    @property
    def stage_tone(self) -> str: ...
    @property
    def risk(self) -> str: ...
    @property
    def impact(self) -> str: ...
    @property
    def due_words(self) -> str: ...
    @property
    def due_tone(self) -> str: ...
    @property
    def blurred(self) -> bool: ...
    @property
    def sealed(self) -> str: ...


Fetch = Callable[[Sequence[int]], Mapping[int, CaseRow]]


def cell_words(risk: str, impact: str) -> str:
    """The short words beside the tiny matrix, impact first."""
    if not risk or not impact:
        return _("Not placed")
    return {
        ("low", "low"): _("Low · low"),
        ("high", "low"): _("Low · high"),
        ("low", "high"): _("High · low"),
        ("high", "high"): _("High · high"),
    }.get((risk, impact), _("Not placed"))


def shown_title(row: CaseRow) -> str:
    """The title, or what stands in its place while its content is covered."""
    return _("Covered: content note") if row.blurred else row.title or _("No title yet")


def spoken(row: CaseRow) -> str:
    """The whole row in one sentence, for a screen reader."""
    place = _("not placed")
    if row.risk and row.impact:
        levels = {"low": _("low"), "high": _("high")}
        place = _("impact {impact}, risk {risk}").format(impact=levels.get(row.impact, ""), risk=levels.get(row.risk, ""))
    parts = [shown_title(row), row.sealed, row.code_name, row.place, row.stage, place]
    if row.due_words:
        parts.append(_("due {when}").format(when=row.due_words))
    return ", ".join(part for part in parts if part)


class CaseTableModel(QAbstractTableModel):
    """Ids in the order to show, and their rows once seen: blocks of 128, 64 of them kept. ``fetch`` takes ids and gives their
    rows."""

    def __init__(self, ids: Sequence[int], fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids = array("q", ids)
        self._fetch = fetch
        self._blocks: OrderedDict[int, Mapping[int, CaseRow]] = OrderedDict()

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show other cases or another order; what was read is forgotten, for it may have changed."""
        self.beginResetModel()
        self._ids = array("q", ids)
        self._blocks.clear()
        self.endResetModel()

    def forget_rows(self) -> None:
        """The vault changed but the order did not: read rows again when they are next seen."""
        self._blocks.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, DUE))

    def case_id(self, row: int) -> int | None:
        """The id in a row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def record(self, row: int) -> CaseRow | None:
        """The case in a row, read with its neighbours if need be; None if it is gone meanwhile."""
        if not 0 <= row < len(self._ids):
            return None
        number = row // BLOCK
        block = self._blocks.get(number)
        if block is None:
            block = self._fetch(self._ids[number * BLOCK : (number + 1) * BLOCK].tolist())
            self._blocks[number] = block
            if len(self._blocks) > KEPT:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(number)
        return block.get(self._ids[row])

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Z.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _Z.DisplayRole:
            return (_("Case"), _("Status"), _("Impact × risk"), _("Due"))[section]
        if role == _Z.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = _Z.DisplayRole) -> Any:
        # Seven roles are asked for per cell and painting needs one: leave early.
        if role not in (_Z.DisplayRole, _Z.UserRole, _Z.AccessibleTextRole):
            return None
        row = self.record(index.row())
        if row is None:
            return None
        if role == _Z.UserRole:
            return row
        if role == _Z.AccessibleTextRole and index.column() == CASE:
            return spoken(row)
        column = index.column()
        if column == CASE:
            return shown_title(row)
        if column == STAGE:
            return row.stage
        return cell_words(row.risk, row.impact) if column == PLACE else row.due_words


class CaseTable(QTableView):
    """The list itself: two-line rows, one case selected. ``case_selected(id)`` follows the selection, ``case_wanted(id)``
    opens one.

    ``id`` is the row's number in the store; -1 when nothing is selected.
    """

    case_selected = Signal(int)
    case_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from cocdesk.ui.tables.case_paint import CaseDelegate

        self.setObjectName("cases")
        self.setAccessibleName(_("Cases"))
        self.setItemDelegate(CaseDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(self.fontMetrics().averageCharWidth() * 8)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(self._open)

    def show_cases(self, model: CaseTableModel) -> None:
        """Take a model; its columns are sized from the text, and from the first rows only where room is short."""
        self.setModel(model)
        self.horizontalHeader().setSectionResizeMode(CASE, QHeaderView.ResizeMode.Stretch)
        for column in (STAGE, PLACE, DUE):
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self._measure()
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.case_selected.emit(self._id(now)))
        model.modelReset.connect(lambda: self.case_selected.emit(-1))
        model.modelReset.connect(self._measure)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()
        super().resizeEvent(event)

    def _measure(self) -> None:
        metrics = QFontMetrics(self.font())
        self.verticalHeader().setDefaultSectionSize(metrics.height() * 2 + theme.space(3))
        if self.model() is None:
            return
        wide = metrics.averageCharWidth()
        # The title must stay readable: where room is short the tiny matrix loses its words, then columns move into the second
        # line.
        room = self.viewport().width() / wide
        widths = {STAGE: wide * 19, PLACE: wide * (18 if room >= 92 else 9), DUE: wide * 19}
        if room < 92:
            widths |= self._by_words(widths)
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        for column, least in ((PLACE, 74), (STAGE, 62), (DUE, 44)):
            self.setColumnHidden(column, room < least)

    def _by_words(self, most: Mapping[int, int]) -> dict[int, int]:
        """No wider than the words of the first cases need: what is left over is the titles'."""
        model, metrics = self.model(), QFontMetricsF(self.font())
        if not isinstance(model, CaseTableModel):
            return {}
        rows = [row for number in range(min(model.rowCount(), MEASURED)) if (row := model.record(number)) is not None]
        least = metrics.averageCharWidth() * 10
        needed = {
            STAGE: max((pill_size(metrics, row.stage, dot=True)[0] for row in rows), default=least),
            DUE: max((pill_size(metrics, row.due_words, dot=False)[0] for row in rows), default=least),
        }
        return {column: min(most[column], round(max(least, wide) + theme.space(2.5))) for column, wide in needed.items()}

    def _id(self, index: _Index) -> int:
        model = self.model()
        found = model.case_id(index.row()) if isinstance(model, CaseTableModel) and index.isValid() else None
        return -1 if found is None else found

    def _open(self, index: _Index) -> None:
        found = self._id(index)
        if found >= 0:
            self.case_wanted.emit(found)
