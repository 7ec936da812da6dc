"""Blocks turned into pieces of a page: the typographic system in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents.render import cards, form
from cocdesk.model.documents.render.bars import BarChart
from cocdesk.model.documents.render.clean import one_line
from cocdesk.model.documents.render.pieces import Columns, Framed, Gap, Piece, Prose, Rows, Stack, Style, Whole, prose
from cocdesk.model.documents.render.shaped import Setter
from cocdesk.model.documents.render.tags import Node
from cocdesk.words import _

TITLE = Style(size=21, leading=27, bold=True, grey=0.0, before=0, after=9, keeps=True, even=True)
DISPLAY = Style(size=40, leading=47, bold=True, grey=0.0, before=0, after=16, keeps=True, even=True)
LARGE = Style(size=15, leading=21, bold=True, grey=0.0, before=6, after=5, leads=True)
SECTION = Style(size=12.5, leading=17, bold=True, grey=0.0, before=20, after=6, keeps=True)
BODY = Style(size=10, leading=14.5, before=5, after=6, leads=True)
MUTED = Style(size=9, leading=13, grey=0.38, before=4, after=6, leads=True)
STRONG = Style(size=10, leading=14.5, bold=True, grey=0.0, before=8, after=5, leads=True, keeps=True)
CELL = Style(size=9.5, leading=13.5)
HEAD = Style(size=8.5, leading=13.5, bold=True, grey=0.15)
LABEL = Style(size=9, leading=14, grey=0.36)
VALUE = Style(size=10, leading=14, grey=0.05)
FIELD = Style(size=9, leading=13, bold=True, grey=0.1)
HINT = Style(size=8.5, leading=11.5, grey=0.4)
SMALL = Style(size=8.5, leading=12.2, grey=0.2, after=3)
_TONES = {"normal": BODY, "muted": MUTED, "strong": STRONG, "large": LARGE}
_BETWEEN, _LABEL_GUTTER = 22.0, 12.0
_GUTTER, _MEASURED, _ANY_WIDTH = 10.0, 60, 1e6
_MOST_ROWS = 21_000  # more than the page limit can hold; rows beyond are not even made


def _closed_up(pieces: Sequence[Piece]) -> Piece:
    """Lines that belong together, such as those a letter ends with: no gaps between them, and never parted."""
    before, after = pieces[0].before, pieces[-1].after
    for piece in pieces:
        piece.before = piece.after = 0.0
    return Whole(Stack(pieces, before=before + 8, after=after + 4))


class NewPage:
    """A page ends here."""

    before = after = 0.0

    def height(self, width: float, room: float) -> float:
        return 0.0

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        return None

    def draw(self, sheet: object, x: float, top: float, width: float) -> None:
        pass


def story(document: b.Document, setter: Setter, root: Node, width: float) -> list[Piece]:
    """All pieces of a document in reading order, for a page so wide; the title heads it unless a block already does."""
    rest = list(document.blocks)
    title, number, display = document.title, None, False
    if rest and isinstance(rest[0], b.Heading) and rest[0].level == 1:
        title, display = rest[0].text, rest[0].display
        del rest[0]
    if rest and isinstance(rest[0], b.FormNumber):
        number = rest[0]
        del rest[0]
    maker = _Maker(setter, root, width, fillable=document.fillable)
    pieces = [maker.masthead(title, number, document.notice, display=display)]
    for block in rest:
        pieces += maker.pieces(block)
    return pieces


class _Maker:
    def __init__(self, setter: Setter, root: Node, width: float, *, fillable: bool = False) -> None:
        self.setter = setter
        self.root = root
        self.width = width
        self.fillable = fillable

    def masthead(self, title: str, number: b.FormNumber | None, notice: str, *, display: bool = False) -> Piece:
        left: list[Piece] = [self._heading(title, 1, display)]
        if number is not None:
            left += prose(self.setter, _("Form number {number}").format(number=number.number), STRONG, self.root)
        if notice.strip():
            said = Stack(prose(self.setter, notice, SMALL, self.root))
            left.append(Framed(said, pad=8, fill=0.955, before=4, after=10))
        if number is None:
            return Stack(left, after=10)
        return Columns([Stack(left), self._code(number)], [1.0, form.QR_SIDE], gutter=22)

    def _code(self, number: b.FormNumber) -> Piece:
        alt = _("QR code that holds the form number {number}").format(number=number.number)
        return form.Code(number.payload, Node("Figure", self.root, alt=alt))

    def _heading(self, text: str, level: int, display: bool = False) -> Prose:
        style = DISPLAY if display else TITLE if level == 1 else SECTION
        made = Prose(self.setter, one_line(text), style, Node(f"H{level}", self.root))
        made.outline = level - 1
        return made

    def pieces(self, block: b.Block) -> Sequence[Piece]:
        match block:
            case b.Heading():
                return [self._heading(block.text, block.level, block.display)]
            case b.Text():
                made = prose(self.setter, block.text, _TONES[block.tone], self.root)
                return [_closed_up(made)] if block.close else made
            case b.Bullets():
                return [self._bullets(block)]
            case b.Checks():
                return [self._checks(block)]
            case b.Facts():
                return [self._facts(block)]
            case b.Table():
                return [self._table(block)]
            case b.Blank():
                return [self._blank(block)]
            case b.Choice():
                return [self._choice(block)]
            case b.FormNumber():
                return [self._number(block)]
            case b.MatrixPicture():
                return [self._matrix(block)]
            case b.Bars():
                return [self._bars(block)]
            case b.Callout():
                return [self._callout(block)]
            case b.KeepTogether():
                return [Whole(self._stack(block.blocks, before=5, after=6))]
            case b.Beside():
                return [self._beside(block)]
            case b.Cards():
                return self._cards(block)
            case b.PageBreak():
                return [NewPage()]

    def _stack(self, blocks: Sequence[b.Block], *, before: float = 0.0, after: float = 0.0) -> Stack:
        """Blocks below each other, with at least the room around them that the first and the last ask for."""
        made = [piece for inner in blocks for piece in self.pieces(inner)]
        first, last = (made[0].before, made[-1].after) if made else (0.0, 0.0)
        return Stack(made, before=max(before, first), after=max(after, last))

    def _beside(self, block: b.Beside) -> Piece:
        whole = self.width
        self.width = (whole - _BETWEEN) / 2
        left, right = self._stack(block.left), self._stack(block.right)
        self.width = whole
        above = max(10.0, left.before, right.before)
        return Stack([Columns([left, right], [0.5, 0.5], gutter=_BETWEEN)], before=above, after=6)

    def _cards(self, block: b.Cards) -> Sequence[Piece]:
        made = [self._stack(card) for card in block.cards]
        if block.fill:
            return [cards.Filled(made, block.columns)]
        return [cards.Row(made[place : place + block.columns], block.columns) for place in range(0, len(made), block.columns)]

    def _items(self, pairs: Iterator[tuple[Piece, str, Node]]) -> Piece:
        rows = []
        for marker, text, item in pairs:
            body = Stack(prose(self.setter, text, VALUE, Node("LBody", item)))
            rows.append(Columns([marker, body], [17.0, 1.0], pad=1.75))
        return Rows(rows, before=4, after=6)

    def _bullets(self, block: b.Bullets) -> Piece:
        group = Node("L", self.root)

        def pairs() -> Iterator[tuple[Piece, str, Node]]:
            for number, text in enumerate(block.items[:_MOST_ROWS], 1):
                item = Node("LI", group)
                mark = f"{number}." if block.numbered else "•"
                yield Prose(self.setter, mark, VALUE, Node("Lbl", item)), text, item

        return self._items(pairs())

    def _checks(self, block: b.Checks) -> Piece:
        group = Node("L", self.root)

        def pairs() -> Iterator[tuple[Piece, str, Node]]:
            for text, done in block.items[:_MOST_ROWS]:
                item = Node("LI", group)
                yield form.TickBox(done, VALUE.leading, Node("Lbl", item)), text, item

        return self._items(pairs())

    def _facts(self, block: b.Facts) -> Piece:
        table = Node("Table", self.root)
        rows = []
        free = self.width - _LABEL_GUTTER
        longest = self._widest(word for label, _value in block.rows[:_MEASURED] for word in label.split())
        left = min(0.5, max(0.29, longest / free))
        for label, value in block.rows[:_MOST_ROWS]:
            row = Node("TR", table)
            head = Stack(prose(self.setter, label, LABEL, Node("TH", row, row_header=True)))
            body = Stack(prose(self.setter, value.strip() or "–", VALUE, Node("TD", row)))
            rows.append(Columns([head, body], [left, 1 - left], pad=4, gutter=_LABEL_GUTTER, rule=0.35))
        return Rows(rows, before=4, after=8)

    def _table(self, block: b.Table) -> Piece:
        count = len(block.header)
        shares = list(block.widths) if len(block.widths) == count else [1.0] * count
        total = sum(shares) or 1.0
        shares = self._roomy(block, [share / total for share in shares])
        table = Node("Table", self.root)

        def row(cells: Sequence[str], tag: str, style: Style, rule: float) -> Columns:
            node = Node("TR", table)
            filled = [*cells, *[""] * (count - len(cells))][:count]
            made: list[Piece] = []
            for cell in filled:
                empty = form.RULE_STEP if block.tall and tag == "TD" else style.leading
                words = prose(self.setter, cell, style, Node(tag, node)) if cell.strip() else [Gap(empty)]
                made.append(Stack(words))
            return Columns(made, shares, pad=4.5, gutter=_GUTTER, rule=rule)

        header = row(block.header, "TH", HEAD, 0.9)
        return Rows([row(cells, "TD", CELL, 0.35) for cells in block.rows[:_MOST_ROWS]], header, before=4, after=8)

    def _roomy(self, block: b.Table, shares: list[float]) -> list[float]:
        """Shares of the width at which the longest word of each column stays whole, where there is room for that."""
        free = self.width - _GUTTER * (len(shares) - 1)
        needs = [self._longest(block, column) / free for column in range(len(shares))]
        if not any(need > share for need, share in zip(needs, shares, strict=True)) or sum(needs) > 1:
            return shares
        wide = [max(need, share) for need, share in zip(needs, shares, strict=True)]
        spare = sum(wide) - sum(needs)
        over = sum(wide) - 1
        return [share - over * (share - need) / spare for share, need in zip(wide, needs, strict=True)]

    def _longest(self, block: b.Table, column: int) -> float:
        """How wide the longest word of a column is, in points."""
        cells = (word for row in block.rows[:_MEASURED] for word in "".join(row[column : column + 1]).split())
        return max(self._widest(cells, CELL), self._widest(block.header[column].split(), HEAD))

    def _widest(self, words: Iterable[str], style: Style = LABEL) -> float:
        """How wide the longest of some words is, in points, with a point to spare."""
        longest = sorted(set(words), key=lambda word: -len(word))[:3]
        wide = (self.setter.lines(word, style.bold, _ANY_WIDTH)[0].width * style.size / 1000 for word in longest)
        return max(wide, default=0.0) + 1

    def _blank(self, block: b.Blank) -> Piece:
        made = form.blank(
            self.setter, block.label, block.hint, block.lines, (FIELD, HINT), self.root, (self.fillable and block.inputs) or ()
        )
        made.before, made.after = 7, 8
        return made

    def _choice(self, block: b.Choice) -> Piece:
        label = Prose(self.setter, block.label, FIELD, Node("P", self.root))
        label.after = 4
        named = (f"{block.label}: {option}" if block.label else option for option in block.options)
        keys = list(zip(block.keys, named, strict=True)) if self.fillable else ()
        options = form.Options(self.setter, block.options, block.chosen, VALUE, self.root, keys)
        return Stack([label, options] if block.label else [options], before=8, after=9)

    def _number(self, block: b.FormNumber) -> Piece:
        words = Stack(prose(self.setter, _("Form number {number}").format(number=block.number), STRONG, self.root))
        return Stack([Columns([words, self._code(block)], [1.0, form.QR_SIDE], gutter=22)], before=8, after=8)

    def _matrix(self, block: b.MatrixPicture) -> Piece:
        alt = "; ".join(form.matrix_in_words(block.captions, block.cell))
        picture = form.Matrix(self.setter, block.captions, block.cell, CELL, Node("Figure", self.root, alt=alt))
        return Stack([picture], before=8, after=8)

    def _bars(self, block: b.Bars) -> Piece:
        alt = "; ".join(f"{one_line(label)}: {number}" for label, number in block.bars)
        title = Prose(self.setter, block.title, FIELD, Node("P", self.root))
        title.after = 5
        picture = BarChart(self.setter, block.bars, Node("Figure", self.root, alt=alt or block.title))
        return Whole(Stack([title, picture], before=10, after=10))

    def _callout(self, block: b.Callout) -> Piece:
        group = Node("Div", self.root)
        inner: list[Piece] = []
        if block.title.strip():
            inner += prose(self.setter, block.title, Style(size=10, leading=14.5, bold=True, grey=0.0, after=2), group)
        inner += prose(self.setter, block.text, Style(size=10, leading=14.5, after=4, leads=True), group)
        return Framed(Stack(inner), pad=10, fill=0.945, bar=2.5, before=9, after=11)
