"""The one door people's text passes on its way to paper or mail: it stays text, and only text.

No renderer here reads markup, so nothing needs escaping for the page; what must go is what breaks pages, fonts and headers.
"""

from __future__ import annotations

import re

# C0 and C1 controls, DEL, lone surrogates, non-characters, and the two overrides that can make a word read backwards.
_BAD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u202d\u202e]")
_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_EMPTY_LINES = re.compile("\n[ \n]*\n")
_ONE_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def clean(text: str) -> str:
    """Text safe to set: every line break is ``\\n``, tabs are spaces, what cannot be shown is U+FFFD."""
    return _BAD.sub("\ufffd", _BREAKS.sub("\n", text).replace("\t", "    "))


def one_line(text: str) -> str:
    """Text safe for a header, a title or a footer: breaks and controls become single spaces."""
    return _BAD.sub("\ufffd", _ONE_LINE.sub(" ", text)).strip()


def paragraphs(text: str, longest: int = 2_000) -> list[list[str]]:
    """The paragraphs of a text, each as pieces of at most ``longest`` characters, cut at a space where there is one near."""
    return [_pieces(line, longest) for line in _EMPTY_LINES.sub("\n\n", clean(text).strip("\n")).split("\n")]


def _pieces(line: str, longest: int) -> list[str]:
    pieces = []
    start = 0
    while len(line) - start > longest:
        cut = line.rfind(" ", start + longest - 200, start + longest)
        end = cut + 1 if cut > start else start + longest
        pieces.append(line[start:end])
        start = end
    pieces.append(line[start:])
    return pieces
