"""Who is too close to whom, said before any case: the case says so by code name, until they step back."""

from __future__ import annotations

import msgspec
import pytest

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Event, Person
from cocdesk.model.rules import remarks, too_close
from cocdesk.model.rules.timeline import fold
from tests.model.cases import EVENT, journal, policies

PEOPLE = {"1" * 32: Person(id="1" * 32, code_name="Heron", name="Žofie Lind", aliases=("zozo",))}
PART = e.PersonAdded(person="1" * 32, role="reported")


def event(text: str) -> Event:
    return msgspec.structs.replace(EVENT, settings={too_close.SETTING: text})


def said(text: str, *bodies: e.AnyBody) -> list[str]:
    return [remark.sentence for remark in too_close.remarks(fold(journal(PART, *bodies)), PEOPLE, event(text))]


@pytest.mark.parametrize("text", ["Ana: Zofie Lind", "Bo: X\nAna: Kai; zozo", "Ana :  lind ŽOFIE , Kai"])
def test_whoever_is_too_close_to_somebody_of_the_case_is_asked_to_step_back(text: str) -> None:
    assert said(text) == [
        "Ana wrote down that they are too close to Heron. Ask whether they step back, not why.",
    ]


@pytest.mark.parametrize("text", ["", "Ana", "Ana:", ": Zofie Lind", "Ana: Zofia Lind", "Ana: Kai"])
def test_nobody_is_spoken_of_without_need(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize("kind", ["hard", "soft"])
@pytest.mark.parametrize("member", ["Ana", "ana", "Ana Kos"])
def test_once_they_have_stepped_back_nothing_more_is_said(kind: str, member: str) -> None:
    assert said("Ana: Zofie Lind", e.Recused(member=member, kind=kind)) == []  # type: ignore[arg-type]


def test_a_closed_case_asks_nobody() -> None:
    assert said("Ana: Zofie Lind", e.Closed(outcome="done")) == []


@pytest.mark.parametrize("pack", [name for name, policy in policies().items() if policy.offered])
def test_every_procedure_asks_for_it_at_event_set_up_and_remarks_on_it(pack: str) -> None:
    policy = policies()[pack]
    setting = next(setting for setting in policy.settings if setting.id == too_close.SETTING)
    assert setting.group != "roles", "what stands under the roles is printed"
    found = remarks.remarks(fold(journal(PART)), policy, PEOPLE, event=event("Ana: Zofie Lind"))
    assert [remark.row for remark in found] == ["X3"]
    assert "Žofie" not in found[0].sentence and found[0].entry == fold(journal(PART)).happenings[-1].entry
