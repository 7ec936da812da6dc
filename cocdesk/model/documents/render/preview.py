"""Pages of a PDF as pictures, for the screen and for printing; no toolkit is known here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page; rows from the top, ``stride`` bytes each, four bytes a pixel: blue, green, red, unused (QImage's RGB32)."""

    data: bytes
    width: int
    height: int
    stride: int


def pages(pdf: bytes, scale: float) -> Iterator[Page]:
    """The pages one by one, so that a long document need not be held whole; ``scale`` 1 is 72 dots per inch."""
    import pypdfium2

    file = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(file)):
            page = file[number]
            picture = page.render(scale=scale, prefer_bgrx=True, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx)
            yield Page(data=bytes(picture.buffer), width=picture.width, height=picture.height, stride=picture.stride)
            picture.close()
            page.close()
    finally:
        file.close()


def widest(pdf: bytes) -> float:
    """The width of the widest page, in points."""
    import pypdfium2

    file = pypdfium2.PdfDocument(pdf)
    try:
        return max((file.get_page_size(number)[0] for number in range(len(file))), default=0.0)
    finally:
        file.close()


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    file = pypdfium2.PdfDocument(pdf)
    try:
        return len(file)
    finally:
        file.close()
