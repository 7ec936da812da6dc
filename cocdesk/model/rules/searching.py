"""The words a case is found by."""

from __future__ import annotations

from collections.abc import Iterable

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Person
from cocdesk.model.rules.text import fold

_WITH_WORDS = (
    e.Noted, e.Met, e.Heard, e.Decided, e.Told, e.Consented, e.Assessed, e.Closed, e.Acted, e.SupportGiven, e.SafetyChecked
)  # fmt: skip
# Fixed answers, not words of a person: "no" must not find every case without objection.
_CODED = frozenset(
    {"answer", "risk", "impact", "threat", "on_wish_of", "horizon", "sanction", "whom", "to_whom", "at", "channel"}
)


def case_words(case: Case, people: Iterable[Person]) -> str:
    """The folded words of a case: its report, its code name, and the persons in it."""
    report = case.report
    texts = [case.code_name, case.code_name.replace("-", " "), case.title, report.place, report.happened, report.what]
    texts += [report.behaviour, report.impact, report.circumstances, report.safety_concern, case.form_number]
    for person in people:
        texts += [person.code_name, person.name, *person.aliases, person.email]
        texts += [person.affiliation, person.badge, person.description]
    return " ".join(fold(text) for text in texts if text)


def entry_words(body: e.AnyBody) -> str:
    """The words of an entry that are found though they are no part of the report; empty when there are none."""
    if not isinstance(body, _WITH_WORDS):
        return ""
    values = (getattr(body, field) for field in body.__struct_fields__ if field not in _CODED)
    return " ".join(value for value in values if isinstance(value, str) and value)
