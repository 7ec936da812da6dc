"""A scan that was saved as PDF: the pictures of its pages as they lie in the file, nothing of them unpacked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MOST_PICTURES = 10
SMALLEST = 400  # pixels; smaller ones are logos and stamps
_MOST_NODES = 200


def pictures(catalogue: Any) -> tuple[bytes, ...]:
    """The JPEGs on the pages of a PDF by its catalogue, ten at most, in the order of the pages.

    Scanners and phones keep a page as one JPEG; kept in another way it cannot be taken out without being unpacked, and is left.
    """
    found: list[bytes] = []
    for page in _pages(catalogue):
        for picture in _on_page(page):
            found.append(picture)
            if len(found) >= MOST_PICTURES:
                return tuple(found)
    return tuple(found)


def _pages(catalogue: Any) -> Iterator[Any]:
    waiting = [_plain(catalogue.get("/Pages"))]
    for _node in range(_MOST_NODES):
        if not waiting:
            return
        here = waiting.pop()
        if not isinstance(here, dict):
            continue
        kids = _plain(here.get("/Kids"))
        if isinstance(kids, list):
            waiting += [_plain(kid) for kid in reversed(kids[:_MOST_NODES])]
        else:
            yield here


def _on_page(page: Any) -> Iterator[bytes]:
    resources = _plain(page.get("/Resources"))
    listed = _plain(resources.get("/XObject")) if isinstance(resources, dict) else None
    for given in list(listed.values())[:MOST_PICTURES] if isinstance(listed, dict) else ():
        there = _plain(given)
        if not isinstance(there, dict) or there.get("/Subtype") != "/Image":
            continue
        packed = _plain(there.get("/Filter"))
        sides = [_plain(there.get(side)) for side in ("/Width", "/Height")]
        whole = packed == "/DCTDecode" or packed == ["/DCTDecode"]
        data = getattr(there, "_data", b"")
        large = all(isinstance(side, int) and side >= SMALLEST for side in sides)
        if whole and large and isinstance(data, bytes) and data.startswith(b"\xff\xd8\xff"):
            yield data


def _plain(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
