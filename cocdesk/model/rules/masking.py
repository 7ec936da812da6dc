"""Names out of texts: every known name, alias, address or badge in a text gives way to the person's code name (X40)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from cocdesk.model.records.case import Person
from cocdesk.model.rules.text import fold

SHORTEST = 3


def names_of(persons: Iterable[Person]) -> dict[str, str]:
    """Folded names → code names: whole names, their single words of three letters and more, addresses, badges."""
    found: dict[str, str] = {}
    for person in persons:
        wholes = [person.name, *person.aliases, person.email, person.phone, person.badge, person.contact]
        wholes += [person.email.split("@")[0]] if person.email else []
        words = [word for name in (person.name, *person.aliases) for word in re.split(r"[\s.,'’-]+", name)]
        for text in (*wholes, *words):
            key = fold(text)
            if len(key) >= SHORTEST or (key and not key.isascii()):
                found.setdefault(key, person.code_name)
    return found


def mask(text: str, names: Mapping[str, str]) -> str:
    """The text with every known name replaced by its code name; accents, case and script variants do not hide a name."""
    if not text or not names:
        return text
    folded, origin = _folded_with_origin(text)
    spans: list[tuple[int, int, str]] = []
    for key in sorted(names, key=len, reverse=True):
        bound = r"(?<!\w){}(?!\w)" if key.isascii() else "{}"
        for found in re.finditer(bound.format(re.escape(key)), folded):
            start, end = origin[found.start()], origin[found.end() - 1] + 1
            if all(end <= s or start >= e for s, e, _code in spans):
                spans.append((start, end, names[key]))
    return _replaced(text, sorted(spans))


def _replaced(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """The text with spans exchanged; the same code name twice in a row is said once."""
    pieces: list[str] = []
    place, last = 0, ""
    for start, end, code in spans:
        between = text[place:start]
        if code == last and between.isspace():
            between, code = "", ""
        pieces += [between, code]
        last = code or last
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        place = end
    return "".join([*pieces, text[place:]])


def _folded_with_origin(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, the place in ``text`` it comes from."""
    letters: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        piece = _folded(character)
        if piece == " " and letters and letters[-1] == " ":
            continue
        if _spaced(character) and letters and letters[-1] != " ":
            letters.append(" ")
            origin.append(place)
        for part in piece:
            letters.append(part)
            origin.append(place)
        if _spaced(character):
            letters.append(" ")
            origin.append(place)
    return "".join(letters), origin


@cache
def _folded(character: str) -> str:
    return " " if character.isspace() else fold(character)


@cache
def _spaced(character: str) -> bool:
    return " " in fold("a" + character)
