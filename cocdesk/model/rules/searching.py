"""The words a case is found by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, get_args, get_origin

import msgspec

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Person
from cocdesk.model.rules.text import searchable

# Told elsewhere: the report among the case's own words, who people are in their journals; what left the desk is no content.
_WITHOUT_WORDS = (e.Reported, e.Exported)
# Fixed answers, ids and moments, not words of a person: "no" must not find every case without objection.
_CODED = frozenset(
    {"answer", "threat", "open_steps", "other", "on_wish_of", "horizon", "sanction", "whom", "to_whom", "at", "channel", "role",
     "person", "entry", "attachment", "media_type", "sha256", "offered", "given", "heard_at", "language", "not_offered"}
)  # fmt: skip
_IDENTITY = ("code_name", "name", "email", "phone", "affiliation", "badge", "description", "contact")


def case_words(case: Case, people: Iterable[Person]) -> str:
    """The searched words of a case: its report, its code name, and the persons in it."""
    texts = [case.code_name, case.title, case.form_number, *_told(case.report)]
    for person in people:
        texts += [*(getattr(person, field) for field in _IDENTITY), *person.aliases]
    return " ".join(searchable(text) for text in texts if text)


def entry_words(body: e.AnyBody) -> str:
    """The words of an entry of a case that are found though they are no part of the report; empty when there are none."""
    if not isinstance(body, get_args(e.CaseBody)) or isinstance(body, _WITHOUT_WORDS):
        return ""
    return " ".join(_told(body))


def _told(record: msgspec.Struct) -> Iterator[str]:
    """Every text in it that a person wrote."""
    for field in _open_fields(type(record)):
        value = getattr(record, field)
        yield from (text for text in ((value,) if isinstance(value, str) else value) if text)


@cache
def _open_fields(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """Fields of free text, or of several."""
    return tuple(f.name for f in msgspec.structs.fields(kind) if f.name not in _CODED and _is_text(f.type))


def _is_text(annotation: object) -> bool:
    if annotation is str:
        return True
    if get_origin(annotation) is Literal:
        return False
    inner = [arg for arg in get_args(annotation) if arg is not Ellipsis]
    # Annotated[str, …], or a tuple of texts
    return bool(inner) and _is_text(inner[0]) and (get_origin(annotation) is tuple or hasattr(annotation, "__metadata__"))
