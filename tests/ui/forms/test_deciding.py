"""The forms of deciding: coded choices in two groups, and only what the chosen measure leaves to ask."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cocdesk.model.records import entries as e
from cocdesk.model.rules.order import acts_alone
from cocdesk.ui.forms.catalogue import act_form
from cocdesk.ui.forms.deciding import roll_outs, sanction_headings, sanction_options
from tests.model.cases import policies
from tests.ui.forms.situations import asked, recorded, said, situation

PACKS = sorted(policies())
SANCTIONS = [(pack, s) for pack in PACKS for s in (*policies()[pack].sanctions, *policies()[pack].further_sanctions)]
IDS = [f"{pack}-{s.id}" for pack, s in SANCTIONS]


@pytest.mark.parametrize("pack", PACKS)
def test_every_measure_is_offered_those_of_the_procedure_first(pack):
    policy = policies()[pack]
    keys = [key for key, _words in sanction_options(policy)]
    own, further = [s.id for s in policy.sanctions], [s.id for s in policy.further_sanctions]
    assert keys == [*own, "none", *further]
    headings = sanction_headings(policy)
    assert set(headings) == ({own[0], further[0]} if further else set())


@pytest.mark.parametrize(("pack", "sanction"), SANCTIONS, ids=IDS)
def test_a_period_is_asked_only_where_the_measure_has_one_and_a_grant_only_where_it_rests_on_it(pack, sanction):
    shown = asked(act_form("decided", situation(pack)), sanction=sanction.id)
    assert ({"since", "until"} <= set(shown)) is (sanction.period != "none")
    assert ("grant_condition" in shown) is sanction.needs_grant_condition
    assert {"who", "by", "next_rung", "safe_enough"} <= set(shown)


@pytest.mark.parametrize("pack", PACKS)
def test_no_further_action_asks_neither_who_nor_until_when(pack):
    shown = asked(act_form("decided", situation(pack)), sanction="none")
    assert not {"since", "until", "who", "by", "conditions", "next_rung", "review", "grant_condition"} & set(shown)


@pytest.mark.parametrize("pack", PACKS)
def test_acting_alone_is_offered_only_where_the_procedure_says_so(pack):
    now, policy = situation(pack), policies()[pack]
    for kind in ("decided", "acted"):
        found = asked(act_form(kind, now)).get("urgent")
        assert (found is not None) is acts_alone(policy)
        if found is not None:
            assert found.hint == (policy.urgent.sentence if policy.urgent else "")


def test_a_period_that_was_typed_for_another_measure_is_not_recorded():
    now = situation("django-events")
    body = recorded("decided", now, sanction="warning", until="2027-01-01", grant_condition="yes")
    assert body.until == "" and body.grant_condition == ""
    assert recorded("decided", now, sanction="ban", until="2027-01-01").until == "2027-01-01"


def test_those_who_met_are_those_who_decide_until_it_is_changed():
    now = situation("conference", e.Met(attendees=("Ana", "Bo", "Dee")), e.Recused(member="Bo"))
    assert asked(act_form("decided", now))["deciders"].value == ("Ana", "Dee")


def test_what_is_missing_is_said_and_the_reason_is_asked_for():
    now = situation("conference", e.Assessed(risk="low", impact="low"), e.Met(attendees=("Ana", "Bo", "Chi")))
    form = act_form("decided", now)
    first = policies()["conference"].sanctions[0].id
    assert said(form, "lacking", sanction=first, deciders=("Ana", "Bo"))
    assert "despite" in asked(form, sanction=first, deciders=("Ana", "Bo"))
    assert "despite" not in asked(form, sanction=first, deciders=("Ana", "Bo", "Chi"))


def test_deciding_before_the_meeting_is_said_and_can_still_be_recorded():
    now = situation("spec")
    form = act_form("decided", now)
    assert said(form, "remarked", sanction="warning", deciders=("Ana",))
    assert recorded("decided", now, sanction="warning", deciders=("Ana",), despite="It could not wait.").despite


def test_a_grant_without_its_condition_is_remarked():
    form = act_form("decided", situation("spec"))
    assert "grant" in said(form, "remarked", sanction="repay-grant", grant_condition="no")
    assert "grant" not in said(form, "remarked", sanction="repay-grant", grant_condition="yes")


@pytest.mark.parametrize("pack", PACKS)
def test_the_question_of_safety_is_in_the_packs_words(pack):
    wanted = policies()[pack].judge_sanctions_by
    label = asked(act_form("decided", situation(pack)), sanction="none")["safe_enough"].label
    assert label == (wanted or label)


@pytest.mark.parametrize("pack", PACKS)
def test_how_earlier_cases_were_decided_stands_beside_the_decision(pack):
    now = replace(situation(pack, e.Assessed(risk="low", impact="low")), earlier=("One earlier case stands there.",))
    assert "One earlier case stands there." in act_form("decided", now).offer


@pytest.mark.parametrize("pack", PACKS)
def test_whether_the_report_stands_is_asked_where_hearing_may_change_it(pack):
    now = situation(pack)
    asks = policies()[pack].hearing.report_may_fall
    assert ("stands" in asked(act_form("decided", now))) is asks
    assert recorded("decided", now, sanction="none", **({"stands": "no"} if asks else {})).stands == ("no" if asks else "")


@pytest.mark.parametrize("pack", PACKS)
def test_what_has_to_happen_now_is_told_from_later_in_the_packs_words(pack):
    advice = [piece.text for piece in policies()[pack].dos if "F10" in piece.rows]
    assert set(advice) <= set(act_form("decided", situation(pack)).offer)


def test_the_event_lead_is_asked_where_the_pack_wants_it():
    now = situation("conference", e.Decided(sanction="none"))
    form = act_form("agreed", now)
    assert [key for key, _words in asked(form)["role"].options] == list(policies()["conference"].agrees)
    assert "No further action" in form.hint


@pytest.mark.parametrize("pack", [p for p in PACKS if policies()[p].roll_out])
def test_every_place_of_the_pack_can_be_ticked_and_only_what_changed_is_written(pack):
    places = policies()[pack].roll_out.places
    first = places[0].id
    now = situation(pack, e.RolledOut(system=first, owner="Bo", done=True))
    form = act_form("rolled-out", now)
    start = asked(form)["places"].value
    assert len(start) == len(places) and start[0] == f"{first}=done:Bo"
    assert roll_outs(now, {"places": start, "elsewhere": "", "owner": ""}) == ()
    ticked = (f"{first}=checked:Bo", *(f"{place.id}=" for place in places[1:]))
    found = roll_outs(now, {"places": ticked, "elsewhere": " The choir ", "owner": "Chi"})
    assert [(b.system, b.owner, b.done, b.checked) for b in found] == [
        (first, "Bo", True, True),
        ("The choir", "Chi", True, False),
    ]


def test_a_plan_stands_apart_from_any_consequence():
    body = recorded("planned", situation("spec"), text="Asks before taking pictures.", check_on="2026-06-30")
    assert body == e.Planned(text="Asks before taking pictures.", check_on="2026-06-30")
