"""A scan saved as PDF: every page comes along, or is named as one that does not."""

from __future__ import annotations

from typing import Any

import pytest

from cocdesk.model.documents import scanned

JPEG = b"\xff\xd8\xff a page"


class Drawn(dict[str, Any]):
    """A picture as the reading library gives it: a dictionary that keeps its packed bytes."""

    _data = JPEG


def drawn(filter: object = "/DCTDecode", side: int = 1700) -> Drawn:
    return Drawn({"/Subtype": "/Image", "/Filter": filter, "/Width": side, "/Height": side})


def page(*pictures: Drawn) -> dict[str, Any]:
    return {"/Resources": {"/XObject": {f"/Im{place}": one for place, one in enumerate(pictures)}}}


def book(*pages: dict[str, Any]) -> dict[str, Any]:
    return {"/Pages": {"/Kids": list(pages)}}


@pytest.mark.parametrize(
    ("pages", "kept", "left"),
    [
        ([page(drawn())] * 3, 3, ()),
        ([page(drawn("/CCITTFaxDecode")), page(drawn()), page()], 1, (1, 3)),
        ([page(drawn(), drawn("/JBIG2Decode"))], 1, (1,)),
        ([page(drawn(), drawn("/FlateDecode", side=90))], 1, ()),
        ([page(drawn(["/FlateDecode", "/DCTDecode"])), page(drawn(["/DCTDecode"]))], 1, (1,)),
        ([page(drawn(side=399)), page(drawn())], 1, (1,)),
        ([page(drawn())] * 13, 10, (11, 12, 13)),
        ([page(*[drawn()] * 4)] * 3, 10, (3,)),
        ([{}, page(drawn())], 1, (1,)),
    ],
    ids=["whole", "fax", "two layers", "a logo", "packed twice", "small", "thirteen", "four on each", "bare"],
)  # fmt: skip
def test_a_page_that_does_not_come_along_whole_is_named(pages: list[dict[str, Any]], kept: int, left: tuple[int, ...]) -> None:
    found = scanned.scan(book(*pages))
    assert (len(found.pictures), found.pages, found.left_behind) == (kept, len(pages), left)
    said = scanned.problems(found)
    assert len(said) == bool(left)
    assert all(str(number) in said[0] for number in left)
