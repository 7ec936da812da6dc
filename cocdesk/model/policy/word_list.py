"""The words the wording coach knows, as data of one language; a language without a file has none."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from cocdesk.model.errors import WordsRefused
from cocdesk.words import _

Place = Literal["account", "note", "minutes", "decision", "message", "announcement", "title", "register", "apology"]
"""Where a text of the team stands. What the reporter says in their own words is no place: it is never coached."""
Kind = Literal["judgement", "part", "reported", "promise", "pressure", "banished", "apology", "gendered", "detail"]
LARGEST_FILE = 256 * 1024
MOST_WAYS = 400
"""How many ways one phrase may be read."""

_Line = Annotated[str, Meta(min_length=1, max_length=400)]
_Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z", max_length=40)]
_PART = re.compile(r"[^\s()|?*#^]*(?:\([^\s()?#^]*\)[^\s()|?*#^]*)*[?*]?|#[^\s()|?*#^]*|\^")


class _Data(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands in the file."""


class Rule(_Data, frozen=True, kw_only=True):
    """Words that deserve a second look in some places, and why.

    ``phrases`` are the words, ``swaps`` words with what could stand there instead (``{word}`` is what was written). In a phrase
    ``(a|b)`` is one or the other, ``word?`` may be left out, ``word*`` may go on, ``#`` is a number, ``^`` a word with a capital.
    ``but_not`` are longer phrases that are fine. A hint is not given where a word of ``unless`` is in the same sentence, or one
    of ``unless_after`` shortly before. ``to`` and ``not_to`` are roles of who reads it. ``quoted`` also looks at quoted speech.
    """

    id: _Id
    kind: Kind
    places: Annotated[tuple[Place, ...], Meta(min_length=1)]
    sentence: _Line
    source: _Line
    sentence_after: str = ""
    rows: tuple[str, ...] = ()
    finds: Literal["words", "email", "phone", "handle", "time", "length"] = "words"
    phrases: tuple[_Line, ...] = ()
    swaps: dict[_Line, str] = {}
    but_not: tuple[_Line, ...] = ()
    unless: tuple[_Line, ...] = ()
    unless_after: tuple[_Line, ...] = ()
    when: Literal["always", "before-decision"] = "always"
    to: tuple[str, ...] = ()
    not_to: tuple[str, ...] = ()
    stances: tuple[Literal["never-ask", "do-not-encourage", "in-matrix"], ...] = ()
    quoted: bool = False


class DayPart(_Data, frozen=True, kw_only=True):
    """What a time before this hour is called when the minute does not matter."""

    before: Annotated[int, Meta(ge=1, le=24)]
    use: _Line


class WordList(_Data, frozen=True, kw_only=True):
    """All rules of one language. ``longest_apology`` is in words; ``leads`` are words before a time, such as “at”."""

    schema: Literal[1]
    language: Annotated[str, Meta(pattern=r"^[a-z]{2,3}\Z")]
    longest_apology: Annotated[int, Meta(ge=5, le=500)] = 30
    leads: tuple[_Line, ...] = ()
    day_parts: tuple[DayPart, ...] = ()
    rules: Annotated[tuple[Rule, ...], Meta(min_length=1, max_length=400)]


def read_word_list(path: Path) -> WordList:
    """Read one file. Raises WordsRefused, naming the file, the key and what was expected; never the whole path."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        why = _("the file cannot be read ({reason}).").format(reason=error.strerror or "")
        raise WordsRefused(path.name, "", why) from error
    return read_words(raw, path.name)


def read_words(raw: bytes, file: str) -> WordList:
    """Read a list from its bytes; ``file`` is what messages call it. Raises WordsRefused."""
    if len(raw) > LARGEST_FILE:
        raise WordsRefused(file, "", _("the file is larger than {limit} KiB.").format(limit=LARGEST_FILE // 1024))
    try:
        data: dict[str, Any] = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise WordsRefused(file, "", _("it is not UTF-8 text. Save the file as UTF-8.")) from error
    except RecursionError as error:
        raise WordsRefused(file, "", _("the file is nested too deeply.")) from error
    except ValueError as error:
        raise WordsRefused(file, "", _("it is not written as TOML asks ({why}).").format(why=str(error)[:80])) from error
    try:
        found = msgspec.convert(data, WordList)
    except msgspec.ValidationError as error:
        said, _at, place = str(error).partition(" - at `$")
        key = re.sub(r"\[(\d+)\]", lambda m: f" → {int(m[1]) + 1}", place.rstrip("`").replace(".", " → ")).removeprefix(" → ")
        why = _("what stands there does not fit: {why}.").format(why=said[:1].lower() + said[1:])
        raise WordsRefused(file, key, why) from error
    for key, sentence in _problems(found):
        raise WordsRefused(file, key, sentence)
    return found


def find(language: str, folders: Iterable[Path]) -> WordList | None:
    """The list of a language from the first folder that has one, or None. Raises WordsRefused."""
    for folder in folders:
        path = folder / f"{language}.toml"
        if path.is_file():
            return read_word_list(path)
    return None


def ways(phrase: str) -> Iterator[tuple[str, ...]]:
    """Every way a phrase can be read, as words. Raises ``ValueError`` when it is not written as a phrase."""
    parts = []
    for part in phrase.split():
        if not _PART.fullmatch(part):
            raise ValueError(part)
        parts.append(_options(part))
    count = 1
    for options in parts:
        count *= len(options)
    if count > MOST_WAYS:
        raise ValueError(phrase)
    for chosen in itertools.product(*parts):
        words = tuple(word for word in chosen if word)
        if not words or words[0] == "^":
            raise ValueError(phrase)
        yield words


def _options(part: str) -> list[str]:
    """The words one part stands for; an empty one is a word left out."""
    bare = part.removesuffix("?")
    found = [""]
    for piece in re.split(r"(\([^)]*\))", bare):
        choices = piece[1:-1].split("|") if piece.startswith("(") else [piece]
        found = [head + tail for head in found for tail in choices]
    return [*found, ""] if part.endswith("?") else found


def _problems(words: WordList) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for rule in words.rules:
        where = f"rules → “{rule.id}”"
        if rule.id in seen:
            yield f"{where} → id", _("there is already a rule called “{id}”.").format(id=rule.id)
        seen.add(rule.id)
        if rule.finds == "words" and not rule.phrases and not rule.swaps:
            yield f"{where} → phrases", _("expected at least one phrase or swap.")
        if rule.finds != "words" and (rule.phrases or rule.swaps):
            yield f"{where} → finds", _("a rule has either phrases or something it finds, not both.")
        for key in ("phrases", "swaps", "but_not", "unless", "unless_after"):
            for phrase in getattr(rule, key):
                try:
                    tuple(ways(phrase))
                except ValueError:
                    yield f"{where} → {key}", _("“{phrase}” is not written as a phrase.").format(phrase=phrase[:60])
    hours = [part.before for part in words.day_parts]
    if hours != sorted(set(hours)):
        yield "day_parts", _("the hours must go up.")
