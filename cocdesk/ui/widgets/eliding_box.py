"""A choice whose words may be longer than its room: cut where it hurts least, and whole in the tip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from cocdesk.ui import plain, theme


class ElidingBox(QComboBox):
    """As wide as its place. What is chosen is cut with "…" at ``cut`` (a path in its middle, a title at its end); a screen
    reader hears all of it."""

    def __init__(
        self, name: str, parent: QWidget | None = None, *, cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight, least: int = 16
    ) -> None:
        super().__init__(parent)
        self._cut = cut
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(least)
        self.view().setTextElideMode(cut)
        self.currentTextChanged.connect(lambda words: plain.set_tip(self, words))

    @property
    def shown(self) -> str:
        """The words as they stand in the field, cut to its room."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = (
            self.style()
            .subControlRect(QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self)
            .width()
        )
        if not option.currentIcon.isNull():
            room -= option.iconSize.width() + theme.space(0.5)
        return option.fontMetrics.elidedText(option.currentText, self._cut, room - theme.space(0.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
