"""Which words of the record are the team's own, and where they stand: only those are ever coached.

What a person said in their own words (the account, what the person reported said, a comment, an appeal) is in no list here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cocdesk.model.policy.word_list import Place
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case
from cocdesk.model.rules.wording import Coach, Hint

REPORT: Mapping[str, Place] = {"behaviour": "account", "circumstances": "account", "impact": "account", "title": "title"}
"""The fields of a report; the reporter's account (``what``) is not among them."""
ENTRIES: Mapping[str, Mapping[str, Place]] = {
    "noted": {"text": "note"},
    "retitled": {"title": "title"},
    "amended": {**REPORT, "why": "note"},
    "struck": {"why": "note"},
    "person-removed": {"why": "note"},
    "safety-checked": {"words": "note"},
    "support-given": {"words": "note"},
    "assessed": {"why": "decision"},
    "met": dict.fromkeys(("what_happened", "doing_anything", "who", "exception", "minutes"), "minutes"),
    "heard": {"reaction": "note"},
    "talked": {"said": "minutes"},
    "decided": {"why": "decision", "despite": "decision", "conditions": "decision", "next_rung": "decision"},
    "acted": {"words": "note"},
    "planned": {"text": "decision"},
    "rolled-out": {"words": "note"},
    "told": {
        "text": "message", "behaviour": "message", "impact": "message", "change": "decision", "consequences": "decision",
    },
    "apology-offered": {"text": "apology", "words": "note"},
    "knows": {"words": "note"},
    "warned": {"behaviour": "note", "circumstances": "note"},
    "announced": {"text": "announcement"},
    "notified": {"words": "note"},
    "substituted": {"words": "note"},
    "linked": {"words": "note"},
    "evaluated": {"rule": "note", "words": "note"},
    "closed": {"why": "decision", "shareable": "message"},
    "reopened": {"why": "note"},
}  # fmt: skip
"""The coached fields of each kind of entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldHint:
    """A hint, the field it is on, and the words it is about."""

    field: str
    words: str
    hint: Hint


def places(kind: str) -> Mapping[str, Place]:
    """The coached fields of an entry kind, such as ``noted`` or ``told:reporter``; none for what is not coached."""
    return ENTRIES.get(kind.partition(":")[0], {})


def is_decided(case: Case) -> bool:
    """Whether the team has decided anything in this case."""
    return any(isinstance(happening.body, e.Decided) for happening in case.happenings)


def look_over(
    coach: Coach, kind: str, texts: Mapping[str, object], *, decided: bool = False, audience: str = ""
) -> Iterator[FieldHint]:
    """The hints on an entry's (or, as ``reported``, a report's) own texts, field by field; whatever is no text is passed over."""
    for field, place in (REPORT if kind == "reported" else places(kind)).items():
        text = texts.get(field)
        if isinstance(text, str):
            for hint in coach.hints(text, place, decided=decided, audience=audience):
                yield FieldHint(field=field, words=text[hint.start : hint.end], hint=hint)
