"""Everything the persons of a vault are called, made ready to be found in a text: built once, asked for every text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from cocdesk.model.records.case import Person
from cocdesk.model.rules.folding import cased, folded
from cocdesk.model.rules.latin_letters import in_latin, is_latin, sound, spellings
from cocdesk.model.rules.masking import ADDRESS, PHONE_DIGITS
from cocdesk.model.rules.name_words import MAILBOXES, ORDINARY, PARTICLES, called
from cocdesk.model.rules.near_words import NearWords

What = Literal["name", "alias", "e-mail", "badge", "handle", "phone"]
Strength = Literal["exact", "close"]
MOST_WORDS = 6
_FEWEST_OF_A_HANDLE = 4
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_HANDLE = re.compile(r"[@＠]([\w.\-]*\w)")
_ENDINGS = frozenset("a e i y u o ou ovi em om ova ove owi ego emu in en ie ami ach".split())


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a form of a name is: the place of the person in the list, and what it is of theirs; ``guessed`` is a part of it."""

    place: int
    what: What
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a folded text: its letters without apostrophes, and the places of these in the folded text."""

    key: str
    places: tuple[int, ...] | range


@dataclass(frozen=True, slots=True)
class Meant:
    """The word of a name that a word of a text stands for; ``letters`` are those of the text's word that belong to it."""

    word: str
    letters: int
    strength: Strength
    how: Literal["", "ending", "script", "slip"] = ""


def words_of(folded: str) -> Iterator[Word]:
    """The words of scripts with capitals, and numbers, in a folded text."""
    for found in _WORD.finditer(folded):
        key, start = found[0], found.start()
        if "'" in key:
            places = tuple(start + at for at, c in enumerate(key) if c != "'")
            yield Word(key.replace("'", ""), places)
        else:
            yield Word(key, range(start, found.end()))


class NameIndex:
    """The forms of all names by their folded words, addresses and numbers by what makes them one."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self.persons = tuple(persons)
        self.code_names = {key for person in self.persons for key in _words(person.code_name)}
        self.forms: dict[tuple[str, ...], list[Owner]] = {}
        self.signs: dict[str, list[tuple[str, Owner]]] = {}
        self.addresses: dict[str, list[Owner]] = {}
        self.mailboxes: dict[str, list[Owner]] = {}
        self.numbers: dict[str, list[tuple[str, Owner]]] = {}
        self.handles: dict[str, list[Owner]] = {}
        self._meant: dict[str, set[str]] = {}
        self._bending: set[str] = set()
        self._alone: set[str] = set()
        for place, person in enumerate(self.persons):
            self._add(place, person)

    def _add(self, place: int, person: Person) -> None:
        self._name(person.name, Owner(place, "name"))
        for alias in (*person.aliases, *called(person.description)):
            if "@" in alias:
                self._contact(alias, place)
            else:
                self._name(alias, Owner(place, "alias"))
        for text in (person.email, person.phone, person.contact):
            if text:
                self._contact(text, place)
        self._badge(person.badge, Owner(place, "badge"))

    def _name(self, name: str, owner: Owner) -> None:
        written = [word for part in name.split() for word in _apart(part)]
        words = [keys for word in written if (keys := self._learn(word))]
        self._signs_of(name, owner)
        if not words:
            return
        plain = tuple(words[:MOST_WORDS])
        self._form(plain, owner)
        if len(plain) == 1 and not owner.guessed and plain[0].isalpha():
            self._alone.add(plain[0])
        if len(plain) > 1:
            self._form((plain[-1], *plain[:-1]), owner)
            if len(plain) > 2:
                self._joined("".join(plain), owner)
            for first, second in pairwise(plain):
                self._form((first, second), owner)
                self._joined(first + second, owner)
            if plain[0][0].isalpha():
                self._initial(plain[0][0], plain[-1], owner)
            for place, word in enumerate(plain):
                if (len(word) > 1 or not word.isascii()) and not (place and word in PARTICLES):
                    self._form((word,), owner)
                    if not owner.guessed and word.isalpha():
                        self._alone.add(word)
        elif len(pieces := re.split(r"['’‘ʼ`´]", name)) > 1:
            self._form(tuple(key for piece in pieces if (key := self._learn(piece))), owner)

    def _learn(self, word: str) -> str:
        """Take a written word in, in all its spellings; returns its key, empty if it has no letters with capitals."""
        key = _key(word)
        if not key or not (cased(key[0]) or key[0].isdigit()):
            return ""
        for spelling in spellings(unicodedata.normalize("NFC", word)):
            self._meant.setdefault(_key(spelling), set()).add(key)
        if (not word.isascii() or not is_latin(key)) and len(key) >= 4:
            self._bending.add(key)
        return key

    def _joined(self, key: str, owner: Owner) -> None:
        self._meant.setdefault(key, set()).add(key)
        self._form((key,), owner)

    def _initial(self, letter: str, last: str, owner: Owner) -> None:
        self._meant.setdefault(letter, set()).add(letter)
        self._form((letter, last), owner)
        self._form((last, letter), owner)

    def _form(self, words: tuple[str, ...], owner: Owner) -> None:
        if words:
            owners = self.forms.setdefault(words, [])
            if not owners or owners[-1].place != owner.place:
                owners.append(owner)

    def _signs_of(self, name: str, owner: Owner) -> None:
        """Names in scripts without capitals are sought letter by letter, for they stand among others without a space."""
        if name.isascii():
            return
        written = unicodedata.normalize("NFC", name).split()
        parts = [signs for part in written if (signs := _signs(part))]
        for form in dict.fromkeys(["".join(parts), *parts]):
            self._sign(form, owner)
        for part in written:
            if 3 <= len(part) <= 5 and all("\u2e80" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in part):
                for size in range(2, len(part)):
                    self._sign(_signs(part[:size]), Owner(owner.place, owner.what, guessed=True))
                    self._sign(_signs(part[-size:]), Owner(owner.place, owner.what, guessed=True))

    def _sign(self, form: str, owner: Owner) -> None:
        if len(form) >= 2:
            self.signs.setdefault(form[:2], []).append((form, owner))

    def _contact(self, text: str, place: int) -> None:
        rest = text
        for address in ADDRESS.findall(text):
            if "/" in address.partition("@")[0]:  # a page of somebody, such as https://…/@name
                continue
            owner = Owner(place, "e-mail")
            whole = plain_address(address)
            local = whole.partition("@")[0]
            self.addresses.setdefault(whole, []).append(owner)
            if len(local) >= _FEWEST_OF_A_HANDLE and local not in MAILBOXES and local not in ORDINARY:
                self.mailboxes.setdefault(local, []).append(owner)
                self._name(local, Owner(place, "e-mail", guessed=True))
            rest = rest.replace(address, " ")
        for number in re.findall(r"\+?[\d\s().\-/]{7,}", rest):
            digits = digits_of(number)
            if len(digits) >= PHONE_DIGITS:
                self.numbers.setdefault(digits[-PHONE_DIGITS:], []).append((digits, Owner(place, "phone")))
        for handle in _HANDLE.findall(rest):
            self._handle(handle, place)
        word = rest.strip().rpartition(": ")[2]
        if word and not word.startswith("@") and not any(c.isspace() for c in word) and "/" not in word and not word.isdigit():
            self._handle(word, place)

    def _handle(self, handle: str, place: int) -> None:
        owner, key = Owner(place, "handle"), handle_key(handle)
        if key:
            self.handles.setdefault(key, []).append(owner)
            words = _words(handle)[:MOST_WORDS]
            if len("".join(words)) >= _FEWEST_OF_A_HANDLE and not any(word.isdigit() for word in words[:1]):
                for word in words:
                    self._meant.setdefault(word, set()).add(word)
                self._form(words, owner)
                self._joined("".join(words), owner)

    def _badge(self, badge: str, owner: Owner) -> None:
        words = _words(badge)[:MOST_WORDS]
        for word in words:
            self._meant.setdefault(word, set()).add(word)
        self._form(words, owner)
        if len(words) > 1:
            self._joined("".join(words), owner)

    @cached_property
    def _near(self) -> NearWords:
        return NearWords(self._alone)

    @cached_property
    def _in_latin(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for word in self._alone:
            if not is_latin(word):
                found.setdefault(in_latin(word), set()).add(word)
        return found

    @cached_property
    def _latin_sounds(self) -> dict[str, set[str]]:
        return self._by_sound(latin=True)

    @cached_property
    def _other_sounds(self) -> dict[str, set[str]]:
        return self._by_sound(latin=False)

    def _by_sound(self, *, latin: bool) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for word in self._alone:
            if len(word) >= 3 and is_latin(word) is latin:
                found.setdefault(sound(in_latin(word)), set()).add(word)
        return found

    def meant(self, key: str, *, slips: bool) -> tuple[Meant, ...]:
        """The words of names a folded word may stand for; ``slips`` asks for those a slip of the keys away as well."""
        if words := self._meant.get(key):
            return tuple(Meant(word, len(key), "exact") for word in sorted(words))
        for ending in ("s", "es"):
            base = key.removesuffix(ending)
            if len(base) >= 3 and base != key and (words := self._meant.get(base)):
                return tuple(Meant(word, len(base), "exact") for word in sorted(words))
        if bent := self._bent(key):
            return bent
        latin = is_latin(key)
        plain = (self._in_latin if latin else self._meant).get(in_latin(key), set())
        if plain and key[0].isalpha():
            return tuple(Meant(word, len(key), "exact", "script") for word in sorted(plain))
        sounds = self._other_sounds if latin else self._latin_sounds
        if sounds and len(key) >= 3 and (words := sounds.get(sound(in_latin(key)))):
            return tuple(Meant(word, len(key), "close", "script") for word in sorted(words))
        return tuple(Meant(word, len(key), "close", "slip") for word in self._near.of(key)[:3]) if slips else ()

    def _bent(self, key: str) -> tuple[Meant, ...]:
        """Endings that change with the sentence, as in Slavic languages and Greek."""
        latin = is_latin(key)
        for cut in range(1, min(4, len(key) - 2)):
            stem, ending = key[:-cut], key[-cut:]
            if latin and ending not in _ENDINGS:
                continue
            for word in (stem, *(stem + last for last in ("a", "e", "o", "а", "я", "ь", "и", "ς", "σ", "α", "η"))):
                if word in self._bending:
                    return (Meant(word, len(key), "close", "ending"),)
        return ()


def is_sign(character: str) -> bool:
    """Whether it belongs to a word of a script without capitals."""
    return not character.isascii() and not cased(character) and unicodedata.category(character)[0] in "LM"


def plain_address(address: str) -> str:
    """An address without case and without what follows a plus."""
    local, _at, domain = address.casefold().replace("＠", "@").partition("@")
    return f"{local.partition('+')[0]}@{domain}"


def digits_of(number: str) -> str:
    """The digits of a number, whatever stands between them and in whatever script."""
    return "".join(str(unicodedata.digit(c)) for c in number if unicodedata.digit(c, None) is not None)


def handle_key(handle: str) -> str:
    """A handle as it is compared."""
    return handle.casefold().lstrip("@＠").strip(".-")


def _apart(word: str) -> Iterator[str]:
    yield from (piece for piece in re.split(r"[\s.,;_\-‐‑‒–/()\"“”]+", word) if piece)


def _signs(text: str) -> str:
    return "".join(c for c in folded(text) if is_sign(c))


def _words(text: str) -> tuple[str, ...]:
    """The keys of the words of a short text."""
    if text.isascii():
        return tuple(word.replace("'", "") for word in _WORD.findall(text.lower()))
    return tuple(word.key for word in words_of(folded(text)))


def _key(word: str) -> str:
    low = word.lower()
    return low if low.isascii() and low.isalnum() else "".join(_words(word))
