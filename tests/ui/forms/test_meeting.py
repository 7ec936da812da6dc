"""The meeting's form: the four questions, who may be in the room, and what is missing, under each pack."""

from __future__ import annotations

import pytest

from cocdesk.model.records import entries as e
from cocdesk.ui.forms.catalogue import act_form
from cocdesk.ui.forms.meeting import QUESTIONS
from tests.model.cases import policies
from tests.ui.forms.situations import asked, recorded, said, situation

PACKS = sorted(policies())


@pytest.mark.parametrize("pack", PACKS)
def test_the_packs_own_questions_are_asked(pack):
    form = act_form("met", situation(pack))
    labels = [field.label for field in form.fields if field.key in QUESTIONS]
    assert labels == list(policies()[pack].meeting.questions)[: len(QUESTIONS)]


def test_the_team_is_offered_without_those_who_stepped_back_and_with_substitutes():
    now = situation("spec", e.Recused(member="bo"), e.Substituted(member="Dee", instead_of="Bo"))
    field = asked(act_form("met", now))["attendees"]
    assert [key for key, _words in field.options] == ["Ana", "Chi", "Dee"]
    assert field.value == ("Ana",)


@pytest.mark.parametrize("pack", [p for p in PACKS if policies()[p].meeting.excluded])
def test_a_person_of_the_case_in_the_room_is_said_by_code_name_alone(pack):
    form = act_form("met", situation(pack))
    sentence = said(form, "excluded", attendees=("Ana", "李小龙"))
    assert "Heron" in sentence and "李小龙" not in sentence
    assert said(form, "excluded", attendees=("Ana",)) == ""


@pytest.mark.parametrize("pack", [p for p in PACKS if not policies()[p].meeting.excluded])
def test_where_the_procedure_is_silent_the_person_reported_in_the_room_is_asked_about_and_not_refused(pack):
    now = situation(pack)
    form = act_form("met", now)
    assert said(form, "excluded", attendees=("Ana", "李小龙")) == ""
    sentence = said(form, "remarked-meeting", attendees=("Ana", "李小龙"))
    assert "Heron" in sentence and "李小龙" not in sentence
    assert recorded("met", now, attendees=("Ana", "李小龙")).attendees == ("Ana", "李小龙")


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("witnessed", ["private", "widely"])
def test_an_exception_is_asked_for_only_where_the_pack_knows_one_and_many_saw_it(pack, witnessed):
    form = act_form("met", situation(pack, witnessed=witnessed))
    rules = policies()[pack].meeting
    possible = rules.widely_witnessed_exception and witnessed == "widely"
    assert ("exception" in asked(form, attendees=("李小龙",))) is (possible and "reported" in rules.excluded)
    assert "exception" not in asked(form, attendees=("Ana",))


def test_with_the_reason_for_the_exception_nothing_more_is_said():
    form = act_form("met", situation("spec", witnessed="widely"))
    assert said(form, "excluded", attendees=("李小龙",))
    assert said(form, "excluded", attendees=("李小龙",), exception="Everybody saw it.") == ""


def test_what_is_missing_to_decide_is_said_while_people_are_chosen():
    form = act_form("met", situation("conference"))
    assert said(form, "lacking", attendees=("Ana", "Bo"))
    assert said(form, "lacking", attendees=("Ana", "Bo", "Chi")) == ""
    assert said(form, "lacking", attendees=()) == ""


def test_an_end_before_the_beginning_is_said_and_still_recorded():
    now = situation("spec")
    given = {"attendees": ("Ana",), "at": "2026-05-24 18:50", "ended": "2026-05-24 18:10"}
    assert "before the beginning" in said(act_form("met", now), "remarked-meeting", **given)
    assert recorded("met", now, **given).ended == "2026-05-24 18:10"


def test_minutes_of_ten_thousand_words_are_kept_whole():
    minutes = "word " * 10_000
    body = recorded("met", situation("spec"), minutes=minutes, attendees="Ana, somebody else")
    assert body.minutes == minutes and body.attendees == ("Ana", "somebody else")


def test_stepping_back_asks_no_reason_and_keeps_whose_wish_it_was():
    now = situation("django-events")
    form = act_form("recused", now)
    assert not {"why", "words", "reason"} & {field.key for field in form.fields}
    assert recorded("recused", now, member="Bo") == e.Recused(member="Bo")
    others = recorded("recused", now, member="Bo", asked="others", by="Chi", kind="soft", confirmed=True)
    assert others == e.Recused(member="Bo", kind="soft", by="Chi", confirmed=True)
    assert "by" not in asked(form) and "by" in asked(form, asked="others")


def test_when_too_few_would_be_left_a_substitute_is_suggested():
    now = situation("django-events", e.Recused(member="Chi"))
    form = act_form("recused", now)
    assert "stand in" in said(form, "left", member="Bo")
    assert said(form, "left", member="Chi") == ""


def test_a_substitute_takes_the_place_of_whoever_stepped_back_last():
    now = situation("spec", e.Recused(member="Bo"))
    assert recorded("substituted", now, member="Dee") == e.Substituted(member="Dee", instead_of="Bo")
