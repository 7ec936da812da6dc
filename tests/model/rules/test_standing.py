"""Which decisions stand: none that an appeal took back, none whose time is over; and what was done counts as what was decided."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cocdesk.model.policy.check import problems
from cocdesk.model.records import entries as e
from cocdesk.model.rules import disclosure, standing
from cocdesk.model.rules.staying_away import staying_away
from cocdesk.model.rules.timeline import fold
from tests.model.cases import journal, policies
from tests.model.policy.shipped_packs import NAMES, pack
from tests.model.rules.test_staying_away import EVENT

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
BAN, WARNING, NOTHING = e.Decided(sanction="ban"), e.Decided(sanction="warning"), e.Decided(sanction="none")
CHANGED, UPHELD = e.Appealed(answer="changed"), e.Appealed(answer="upheld")


def holding(*bodies: e.CaseBody) -> list[str]:
    return [body.sanction for body in standing.decisions(fold(journal(*bodies)), "Europe/Berlin", NOW)]


@pytest.mark.parametrize(
    ("bodies", "left"),
    [
        ((BAN, CHANGED), []), ((BAN, CHANGED, NOTHING), ["none"]), ((BAN, CHANGED, WARNING), ["warning"]),
        ((BAN, UPHELD), ["ban"]), ((BAN, e.Appealed()), ["ban"]), ((WARNING, BAN), ["warning", "ban"]),
        ((BAN, e.Decided(sanction="none", stands="no")), ["none"]), ((BAN, CHANGED, BAN, CHANGED), []),
        ((e.Decided(sanction="ban", until="2026-02-28"),), []), ((e.Decided(sanction="ban", until="2026-03-01"),), ["ban"]),
        ((e.Decided(sanction="ban", until="2026-03-01T10:00:00+00:00"),), []),
        ((e.Decided(sanction="ban", until="when they have learned"),), ["ban"]),
    ],
)  # fmt: skip
def test_what_an_appeal_took_back_or_time_ended_stands_no_more(bodies: tuple[e.CaseBody, ...], left: list[str]) -> None:
    assert holding(*bodies) == left


def test_what_was_done_stands_without_a_decision_until_an_appeal_takes_it_back() -> None:
    urgent = e.Acted(sanction="leave-event", urgent=True)
    done = fold(journal(urgent))
    assert [body.sanction for body in standing.done_undecided(done)] == ["leave-event"]
    assert standing.taken(done) == ("leave-event",)
    assert standing.taken(fold(journal(urgent, CHANGED))) == ()
    decided = fold(journal(e.Decided(sanction="leave-event", until="2026-02-01"), urgent))
    assert standing.done_undecided(decided) == (), "the decision says until when"


@pytest.mark.parametrize("procedure", NAMES)
def test_a_removal_counts_alike_whether_it_was_decided_or_only_done(procedure: str) -> None:
    policy = pack(procedure)
    for sanction in (*policy.sanctions, *policy.further_sanctions):
        acted = disclosure.outcome(fold(journal(e.Acted(sanction=sanction.id))), policy)
        assert acted == disclosure.outcome(fold(journal(e.Decided(sanction=sanction.id))), policy)
        assert (acted == "left") == bool(sanction.keeps_out)


@pytest.mark.parametrize("procedure", NAMES)
def test_each_procedure_says_of_its_measures_who_stays_away(procedure: str) -> None:
    policy = pack(procedure)
    known = {sanction.id: sanction for sanction in (*policy.sanctions, *policy.further_sanctions)}
    expected = {"leave-event": "event", "apology-and-removal": "event", "ban": "future", "suspension": "future"}
    assert {id: sanction.keeps_out for id, sanction in known.items()} == {id: expected.get(id, "") for id in known}
    assert [sanction.id for sanction in known.values() if sanction.row in ("H9", "H10") and not sanction.keeps_out] == []
    assert problems(policy) == ()
    assert standing.keeps_out("no-such-measure", policy) == ""


def test_a_suspension_counts_as_staying_away_in_every_place() -> None:
    policy = policies()["conference"]
    case = fold(journal(e.Decided(sanction="suspension", until="2026-12-31")))
    assert staying_away(case, policy, EVENT, NOW) is not None
    assert disclosure.outcome(case, policy) == "left"


def test_a_decision_that_was_overturned_is_told_to_nobody_as_an_outcome() -> None:
    policy = policies()["django-events"]
    assert disclosure.outcome(fold(journal(BAN, CHANGED, NOTHING)), policy) == "no-measure"
    assert disclosure.outcome(fold(journal(BAN, CHANGED)), policy) == "open"
    assert disclosure.outcome(fold(journal(BAN, CHANGED, WARNING)), policy) == "warning"
