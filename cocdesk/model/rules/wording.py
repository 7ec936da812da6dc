"""Hints on the words of a text the team writes: never a wall, each with a reason and its source (X29, X30, X32, X62, A24, I3).

What a reporter says in their own words has no place here: it is kept as it is, and never coached.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cocdesk.model.policy.pack import Policy
from cocdesk.model.policy.word_list import Kind, Place, Rule, WordList, ways
from cocdesk.model.rules import wording_scan as scan
from cocdesk.words import _

MOST = 200
"""How many hints one text gets; nobody reads more."""
_BEFORE = 3
_WIDEST_GAP = 8
_CONTRACTED = {"don't": ("don't", "dont", "do not"), "can't": ("can't", "cant", "cannot"), "won't": ("won't", "wont", "will not")}
_NUMBERED = re.compile(r"\d+(.*)", re.DOTALL)
_EVERYWHERE: tuple[Place, ...] = (
    "account", "note", "minutes", "decision", "message", "announcement", "title", "register", "apology",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A second look at ``text[start:end]``.

    ``sentence`` says why, ``source`` who says so (a clause of the procedure, or a row of the domain), ``suggestion`` what could
    stand there instead, if anything.
    """

    start: int
    end: int
    kind: Kind
    sentence: str
    source: str
    suggestion: str = ""
    rule: str = ""


class _End(NamedTuple):
    """Where a phrase ends: the rule by its number, what could stand there, and what the phrase is there for."""

    rule: int
    use: str
    role: str


class _Node:
    """Phrases as a tree of words, so that a text is looked at once, however many phrases there are."""

    __slots__ = ("begins", "capital", "ends", "next", "numbers")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.begins: dict[str, _Node] = {}
        self.numbers: dict[str, _Node] = {}
        self.capital: _Node | None = None
        self.ends: list[_End] = []

    @property
    def plain(self) -> bool:
        """Whether nothing ends here, and only known words go on."""
        return not (self.ends or self.begins or self.numbers or self.capital)

    def step(self, wanted: str) -> _Node:
        """The node after one more word of a phrase."""
        if wanted == "^":
            self.capital = self.capital or _Node()
            return self.capital
        if wanted.startswith("#"):
            return self.numbers.setdefault(wanted[1:], _Node())
        if wanted.endswith("*"):
            return self.begins.setdefault(wanted[:-1], _Node())
        return self.next.setdefault(wanted, _Node())

    def after(self, text: str, word: scan.Word) -> Iterator[tuple[_Node, int]]:
        """The nodes this word leads to, each with where the word ends there."""
        start, end, said = word
        if said in self.next:
            yield self.next[said], end
        if "'" in said and (bare := self.next.get(said.partition("'")[0])) is not None:
            yield bare, scan.bare_end(text, word)
        for begin, node in self.begins.items():
            if said.startswith(begin):
                yield node, end
        if self.numbers and said[:1].isdigit() and (numbered := _NUMBERED.fullmatch(said)) and numbered[1] in self.numbers:
            yield self.numbers[numbered[1]], end
        if self.capital is not None and text[start].isupper():
            yield self.capital, end


def hints(
    text: str, *, policy: Policy, place: Place, decided: bool = False, audience: str = "", words: WordList | None = None
) -> tuple[Hint, ...]:
    """The hints on one text, in the order of their places; see ``Coach``, which is quicker for more than one text."""
    return Coach(policy, words).hints(text, place, decided=decided, audience=audience)


class Coach:
    """What one procedure and one language have to say about words; without a word list only its banished phrases."""

    def __init__(self, policy: Policy, words: WordList | None = None) -> None:
        self._policy, self._words = policy, words
        self._rules: tuple[Rule, ...] = (*_banished(policy), *(words.rules if words else ()))
        self._root = _Node()
        for number, rule in enumerate(self._rules):
            self._learn(number, rule)
        self._begin_letters = {begin[0] for begin in self._root.begins}

    def hints(self, text: str, place: Place, *, decided: bool = False, audience: str = "") -> tuple[Hint, ...]:
        """The hints on a text that stands in ``place`` and is read by ``audience`` (a role of the case, or nothing)."""
        stance = self._policy.apology.stance
        active = [
            place in rule.places
            and not (decided and rule.when == "before-decision")
            and (not rule.to or audience in rule.to)
            and (not audience or audience not in rule.not_to)
            and (not rule.stances or stance in rule.stances)
            for rule in self._rules
        ]
        if not any(active) or not text.strip():
            return ()
        words = scan.words(text)
        found = [*self._phrases(text, words, active), *self._shapes(text, words, active)]
        quoted = scan.Quoted(text)
        found = [hit for hit in found if self._rules[hit[2]].quoted or hit[0] not in quoted]
        return tuple(self._hint(text, hit, decided) for hit in _apart(found)[:MOST])

    def _learn(self, number: int, rule: Rule) -> None:
        given: list[tuple[Iterable[str], str]] = [
            (rule.phrases, "hit"), (rule.but_not, "fine"), (rule.unless, "unless"), (rule.unless_after, "before"),
        ]  # fmt: skip
        entries = [(phrase, "", role) for phrases, role in given for phrase in phrases]
        entries += [(phrase, use, "hit") for phrase, use in rule.swaps.items()]
        for phrase, use, role in entries:
            for way in ways(phrase.casefold().replace("’", "'")):
                node = self._root
                for word in way:
                    node = node.step(word)
                node.ends.append(_End(number, use, role))

    def _phrases(self, text: str, words: list[scan.Word], active: list[bool]) -> Iterator[tuple[int, int, int, str]]:
        hits: list[tuple[int, int, int, str, int]] = []
        excused: set[tuple[int, int]] = set()
        before: dict[int, set[int]] = defaultdict(set)
        sentences = scan.Sentences(text)
        firsts, letters, last = self._root.next, self._begin_letters, len(words) - 1
        # Nearly every word begins no phrase, or stands before a word no phrase goes on with: that is what a long text costs.
        different = {word.said for word in words}
        worth = {said for said in different if said in firsts or said[:1] in letters or "'" in said or said[:1].isdigit()}
        for place, (start, _end, said) in enumerate(words):
            if said not in worth:
                continue
            if said[:1] not in letters and "'" not in said and not said[:1].isdigit():
                node = firsts.get(said)
                after = words[place + 1].said if place < last else "'"
                if node is None or (node.plain and after not in node.next and "'" not in after):
                    continue
            longest: dict[int, tuple[int, _End]] = {}
            for end, found in self._reached(text, words, place):
                if not active[found.rule]:
                    continue
                if found.role == "unless":
                    excused.add((found.rule, sentences[start]))
                elif found.role == "before":
                    before[found.rule].add(place)
                elif found.rule not in longest or end > longest[found.rule][0]:
                    longest[found.rule] = (end, found)
            hits += [(start, end, rule, found.use, place) for rule, (end, found) in longest.items() if found.role == "hit"]
        for start, end, rule, use, place in hits:
            sentence = sentences[start]
            near = range(max(0, place - _BEFORE), place)
            if (rule, sentence) in excused or any(n in before[rule] and sentences[words[n].start] == sentence for n in near):
                continue
            yield start, end, rule, use

    def _reached(self, text: str, words: list[scan.Word], place: int) -> Iterator[tuple[int, _End]]:
        """Every phrase that begins with this word, and where it ends; between its words there is nothing but space."""
        open_: list[tuple[_Node, int, int]] = [(node, end, place) for node, end in self._root.after(text, words[place])]
        while open_:
            node, end, at = open_.pop()
            for found in node.ends:
                yield end, found
            if at + 1 < len(words) and end == words[at].end and (node.next or node.begins or node.numbers or node.capital):
                following = words[at + 1]
                if following.start - end <= _WIDEST_GAP and text[end : following.start].isspace():
                    open_ += [(n, e, at + 1) for n, e in node.after(text, following)]

    def _shapes(self, text: str, words: list[scan.Word], active: list[bool]) -> Iterator[tuple[int, int, int, str]]:
        for number, rule in enumerate(self._rules):
            if not active[number] or rule.finds == "words" or self._words is None:
                continue
            if rule.finds == "time":
                for start, end, hour in scan.times(text):
                    yield self._time(text, start, end, hour, number)
            elif rule.finds == "length":
                most = self._words.longest_apology
                if len(words) > most:
                    yield words[most].start, words[-1].end, number, ""
            else:
                shape = {"email": scan.emails, "phone": scan.phones, "handle": scan.handles}[rule.finds]
                for start, end in shape(text):
                    yield start, end, number, ""

    def _time(self, text: str, start: int, end: int, hour: int, rule: int) -> tuple[int, int, int, str]:
        """A time with the small word before it, and the part of the day that could stand there."""
        assert self._words is not None
        lead = re.search(r"(?<!\w)(\w{1,12})[ \u00a0]\Z", text[max(0, start - 14) : start])
        if lead is None or lead[1].casefold() not in self._words.leads:
            return start, end, rule, ""
        use = next((part.use for part in self._words.day_parts if hour < part.before), "")
        return start - len(lead[0]), end, rule, use

    def _hint(self, text: str, hit: tuple[int, int, int, str], decided: bool) -> Hint:
        start, end, number, use = hit
        rule = self._rules[number]
        return Hint(
            start=start, end=end, kind=rule.kind, rule=rule.id, suggestion=_written(use, text[start:end]),
            sentence=rule.sentence_after if decided and rule.sentence_after else rule.sentence,
            source=_source(rule, self._policy),
        )  # fmt: skip


def _apart(found: Iterable[tuple[int, int, int, str]]) -> list[tuple[int, int, int, str]]:
    """No two hints on the same words: the earlier one counts, then the longer one, then the earlier rule."""
    kept: list[tuple[int, int, int, str]] = []
    for hit in sorted(found, key=lambda hit: (hit[0], -hit[1], hit[2])):
        if not kept or hit[0] >= kept[-1][1]:
            kept.append(hit)
    return kept


def _written(use: str, words: str) -> str:
    """What could stand there, beginning as the words begin."""
    if not use:
        return ""
    begins = words[:1].isupper() and not (len(words) > 1 and words.isupper())
    said = words[:1].lower() + words[1:] if begins else words
    use = use.replace("{word}", said)
    return use[:1].upper() + use[1:] if begins else use


def _source(rule: Rule, policy: Policy) -> str:
    """A clause of the procedure that says it, or what the rule gives as its source."""
    if rule.kind == "banished":
        return rule.source
    rows = set(rule.rows)
    for clause in (*policy.donts, *policy.dos, *policy.framing, *policy.announcement.guidance, *policy.talk):
        if rows & set(clause.rows):
            return _("{policy}: “{clause}”").format(policy=policy.title, clause=clause.text)
    if rows & set(policy.apology.rows):
        return _("{policy}: “{clause}”").format(policy=policy.title, clause=policy.apology.sentence)
    return rule.source


def _banished(policy: Policy) -> Iterator[Rule]:
    """The phrases a procedure leaves alone, as rules for every place."""
    for number, clause in enumerate(policy.banished):
        plain = [word.said for word in scan.words(clause.text)]
        if not plain:
            continue
        spellings = [""]
        for word in plain:
            spellings = [f"{head} {way}" for head in spellings for way in _CONTRACTED.get(word, (word,))][:16]
        yield Rule(
            id=f"banished-{number + 1}", kind="banished", places=_EVERYWHERE, rows=clause.rows, phrases=tuple(spellings),
            sentence=clause.why or _("The procedure leaves this phrase alone. Say what is meant instead."),
            source=_("{policy}: words we leave alone").format(policy=policy.title),
        )  # fmt: skip
