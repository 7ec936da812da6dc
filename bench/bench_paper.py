"""A printed form, beside the same page drawn straight onto the canvas."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from bench.ratio import Pair, Size, case
from cocdesk.model.documents import blocks as b

_SAID = (
    "The person came to the desk after the talk and told us that jokes were repeated in the queue for coffee, though they had"
    " asked for it to stop. Two others stood near and heard it. They would like to go on with the day and be told what we do. "
)
_CAPTIONS: tuple[tuple[Literal["low", "high"], Literal["low", "high"], str], ...] = (
    ("low", "low", "A talk"),
    ("low", "high", "A warning"),
    ("high", "low", "A warning in writing"),
    ("high", "high", "Asked to leave"),
)


def form() -> b.Document:
    """A filled incident form of two pages, invented."""
    facts = [
        ("Code name", "amber-heron"),
        ("Event", "PyHeron 2026"),
        ("Where", "Foyer, by the coffee"),
        ("When", "Tuesday, 10:40"),
    ]
    facts += [
        ("Reported by", "Ana Žižek"),
        ("Taken by", "Łukasz Nowak"),
        ("Witnessed", "In private"),
        ("Consent", "No objection"),
    ]
    rows = tuple((f"1{n % 10}:3{n % 6}", "Łukasz", f"Spoke with a witness, part {n}; nothing new was said.") for n in range(14))
    return b.Document(
        kind="incident-form",
        title="Incident amber-heron",
        footer="Code of Conduct team · PyHeron 2026",
        notice="For the team only.",
        blocks=(
            b.Heading(text="Incident report", level=1),
            b.Facts(rows=tuple(facts)),
            b.Heading(text="What was told"),
            b.Text(text="\n".join([_SAID * 3, _SAID * 2])),
            b.Heading(text="Where it stands"),
            b.MatrixPicture(captions=_CAPTIONS, cell=("low", "high")),
            b.Heading(text="Done so far"),
            b.Checks(items=tuple((f"Step {n} of the procedure", n < 6) for n in range(10))),
            b.Table(header=("When", "Who", "What"), rows=rows, widths=(1, 1, 4)),
            b.Callout(title="To say", text="Thank you for telling us. We will speak with the others and come back to you today."),
            b.Choice(label="May we write?", options=("Yes", "No", "Later"), chosen=("Yes",)),
            b.Blank(label="Signed", lines=2),
        ),
    )  # fmt: skip


@dataclass(slots=True)
class Drawing:
    """What one page shows: strings with font, size, grey and place; lines with width and grey; boxes."""

    strings: list[tuple[str, float, float, float, float, str]] = field(default_factory=list)
    rules: list[tuple[str, tuple[Any, ...], float]] = field(default_factory=list)


def drawings(document: b.Document) -> list[Drawing]:
    """Everything the product puts on its pages, noted down once, so that the limit can draw the very same with no layout."""
    from reportlab.pdfgen.canvas import Canvas

    from cocdesk.model.documents.render.pdf import pdf

    pages = [Drawing()]
    own = {name: getattr(Canvas, name) for name in ("drawString", "line", "rect", "showPage")}

    def string(canvas: Any, x: float, y: float, text: str, *more: Any, **named: Any) -> None:
        colour = canvas._fillColorObj
        grey = colour[0] if isinstance(colour, tuple) else colour.red
        pages[-1].strings.append((canvas._fontname, canvas._fontsize, grey, x, y, text))
        own["drawString"](canvas, x, y, text, *more, **named)

    def rule(canvas: Any, *place: Any) -> None:
        pages[-1].rules.append(("line", place, canvas._lineWidth))
        own["line"](canvas, *place)

    def rect(canvas: Any, *place: Any, **how: Any) -> None:
        pages[-1].rules.append(("rect", place, canvas._lineWidth))
        own["rect"](canvas, *place, **how)

    def show(canvas: Any) -> None:
        pages.append(Drawing())
        own["showPage"](canvas)

    try:
        Canvas.drawString, Canvas.line, Canvas.rect, Canvas.showPage = string, rule, rect, show
        pdf(document)
    finally:
        for name, method in own.items():
            setattr(Canvas, name, method)
    return pages[:-1]


@case("a two-page incident form as PDF", goal=1.5, rounds=41)
def one_form(_size: Size) -> Iterator[Pair]:
    """Tagged, laid out, any script. Limit: the same strings, rules and boxes at known places, two TrueType fonts, no tags."""
    import pymupdf_fonts
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from cocdesk.model.documents.render.pdf import pdf

    document = form()
    pages = drawings(document)
    assert len(pages) == 2, len(pages)
    for name, code in (("Bare", "figo"), ("Bare-Bold", "figbo")):
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(pymupdf_fonts.myfont(code))))

    def limit() -> bytes:
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(595.28, 841.89), pageCompression=1, initialFontName="Bare")
        for page in pages:
            for font, size, grey, x, y, text in page.strings:
                canvas.setFillGray(grey)
                canvas.setFont("Bare-Bold" if font.endswith("Bold") else "Bare", size)
                canvas.drawString(x, y, text)
            for kind, place, width in page.rules:
                canvas.setLineWidth(width)
                (canvas.line if kind == "line" else canvas.rect)(*place)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    yield lambda: pdf(document), limit


BATCH = 25


@case("a filled form out of the vault, on disk and in the journal, beside its drawing", goal=2.0, rounds=9, warm=1)
def forms_of_an_event(size: Size) -> Iterator[Pair]:
    """One of many in a run over all cases: read, cut down, laid out, written down, saved. Limit: laying out the same forms."""
    import tempfile
    from pathlib import Path

    from bench import data
    from cocdesk.model.actions import every_case
    from cocdesk.model.actions import print as printing
    from cocdesk.model.documents.render import render

    with data.work_copy(size.small) as folder, data.open_desk(folder) as desk:
        wanted = every_case.case_ids(desk)[:BATCH]
        documents = [printing.make(desk, "incident-form", case=one, audience="team", bare=True).document for one in wanted]

        def product() -> None:
            saved: list[int] = []
            with tempfile.TemporaryDirectory(dir=folder) as out:
                every_case.save_all(
                    desk, "incident-form", Path(out), audience="team", stop=lambda: len(saved) >= BATCH,
                    progress=lambda done, _total: saved.append(done) if done else None,
                )  # fmt: skip

        def limit() -> None:
            for document in documents:
                render(document, "pdf")

        yield product, limit
