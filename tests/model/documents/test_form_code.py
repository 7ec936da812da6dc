"""The number of a paper form, read from a photograph however the sheet lay; a picture of anything else shows none."""

from __future__ import annotations

import itertools
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from cocdesk.model.documents import form_code
from cocdesk.model.documents.form_code import number_on
from tests.model.documents import photos
from tests.model.documents.filling import NUMBER

Taken = Callable[[Image.Image], Image.Image]


def as_it_is(sheet: Image.Image) -> Image.Image:
    return sheet


def all_at_once(sheet: Image.Image) -> Image.Image:
    return photos.dim(photos.from_the_side(photos.turned(31)(sheet)))


@pytest.mark.parametrize(
    "taken",
    [
        as_it_is, photos.turned(17), photos.turned(90), photos.turned(203), photos.dim, photos.from_the_side, all_at_once,
    ],
    ids=["as it is", "turned a little", "on its side", "upside down", "dim", "from the side", "all at once"],
)  # fmt: skip
def test_the_number_is_read_however_the_photograph_was_taken(taken: Taken) -> None:
    assert number_on(photos.jpeg(taken(photos.page()))) == NUMBER


def test_each_page_of_a_form_tells_the_same_number() -> None:
    assert number_on(photos.png(photos.page(1))) == NUMBER


def _png(wide: int, high: int, pixels: bytes, colours: int = 0) -> bytes:
    def piece(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", wide, high, 8, colours, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + piece(b"IHDR", head) + piece(b"IDAT", pixels) + piece(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [
        b"", b"GIF89a", b"%PDF-1.7", photos.png(Image.new("L", (400, 300), 200)),
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"\xff\xd8\xff" + b"x" * 100, photos.jpeg(photos.page())[:2000],
        _png(60_000, 60_000, b""), _png(9_000, 9_000, zlib.compress(bytes(1000))),
        _png(7_000, 7_000, zlib.compress(bytes(1000)), 6),
    ],
    ids=["empty", "GIF", "PDF", "grey", "broken PNG", "broken JPEG", "half a photograph", "3,600 million pixels",
        "81 million", "49 million in colour"],
)  # fmt: skip
def test_a_picture_of_anything_else_shows_no_number(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form_code, "_TURNS", (0,))
    assert number_on(data) == ""


def test_somebody_else_s_code_is_not_taken_for_ours() -> None:
    import zxingcpp

    for words in ("BEGIN:VCARD", "cocdesk:form:v1:F-0000-00:p1"):
        code = zxingcpp.create_barcode(words, zxingcpp.BarcodeFormat.QRCode)
        assert number_on(photos.png(_picture(code)), clock=itertools.count(0, 10).__next__) == ""


def _picture(code: object) -> Image.Image:
    made = memoryview(code.to_image(scale=6))  # type: ignore[attr-defined]
    high, wide = made.shape[:2]  # type: ignore[misc]
    return Image.frombytes("L", (wide, high), bytes(made))


def test_looking_ends_when_its_time_is_up() -> None:
    looks = itertools.count(0, 3)
    assert number_on(photos.png(Image.new("L", (3000, 2000), 200)), clock=lambda: float(next(looks))) == ""
    assert next(looks) < 15
