"""A text as the wording coach sees it: words with their places, quoted speech, and shapes such as addresses and times.

Everything here takes time in proportion to the text: no expression looks further than a bounded stretch ahead.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

# Marks that belong to the letter before them, and the letters of scripts whose vowels are such marks.
_MARKS = "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff\u0e00-\u0eff\u200c\u200d"
_WORD = re.compile(rf"[^\W_](?:[\w{_MARKS}]|['’ʼ\-‐‑](?=[^\W_]))*")
_EVEN = {ord("’"): "'", ord("ʼ"): "'", ord("‐"): "-", ord("‑"): "-", 0xAD: None, 0x200C: None, 0x200D: None}
_ENDS = re.compile(r"[.!?…](?!\w)|\n[^\S\n]{0,200}\n")
_LONGEST_WORD = 60
_MARK = re.compile('[“”„"«»]|\n[^\\S\n]{0,200}\n|(?:^|(?<=\n))[^\\S\n]{0,20}>[^\n]*')
_TIME = re.compile(
    r"(?<![\w:.,/\-])(?:(?P<hour>[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\w:]) ?(?P<half>[ap]\.?m\b\.?)?"
    r"|(?P<hour2>1[0-2]|0?[1-9])(?:[.:][0-5]\d)? ?(?P<half2>[ap]\.?m\b\.?)|(?P<hour3>[01]?\d|2[0-3])[.h][0-5]\d ?(?:h|Uhr)\b)",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w.:/+\-])[+(]{0,2}\d[\d \u00a0\u202f().\-/–]{5,22}\d(?![\w:])")
_DATE = re.compile(
    r"(?:19|20)\d\d[-/.][01]?\d[-/.][0-3]?\d|[0-3]?\d[./\-][01]?\d[./\-](?:19|20)\d\d|(?:19|20)\d\d ?[–\-/] ?(?:19|20)\d\d"
)
_HANDLE = re.compile(r"(?<![\w@.])@\w[\w.\-]{1,40}")
_EMAIL = re.compile(r"(?<![\w.+\-%])[\w.+\-%]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,6}")
PHONE_DIGITS = 7


class Word(NamedTuple):
    """A word: where it stands and how it compares; "" when it is too long to be one."""

    start: int
    end: int
    said: str


def words(text: str) -> list[Word]:
    """The words of a text; positions count characters."""
    if text.isascii():
        # Long minutes are looked at in one go: what can be done to the whole text at once is not done to each word.
        return [
            Word(start, end, match[0] if end - start <= _LONGEST_WORD else "")
            for match in _WORD.finditer(text.lower())
            for start, end in (match.span(),)
        ]
    found: list[Word] = []
    for match in _WORD.finditer(text):
        said = match[0] if match.end() - match.start() <= _LONGEST_WORD else ""
        if said.isascii():
            said = said.lower()
        else:
            said = unicodedata.normalize("NFC", said).casefold().translate(_EVEN)
        found.append(Word(match.start(), match.end(), said))
    return found


def bare_end(text: str, word: Word) -> int:
    """Where a word ends without what follows its apostrophe."""
    return min((at for mark in "'’ʼ" if (at := text.find(mark, word.start + 1, word.end)) > 0), default=word.end)


class Sentences:
    """Which sentence a place of the text is in."""

    def __init__(self, text: str) -> None:
        self._ends = [match.start() for match in _ENDS.finditer(text)]

    def __getitem__(self, place: int) -> int:
        return bisect_right(self._ends, place)


class Quoted:
    """Where somebody else is quoted: between quotation marks within a paragraph, and lines that begin with “>”."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        begun, closing = -1, ""
        for match in _MARK.finditer(text):
            mark = match[0]
            if "\n" in mark or mark.lstrip()[:1] == ">":
                # A curly mark that is never closed speaks to the end of its paragraph; a straight one may be an inch.
                if begun >= 0 and closing != '"':
                    self._keep(begun, match.start())
                begun = -1
                if mark.lstrip()[:1] == ">":
                    self._keep(*match.span())
            elif begun < 0:
                if mark in '“„«"»':
                    begun, closing = match.start(), {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"'}[mark]
            elif mark in closing:
                self._keep(begun, match.end())
                begun = -1
        if begun >= 0 and closing != '"':
            self._keep(begun, len(text))

    def _keep(self, start: int, end: int) -> None:
        self._starts.append(start)
        self._ends.append(end)

    def __contains__(self, place: int) -> bool:
        number = bisect_right(self._starts, place) - 1
        return number >= 0 and place < self._ends[number]


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses stand."""
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield match.span()


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand that can be called; days and spans of years are none."""
    for match in _PHONE.finditer(text):
        if sum(c.isdigit() for c in match[0]) >= PHONE_DIGITS and not _DATE.match(match[0]):
            yield match.span()


def handles(text: str) -> Iterator[tuple[int, int]]:
    """Where somebody’s handle stands."""
    for match in _HANDLE.finditer(text) if "@" in text else ():
        yield match.start(), match.start() + len(match[0].rstrip(".-"))


def times(text: str) -> Iterator[tuple[int, int, int]]:
    """Where times of the clock stand, with their hour (0–23)."""
    for match in _TIME.finditer(text):
        hour = int(match["hour"] or match["hour2"] or match["hour3"])
        half = (match["half"] or match["half2"] or "").lower()
        if half and hour <= 12:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        yield match.start(), match.start() + len(match[0].rstrip(" ")), hour
