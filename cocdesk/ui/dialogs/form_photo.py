"""A photo or scan of a paper form: its number, read from the code in the corner, however the sheet lay."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QTransform

from cocdesk.model.rules.from_form import number_in
from cocdesk.ui.dialogs.attach import picture

SECONDS = 4.0
"""How long is looked for a code at most; a phone's picture that shows one needs a tenth of it."""
_ROOM = QSize(4000, 4000)
_SIDES = (1600, 2600, 900, 4000)
_TURNS = (0, 45, 20, 70)


def number_on(data: bytes, media_type: str, *, clock: Callable[[], float] = time.monotonic) -> str:
    """The form's number on a picture (PNG or JPEG); empty when there is no code of ours to be read on it.

    Looks at several sizes and turns, and at a version with stretched contrast, for ``SECONDS`` at most.
    """
    image = picture(data, media_type, _ROOM)
    if image is None:
        return ""
    import zxingcpp

    end = clock() + SECONDS
    for tried in _versions(image.convertToFormat(QImage.Format.Format_Grayscale8)):
        for code in zxingcpp.read_barcodes(tried, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
            number = number_in(code.text)
            if number:
                return number
        if clock() > end:
            break
    return ""


def _versions(grey: QImage) -> Iterator[QImage]:
    """The picture as it is, then smaller and larger, turned, and with its greys stretched."""
    for stretched in (False, True):
        for turn in _TURNS:
            for side in _SIDES:
                if side > max(grey.width(), grey.height()) and side != _SIDES[0]:
                    continue
                size = grey.size().scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
                sized = grey.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
                # What a turn lays bare must not look like a part of the code.
                turned = (
                    sized.transformed(QTransform().rotate(turn), Qt.TransformationMode.SmoothTransformation) if turn else sized
                )
                made = turned.convertToFormat(QImage.Format.Format_Grayscale8)
                yield _stretched(made) if stretched else made


def _stretched(grey: QImage) -> QImage:
    """The same picture with its darkest grey black and its lightest white, for what was taken in a dim room."""
    wide = grey.width()
    row = grey.bytesPerLine()
    raw = bytes(grey.constBits())
    pixels = b"".join(raw[start : start + wide] for start in range(0, row * grey.height(), row)) if row != wide else raw
    sample = sorted(pixels[:: max(1, len(pixels) // 20_000)])
    low, high = sample[len(sample) // 50], sample[-1 - len(sample) // 50]
    if high <= low:
        return grey
    table = bytes(min(255, max(0, (value - low) * 255 // (high - low))) for value in range(256))
    made = QImage(pixels.translate(table), wide, grey.height(), wide, QImage.Format.Format_Grayscale8)
    return made.copy()  # the bytes it was made on go at the end of this function
