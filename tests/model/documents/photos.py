"""Photographs of a paper form as a desk would take them: turned, dim, seen from the side; made from a real blank form."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

from PIL import Image

from tests.model.documents.filling import blank


@cache
def page(number: int = 0) -> Image.Image:
    """A page of a printed form, in grey."""
    import pypdfium2

    file = pypdfium2.PdfDocument(blank())
    try:
        return file[number].render(scale=1.8).to_pil().convert("L")
    finally:
        file.close()


def turned(by: float) -> Callable[[Image.Image], Image.Image]:
    return lambda sheet: sheet.rotate(by, Image.Resampling.BILINEAR, expand=True, fillcolor=80)


def dim(sheet: Image.Image) -> Image.Image:
    """Taken in a dark room: 22 of 255 shades are left."""
    return sheet.point([28 + grey * 22 // 255 for grey in range(256)])


def from_the_side(sheet: Image.Image) -> Image.Image:
    """The sheet lies on a table and the camera is held over its foot."""
    wide, high = sheet.size
    corners = ((wide * 0.12, high * 0.05), (wide * 0.9, 0.0), (wide * 1.0, high * 0.97), (wide * 0.02, high * 0.9))
    seen = _perspective(corners, ((0.0, 0.0), (wide, 0.0), (wide, high), (0.0, high)))
    return sheet.transform(sheet.size, Image.Transform.PERSPECTIVE, seen, Image.Resampling.BICUBIC, fillcolor=90)


def jpeg(sheet: Image.Image) -> bytes:
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=80)
    return out.getvalue()


def png(sheet: Image.Image) -> bytes:
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def scan(*sheets: Image.Image) -> bytes:
    """These pages as a scanner saves them: a PDF in which each is one JPEG."""
    out = io.BytesIO()
    # Copies, for Pillow leaves on an appended picture what it was appended to, and obeys that when the picture is saved next.
    first, *others = (sheet.copy() for sheet in sheets)
    first.save(out, "PDF", save_all=True, append_images=others)
    return out.getvalue()


Corner = tuple[float, float]


def _perspective(seen: tuple[Corner, ...], flat: tuple[Corner, ...]) -> list[float]:
    """The eight numbers that carry four corners onto four others, by elimination."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for at in range(8):
        best = max(range(at, 8), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for row in range(8):
            if row != at:
                rows[row] = [value - rows[row][at] * other for value, other in zip(rows[row], rows[at], strict=True)]
    return [row[8] for row in rows]
