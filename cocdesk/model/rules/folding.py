"""Text folded for comparing names, with the way back: each folded character knows where in the text it stood."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from cocdesk.model.rules.text import fold

_APOSTROPHES = dict.fromkeys("’‘ʼ`´ʹ", "'") | dict.fromkeys("‐‑‒–−", "-")
_SPACES = re.compile(" {2,}")
# German and Nordic letters as they are written where a keyboard lacks them.
SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def folded_with_origin(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, the place in ``text`` it comes from."""
    letters: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        piece = fold_character(character)
        if piece == " " and letters and letters[-1] == " ":
            continue
        if stands_alone(character) and letters and letters[-1] != " ":
            letters.append(" ")
            origin.append(place)
        for part in piece:
            letters.append(part)
            origin.append(place)
        if stands_alone(character):
            letters.append(" ")
            origin.append(place)
    return "".join(letters), origin


def folded(text: str) -> str:
    """The folded text alone, as ``folded_with_origin`` gives it; most texts are plain, and for these it is many times quicker."""
    return _SPACES.sub(" ", text.translate(_plain_letters())) if text.isascii() else folded_with_origin(text)[0]


@cache
def _plain_letters() -> dict[int, str]:
    return {code: fold_character(chr(code)) for code in range(128)}


@cache
def fold_character(character: str) -> str:
    """One character without accent and case; empty for signs that are not seen."""
    if character.isspace():
        return " "
    # Signs that are not seen (soft hyphen, zero-width, direction marks) and the Arabic lengthening stroke hide no name.
    if character == "\u0640" or unicodedata.category(character) == "Cf":
        return ""
    return _APOSTROPHES.get(character) or fold(character)


@cache
def stands_alone(character: str) -> bool:
    """Whether a character stands for itself, as Chinese ones do."""
    return " " in fold("a" + character)


def cased(character: str) -> bool:
    """Whether it is a letter of a script with capitals."""
    return character.lower() != character.upper()


def behind_marks(text: str, end: int) -> int:
    """``end`` moved behind the marks that belong to the character before it."""
    while end < len(text) and (unicodedata.combining(text[end]) or unicodedata.category(text[end]) == "Mc"):
        end += 1
    return end
