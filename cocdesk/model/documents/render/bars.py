"""A bar chart drawn with the page's own letters: bars to the right, each with its label before and its number behind it."""

from __future__ import annotations

from collections.abc import Sequence

from cocdesk.model.documents.render.pieces import Piece, Prose, Style, box, line
from cocdesk.model.documents.render.shaped import Setter
from cocdesk.model.documents.render.tags import Node, Sheets

_BAR, _GAP = 15.0, 9.0
_LABELS = 0.38  # of the width
_LABEL = Style(size=9, leading=12.5, grey=0.1)
_NUMBER = Style(size=9.5, leading=12.5, bold=True, grey=0.0)
_ROOM_FOR_NUMBER = 40.0
_FILL = 0.32  # one grey for all: the chart says how many, and a copier keeps it


class BarChart:
    """The picture itself; ``node`` carries its alternative text, so nothing in it is read aloud twice."""

    after = before = 0.0

    def __init__(self, setter: Setter, bars: Sequence[tuple[str, int]], node: Node) -> None:
        self.node = node
        self.bars = [(Prose(setter, label, _LABEL, None), number) for label, number in bars]
        self.numbers = [Prose(setter, str(number), _NUMBER, None) for _label, number in bars]

    def _heights(self, width: float) -> list[float]:
        return [max(_BAR, label.height(width * _LABELS - 12, 1e9)) for label, _number in self.bars]

    def height(self, width: float, room: float) -> float:
        return sum(self._heights(width)) + _GAP * (len(self.bars) + 1)

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        return None

    def draw(self, sheet: Sheets, x: float, top: float, width: float) -> None:
        with sheet.aside():
            self._bars(sheet, x, top, width)
        with sheet.mark(self.node):
            pass

    def _bars(self, sheet: Sheets, x: float, top: float, width: float) -> None:
        most = max((number for _label, number in self.bars), default=0) or 1
        left = x + width * _LABELS
        long = width * (1 - _LABELS) - _ROOM_FOR_NUMBER
        y = top - _GAP
        for (label, number), figure, high in zip(self.bars, self.numbers, self._heights(width), strict=True):
            words = label.height(width * _LABELS - 12, 1e9)
            label.draw(sheet, x, y - (high - words) / 2, width * _LABELS - 12)
            middle = y - high / 2
            bar = long * number / most
            if number:
                box(sheet, left, middle - _BAR / 2, bar, _BAR, fill=_FILL)
            figure.draw(sheet, left + bar + 6, middle + _NUMBER.leading / 2, _ROOM_FOR_NUMBER)
            y -= high + _GAP
        line(sheet, left, top, left, y + _GAP / 2, 0.7, 0.35)
