"""Cards to cut out: boxes with dashed edges beside each other, all of one height."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

from cocdesk.model.documents.render.pieces import SLACK, Columns, Gap, Piece
from cocdesk.model.documents.render.tags import Sheets

_PAD = 11.0
_TALLEST = 600.0  # a card that no page holds is divided after all


class Row:
    """Cards beside each other; a row is not parted by a page's end."""

    before = after = 0.0

    def __init__(self, cards: Sequence[Piece], columns: int) -> None:
        filling = [Gap(0.0)] * (columns - len(cards))
        self.cards: list[Piece] = [*cards, *filling]
        self.shown = len(cards)

    def _wide(self, width: float) -> float:
        return width / len(self.cards)

    def height(self, width: float, room: float) -> float:
        inner = self._wide(width) - 2 * _PAD
        return 2 * _PAD + max(card.height(inner, 1e9) for card in self.cards)

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        if self.height(width, 1e9) <= _TALLEST:
            return None
        return Columns(self.cards, [1.0] * len(self.cards), pad=_PAD, gutter=2 * _PAD).split(width, room)

    def draw(self, sheet: Sheets, x: float, top: float, width: float) -> None:
        self.draw_some(sheet, x, top, width, self.shown)

    def draw_some(self, sheet: Sheets, x: float, top: float, width: float, spoken: int) -> None:
        """Draw all; the first ``spoken`` are read aloud, the others are copies."""
        wide, high = self._wide(width), self.height(width, 1e9)
        for place, card in enumerate(self.cards[: self.shown]):
            left = x + place * wide
            _dashed(sheet, left, top - high, wide, high)
            with nullcontext() if place < spoken else sheet.aside():
                card.draw(sheet, left + _PAD, top - _PAD, wide - 2 * _PAD)


class Filled:
    """Cards repeated until the page is full; the copies are for the eye only."""

    before = after = 0.0

    def __init__(self, cards: Sequence[Piece], columns: int) -> None:
        shown = list(cards) * columns if len(cards) == 1 else list(cards)
        self.rows = [Row(shown[place : place + columns], columns) for place in range(0, len(shown), columns)]
        self.own = len(cards)
        self.copies = 1

    def height(self, width: float, room: float) -> float:
        one = sum(row.height(width, 1e9) for row in self.rows)
        self.copies = max(1, int((room + SLACK) / one)) if room < 1e6 else 1
        return one * self.copies

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        return self.rows[0].split(width, room) if len(self.rows) == 1 else None

    def draw(self, sheet: Sheets, x: float, top: float, width: float) -> None:
        left = self.own
        for _copy in range(self.copies):
            for row in self.rows:
                row.draw_some(sheet, x, top, width, max(0, min(left, row.shown)))
                left -= row.shown
                top -= row.height(width, 1e9)


def _dashed(sheet: Sheets, x: float, y: float, width: float, height: float) -> None:
    canvas: Any = sheet.canvas
    with sheet.mark(None):
        canvas.saveState()
        canvas.setStrokeGray(0.55)
        canvas.setLineWidth(0.6)
        canvas.setDash(4, 4)
        # Lines, each drawn the same way round: where two cards meet, the dashes of both fall on one another.
        for above in (0.0, height):
            canvas.line(x, y + above, x + width, y + above)
        for beside in (0.0, width):
            canvas.line(x + beside, y, x + beside, y + height)
        canvas.restoreState()
