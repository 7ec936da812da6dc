"""What every ordinary table has in common: no grid, no row numbers, whole rows, and Tab that leaves it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from cocdesk.ui import theme


def tidy(table: QTableView, name: str, *, stretch: int = 0) -> None:
    """Dress a table; ``name`` is what a screen reader calls it, ``stretch`` the column that takes the room left over.

    Call it once the model is set, or call it again then: columns are sized when they exist.
    """
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + theme.space(2))
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setMinimumSectionSize(table.fontMetrics().averageCharWidth() * 9)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    head.setDefaultSectionSize(table.fontMetrics().averageCharWidth() * 18)
    if table.model() is not None and 0 <= stretch < head.count():
        head.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
