"""A field of a form as data: what is asked, what can be answered, and when it is asked at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["line", "text", "choice", "pick", "checks", "tick", "offers", "people", "places", "heading", "saying", "preview"]
Value = str | bool | tuple[str, ...]
Values = Mapping[str, Value]
Options = tuple[tuple[str, str], ...]

SPEAKING: frozenset[Kind] = frozenset({"heading", "saying", "preview"})
"""Fields that only say something and hold no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: what is asked and what can be answered.

    ``key`` names the value; ``half`` puts it beside another half; ``notes`` holds a sentence per option of a pick,
    ``headings`` a heading over the option it stands before; ``start`` is wording that one press puts into a text.
    ``only`` tells from the answers so far whether it is asked; ``more`` keeps it folded away until wanted; ``says`` gives the
    sentences of a "saying" (``tone`` colours them) or the text of a "preview".

    A value is a string, a truth (``tick``), or words: ids of ``checks``, names of ``people``, offers as "id" for offered and
    "id!" for wanted, ``places`` as "id=done", "id=checked" or "id=", each perhaps with ":" and who sees to it.
    """

    key: str
    label: str = ""
    kind: Kind = "line"
    hint: str = ""
    value: Value = ""
    options: Options = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    start: str = ""
    half: bool = False
    more: bool = False
    lines: int = 3
    tone: str = "info"
    only: Callable[[Values], bool] | None = None
    says: Callable[[Values], Sequence[str]] | None = None


def empty(value: Value) -> Value:
    """The answer of the same shape that says nothing."""
    if isinstance(value, bool):
        return False
    return () if isinstance(value, tuple) else ""


def answers(fields: Sequence[Field], values: Values) -> dict[str, Value]:
    """The values that count: what is typed in a field that is not asked any more does not."""
    asked = {described.key for described in fields if described.only is None or described.only(values)}
    silent = {described.key for described in fields if described.kind in SPEAKING}
    return {key: value if key in asked else empty(value) for key, value in values.items() if key not in silent}


def names(value: Value) -> tuple[str, ...]:
    """The names in an answer, whether chosen or written with commas between."""
    found = value if isinstance(value, tuple) else str(value).split(",") if not isinstance(value, bool) else ()
    return tuple(name.strip() for name in found if name.strip())


def place_of(line: str) -> tuple[str, str, str]:
    """A place of a "places" answer: its id, how far it is ("", "done" or "checked"), and who sees to it."""
    head, _colon, owner = line.partition(":")
    key, equals, mark = head.rpartition("=")
    return (key, mark, owner) if equals else (head, "", owner)
