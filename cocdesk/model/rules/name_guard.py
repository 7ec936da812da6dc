"""Names in a text that is about to leave: where they stand, whose they are, and what to say instead.

It looks for every name, alias, address, badge, number and handle the vault knows, whoever wrote it how: in other case, accents
or script, joined or turned round, with initials, endings or a slip of the keys. What nobody recorded it cannot know; names of
Arabic, Chinese and other scripts are found in their own letters only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise, product

from cocdesk.model.records.case import Person
from cocdesk.model.rules.folding import behind_marks, folded_with_origin
from cocdesk.model.rules.masking import NUMBER, PHONE_DIGITS, replaced
from cocdesk.model.rules.name_index import (
    MOST_WORDS,
    Meant,
    NameIndex,
    Owner,
    Strength,
    What,
    Word,
    digits_of,
    handle_key,
    is_sign,
    plain_address,
    words_of,
)
from cocdesk.model.rules.name_words import BEGINNINGS, ORDINARY
from cocdesk.words import N_, _

_GAP = re.compile(r"[ '._,\-]{0,3}")
_AT = re.compile(r"[@＠]|\s{0,2}[(\[{]\s?at\s?[)\]}]\s{0,2}|\s+at\s+", re.IGNORECASE)
_BEFORE_AT = re.compile(r"[\w.+\-]{1,64}\Z")
_DOT = r"(?:\.|\s{0,2}[(\[{]\s?dot\s?[)\]}]\s{0,2}|\s{1,2}dot\s{1,2})"
_AFTER_AT = re.compile(rf"[\w\-]{{1,63}}(?:{_DOT}[\w\-]{{1,63}}){{1,5}}", re.IGNORECASE)
_DOTS = re.compile(_DOT, re.IGNORECASE)
_HANDLE = re.compile(r"[@＠][\w.\-]{0,60}\w")
_BADGE_BEFORE = re.compile(r"(?:badge|ticket)(?: (?:no\.?|nr\.?|number))?[ :]{0,2}#?\Z|#\Z")
_MOST_CHOICES = 16
_MONTHS = frozenset("april may june july august".split())
WHY = {
    "name": N_("The name of somebody in this vault."),
    "alias": N_("What somebody in this vault is also called."),
    "e-mail": N_("The address of somebody in this vault."),
    "badge": N_("The badge of somebody in this vault."),
    "handle": N_("What somebody in this vault is called online."),
    "phone": N_("The number of somebody in this vault."),
}  # fmt: skip
_HOW = {
    "ending": N_("Looks like the name of somebody in this vault, with another ending."),
    "script": N_("Looks like the name of somebody in this vault, in other letters."),
    "slip": N_("Nearly the name of somebody in this vault."),
    "code": N_("The name of somebody in this vault, and a code name."),
    "word": N_("The name of somebody in this vault, and an everyday word."),
    "part": N_("Perhaps a part of the name or address of somebody in this vault."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMark:
    """One place in a text that names somebody: ``text[start:end]``.

    ``strength`` is "close" where it may be something else; ``allowed`` says that this person may be named there; ``others``
    counts further persons it fits as well.
    """

    start: int
    end: int
    person: str
    code_name: str
    what: What
    strength: Strength
    why: str
    allowed: bool = False
    others: int = 0


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    owners: list[Owner]
    strength: Strength = "exact"
    how: str = ""


def marks(text: str, persons: Iterable[Person] | NameIndex, *, allowed: Collection[str] = ()) -> tuple[NameMark, ...]:
    """Where ``text`` names one of ``persons``, in order and never overlapping; ids in ``allowed`` may be named.

    Of persons a place fits equally, the first in the list is meant. Where many texts are looked at, pass a ``NameIndex``.
    """
    known = persons if isinstance(persons, NameIndex) else NameIndex(persons)
    if not text or not known.persons:
        return ()
    taken: list[_Hit] = []
    for hits in (_addresses(text, known), _numbers(text, known), _handles(text, known), _written(text, known)):
        _take(taken, hits)
    permitted = frozenset(allowed)
    return tuple(_mark(hit, known, permitted) for hit in taken)


def masked(text: str, found: Iterable[NameMark]) -> str:
    """The text with code names in place of everybody who may not be named there."""
    return replaced(text, [(mark.start, mark.end, mark.code_name) for mark in found if not mark.allowed])


def _take(taken: list[_Hit], hits: Iterable[_Hit]) -> None:
    """Put in what does not overlap anything taken before; ``taken`` stays sorted."""
    for hit in hits:
        place = bisect_left(taken, hit.start, key=lambda other: other.start)
        clear = (place == 0 or taken[place - 1].end <= hit.start) and (place == len(taken) or taken[place].start >= hit.end)
        if clear and hit.start < hit.end:
            taken.insert(place, hit)


def _mark(hit: _Hit, known: NameIndex, allowed: frozenset[str]) -> NameMark:
    owner = hit.owners[0]
    person = known.persons[owner.place]
    return NameMark(
        start=hit.start, end=hit.end, person=person.id, code_name=person.code_name, what=owner.what, strength=hit.strength,
        why=_(_HOW[hit.how] if hit.how else WHY[owner.what]), allowed=person.id in allowed,
        others=len({known.persons[o.place].id for o in hit.owners} - {person.id}),
    )  # fmt: skip


def _addresses(text: str, known: NameIndex) -> Iterator[_Hit]:
    """Whole addresses, with an @ or spelled out; a mailbox of the same name elsewhere is close."""
    if not known.addresses:
        return
    for at in _AT.finditer(text):
        before = _BEFORE_AT.search(text, max(0, at.start() - 64), at.start())
        after = _AFTER_AT.match(text, at.end(), min(len(text), at.end() + 320))
        if before is None or after is None:
            continue
        whole = plain_address(f"{before[0].lstrip('.-')}@{_DOTS.sub('.', after[0])}")
        start = before.end() - len(before[0].lstrip(".-"))
        if owners := known.addresses.get(whole):
            yield _Hit(start, after.end(), owners)
        elif owners := known.mailboxes.get(whole.partition("@")[0]):
            yield _Hit(start, after.end(), owners, "close", "part")


def _numbers(text: str, known: NameIndex) -> Iterator[_Hit]:
    if not known.numbers:
        return
    for found in NUMBER.finditer(text):
        digits = digits_of(found[0])
        if found["moment"] or len(digits) < PHONE_DIGITS:
            continue
        owners = [owner for whole, owner in known.numbers.get(digits[-PHONE_DIGITS:], ()) if _same_number(digits, whole)]
        if owners:
            yield _Hit(found.start(), found.end(), owners)


def _same_number(one: str, other: str) -> bool:
    """With or without the country's and the long-distance prefix."""
    one, other = one.lstrip("0"), other.lstrip("0")
    return one.endswith(other) or other.endswith(one) or one[-9:] == other[-9:]


def _handles(text: str, known: NameIndex) -> Iterator[_Hit]:
    for found in _HANDLE.finditer(text) if known.handles else ():
        key = handle_key(found[0])
        for name in (key, key.partition("@")[0]):
            if owners := known.handles.get(name):
                yield _Hit(found.start(), found.end(), owners)
                break


def _written(text: str, known: NameIndex) -> Iterator[_Hit]:
    folded, origin = folded_with_origin(text)
    words = list(words_of(folded))
    capitals = [not text[origin[word.places[0]]].islower() for word in words]
    small = {word.key for word, capital in zip(words, capitals, strict=True) if not capital}
    meant = _all_meant(words, capitals, small, known)
    place = 0
    while place < len(words):
        found = _longest(place, words, meant, folded, known) if meant[place] else None
        if found is None:
            place += 1
            continue
        chosen, owners = found
        word, last = words[place], words[place + len(chosen) - 1]
        strength, how = _judged(chosen, owners, capitals[place : place + len(chosen)], folded[: word.places[0]][-24:])
        if how == "word" and _is_of_a_date(place, words):
            strength = None
        elif len(chosen) == 1 and strength == "exact" and chosen[0].word in known.code_names:
            strength, how = "close", "code"
        if strength is not None:
            end = behind_marks(text, origin[last.places[chosen[-1].letters - 1]] + 1)
            yield _Hit(origin[word.places[0]], end, owners, strength, how)
            place += len(chosen)
        else:
            place += 1
    yield from _signs(text, folded, origin, known)


def _all_meant(words: list[Word], capitals: list[bool], small: set[str], known: NameIndex) -> list[tuple[Meant, ...]]:
    """What each word may stand for; slips are sought only in words that look like names all through the text."""
    answers: dict[tuple[str, bool], tuple[Meant, ...]] = {}
    found = []
    for word, capital in zip(words, capitals, strict=True):
        slips = capital and word.key.isalpha() and word.key not in small and word.key not in BEGINNINGS
        asked = (word.key, slips and word.key not in ORDINARY)
        if asked not in answers:
            answers[asked] = known.meant(word.key, slips=asked[1])
        found.append(answers[asked])
    return found


def _longest(
    place: int, words: list[Word], meant: list[tuple[Meant, ...]], folded: str, known: NameIndex
) -> tuple[tuple[Meant, ...], list[Owner]] | None:
    """The longest form of a name that begins at a word."""
    reach = 1
    while reach < MOST_WORDS and place + reach < len(words) and meant[place + reach]:
        gap = folded[words[place + reach - 1].places[-1] + 1 : words[place + reach].places[0]]
        ends_sentence = gap == ". " and len(words[place + reach - 1].key) > 1
        if ends_sentence or not _GAP.fullmatch(gap) or meant[place + reach - 1][0].letters < len(words[place + reach - 1].key):
            break
        reach += 1
    for size in range(reach, 0, -1):
        for chosen in islice(product(*meant[place : place + size]), _MOST_CHOICES):
            if owners := known.forms.get(tuple(one.word for one in chosen)):
                return chosen, owners
    return None


def _judged(chosen: tuple[Meant, ...], owners: list[Owner], capitals: list[bool], before: str) -> tuple[Strength | None, str]:
    """How sure it is that a form found stands for somebody; None when it is a word like any other."""
    joined = "".join(one.word for one in chosen)
    owner = owners[0]
    if owner.what == "badge" and joined.isdigit() and len(joined) < 6:
        if _BADGE_BEFORE.search(before):
            return "exact", ""
        return ("close", "part") if len(joined) > 3 and not joined.startswith(("19", "20")) else (None, "")
    if len(joined) < 3 and joined.isascii() and owner.what == "badge":
        return ("exact", "") if _BADGE_BEFORE.search(before) else (None, "")
    everyday = all(one.word in ORDINARY or len(one.word) < 3 for one in chosen)
    if everyday and joined.isascii() and not any(capitals):
        return None, ""
    if any(one.how in ("ending", "slip") for one in chosen) and not any(capitals):
        return None, ""
    if owner.guessed:
        return "close", "part"
    close = next((one for one in chosen if one.strength == "close"), None)
    if close is not None:
        return "close", close.how
    if len(chosen) == 1 and joined in ORDINARY:
        return "close", "word"
    return "exact", "script" if any(one.how == "script" for one in chosen) else ""


def _is_of_a_date(place: int, words: list[Word]) -> bool:
    """Whether a word is a month beside a number, as in "22 May 2026"."""
    beside = (words[near].key for near in (place - 1, place + 1) if 0 <= near < len(words))
    return words[place].key in _MONTHS and any(key[0].isdigit() for key in beside)


def _signs(text: str, folded: str, origin: list[int], known: NameIndex) -> Iterator[_Hit]:
    """Names in scripts without capitals, which may stand among other letters; the longest first."""
    if not known.signs or text.isascii():
        return
    places = [place for place, character in enumerate(folded) if is_sign(character)]
    line = "".join(folded[place] for place in places)
    at = 0
    while at < len(line) - 1:
        forms = sorted(known.signs.get(line[at : at + 2], ()), key=lambda pair: -len(pair[0]))
        here = (form for form, _owner in forms if line.startswith(form, at))
        best = next((form for form in here if _stands(form, at, places, folded, origin)), "")
        if not best:
            at += 1
            continue
        owners = [owner for form, owner in forms if form == best]
        sure = not owners[0].guessed
        end = behind_marks(text, origin[places[at + len(best) - 1]] + 1)
        yield _Hit(origin[places[at]], end, owners, "exact" if sure else "close", "" if sure else "part")
        at += len(best)


def _stands(form: str, at: int, places: list[int], folded: str, origin: list[int]) -> bool:
    """Whether letters found in a row are one name: close together, whole letters, and no middle of a longer word."""
    spots = places[at : at + len(form)]
    if any(folded[a + 1 : b].strip(" .,·・-") or b - a > 3 for a, b in pairwise(spots)):
        return False
    last = spots[-1]
    # A Korean syllable is several letters here, and a name does not end in the middle of one.
    if last + 1 < len(folded) and origin[last + 1] == origin[last] and is_sign(folded[last + 1]):
        return False
    if any("\u2e80" <= c <= "\u9fff" or "\u0e00" <= c <= "\u0eff" or "\u1780" <= c <= "\u17ff" for c in form):
        return True
    before = spots[0]
    while before > 0 and is_sign(folded[before - 1]):
        before -= 1
    after = last
    while after + 1 < len(folded) and is_sign(folded[after + 1]):
        after += 1
    korean = "\u1100" <= form[0] <= "\u11ff"
    # Arabic and Hebrew put small words before a name, Korean and Hindi behind it.
    return spots[0] - before <= (0 if korean else 3) and after - last <= (12 if korean else 3)
