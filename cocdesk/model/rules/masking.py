"""Names out of texts: every known name, alias, address or badge in a text gives way to the person's code name (X40).

It finds what is written down of a person, in other case, with other accents, joined, hyphenated, split over lines or with
a possessive. It cannot know a nickname nobody recorded; a second pair of eyes stays part of sending anything out (X27).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from cocdesk.model.records.case import Person
from cocdesk.model.rules.folding import SPELLED_OUT, behind_marks, cased, fold_character, folded, folded_with_origin, stands_alone
from cocdesk.model.rules.name_words import EVERYDAY, MAILBOXES, PARTICLES, called
from cocdesk.model.rules.text import fold
from cocdesk.words import _

_START = 3  # letters by which those that may be in a text are found
_SEPARATORS = re.compile(r"[\s.,;'’‘ʼ`´_\-‐‑‒–]+")
_BETWEEN = r"[ '._,\-]{0,3}"
_LETTER = r"[^\W\d_]"
ADDRESS = re.compile(r"[^\s@<>\"“”(),;:]+@[^\s@<>\"“”(),;:]*[^\s@<>\"“”(),;:.!?]")
_JOINING = re.compile(r"\s*|[-_.']")
PHONE_DIGITS = 7
# Moments, days and spans of them, which look like numbers of a phone and are none.
_MOMENT = (
    r"(?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ][0-2]?\d:\d\d(?::\d\d)?(?:\.\d+)?)?(?:[+\-][0-2]\d:?\d\d)?"
    r"|[0-3]?\d[./\-][0-3]?\d[./\-](?:19|20)\d\d|(?:19|20)\d\d ?[/–\-] ?(?:19|20)?\d\d"
    r"|[0-2]?\d[.:]\d\d ?[–\-] ?[0-2]?\d[.:]\d\d"
)
NUMBER = re.compile(rf"(?<![\w.])(?<!\d:)(?:(?P<moment>{_MOMENT})(?!\d)|\+?\(?\d[\d \u00a0\u202f().\-–/]{{5,}}\d(?!\w))")
# Forms of a company, left off where people speak of it.
_COMPANY = re.compile(
    r"[\s,]+(?:gmbh|ag|kg|se|inc|ltd|llc|plc|corp|co|bv|b\.v|sarl|sa|s\.a|oy|ab|as|e\.?\s?v)\.?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sought:
    """One way a person may be written: a pattern over folded text, and what to say instead (None: leave it, it may stand).

    ``holds`` are letters without which the pattern finds nothing. Most patterns are never made: an event with a hundred cases
    has tens of thousands of them, and making one costs more than looking for its letters in a page.
    """

    pattern: str
    code: str | None
    weight: int
    capital: bool = False
    holds: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """All that is to be hidden in one text or paper, the longest first; falsy when there is nothing."""

    sought: tuple[_Sought, ...] = ()
    _places: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list), init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        for place, sought in enumerate(self.sought):
            self._places[sought.holds[:_START]].append(place)

    def __bool__(self) -> bool:
        return bool(self.sought)

    def that_may_be_in(self, folded: str) -> Iterator[_Sought]:
        """Those whose letters are in a text, in their order."""
        for place in sorted(place for start in self._starts_in(folded) for place in self._places[start]):
            if self.sought[place].holds in folded:
                yield self.sought[place]

    def _starts_in(self, folded: str) -> Iterable[str]:
        if len(self._places) < len(folded):
            return [start for start in self._places if start in folded]
        starts = {folded[at : at + long] for long in range(_START + 1) for at in range(len(folded) - long + 1)}
        return self._places.keys() & starts


Spellings = MutableMapping[Person, tuple[_Sought, ...]]


def new_spellings() -> Spellings:
    """A place for what is worked out of each person, for whoever hides the same people in many papers at once."""
    return {}


def names_of(hidden: Iterable[Person], *, standing: Iterable[Person] = (), spellings: Spellings | None = None) -> Names:
    """What to look for so that nothing of ``hidden`` remains.

    Whole names of ``standing`` persons are left alone where they stand in full, so that a shared first name hides nobody else.
    """
    found: dict[tuple[str, bool], _Sought] = {}
    standing = tuple(standing)
    known = {fold(person.affiliation) for person in standing}
    for person in hidden:
        affiliation = () if fold(person.affiliation) in known else _of_affiliation(person.affiliation)
        for sought in (*_spelled(person, spellings), *affiliation):
            found.setdefault((sought.pattern, sought.capital), sought)
    hidden_patterns = {pattern for pattern, _capital in found}
    for person in standing:
        tokens = _tokens(person.name)
        if found and len(tokens) > 1:
            whole = _written(tokens, None)
            if whole.pattern not in hidden_patterns:
                found[whole.pattern, False] = whole
    return Names(sought=tuple(sorted(found.values(), key=lambda sought: -sought.weight)))


def _spelled(person: Person, spellings: Spellings | None) -> Iterable[_Sought]:
    if spellings is None:
        return _of_person(person)
    if person not in spellings:
        spellings[person] = tuple(_of_person(person))
    return spellings[person]


def _of_person(person: Person) -> Iterator[_Sought]:
    code = person.code_name
    for name in (person.name, *person.aliases):
        yield from _of_name(name, code)
    for text in (person.email, person.phone, person.contact):
        yield from _of_contact(text, code)
    yield from _of_badge(person.badge, code)
    for name in called(person.description):
        yield from _of_name(name, code)


def _of_affiliation(affiliation: str) -> Iterator[_Sought]:
    """Where somebody works or learns, with and without the company's form; one word only where it begins like a name."""
    bare = _COMPANY.sub("", affiliation.strip())
    for written in dict.fromkeys((affiliation, bare)):
        tokens = _tokens(written)
        if tokens:
            whole = _written(tokens, _("their organisation"))
            yield replace(whole, capital=len(tokens) == 1 and cased(tokens[0][0]))


def _of_name(name: str, code: str) -> Iterator[_Sought]:
    for spelling in {name, name.translate(SPELLED_OUT), name.lower().translate(SPELLED_OUT), _contracted(name)}:
        tokens = _tokens(spelling)
        if not tokens:
            continue
        yield _written(tokens, code)
        if len(tokens) > 1:
            yield _written((tokens[-1], *tokens[:-1]), code)
            for first, second in pairwise(tokens):
                yield _written((first, second), code)
            for place, token in enumerate(tokens):
                if (len(token) > 1 or not token.isascii()) and not (place and token in PARTICLES):
                    yield _written((token,), code)
        for part in _unspaced_parts(spelling):
            yield _written(_tokens(part), code)


def _contracted(name: str) -> str:
    """Müller for one recorded as Mueller."""
    return re.sub("([aou])e", r"\1", name.lower()) if name.isascii() else name


def _tokens(name: str) -> tuple[str, ...]:
    folded = "".join(fold_character(c) + (" " if stands_alone(c) else "") for c in unicodedata.normalize("NFC", name))
    return tuple(token for token in _SEPARATORS.split(folded) if token)


def _unspaced_parts(name: str) -> Iterator[str]:
    """Given and family name of a name written without a space, as Chinese, Japanese and Korean names are."""
    for word in name.split():
        if 3 <= len(word) <= 5 and all("\u2e80" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in word):
            for size in range(2, len(word)):
                yield word[:size]
                yield word[-size:]


def _written(tokens: tuple[str, ...], code: str | None) -> _Sought:
    body = _BETWEEN.join(re.escape(token) for token in tokens)
    joined = "".join(tokens)
    holds = max(tokens, key=len)
    first, last = joined[0], joined[-1]
    before = rf"(?<!{_LETTER})" if cased(first) else (r"(?<!\d)" if first.isdigit() else "")
    capital = (len(joined) == 1 and joined.isascii()) or joined in EVERYDAY
    if not cased(last):
        after = r"(?!\d)" if last.isdigit() else ""
    elif joined.isascii():
        after = rf"(?!{_LETTER})" if len(joined) < 3 or capital else rf"(?:(?:es|s)?(?!{_LETTER}))"
    else:
        # Endings that change with the sentence, as in Slavic languages and Greek.
        if len(joined) >= 4:
            body = body[:-1] + f"{re.escape(last)}?"
            holds = max((*tokens[:-1], tokens[-1][:-1]), key=len)
        after = rf"{_LETTER}{{0,3}}(?!{_LETTER})" if len(joined) >= 3 else rf"(?!{_LETTER})"
    return _Sought(pattern=before + body + after, code=code, weight=len(joined), capital=capital, holds=holds)


def _of_contact(text: str, code: str) -> Iterator[_Sought]:
    """An address, a number, or words that hold some of them."""
    for address in ADDRESS.findall(text):
        local = address.split("@")[0]
        plain = _plain(address)
        yield _Sought(pattern=re.escape(plain), code=code, weight=len(address), holds=plain)
        for part in {local, local.split("+")[0]}:
            tokens = _tokens(part)
            if len("".join(tokens)) >= 3 and part.lower() not in MAILBOXES:
                yield _written(tokens, code)
    rest = ADDRESS.sub(" ", text)
    for number in re.findall(r"\+?[\d\s().\-/]{7,}", rest):
        digits = [str(unicodedata.digit(c)) for c in number if c.isdigit()]
        if len(digits) >= PHONE_DIGITS:
            tail = r"[ ().\-/]{0,3}".join(digits[-PHONE_DIGITS:])
            pattern = rf"(?:[+(]{{0,2}}\d[\d ().\-/]{{0,14}})?{tail}(?!\d)"
            yield _Sought(pattern=pattern, code=code, weight=len(number), holds=digits[-1])
    words = rest.strip()
    if words and len(words) >= 3 and not re.fullmatch(r"[+\d\s().\-/]+", words) and words.lower() not in MAILBOXES:
        tokens = _tokens(words)
        if tokens and "".join(tokens) not in EVERYDAY:
            yield _written(tokens, code)


def _of_badge(badge: str, code: str) -> Iterator[_Sought]:
    """A badge; a short one only where the word or a sign says that it is one, for it is also a number like any other."""
    tokens = _tokens(badge)
    if not tokens:
        return
    if len("".join(tokens)) >= 3:
        yield _written(tokens, code)
    else:
        short = re.escape("".join(tokens))
        yield _Sought(
            pattern=rf"(?:badge|ticket)(?: (?:no\.?|nr\.?|number))?[ :]{{0,2}}#?{short}(?!\w)|#{short}(?!\w)",
            code=code, weight=len(badge), holds="".join(tokens),
        )  # fmt: skip


def mask(text: str, names: Names) -> str:
    """The text with every known name replaced by its code name; accents, case and script variants do not hide a name."""
    if not text or not names:
        return text
    plain = folded(text)
    taken = bytearray(len(plain))
    origin: list[int] = []
    spans: list[tuple[int, int, str]] = []
    for sought in names.that_may_be_in(plain):
        for found in re.finditer(sought.pattern, plain):
            # Where a letter came from is asked only of texts that name somebody.
            origin = origin or folded_with_origin(text)[1]
            start, end = found.span()
            if start == end or any(taken[start:end]) or (sought.capital and not text[origin[start]].isupper()):
                continue
            taken[start:end] = b"\1" * (end - start)
            if sought.code is not None:
                spans.append((origin[start], origin[end - 1] + 1, sought.code))
    return replaced(text, _whole_addresses(text, sorted(spans)))


def without_contacts(text: str) -> str:
    """The text with every address and every number long enough to call somebody taken out, whosever it is."""
    if "@" in text:
        text = ADDRESS.sub(_("[address]"), text)
    return NUMBER.sub(_without_number, text)


def _without_number(found: re.Match[str]) -> str:
    digits = sum(c.isdigit() for c in found[0])
    return found[0] if found["moment"] or digits < PHONE_DIGITS else _("[number]")


def _whole_addresses(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """An address of which a part names somebody goes as a whole."""
    if not spans or "@" not in text:
        return spans
    found: list[tuple[int, int, str]] = []
    addresses = [match.span() for match in ADDRESS.finditer(text)]
    for start, end, code in spans:
        for first, last in addresses:
            if start < last and end > first:
                start, end = min(start, first), max(end, last)
        if found and start < found[-1][1]:
            start, end, code = found[-1][0], max(end, found[-1][1]), found[-1][2]
            found.pop()
        found.append((start, end, code))
    return found


def replaced(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """The text with spans exchanged; the parts of one name, found one after the other, are said once."""
    pieces: list[str] = []
    place, last, last_words = 0, "", ""
    for start, end, code in spans:
        between, words = text[place:start], fold(text[start:end])
        joined = _JOINING.fullmatch(between) is not None and (words != last_words or not between.strip())
        if pieces and code == last and joined:
            between, code = "", ""
        pieces += [between, code]
        last, last_words = code or last, words
        place = behind_marks(text, end)
    return "".join([*pieces, text[place:]])


def _plain(text: str) -> str:
    return folded(text).strip()
