"""Which acts a case allows, and with which sentence one is refused."""

from __future__ import annotations

import pytest

from cocdesk.model.records import entries as e
from cocdesk.model.rules.acting import refusal
from cocdesk.model.rules.timeline import fold
from tests.model.cases import journal, opening, policies

POLICY = policies()["django-events"]
OPEN = fold(journal(e.Noted(text="x")))
CLOSED = fold(journal(e.Closed(outcome="done")))


def test_a_note_may_always_be_added() -> None:
    assert refusal(OPEN, e.Noted(text="x"), POLICY) == ""
    assert refusal(CLOSED, e.Noted(text="x"), POLICY) == ""


@pytest.mark.parametrize(
    "body",
    [
        opening(),
        e.Reopened(why="x"),
        e.Decided(sanction="public-whipping"),
        e.Decided(sanction=""),
        e.Acted(sanction="Peter Smith banned"),
        e.Retitled(title=" \n"),
        e.PersonRemoved(person="1" * 32, role="reported"),
        e.SupportGiven(offered=("champagne",)),
        e.Struck(entry="nothing", why="x"),
    ],
)
def test_an_open_case_refuses_what_makes_no_sense(body: e.CaseBody) -> None:
    assert refusal(OPEN, body, POLICY).endswith((".", "!"))


@pytest.mark.parametrize(
    "body", [e.Closed(outcome="x"), e.Decided(sanction="none"), e.Assessed(risk="low", impact="low"), e.Met()]
)
def test_a_closed_case_is_not_carried_on(body: e.CaseBody) -> None:
    assert "closed" in refusal(CLOSED, body, POLICY)


def test_every_sanction_of_the_procedure_and_none_may_be_decided() -> None:
    for sanction in ("none", *(s.id for s in POLICY.sanctions)):
        assert refusal(OPEN, e.Decided(sanction=sanction), POLICY) == ""
        assert refusal(OPEN, e.Acted(sanction=sanction), POLICY) == ""


def test_an_action_may_be_told_without_a_sanction() -> None:
    assert refusal(OPEN, e.Acted(words="spoke with them"), POLICY) == ""


def test_somebody_who_has_a_part_may_be_taken_out_of_that_part_only() -> None:
    case = fold(journal(e.PersonAdded(person="1" * 32, role="reported")))
    assert refusal(case, e.PersonRemoved(person="1" * 32, role="reported"), POLICY) == ""
    assert refusal(case, e.PersonRemoved(person="1" * 32, role="witness"), POLICY)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            e.Exported(document="incident-form", audience="team", naming="named", how="saved", format="pdf"),
            "What left the desk stays written down.",
        ),
        (e.Closed(outcome="x"), "Reopen the case instead"),
        (e.Reopened(why="x"), "Close the case again instead"),
    ],
)
def test_what_left_the_desk_and_a_closing_are_never_struck(body: e.CaseBody, sentence: str) -> None:
    before = (e.Closed(outcome="x"),) if isinstance(body, e.Reopened) else ()
    case = fold(journal(*before, body))
    assert sentence in refusal(case, e.Struck(entry=case.happenings[-1].entry, why="x"), POLICY)


def test_a_strike_wants_a_reason_and_an_entry_that_counts() -> None:
    note = OPEN.happenings[1].entry
    assert refusal(OPEN, e.Struck(entry=note, why="written twice"), POLICY) == ""
    assert "why" in refusal(OPEN, e.Struck(entry=note, why=" "), POLICY)
    assert "report itself" in refusal(OPEN, e.Struck(entry=OPEN.happenings[0].entry, why="x"), POLICY)
    struck = fold([*journal(e.Noted(text="x"), e.Struck(entry=note, why="x"))])
    assert "already" in refusal(struck, e.Struck(entry=note, why="again"), POLICY)
