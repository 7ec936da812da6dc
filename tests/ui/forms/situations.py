"""A case of every pack in the hands of a small team, for forms to be made from; no window, no vault."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from msgspec import structs

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Person
from cocdesk.model.records.report import Report
from cocdesk.model.rules.timeline import fold
from cocdesk.ui.forms.catalogue import act_form
from cocdesk.ui.forms.fields import SPEAKING, Field, Value, answers
from cocdesk.ui.forms.situation import ActForm, Situation
from tests.model.cases import EVENT, entry, opening, policies

TEAM = ("Ana", "Bo", "Chi")
PEOPLE = {
    "r" * 32: Person(id="r" * 32, code_name="Wren", name="Marisol Žižek"),
    "p" * 32: Person(id="p" * 32, code_name="Heron", name="李小龙"),
}


def situation(pack: str, *bodies: e.CaseBody, witnessed: str = "private", whom: str = "", **settings: str) -> Situation:
    """A case with a reporter and a person reported, under a pack, after these acts."""
    report = Report(heard_at="2026-05-24T18:00:00+02:00", behaviour="A remark.", what="He said it twice.", witnessed=witnessed)
    known = (
        e.PersonAdded(person="r" * 32, role="reporter"),
        e.PersonAdded(person="p" * 32, role="reported"),
        *bodies,
    )
    case = fold([entry(body, number) for number, body in enumerate((opening(report), *known), start=1)])
    return Situation(
        case=case, policy=policies()[pack], event=structs.replace(EVENT, settings=settings), member="Ana",
        now=datetime(2026, 5, 24, 17, 0, tzinfo=UTC), whom=whom, persons=PEOPLE, members=TEAM,
        people=(("r" * 32 + ":reporter", "Wren, reporter"), ("p" * 32 + ":reported", "Heron, person reported")),
    )  # fmt: skip


def filled(form: ActForm, given: Mapping[str, Value]) -> dict[str, Value]:
    """What stands in a form when these answers were given and nothing else was touched."""
    return {field.key: given.get(field.key, field.value) for field in form.fields if field.kind not in SPEAKING}


def asked(form: ActForm, /, **given: Value) -> dict[str, Field]:
    """The fields that are asked with these answers, by key."""
    values = filled(form, given)
    return {field.key: field for field in form.fields if field.only is None or field.only(values)}


def said(form: ActForm, key: str, /, **given: Value) -> str:
    """What a saying or a preview of the form says to these answers; nothing when it is not asked."""
    found = asked(form, **given).get(key)
    return "\n".join(found.says(answers(form.fields, filled(form, given)))) if found is not None and found.says else ""


def recorded(kind: str, now: Situation, /, **given: Value) -> e.CaseBody:
    """The entry a form makes of these answers."""
    form = act_form(kind, now)
    return form.make(answers(form.fields, filled(form, given)))
