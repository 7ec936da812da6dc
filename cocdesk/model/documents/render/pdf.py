"""Documents as PDF: one calm form, tagged, all fonts inside, made in memory.

A short layout of our own instead of ReportLab's platypus: its paragraphs read markup, and people's text must never be
read as markup. The pages are laid out first and drawn after, so that each can say how many there are.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import islice

from cocdesk.model.documents.blocks import Document, FormNumber
from cocdesk.model.documents.render.clean import one_line
from cocdesk.model.documents.render.faces import fira
from cocdesk.model.documents.render.fields import Fields
from cocdesk.model.documents.render.pieces import SLACK, Framed, Piece, Prose, Rows, Style, Whole, line
from cocdesk.model.documents.render.shaped import Setter, draw_line
from cocdesk.model.documents.render.story import BODY, NewPage, story
from cocdesk.model.documents.render.tags import Node, Sheets
from cocdesk.words import _

MM = 72 / 25.4
SIZES = {"A4": (210 * MM, 297 * MM), "Letter": (612.0, 792.0)}
MARGIN = 22 * MM
TOP, BOTTOM = 21 * MM, 24 * MM
MOST_PAGES = 500
SMALLEST, _STEP = 0.8, 0.04
# A short paper whose last page would hold little more than a signature is set a little smaller.
_MOST_TIDIED, _LEAST_USED = 6, 0.22
_SMALL = Style(size=7.5, leading=10, grey=0.35)
_EXERCISE = Style(size=8.5, leading=11, bold=True, grey=0.0)

Placed = tuple[Piece, float]


def pdf(document: Document, *, invariant: bool = False) -> bytes:
    """The document as a PDF file; ``invariant`` leaves out times, so that tests can compare bytes."""
    fira(False), fira(True)
    setter = Setter()
    size = SIZES[document.paper]
    if document.landscape:
        size = size[::-1]
    scale, sheet, pages = _settled(document, setter, size, invariant)
    width = size[0] - 2 * MARGIN
    frame = _Frame(document, setter, sheet)
    if document.fillable:
        sheet.fields = Fields(sheet, next((block.number for block in document.blocks if isinstance(block, FormNumber)), ""))
    for number, page in enumerate(pages, 1):
        frame.behind(number)
        with sheet.scaled(scale, MARGIN, size[1] - TOP):
            for piece, top in page:
                piece.draw(sheet, MARGIN, size[1] - TOP - top, width / scale)
        frame.edges(number, len(pages))
        sheet.end_page()
    setter.outlines.write(sheet.canvas)
    return sheet.close()


def _settled(
    document: Document, setter: Setter, size: tuple[float, float], invariant: bool
) -> tuple[float, Sheets, list[list[Placed]]]:
    """The largest size of type with which it has to do with its pages, or leaves no page nearly empty at its end."""
    scales = _scales(document)
    scale = scales[0]
    sheet, pages = _laid_out(document, setter, size, scale, invariant)
    if document.fit:
        for smaller in scales[1:]:
            if len(pages) <= document.fit:
                break
            scale = smaller
            sheet, pages = _laid_out(document, setter, size, scale, invariant)
    elif 1 < len(pages) <= _MOST_TIDIED and _used(pages[-1], (size[0] - 2 * MARGIN) / scale) * scale < size[1] * _LEAST_USED:
        for smaller in (scale - _STEP, scale - 2 * _STEP):
            tried, fewer = _laid_out(document, setter, size, smaller, invariant)
            if len(fewer) < len(pages):
                return smaller, tried, fewer
    return scale, sheet, pages


def _laid_out(
    document: Document, setter: Setter, size: tuple[float, float], scale: float, invariant: bool
) -> tuple[Sheets, list[list[Placed]]]:
    """A new file and what will stand on its pages, at one size of type."""
    sheet = Sheets(size, title=one_line(document.title), language=document.language, invariant=invariant)
    width, height = size[0] - 2 * MARGIN, size[1] - TOP - BOTTOM
    made = story(document, setter, sheet.root, width / scale)
    return sheet, paginate(made, width / scale, height / scale, _left_out(setter, sheet.root))


def _used(page: Sequence[Placed], width: float) -> float:
    """How far down a page its last piece reaches."""
    return max((top + piece.height(width, 1e9) for piece, top in page), default=0.0)


def _scales(document: Document) -> tuple[float, ...]:
    """The sizes of type to try, the largest first; the last one is taken whether it fits or not."""
    if not document.fit:
        return (document.largest,)
    steps = round((document.largest - SMALLEST) / _STEP)
    return tuple(document.largest - _STEP * step for step in range(steps + 1))


def _left_out(setter: Setter, root: Node) -> Piece:
    sentence = _(
        "The rest of this document was left out: it is longer than {count} pages. "
        "Nothing is lost, the whole text is kept in the vault."
    ).format(count=MOST_PAGES)
    return Framed(Prose(setter, sentence, BODY, Node("P", root)), stroke=0.3)


def paginate(pieces: Sequence[Piece], width: float, height: float, left_out: Piece) -> list[list[Placed]]:
    """Pieces placed on pages, each with its distance from the top of the page's field."""
    queue = deque(pieces)
    pages: list[list[Placed]] = [[]]
    used = gap = 0.0

    def turn() -> None:
        nonlocal used, gap
        pages.append([])
        used = gap = 0.0
        if len(pages) == MOST_PAGES:
            queue.clear()
            queue.append(left_out)

    while queue:
        piece = queue.popleft()
        page = pages[-1]
        if isinstance(piece, NewPage):
            if page and queue:
                turn()
            continue
        space = max(gap, piece.before) if page else 0.0
        room = height - used - space
        high = piece.height(width, room)
        fits = high <= room + SLACK
        whole = isinstance(piece, Whole) and not fits and piece.height(width, height) <= height + SLACK
        if page and (whole or _tail(piece, queue, width, height, high) > room):
            queue.appendleft(piece)
            turn()
            continue
        if not fits:
            parts = piece.split(width, room) if room > 0 else None
            if parts is None and page:
                queue.appendleft(piece)
                turn()
                continue
            if parts is not None:
                page.append((parts[0], used + space))
                queue.appendleft(parts[1])
                turn()
                continue
        page.append((piece, used + space))
        used += space + high
        gap = piece.after
    return pages


def _tail(piece: Piece, queue: deque[Piece], width: float, page: float, high: float) -> float:
    """The height a heading or a lead-in needs together with the beginning of what follows it; 0 for anything else."""
    if not _keeps(piece):
        return 0.0
    total, above = high, piece
    for following in islice(queue, 3):
        total += max(above.after, following.before) + _beginning(following, width, page)
        if not _keeps(following):
            break
        above = following
    return total


def _keeps(piece: Piece) -> bool:
    return isinstance(piece, Prose) and piece.style.keeps


def _beginning(piece: Piece, width: float, page: float) -> float:
    """As much of it as should stand under its heading: all where it is not to be parted, else a few lines."""
    if isinstance(piece, Whole):
        whole = piece.height(width, page)
        if whole <= page / 2:
            return whole
    few = min(piece.height(width, 70), 52)
    return max(few, piece.beginning(width)) if isinstance(piece, Rows) else few


class _Frame:
    """What stands around the words on every page."""

    def __init__(self, document: Document, setter: Setter, sheet: Sheets) -> None:
        self.document, self.setter, self.sheet = document, setter, sheet
        self.width = sheet.size[0] - 2 * MARGIN

    def behind(self, number: int) -> None:
        """The exercise mark under the words, and the running head."""
        canvas, (wide, high) = self.sheet.canvas, self.sheet.size
        if self.document.exercise:
            word = _("EXERCISE")
            with self.sheet.mark(None):
                canvas.saveState()
                canvas.translate(wide / 2, high / 2)
                canvas.rotate(52)
                canvas.setFillGray(0.93)
                canvas.setFont("FiraGO-Bold", 110)
                canvas.drawCentredString(0, -38, word)
                canvas.restoreState()
            self._edge(_("EXERCISE – practice only, this did not happen"), _EXERCISE, high - 12 * MM, "left")
        if number > 1:
            # A loose second page must still be told from another form's.
            numbers = [block.number for block in self.document.blocks if isinstance(block, FormNumber)]
            self._edge(one_line(" · ".join([self.document.title, *numbers[:1]])), _SMALL, high - 12 * MM, "right")

    def edges(self, number: int, count: int) -> None:
        """The footer."""
        y = BOTTOM - 8 * MM
        line(self.sheet, MARGIN, y, MARGIN + self.width, y, 0.4, 0.65)
        self._edge(one_line(self.document.footer), _SMALL, y - 12, "left", lines=2)
        self._edge(_("Page {number} of {count}").format(number=number, count=count), _SMALL, y - 12, "right")

    def _edge(self, text: str, style: Style, y: float, side: str, lines: int = 1) -> None:
        wide = self.width * 0.75
        with self.sheet.mark(None):
            self.sheet.canvas.setFillGray(style.grey)
            for index, found in enumerate(self.setter.lines(text[:400], style.bold, wide * 1000 / style.size)[:lines]):
                long = found.width * style.size / 1000
                x = MARGIN if side == "left" else MARGIN + self.width - long
                draw_line(self.sheet.canvas, found, font=style.font, size=style.size, x=x, y=y - index * style.leading)
