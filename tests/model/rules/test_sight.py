"""Who does not see a case they stepped back from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.records import entries as e
from cocdesk.model.rules.sight import out_of_sight, who_is_meant

TEAM = ("Ana Žižek", "Bo", "Chi Lam")


def back(*names, kind="hard"):
    return [e.Recused(member=name, kind=kind) for name in names]


@pytest.mark.parametrize("written", ["Ana Žižek", "ana zizek", "  ANA  ŽIŽEK ", "Ana", "Žižek"])
def test_whoever_stepped_back_does_not_see_the_case_however_their_name_was_written(written):
    assert out_of_sight("Ana Žižek", ("Bo", "Chi Lam"), back(written))
    assert not out_of_sight("Bo", ("Ana Žižek", "Chi Lam"), back(written))


def test_who_can_still_be_asked_goes_on_seeing_it():
    assert not out_of_sight("Bo", ("Chi Lam",), back("Bo", kind="soft"))


def test_stepping_back_further_later_counts():
    assert out_of_sight("Bo", ("Chi Lam",), back("Bo", kind="soft") + back("bo"))


def test_a_name_that_may_mean_two_members_keeps_the_case_from_neither():
    assert who_is_meant("Ana", ("Ana Kos", "Ana Žižek")) == ("Ana Kos", "Ana Žižek")
    assert not out_of_sight("Ana Kos", ("Ana Žižek",), back("Ana"))


@pytest.mark.parametrize("others", [(), ("Chi Lam",)])
def test_a_case_nobody_else_could_open_stays_in_sight(others):
    assert not out_of_sight("Bo", others, back("Bo", *others))


def test_a_name_nobody_has_or_no_name_at_all_hides_nothing():
    assert who_is_meant("", TEAM) == who_is_meant("!?", TEAM) == who_is_meant("Dee", TEAM) == ()


@given(st.lists(st.builds(e.Recused, member=st.sampled_from((*TEAM, "Ana", "ghost")), kind=st.sampled_from(("hard", "soft")))))
def test_every_case_is_in_sight_of_somebody_who_can_write(told):
    seen = [one for one in TEAM if not out_of_sight(one, [other for other in TEAM if other != one], told)]
    assert seen
