"""A photo or scan of a paper form: its number, read from the code in the corner, however the sheet lay."""

from __future__ import annotations

import io
import time
import warnings
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from cocdesk.model.rules.from_form import number_in

if TYPE_CHECKING:
    from PIL.Image import Image

SECONDS = 4.0
"""How long is looked for a code at most; a phone's picture that shows one needs a tenth of it."""
MOST_PIXELS, MOST_UNPACKED = 60_000_000, 120_000_000
_SIDES = (1600, 2600, 900, 4000)
_TURNS = (0, 45, 20, 70)


def number_on(data: bytes, *, clock: Callable[[], float] = time.monotonic) -> str:
    """The form's number on a picture (PNG or JPEG); empty when there is no code of ours to be read on it.

    Looks at several sizes and turns, and at a version with stretched contrast, for ``SECONDS`` at most. A picture that is
    damaged, or has more than 60 million pixels (a PNG in colour 40 million), shows none.
    """
    grey = _grey(data)
    if grey is None:
        return ""
    import zxingcpp

    kinds = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    end = clock() + SECONDS
    for tried in _versions(grey):
        for code in zxingcpp.read_barcodes(tried, formats=kinds):
            number = number_in(code.text)
            if number:
                return number
        if clock() > end:
            break
    return ""


def _grey(data: bytes) -> Image | None:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            # Its own bound is higher than ours, and it would tell it on standard error.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
                pixels = image.width * image.height
                # A JPEG is unpacked in grey at once, a PNG in all its colours first.
                if pixels > MOST_PIXELS or (image.format == "PNG" and pixels * len(image.getbands()) > MOST_UNPACKED):
                    return None
                image.draft("L", (_SIDES[-1], _SIDES[-1]))
                return image.convert("L")
    except Exception:  # noqa: BLE001 - a foreign file can break its reader anywhere, and each way means that nothing is read
        return None


def _versions(grey: Image) -> Iterator[Image]:
    """The picture as it is, then smaller and larger, turned, and with its greys stretched."""
    from PIL import ImageOps
    from PIL.Image import Resampling

    for stretched in (False, True):
        for turn in _TURNS:
            for side in _SIDES:
                if side > max(grey.size) and side != _SIDES[0]:
                    continue
                made = ImageOps.contain(grey, (side, side), Resampling.BILINEAR)
                if turn:
                    # What a turn lays bare must not look like a part of the code.
                    made = made.rotate(turn, Resampling.BILINEAR, expand=True, fillcolor=255)
                yield ImageOps.autocontrast(made, cutoff=2) if stretched else made
