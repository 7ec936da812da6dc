"""The two-by-two of impact and risk: the same picture for browsing cases by how grave they are and for placing one of them.

Four real buttons, so that keyboard and screen reader need nothing special. What stands in a cell comes from the policy's pack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from cocdesk.ui import fonts, icons, theme
from cocdesk.words import _, ngettext

Place = tuple[str, str]
"""Risk and impact, each ``low`` or ``high``."""
Mode = Literal["browse", "place"]

PLACES: tuple[Place, ...] = (("low", "high"), ("high", "high"), ("low", "low"), ("high", "low"))
"""In reading order: high impact above, low risk first."""
TONES: Mapping[Place, str] = {("low", "high"): "warn", ("high", "high"): "bad", ("low", "low"): "ok", ("high", "low"): "info"}
_MOST_DOTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in one cell: how many cases, how many of them open, and the response the policy suggests."""

    count: int = 0
    open_count: int = 0
    response: str = ""


def place_words(place: Place) -> str:
    """A cell's place in words, impact first."""
    risk, impact = place
    words = {
        ("low", "low"): _("Low impact, low risk"),
        ("high", "low"): _("Low impact, high risk"),
        ("low", "high"): _("High impact, low risk"),
        ("high", "high"): _("High impact, high risk"),
    }
    return words[(risk, impact)]


class _CellButton(QAbstractButton):
    """One cell, painted: number or place at the top, open cases as dots, the suggested response at the bottom."""

    arrow = Signal(int)

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = place
        self.mode: Mode = "browse"
        self.cell = Cell()
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)

    def describe(self) -> None:
        """Renew what a screen reader says."""
        parts = place_words(self.place)
        if self.mode == "browse":
            parts = ngettext("{place}: {count} case.", "{place}: {count} cases.", self.cell.count).format(
                place=parts, count=self.cell.count
            )
        else:
            parts = _("{place}.").format(place=parts)
        if self.cell.response:
            parts = _("{first} Suggested response: {response}").format(first=parts, response=self.cell.response)
        self.setAccessibleName(parts)
        if self.mode == "browse" and self.cell.count:
            self.setAccessibleDescription(
                ngettext("{count} is open", "{count} are open", self.cell.open_count).format(count=self.cell.open_count)
            )
        self.updateGeometry()
        self.update()

    def _inner(self) -> int:
        return theme.space(1.5)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        wide = metrics.averageCharWidth() * 16 + 2 * self._inner()
        if theme.large():
            # There is no room for air: no higher than the words are in the width there is.
            return QSize(wide, self.minimumSizeHint().height())
        return QSize(wide, self._wanted(wide))

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in self.cell.response.split()), default=0)
        wide = max(longest, metrics.averageCharWidth() * 11) + 2 * self._inner()
        return QSize(wide, self._wanted(max(wide, self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 0)))

    def _wanted(self, wide: int) -> int:
        metrics = self.fontMetrics()
        flags = int(Qt.TextFlag.TextWordWrap)
        text = metrics.boundingRect(0, 0, wide - 2 * self._inner() - 2, 1 << 16, flags, self.cell.response or " ").height()
        air = theme.space(2.5) if theme.large() else 2 * self._inner() + theme.space(0.5)
        # The name of its row stands beside it, turned by a quarter, and must not be cut.
        beside = max(metrics.horizontalAdvance(words) for words in (_("High impact"), _("Low impact"))) + theme.space(0.5)
        return max(self._head() + text + air, beside)

    def _head(self) -> int:
        return round(self.fontMetrics().height() * (1.2 if self.mode != "browse" else 1.5 if theme.large() else 1.9))

    def resizeEvent(self, event: object) -> None:
        self.updateGeometry()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.arrow.emit(event.key())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.tokens()
        ink, tint = (QColor(name) for name in look.tone(TONES[self.place]))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self.isChecked() or self.hasFocus()
        rim = QColor(look.accent) if marked else ink if self.underMouse() else QColor(look.line)
        painter.setPen(QPen(rim, 2.0 if marked else 1.0))
        painter.setBrush(tint)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, 10, 10)
        if self.hasFocus() and self.isChecked():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.text), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(box.adjusted(4, 4, -4, -4), 7, 7)
        inner = box.adjusted(self._inner(), theme.space(1), -self._inner(), -theme.space(1.25))
        if self.mode == "browse":
            self._paint_count(painter, inner, ink)
        else:
            self._paint_place(painter, inner, ink)
        painter.setFont(self.font())
        painter.setPen(QColor(look.text if self.isChecked() else look.muted))
        flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap
        painter.drawText(inner.adjusted(0, self._head(), 0, 0), int(flags), self.cell.response)
        painter.end()

    def _paint_count(self, painter: QPainter, inner: QRectF, ink: QColor) -> None:
        painter.setFont(fonts.strong(self.font(), 1.4 if theme.large() else 1.8))
        painter.setPen(ink)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading), str(self.cell.count))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        radius = max(3.5, self.fontMetrics().height() * 0.22)
        middle = inner.top() + self._head() * 0.6
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for number in range(min(self.cell.open_count, _MOST_DOTS)):
            away = radius + number * radius * 3
            painter.drawEllipse(QPointF(inner.left() + away if backwards else inner.right() - away, middle), radius, radius)

    def _paint_place(self, painter: QPainter, inner: QRectF, ink: QColor) -> None:
        side = self.fontMetrics().height() * 1.2
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = inner.left() if backwards else inner.right() - side
        icons.paint(painter, QRectF(left, inner.top(), side, side), "check-circle" if self.isChecked() else "circle", ink)


class MatrixGrid(QWidget):
    """Axis words and four cells; ``cell_chosen(risk, impact)`` when a person picks one, ``cell_cleared`` when it is taken back.

    ``mode`` is ``browse`` (with counts; picking filters) or ``place`` (picking says where this case belongs).
    """

    cell_chosen = Signal(str, str)
    cell_cleared = Signal()

    def __init__(self, mode: Mode = "browse", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Impact and risk"))
        self._mode = mode
        self._chosen: Place | None = None
        self._grid = QGridLayout(self)
        self._grid.setSpacing(theme.space(1))
        self._buttons: dict[Place, _CellButton] = {}
        for place in PLACES:
            made = _CellButton(place, self)
            made.mode = mode
            made.clicked.connect(lambda _checked=False, place=place: self._click(place))
            made.arrow.connect(lambda key, place=place: self._move(place, Qt.Key(key)))
            self._buttons[place] = made
            risk, impact = place
            self._grid.addWidget(made, 0 if impact == "high" else 1, 0 if risk == "low" else 1)
        for number in (0, 1):
            self._grid.setRowStretch(number, 1)
            self._grid.setColumnStretch(number, 1)
        self._room()
        self.set_cells({})

    @property
    def chosen(self) -> Place | None:
        """The marked cell, if one is."""
        return self._chosen

    def cell(self, risk: str, impact: str) -> QAbstractButton:
        """The button of a cell."""
        return self._buttons[(risk, impact)]

    def set_cells(self, cells: Mapping[Place, Cell]) -> None:
        """Show counts and responses; a place that is not named stands empty."""
        for place, made in self._buttons.items():
            made.cell = cells.get(place, Cell())
            made.describe()

    def choose(self, place: Place | None) -> None:
        """Mark a cell, or none, without telling."""
        self._chosen = place
        first = place or PLACES[0]
        for other, made in self._buttons.items():
            made.setChecked(other == place)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == first else Qt.FocusPolicy.ClickFocus)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._room()

    def _room(self) -> None:
        line = self.fontMetrics().height() + theme.space(0.75)
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._grid.setContentsMargins(0 if backwards else line, line, line if backwards else 0, 0)

    def _click(self, place: Place) -> None:
        if place == self._chosen and self._mode == "place":
            # Pressing the place the answers suggested means yes.
            self.choose(place)
            self.cell_chosen.emit(*place)
        elif place == self._chosen:
            self.choose(None)
            self.cell_cleared.emit()
        else:
            self.choose(place)
            self.cell_chosen.emit(*place)

    def _move(self, place: Place, key: Qt.Key) -> None:
        risk, impact = place
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            key = {Qt.Key.Key_Left: Qt.Key.Key_Right, Qt.Key.Key_Right: Qt.Key.Key_Left}.get(key, key)
        risk = {Qt.Key.Key_Left: "low", Qt.Key.Key_Right: "high"}.get(key, risk)
        impact = {Qt.Key.Key_Up: "high", Qt.Key.Key_Down: "low"}.get(key, impact)
        self._buttons[(risk, impact)].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.color("muted"))
        line = self.fontMetrics().height()
        for risk, words in (("low", _("Low risk")), ("high", _("High risk"))):
            box = self._buttons[(risk, "high")].geometry()
            text = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(QRectF(box.left(), 0, box.width(), line), int(Qt.AlignmentFlag.AlignCenter), text)
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for impact, words in (("high", _("High impact")), ("low", _("Low impact"))):
            box = self._buttons[("low", impact)].geometry()
            text = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.height())
            painter.save()
            painter.translate(self.width() - line / 2 if backwards else line / 2, box.center().y())
            painter.rotate(90 if backwards else -90)
            painter.drawText(QRectF(-box.height() / 2, -line / 2, box.height(), line), int(Qt.AlignmentFlag.AlignCenter), text)
            painter.restore()
        painter.end()


def paint_glyph(painter: QPainter, left: float, middle: float, side: float, risk: str, impact: str) -> float:
    """The matrix as a tiny picture, ``side`` pixels a square; returns its width. With no place known, all four stay empty."""
    gap, look = side / 3, theme.tokens()
    for row, row_impact in enumerate(("high", "low")):
        for column, column_risk in enumerate(("low", "high")):
            here = row_impact == impact and column_risk == risk
            box = QRectF(left + column * (side + gap), middle - side - gap / 2 + row * (side + gap), side, side)
            painter.setPen(QPen(QColor(look.accent if here else look.soft), 1))
            painter.setBrush(QColor(look.accent) if here else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, side / 4, side / 4)
    return 2 * side + gap
