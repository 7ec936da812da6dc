"""The charts of a document as one picture, for slides and web pages: drawn as a small page in memory, then made pixels."""

from __future__ import annotations

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents.render.clean import one_line
from cocdesk.model.documents.render.faces import fira
from cocdesk.model.documents.render.pieces import Piece, Stack
from cocdesk.model.documents.render.shaped import Setter
from cocdesk.model.documents.render.story import story
from cocdesk.model.documents.render.tags import Sheets

WIDTH, EDGE = 520.0, 28.0
DOTS = 2.5  # pixels a point: wide enough for a slide


def png(document: b.Document) -> bytes:
    """The document's title and charts as PNG; where it holds no chart, its title and first words."""
    import io

    import pypdfium2

    file = pypdfium2.PdfDocument(_page(document))
    try:
        picture = file[0].render(scale=DOTS).to_pil()
    finally:
        file.close()
    buffer = io.BytesIO()
    picture.convert("L").save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _page(document: b.Document) -> bytes:
    from dataclasses import replace

    fira(False), fira(True)
    charts: tuple[b.Block, ...] = tuple(block for block in document.blocks if isinstance(block, b.Bars))
    charts = charts or tuple(block for block in document.blocks if isinstance(block, b.Text))[:1]
    bare = replace(document, blocks=charts, notice="", footer="")
    setter = Setter()
    measured = _stack(bare, setter, Sheets((WIDTH, WIDTH), title="", language=bare.language, invariant=True))
    high = measured.height(WIDTH - 2 * EDGE, 1e9) + 2 * EDGE
    sheet = Sheets((WIDTH, high), title=one_line(bare.title), language=bare.language, invariant=True)
    _stack(bare, setter, sheet).draw(sheet, EDGE, high - EDGE, WIDTH - 2 * EDGE)
    sheet.end_page()
    setter.outlines.write(sheet.canvas)
    return sheet.close()


def _stack(document: b.Document, setter: Setter, sheet: Sheets) -> Piece:
    return Stack(story(document, setter, sheet.root, WIDTH - 2 * EDGE))
