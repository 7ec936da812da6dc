"""Which way each character reads: the Unicode bidirectional algorithm, on the levels python-bidi finds."""

from __future__ import annotations

import unicodedata
from typing import Any, Protocol, TypeVar

_ISOLATES = str.maketrans("\u2066\u2067\u2068\u2069", "\u202a\u202b\u202a\u202c")  # python-bidi knows the older marks only
_PAIRS = {"(": ")", "[": "]", "{": "}", "\u2329": "\u232a", "\u3008": "\u3009"}
_RIGHT = {"R", "AL", "AN", "RLE"}
_ONLY_RIGHT = {"R", "AL", "NSM", "WS", "CS", "ON", "BN"}


class _Levelled(Protocol):
    @property
    def level(self) -> int: ...


T = TypeVar("T", bound=_Levelled)


def levels_of(text: str, *, leads: bool = True) -> tuple[tuple[int, ...], bool]:
    """The embedding level of each character (odd: right to left) and whether the paragraph reads from the right."""
    kinds = {unicodedata.bidirectional(character) for character in set(text)}
    if not kinds & _RIGHT:
        return (0,) * len(text), False
    if leads and not kinds - _ONLY_RIGHT:
        return (1,) * len(text), True  # by far the quickest answer for a long text in one script
    from bidi import algorithm

    text = text.translate(_ISOLATES)
    base = algorithm.get_base_level(text) if leads else 0
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text, storage)
    for index, item in enumerate(storage["chars"]):
        item["index"] = index
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _pair_brackets(storage["chars"], "LR"[base])
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    levels = [base] * len(text)
    for item in storage["chars"]:
        levels[item["index"]] = item["level"]
    return tuple(levels), bool(base)


def _pair_brackets(characters: list[dict[str, Any]], before: str) -> None:
    """Give both brackets of a pair one direction: rule N0, which python-bidi's tables in Python leave out."""
    waiting: list[tuple[str, int]] = []
    pairs = []
    for index, item in enumerate(characters):
        if item["ch"] in _PAIRS:
            waiting.append((_PAIRS[item["ch"]], index))
        elif any(item["ch"] == closing for closing, _start in waiting):
            while waiting[-1][0] != item["ch"]:
                waiting.pop()
            pairs.append((waiting.pop()[1], index))
    for start, end in sorted(pairs):
        own = "LR"[characters[start]["level"] % 2]
        inside = {_strong(item) for item in characters[start + 1 : end]} - {""}
        if not inside:
            continue
        earlier = next((found for item in reversed(characters[:start]) if (found := _strong(item))), before)
        direction = own if own in inside or earlier == own else earlier
        characters[start]["type"] = characters[end]["type"] = direction


def _strong(item: dict[str, Any]) -> str:
    kind = item["type"]
    return "L" if kind == "L" else "R" if kind in ("R", "AL", "EN", "AN") else ""


def in_visual_order(runs: list[T]) -> tuple[T, ...]:
    """Runs in the order they stand on the line: rule L2 of the bidirectional algorithm."""
    for level in range(max((run.level for run in runs), default=0), 0, -1):
        start = 0
        while start < len(runs):
            end = start
            while end < len(runs) and runs[end].level >= level:
                end += 1
            runs[start:end] = runs[start:end][::-1]
            start = max(end, start + 1)
    return tuple(runs)
