"""Text as it may enter the vault, and text as it is compared."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TypeVar

import msgspec

_REPLACEMENT = "\ufffd"
# Control characters but for line ends and tabs, and lone surrogates.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h", "ŧ": "t"}
)
_MOST_MARKS = 30
_JOINER = "\u034f"
_ASCII = {number: " " for number in range(128) if not chr(number).isalnum()}

T = TypeVar("T")


def clean(text: str) -> str:
    """Text fit for a canonical entry: NFC, line ends as ``\\n``, control characters and lone surrogates shown as U+FFFD.

    After thirty marks on one letter a joiner nobody sees stands between (UAX 15, Stream-Safe Text Format): putting marks in
    their order takes the square of their number, and a field full of them would hold the program up for hours.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _parted(_UNFIT.sub(_REPLACEMENT, text)))


def _parted(text: str) -> str:
    if not any(map(unicodedata.combining, set(text))):
        return text
    parts, run = [], 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > _MOST_MARKS:
            parts.append(_JOINER)
            run = 1
        parts.append(character)
    return "".join(parts)


def capital(text: str) -> str:
    """Words as they stand at the beginning of a sentence or a line."""
    return text[:1].upper() + text[1:]


def clean_record(record: T) -> T:
    """The same record with every text in it cleaned."""
    plain = msgspec.to_builtins(record)
    return msgspec.convert(_cleaned(plain), type(record))


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(inner) for inner in value]
    return value


def fold(text: str) -> str:
    """Text for comparing and searching: no accents, no case, one space between words.

    Folds what SQLite's tokenizer leaves alone (ł, ø, đ, ı, ß, æ) and spaces CJK characters apart, so that any of them is found.
    """
    if text.isascii():  # most texts, and each save folds the whole report
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    spaced = bare if bare.isascii() else "".join(f" {c} " if _is_cjk(c) else c for c in bare)
    return " ".join(spaced.split())


def _is_cjk(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


def searchable(text: str) -> str:
    """Text as the search index keeps it and as a query asks for it: folded words of letters and digits, one space between.

    Marks inside a word go, as accents do, so that a word of Hindi or Thai stays one word. A letter younger than those every
    index knows stands alone, as Chinese characters do: whether the index keeps it or not, a word is never two of its words.
    """
    folded = fold(text)
    if folded.isascii():
        return " ".join(folded.translate(_ASCII).split())
    return " ".join("".join(_searched(c) for c in folded).split())


@cache
def _searched(character: str) -> str:
    if character.isascii():
        return character if character.isalnum() else " "
    if unicodedata.category(character)[0] == "M":
        return ""
    if not character.isalnum():
        return " "
    return character if unicodedata.ucd_3_2_0.category(character)[0] in "LN" else f" {character} "


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def first_words(text: str, limit: int = 70) -> str:
    """The beginning of a text on one line, cut at a word."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut) + "…"
