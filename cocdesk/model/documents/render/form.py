"""What is filled in by hand, and the two pictures: ruled lines, boxes to tick, the form's number with its code, the matrix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from cocdesk.model.documents.blocks import Input
from cocdesk.model.documents.render.clean import one_line
from cocdesk.model.documents.render.pieces import Piece, Prose, Stack, Style, box, line
from cocdesk.model.documents.render.shaped import Setter
from cocdesk.model.documents.render.tags import Node, Sheets
from cocdesk.words import _

MM = 72 / 25.4
RULE_STEP = 8.5 * MM  # room for handwriting
TICK = 9.0
_BETWEEN = 8.0
_CAPTION = Style(size=6.5, leading=8, grey=0.4)
Caption = Callable[[str], Prose]
QR_SIDE = 28 * MM  # at least 25 mm, so that a phone reads it from a page


class Ruled:
    """Lines to write on."""

    after = before = 0.0

    def __init__(self, lines: int, inputs: Sequence[tuple[Input, Node]] = (), caption: Caption | None = None) -> None:
        self.lines = max(lines, 1)
        self.inputs, self.caption = inputs, caption

    def height(self, width: float, room: float) -> float:
        return self.lines * RULE_STEP

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        fit = int(room / RULE_STEP) if not self.inputs else 0
        return (Ruled(fit), Ruled(self.lines - fit)) if 0 < fit < self.lines else None

    def draw(self, sheet: Sheets, x: float, top: float, width: float) -> None:
        several = len(self.inputs) > 1
        for number in range(1, self.lines + 1):
            y = top - number * RULE_STEP + 2
            if not several:
                line(sheet, x, y, x + width, y, 0.5, 0.45)
        total = sum(given.share for given, _node in self.inputs)
        for given, node in self.inputs:
            wide = (width + _BETWEEN) * given.share / total - _BETWEEN
            low = top - self.lines * RULE_STEP + 3
            high = top - 3 if self.lines > 1 else low + (15 if given.caption else 18)
            if several:
                line(sheet, x, low - 1, x + wide, low - 1, 0.5, 0.45)
            if sheet.fields is not None:
                sheet.fields.text(given, (x, low, x + wide, high), node, tall=self.lines > 1)
            if given.caption and self.caption is not None:
                self.caption(given.caption).draw(sheet, x, top - 1, wide)
            x += wide + _BETWEEN


class TickBox:
    """One box, empty or crossed; read aloud as ``[ ]`` or ``[x]``."""

    after = before = 0.0

    def __init__(self, ticked: bool, leading: float, node: Node | None) -> None:
        self.ticked, self.leading, self.node = ticked, leading, node

    def height(self, width: float, room: float) -> float:
        return self.leading

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        return None

    def draw(self, sheet: Sheets, x: float, top: float, width: float) -> None:
        tick_box(sheet, x, top - self.leading / 2 - TICK / 2, self.ticked, self.node)


def tick_box(sheet: Sheets, x: float, y: float, ticked: bool, node: Node | None) -> None:
    """A square with its lower left corner at (x, y), crossed where ticked."""
    canvas = sheet.canvas
    with sheet.mark(node, actual="[x]" if ticked else "[ ]"):
        canvas.setStrokeGray(0.2)
        canvas.setLineWidth(0.8)
        canvas.rect(x, y, TICK, TICK, fill=0)
        if ticked:
            canvas.setLineWidth(1.5)
            canvas.line(x + 2, y + 2, x + TICK - 2, y + TICK - 2)
            canvas.line(x + 2, y + TICK - 2, x + TICK - 2, y + 2)


class Options:
    """Boxes with their words, beside each other as far as they fit."""

    after = before = 0.0
    _between, _word_gap = 18.0, 5.0

    def __init__(
        self, setter: Setter, options: Sequence[str], chosen: Sequence[str], style: Style, parent: Node,
        keys: Sequence[tuple[str, str]] = (),
    ) -> None:  # fmt: skip
        self.style = style
        self.fields: list[tuple[str, str, Node]] = []
        self.items: list[tuple[bool, Prose, Node]] = []
        group = Node("L", parent)
        for option in options:
            item = Node("LI", group)
            label = Node("Lbl", item)
            if keys:
                key, said = keys[len(self.items)]
                self.fields.append((key, said, Node("Form", label)))
            self.items.append((option in chosen, Prose(setter, option, style, Node("LBody", item)), label))

    def _placed(self, width: float) -> tuple[list[tuple[float, float, float]], float]:
        places = []
        x = y = tall = 0.0
        for _ticked, words, _label in self.items:
            room = width - TICK - self._word_gap
            wide = max(found.width for found in words.lines(room)) * self.style.size / 1000 + 1
            high = words.height(room, 1e9)
            if x and x + TICK + self._word_gap + wide > width:
                x, y, tall = 0.0, y + tall + 3, 0.0
            places.append((x, y, room))
            x += TICK + self._word_gap + wide + self._between
            tall = max(tall, high)
        return places, y + tall

    def height(self, width: float, room: float) -> float:
        return self._placed(width)[1]

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        return None

    def draw(self, sheet: Sheets, x: float, top: float, width: float) -> None:
        for place, ((dx, dy, room), (ticked, words, label)) in enumerate(zip(self._placed(width)[0], self.items, strict=True)):
            low = top - dy - self.style.leading / 2 - TICK / 2
            fillable = sheet.fields is not None and place < len(self.fields)
            tick_box(sheet, x + dx, low, ticked, None if fillable else label)
            if sheet.fields is not None and fillable:
                key, said, node = self.fields[place]
                sheet.fields.box(key, said, x + dx, low, TICK, node)
            words.draw(sheet, x + dx + TICK + self._word_gap, top - dy, room)


class Code:
    """A QR code; it holds what it is given and nothing else."""

    after = before = 0.0

    def __init__(self, payload: str, node: Node) -> None:
        self.payload, self.node = payload, node

    def height(self, width: float, room: float) -> float:
        return QR_SIDE

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        return None

    def draw(self, sheet: Sheets, x: float, top: float, width: float) -> None:
        from reportlab.graphics.barcode.qr import QrCodeWidget

        code = QrCodeWidget(self.payload, barLevel="M", barBorder=0)
        code.qr.make()
        count = code.qr.getModuleCount()
        module = QR_SIDE / count
        left = x + width - QR_SIDE
        canvas = sheet.canvas
        with sheet.mark(self.node):
            canvas.setFillGray(0)
            path = canvas.beginPath()
            for row in range(count):
                start = None
                for column in range(count + 1):
                    dark = column < count and code.qr.isDark(row, column)
                    if dark and start is None:
                        start = column
                    elif not dark and start is not None:
                        # One stroke of the pen for neighbours: no hairline of paper between modules.
                        path.rect(left + start * module, top - (row + 1) * module, (column - start) * module, module)
                        start = None
            canvas.drawPath(path, stroke=0, fill=1)


Level = Literal["low", "high"]


class Matrix:
    """Impact upwards and risk to the right in four cells, as on screen; the chosen one is filled, framed and named."""

    after = before = 0.0
    _cell = 62.0
    _side = 92.0
    _foot = 34.0

    def __init__(
        self, setter: Setter, captions: Sequence[tuple[Level, Level, str]], cell: tuple[str, str] | None, style: Style, node: Node
    ) -> None:
        self.cell, self.style, self.node, self.setter = cell, style, node, setter
        self.captions = {(risk, impact): caption for risk, impact, caption in captions}
        self.strong = Style(size=style.size, leading=style.leading, bold=True, grey=0)
        self.small = Style(size=8.5, leading=12, grey=0.3)

    def _cell_height(self, width: float) -> float:
        wide = (width - self._side) / 2 - 20
        tallest = max(
            (Prose(self.setter, caption, self.strong, None).height(wide, 1e9) for caption in self.captions.values()), default=0.0
        )
        return max(self._cell, tallest + 34)

    def height(self, width: float, room: float) -> float:
        return 2 * self._cell_height(width) + self._foot

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        return None

    def draw(self, sheet: Sheets, x: float, top: float, width: float) -> None:
        with sheet.aside():  # the figure's alternative text says all of it
            self._cells(sheet, x, top, width)
        with sheet.mark(self.node):
            pass

    def _cells(self, sheet: Sheets, x: float, top: float, width: float) -> None:
        wide, high = (width - self._side) / 2, self._cell_height(width)
        levels: tuple[Level, Level] = ("low", "high")
        for row, impact in enumerate(reversed(levels)):
            word = _("High impact") if impact == "high" else _("Low impact")
            self._words(sheet, word, self.small, x, top - row * high - high / 2 + 6, self._side - 12)
            for column, risk in enumerate(levels):
                chosen = self.cell == (risk, impact)
                left, upper = x + self._side + column * wide, top - row * high
                box(sheet, left, upper - high, wide, high, fill=0.9 if chosen else None, stroke=0.6)
                caption = self.captions.get((risk, impact), "")
                self._words(sheet, caption, self.strong if chosen else self.style, left + 10, upper - 9, wide - 20)
                if chosen:
                    self._words(sheet, "✕ " + _("chosen"), self.small, left + 10, upper - high + 20, wide - 20)
        for column, risk in enumerate(levels):
            word = _("High risk") if risk == "high" else _("Low risk")
            self._words(sheet, word, self.small, x + self._side + column * wide + 10, top - 2 * high - 6, wide - 20)
        if self.cell is not None:
            row, column = int(self.cell[1] == "low"), int(self.cell[0] == "high")
            box(sheet, x + self._side + column * wide, top - (row + 1) * high, wide, high, stroke=0.0, thick=1.8)

    def _words(self, sheet: Sheets, text: str, style: Style, x: float, top: float, width: float) -> None:
        Prose(self.setter, text, style, None).draw(sheet, x, top, width)


def matrix_in_words(captions: Sequence[tuple[Level, Level, str]], cell: tuple[str, str] | None) -> list[str]:
    """The picture as sentences, for readers and plain text."""
    risks = {"low": _("low risk"), "high": _("high risk")}
    impacts = {"low": _("low impact"), "high": _("high impact")}
    sentences = []
    for risk, impact, caption in captions:
        names = {"risk": risks[risk].capitalize(), "impact": impacts[impact], "response": one_line(caption)}
        sentence = _("{risk}, {impact}: {response}").format(**names)
        sentences.append(sentence + (" – " + _("chosen") if cell == (risk, impact) else ""))
    return sentences


def blank(
    setter: Setter, label: str, hint: str, lines: int, styles: tuple[Style, Style], parent: Node, inputs: Sequence[Input] = ()
) -> Piece:  # fmt: skip
    """A label, its hint and lines to write on."""
    pieces: list[Piece] = [Prose(setter, label, styles[0], Node("P", parent))]
    if hint:
        pieces.append(Prose(setter, hint, styles[1], Node("P", parent)))
    fields = [(given, Node("Form", parent)) for given in inputs]
    return Stack([*pieces, Ruled(lines, fields, lambda words: Prose(setter, words, _CAPTION, None))])
