"""Words a slip of the keys away from known ones: one edit in words of five letters, two in words of nine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

ONE_FROM, TWO_FROM = 5, 9


class NearWords:
    """Finds which of the known words one is meant; made once for many questions."""

    def __init__(self, words: Iterable[str]) -> None:
        self._less: dict[str, list[str]] = defaultdict(list)
        self._parts: dict[str, list[str]] = defaultdict(list)
        for word in words:
            if len(word) >= ONE_FROM:
                less = self._less
                for short in _without_one(word):
                    less[short].append(word)
            if len(word) >= TWO_FROM:
                self._parts["^" + word[:3]].append(word)
                self._parts["$" + word[-3:]].append(word)

    def of(self, word: str) -> tuple[str, ...]:
        """The known words that ``word`` may be a slip of, the nearest first; never ``word`` itself."""
        if len(word) < ONE_FROM - 1:
            return ()
        found = {known for less in _without_one(word) for known in self._less.get(less, ())}
        if len(word) >= TWO_FROM - 2:
            found.update(self._parts.get("^" + word[:3], ()))
            found.update(self._parts.get("$" + word[-3:], ()))
        near = [(edits(word, known, _allowed(known)), known) for known in sorted(found) if known != word]
        return tuple(known for count, known in sorted(near) if count <= _allowed(known) and _begins_alike(word, known))


def _allowed(known: str) -> int:
    return 2 if len(known) >= TWO_FROM else 1 if len(known) >= ONE_FROM else 0


def _begins_alike(word: str, known: str) -> bool:
    """A slip rarely hits the first letter, and many ordinary words differ in it only."""
    return word[:1] == known[:1] or word[1::-1] == known[:2]


def _without_one(word: str) -> list[str]:
    return [word, *[word[:place] + word[place + 1 :] for place in range(len(word))]]


def edits(one: str, other: str, most: int) -> int:
    """How many letters were put in, left out, changed or swapped with their neighbour; ``most + 1`` when it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row, *[0] * len(other)]
        for column, theirs in enumerate(other, 1):
            cost = min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (letter != theirs))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == theirs:
                cost = min(cost, before[column - 2] + 1)
            line[column] = cost
        if min(line) > most:
            return most + 1
        before, last = last, line
    return min(last[-1], most + 1)
