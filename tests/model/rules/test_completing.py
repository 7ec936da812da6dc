"""What an entry completes, in the words packs use."""

from __future__ import annotations

import pytest

from cocdesk.model.records import entries as e
from cocdesk.model.rules.acting import refusal
from cocdesk.model.rules.completing import keys
from cocdesk.model.rules.procedure import current_step, next_steps, open_steps
from cocdesk.model.rules.remarks import remarks
from cocdesk.model.rules.timeline import fold
from tests.model.cases import EVENT, journal, policies

POLICY = policies()["conference"]
DECIDED = e.Decided(sanction="none")
PLACES = POLICY.roll_out.places if POLICY.roll_out is not None else ()


def completed(*bodies: e.AnyBody) -> set[str]:
    return {key for place, key in keys(fold(journal(*bodies)), POLICY) if place}


@pytest.mark.parametrize("about", ["receipt", "status", "proposal", "complaint", "urgent-action"])
@pytest.mark.parametrize("whom", ["reporter", "reported"])
def test_what_is_told_on_the_way_is_not_the_outcome(about: str, whom: str) -> None:
    told = e.Told(whom=whom, about=about)  # type: ignore[arg-type]
    assert completed(told) == completed(DECIDED, told) - {"decided"} == {f"told:{whom}:{about}"}


@pytest.mark.parametrize("about", ["", "outcome", "sanctions"])
def test_the_outcome_can_be_told_once_something_is_decided(about: str) -> None:
    told = e.Told(whom="reporter", about=about)  # type: ignore[arg-type]
    assert completed(told) == set()
    assert {"told", "told:reporter"} <= completed(DECIDED, told)


def test_nobody_agreed_who_did_not() -> None:
    assert completed(e.Agreed(role="event-lead", answer="not-agreed")) == set()
    assert completed(e.Agreed(role="event-lead")) == {"agreed", "agreed:event-lead"}


def test_a_measure_holds_when_it_holds_in_every_place() -> None:
    done = [e.RolledOut(system=place.id, done=True) for place in PLACES]
    assert len(done) > 1
    assert completed(*done[:-1]) == set()
    assert completed(*done) == {"rolled-out"}
    looked = [e.RolledOut(system=place.title.upper(), checked=True) for place in PLACES]
    assert completed(*looked) == {"rolled-out", "rolled-out:checked"}


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (e.Appealed(), {"appealed"}),
        (e.Appealed(answer="upheld"), {"appealed", "appealed:answered"}),
        (e.Evaluated(debriefed=True), {"evaluated", "evaluated:debriefed"}),
        (e.Linked(other="9" * 32, how="retaliation"), {"linked", "linked:retaliation"}),
        (
            e.Notified(to="Safety and Diversity Officer"),
            {"notified", "notified:officer", "notified:Safety and Diversity Officer"},
        ),
        (e.Consented(answer="agreed", whom="reporter"), {"consented", "consented:reporter"}),
        (e.Talked(), {"talked"}),
        (e.Planned(text="x"), {"planned"}),
        (e.Announced(), set()),
    ],
)
def test_the_other_kinds_say_themselves(body: e.AnyBody, wanted: set[str]) -> None:
    found = completed(body)
    assert wanted <= found if isinstance(body, e.Notified) else found == wanted


@pytest.mark.parametrize("pack", sorted(policies()))
def test_what_is_open_is_needed_and_never_the_closing_itself(pack: str) -> None:
    policy = policies()[pack]
    case = fold(journal())
    left = open_steps(case, policy, EVENT)
    assert left and all(not line.optional and "closed" not in line.acts for line in left)
    assert {line.state for line in left} <= {"next", "waiting"}
    assert open_steps(fold(journal(e.Closed(outcome="x", why="x"))), policy, EVENT) == ()


@pytest.mark.parametrize("pack", sorted(policies()))
def test_a_case_closed_with_steps_undone_and_no_reason_is_remarked_on(pack: str) -> None:
    policy = policies()[pack]
    left = open_steps(fold(journal()), policy, EVENT)
    undone = tuple(line.id for line in left)
    assert refusal(fold(journal()), e.Closed(outcome="x", open_steps=undone), policy) == ""

    def told(why: str) -> str:
        closed = fold(journal(e.Closed(outcome="x", why=why, open_steps=undone)))
        return " ".join(remark.sentence for remark in remarks(closed, policy, {}) if remark.row == "F16")

    assert all(line.title in told("") for line in left)
    assert told("They withdrew.") == ""


def test_somebody_who_did_not_agree_is_asked_again() -> None:
    bodies = (e.Assessed(risk="low", impact="low"), e.Met(), DECIDED, e.Agreed(role="event-lead", answer="not-agreed"))
    steps = next_steps(fold(journal(*bodies)), POLICY, EVENT)
    agree = next(line for line in steps if line.acts == ("agreed",))
    assert agree.state == "next"
    assert current_step(steps) is not None


@pytest.mark.parametrize(
    ("body", "fine"),
    [
        (e.Evaluated(), True),
        (e.Linked(other="9" * 32), True),
        (e.Knows(who="Ana"), True),
        (e.RolledOut(system="badge"), True),
        (e.Told(whom="reporter"), True),
        (e.ApologyOffered(answer="kept"), True),
        (e.Recused(member="Ana"), True),
        (e.Talked(), False),
        (e.Planned(text="x"), False),
        (e.Heard(), False),
        (e.Closed(outcome="again"), False),
    ],
)
def test_what_may_still_be_written_into_a_closed_case(body: e.CaseBody, fine: bool) -> None:
    closed = fold(journal(e.Closed(outcome="x")))
    assert (refusal(closed, body, POLICY) == "") == fine


@pytest.mark.parametrize(
    "body",
    [
        e.Planned(text=" "), e.RolledOut(system=""), e.Knows(who="\n"), e.Recused(member=""), e.Substituted(member=" "),
        e.Warned(), e.Linked(other="c" * 32), e.Substituted(member="Ana", instead_of="ANA"),
    ],
)  # fmt: skip
def test_what_says_nothing_or_points_at_itself_is_refused(body: e.CaseBody) -> None:
    assert refusal(fold(journal()), body, POLICY).endswith(".")


def test_links_go_to_cases_there_are_and_once_in_each_way() -> None:
    case = fold(journal(e.Linked(other="9" * 32, how="retaliation")))
    assert "no such case" in refusal(case, e.Linked(other="8" * 32), POLICY, known=())
    assert "already" in refusal(case, e.Linked(other="9" * 32, how="retaliation"), POLICY, known=("9" * 32,))
    assert refusal(case, e.Linked(other="9" * 32, how="related"), POLICY, known=("9" * 32,)) == ""


def test_stepping_back_is_written_once_and_can_be_confirmed_or_made_harder() -> None:
    case = fold(journal(e.Recused(member="Ana", kind="soft")))
    assert "already" in refusal(case, e.Recused(member="ana", kind="soft"), POLICY)
    assert refusal(case, e.Recused(member="Ana", kind="hard"), POLICY) == ""
    assert refusal(case, e.Recused(member="Ana", kind="soft", confirmed=True), POLICY) == ""


def test_a_measure_beyond_the_procedure_may_be_decided() -> None:
    for sanction in POLICY.further_sanctions:
        assert refusal(fold(journal()), e.Decided(sanction=sanction.id), POLICY) == ""
