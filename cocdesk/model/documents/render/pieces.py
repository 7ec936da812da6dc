"""The pieces a page is built of: each can say its height, be divided at a page's end, and be drawn.

Lengths are points. ``top`` is measured on the page from below, as PDF does; a piece draws downwards from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from cocdesk.model.documents.render.clean import paragraphs
from cocdesk.model.documents.render.shaped import Line, Setter, draw_line
from cocdesk.model.documents.render.tags import Node, Sheets

SLACK = 0.01
_MOST_EVEN = 4
_FEWEST_LEFT = 2
_ROW_DIVIDED, _ROW_BEGUN = 60, 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How words look; ``grey`` is 0 for black."""

    size: float
    leading: float
    bold: bool = False
    grey: float = 0.1
    before: float = 0.0
    after: float = 0.0
    leads: bool = False  # may its first letter turn the whole paragraph to the right?
    keeps: bool = False  # never the last thing on a page: what it leads into comes along
    even: bool = False  # lines of about the same length, for titles

    @property
    def font(self) -> str:
        return "FiraGO-Bold" if self.bold else "FiraGO"


class Piece(Protocol):
    """Something that takes height on a page."""

    before: float
    after: float

    def height(self, width: float, room: float) -> float:
        """Its height; once it is known to exceed ``room`` it need not be counted to the end."""

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        """The part that fits into ``room`` and the rest, or None where it cannot be divided there."""

    def draw(self, sheet: Sheets, x: float, top: float, width: float) -> None: ...


class Prose:
    """A paragraph."""

    def __init__(
        self, setter: Setter, text: str, style: Style, node: Node | None, lines: list[Line] | None = None, width: float = 0.0
    ) -> None:
        self.setter, self.text, self.style, self.node = setter, text, style, node
        self.before, self.after = style.before, style.after
        self._lines, self._width = lines, width
        self.outline: int | None = None

    def lines(self, width: float) -> list[Line]:
        if self._lines is None or abs(width - self._width) > SLACK:
            self._lines = self._broken(width)
            self._width = width
        return self._lines

    def _broken(self, width: float) -> list[Line]:
        """The lines; of a title no more than one word's length apart, where that takes no line more."""
        style = self.style
        widest = width * 1000 / style.size
        found = self.setter.lines(self.text, style.bold, widest, leads=style.leads)
        if not style.even or not 1 < len(found) <= _MOST_EVEN:
            return found
        narrow, wide = widest / len(found), widest
        for _step in range(6):
            middle = (narrow + wide) / 2
            tried = self.setter.lines(self.text, style.bold, middle, leads=style.leads)
            if len(tried) > len(found):
                narrow = middle
            else:
                wide, found = middle, tried
        return found

    def height(self, width: float, room: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        lines = self.lines(width)
        fit = int((room + SLACK) / self.style.leading)
        if len(lines) - fit == 1 and len(lines) > 3:
            fit -= 1  # no last line alone on a page
        if fit < min(2, len(lines)) or fit >= len(lines):
            return None
        first = Prose(self.setter, self.text, replace(self.style, after=0), self.node, lines[:fit], width)
        rest = Prose(self.setter, self.text, replace(self.style, before=0), self.node, lines[fit:], width)
        return first, rest

    def draw(self, sheet: Sheets, x: float, top: float, width: float) -> None:
        style, canvas = self.style, sheet.canvas
        if self.outline is not None:
            sheet.bookmark(self.text, self.outline, top)
        if not self.text:
            return
        with sheet.mark(self.node):
            canvas.setFillGray(style.grey)
            y = top - style.leading / 2 - style.size * 0.34
            for line in self.lines(width):
                indent = width - line.width * style.size / 1000 if line.rtl else 0.0
                draw_line(canvas, line, font=style.font, size=style.size, x=x + indent, y=y)
                y -= style.leading


def prose(setter: Setter, text: str, style: Style, parent: Node, tag: str = "P") -> list[Piece]:
    """All paragraphs of a text; a long one is divided into pieces that follow each other without a gap."""
    made: list[Piece] = []
    for pieces in paragraphs(text):
        node = Node(tag, parent)
        for index, piece in enumerate(pieces):
            before = style.before if index == 0 else 0.0
            after = style.after if index == len(pieces) - 1 else 0.0
            made.append(Prose(setter, piece, replace(style, before=before, after=after), node))
    return made


class Gap:
    """Nothing, of a certain height."""

    before = after = 0.0

    def __init__(self, height: float) -> None:
        self._height = height

    def height(self, width: float, room: float) -> float:
        return self._height

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        return Gap(max(room, 0)), Gap(0)

    def draw(self, sheet: Sheets, x: float, top: float, width: float) -> None:
        pass


class Stack:
    """Pieces below each other."""

    def __init__(self, pieces: Sequence[Piece], *, before: float = 0.0, after: float = 0.0) -> None:
        self.pieces = list(pieces)
        self.before, self.after = before, after

    def _gaps(self) -> list[float]:
        gaps = [max(above.after, below.before) for above, below in zip(self.pieces, self.pieces[1:], strict=False)]
        return [0.0, *gaps]

    def height(self, width: float, room: float) -> float:
        total = 0.0
        for piece, gap in zip(self.pieces, self._gaps(), strict=False):
            total += gap + piece.height(width, room - total - gap)
            if total > room + SLACK:
                return total
        return total

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        used = 0.0
        for index, (piece, gap) in enumerate(zip(self.pieces, self._gaps(), strict=False)):
            left = room - used - gap
            high = piece.height(width, left)
            if high <= left + SLACK:
                used += gap + high
                continue
            parts = piece.split(width, left) if left > 0 else None
            above = [*self.pieces[:index], *(parts[:1] if parts else ())]
            below = [*(parts[1:] if parts else (piece,)), *self.pieces[index + 1 :]]
            return (Stack(above, before=self.before), Stack(below, after=self.after)) if above else None
        return None

    def draw(self, sheet: Sheets, x: float, top: float, width: float) -> None:
        for piece, gap in zip(self.pieces, self._gaps(), strict=False):
            top -= gap
            piece.draw(sheet, x, top, width)
            top -= piece.height(width, 1e9)


class Columns:
    """Cells beside each other; ``shares`` are parts of the width, or points where they are above 1."""

    def __init__(
        self, cells: Sequence[Piece], shares: Sequence[float], *, pad: float = 0.0, gutter: float = 0.0, rule: float | None = None
    ) -> None:
        self.cells, self.shares = list(cells), list(shares)
        self.pad, self.gutter, self.rule = pad, gutter, rule
        self.before = self.after = 0.0

    def _places(self, width: float) -> list[tuple[float, float]]:
        points = sum(share for share in self.shares if share > 1)
        free = width - points - self.gutter * (len(self.shares) - 1)
        flowing = sum(share for share in self.shares if share <= 1) or 1.0
        places = []
        x = 0.0
        for share in self.shares:
            wide = share if share > 1 else free * share / flowing
            places.append((x, max(wide, 8.0)))
            x += wide + self.gutter
        return places

    def height(self, width: float, room: float) -> float:
        inner = room - 2 * self.pad
        places = self._places(width)
        return 2 * self.pad + max(cell.height(wide, inner) for cell, (_x, wide) in zip(self.cells, places, strict=True))

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        inner = room - 2 * self.pad
        above: list[Piece] = []
        below: list[Piece] = []
        for cell, (_x, wide) in zip(self.cells, self._places(width), strict=True):
            if cell.height(wide, inner) <= inner + SLACK:
                above.append(cell)
                below.append(Gap(0))
                continue
            parts = cell.split(wide, inner)
            if parts is None:
                return None
            above.append(parts[0])
            below.append(parts[1])
        first = Columns(above, self.shares, pad=self.pad, gutter=self.gutter)
        return first, Columns(below, self.shares, pad=self.pad, gutter=self.gutter, rule=self.rule)

    def draw(self, sheet: Sheets, x: float, top: float, width: float) -> None:
        for cell, (dx, wide) in zip(self.cells, self._places(width), strict=True):
            cell.draw(sheet, x + dx, top - self.pad, wide)
        if self.rule is not None:
            y = top - self.height(width, 1e9)
            line(sheet, x, y, x + width, y, self.rule, 0.3 if self.rule > 0.5 else 0.68)


class Rows:
    """A table: rows divided between pages, the header repeated; only as many rows are measured as a page can hold."""

    def __init__(
        self, rows: Sequence[Piece], header: Piece | None = None, *, before: float = 0.0, after: float = 0.0, start: int = 0
    ) -> None:
        self.rows, self.header, self.start = rows, header, start
        self.before, self.after = before, after
        self.end = len(rows)

    def _head(self, width: float) -> float:
        return self.header.height(width, 1e9) if self.header else 0.0

    def beginning(self, width: float) -> float:
        """The height below which not even its first row can stand."""
        first = self.rows[self.start].height(width, _ROW_BEGUN) if self.start < self.end else 0.0
        return self._head(width) + min(first, _ROW_BEGUN)

    def height(self, width: float, room: float) -> float:
        total = self._head(width)
        for index in range(self.start, self.end):
            total += self.rows[index].height(width, room - total)
            if total > room + SLACK:
                break
        return total

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        used = self._head(width)
        index = self.start
        while index < self.end:
            high = self.rows[index].height(width, room - used)
            if used + high > room + SLACK:
                break
            used += high
            index += 1
        rest: Sequence[Piece] = self.rows
        if self.end - index == 1 and index - self.start > _FEWEST_LEFT and room - used <= _ROW_DIVIDED:
            index -= 1  # no last row alone on a page
        begin = index
        above = list(self.rows[self.start : index])
        parts = self.rows[index].split(width, room - used) if index < self.end and room - used > _ROW_DIVIDED else None
        if parts:
            above.append(parts[0])
            rest, begin = [parts[1], *self.rows[index + 1 : self.end]], 0
        if not above:
            return None
        first = Rows(above, self.header, before=self.before)
        again = _Again(self.header) if self.header and not isinstance(self.header, _Again) else self.header
        return first, Rows(rest, again, after=self.after, start=begin)

    def draw(self, sheet: Sheets, x: float, top: float, width: float) -> None:
        if self.header:
            self.header.draw(sheet, x, top, width)
            top -= self._head(width)
        for index in range(self.start, self.end):
            self.rows[index].draw(sheet, x, top, width)
            top -= self.rows[index].height(width, 1e9)


class _Again:
    """A header drawn once more on a later page: for the eye only, a reader has heard it."""

    def __init__(self, piece: Piece) -> None:
        self._piece = piece
        self.before = self.after = 0.0

    def height(self, width: float, room: float) -> float:
        return self._piece.height(width, room)

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        return None

    def draw(self, sheet: Sheets, x: float, top: float, width: float) -> None:
        with sheet.aside():
            self._piece.draw(sheet, x, top, width)


class Framed:
    """Pieces in a box: filled, ruled, or with a bar at the left."""

    def __init__(
        self,
        inner: Piece,
        *,
        pad: float = 9.0,
        fill: float | None = None,
        stroke: float | None = None,
        bar: float = 0.0,
        before: float = 0.0,
        after: float = 0.0,
    ) -> None:
        self.inner, self.pad, self.fill, self.stroke, self.bar = inner, pad, fill, stroke, bar
        self.before, self.after = before, after

    def height(self, width: float, room: float) -> float:
        return 2 * self.pad + self.inner.height(width - 2 * self.pad - self.bar, room - 2 * self.pad)

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        parts = self.inner.split(width - 2 * self.pad - self.bar, room - 2 * self.pad) if room > 60 else None
        if parts is None:
            return None
        first = Framed(parts[0], pad=self.pad, fill=self.fill, stroke=self.stroke, bar=self.bar, before=self.before)
        return first, Framed(parts[1], pad=self.pad, fill=self.fill, stroke=self.stroke, bar=self.bar, after=self.after)

    def draw(self, sheet: Sheets, x: float, top: float, width: float) -> None:
        high = self.height(width, 1e9)
        box(sheet, x, top - high, width, high, fill=self.fill, stroke=self.stroke)
        if self.bar:
            box(sheet, x, top - high, self.bar, high, fill=0.25)
        self.inner.draw(sheet, x + self.pad + self.bar, top - self.pad, width - 2 * self.pad - self.bar)


class Whole:
    """Pieces that stay on one page where a page can hold them."""

    def __init__(self, inner: Piece) -> None:
        self.inner = inner
        self.before, self.after = inner.before, inner.after

    def height(self, width: float, room: float) -> float:
        return self.inner.height(width, room)

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        return self.inner.split(width, room)

    def draw(self, sheet: Sheets, x: float, top: float, width: float) -> None:
        self.inner.draw(sheet, x, top, width)


def line(sheet: Sheets, x1: float, y1: float, x2: float, y2: float, thick: float = 0.5, grey: float = 0.5) -> None:
    """A rule, for the eye only."""
    canvas: Any = sheet.canvas
    with sheet.mark(None):
        canvas.setStrokeGray(grey)
        canvas.setLineWidth(thick)
        canvas.line(x1, y1, x2, y2)


def box(
    sheet: Sheets,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: float | None = None,
    stroke: float | None = None,
    thick: float = 0.6,
) -> None:
    """A rectangle, for the eye only; ``fill`` and ``stroke`` are greys."""
    canvas: Any = sheet.canvas
    with sheet.mark(None):
        if fill is not None:
            canvas.setFillGray(fill)
        if stroke is not None:
            canvas.setStrokeGray(stroke)
            canvas.setLineWidth(thick)
        canvas.rect(x, y, width, height, fill=int(fill is not None), stroke=int(stroke is not None))
