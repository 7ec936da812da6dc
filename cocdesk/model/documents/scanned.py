"""A scan that was saved as PDF: the pictures of its pages as they lie in the file, nothing of them unpacked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cocdesk.words import _, ngettext

MOST_PICTURES = 10
SMALLEST = 400  # pixels; smaller ones are logos and stamps
_MOST_NODES = 200
_MOST_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """``pictures`` are JPEGs in the order of the pages, ten at most; ``pages`` how many there are; ``left_behind`` the numbers,
    from 1, of those of which not everything came along.
    """

    pictures: tuple[bytes, ...] = ()
    pages: int = 0
    left_behind: tuple[int, ...] = ()


def scan(catalogue: Any) -> Scan:
    """The JPEGs on the pages of a PDF by its catalogue.

    Scanners and phones keep a page as one JPEG; kept in another way it cannot be taken out without being unpacked: such a page is
    left behind, and named.
    """
    found: list[bytes] = []
    left: list[int] = []
    count = 0
    for count, page in enumerate(_pages(catalogue), 1):
        pictures, whole = _on_page(page)
        room = MOST_PICTURES - len(found)
        found += pictures[:room]
        if not whole or len(pictures) > room:
            left.append(count)
    return Scan(pictures=tuple(found), pages=count, left_behind=tuple(left))


def problems(scan: Scan) -> tuple[str, ...]:
    """Which pages did not come along whole, in a sentence; none where all did."""
    if not scan.left_behind:
        return ()
    said = ngettext(
        "Page {pages} of this file was not taken in whole: keep the file, and take a photo of that page in as well.",
        "Pages {pages} of this file were not taken in whole: keep the file, and take photos of those pages in as well.",
        len(scan.left_behind),
    )
    why = _("Only the first {most} pictures come along, and only JPEGs as scanners make them.").format(most=MOST_PICTURES)
    return (" ".join((said.format(pages=", ".join(str(page) for page in scan.left_behind)), why)),)


def _pages(catalogue: Any) -> Iterator[Any]:
    waiting = [resolved(catalogue.get("/Pages"))]
    for _node in range(_MOST_NODES):
        if not waiting:
            return
        here = waiting.pop()
        if not isinstance(here, dict):
            continue
        kids = resolved(here.get("/Kids"))
        if isinstance(kids, list):
            waiting += [resolved(kid) for kid in reversed(kids[:_MOST_NODES])]
        else:
            yield here


def _on_page(page: Any) -> tuple[list[bytes], bool]:
    """The pictures of a page that can be taken out, and whether they are all there is to it."""
    found: list[bytes] = []
    whole = True
    resources = resolved(page.get("/Resources"))
    listed = resolved(resources.get("/XObject")) if isinstance(resources, dict) else None
    drawn = list(listed.values()) if isinstance(listed, dict) else []
    for given in drawn[:_MOST_ON_A_PAGE]:
        there = resolved(given)
        if not isinstance(there, dict) or not _large(there):
            continue
        packed = resolved(there.get("/Filter"))
        data = getattr(there, "_data", b"")
        plain = packed == "/DCTDecode" or packed == ["/DCTDecode"]
        if plain and isinstance(data, bytes) and data.startswith(b"\xff\xd8\xff"):
            found.append(data)
        else:
            whole = False
    return found, whole and bool(found) and len(drawn) <= _MOST_ON_A_PAGE


def _large(there: Any) -> bool:
    """Whether it is a picture, and large enough for more than a logo."""
    sides = [resolved(there.get(side)) for side in ("/Width", "/Height")]
    return there.get("/Subtype") == "/Image" and all(isinstance(side, int) and side >= SMALLEST for side in sides)


def resolved(value: Any) -> Any:
    """A value itself, where a file only points at it."""
    return value.get_object() if hasattr(value, "get_object") else value
