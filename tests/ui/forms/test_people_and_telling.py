"""The forms about people: hearing and the talk, apologies, the message in four parts, telling, announcing and closing."""

from __future__ import annotations

import pytest

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import NextStep
from cocdesk.ui.forms.catalogue import act_form
from cocdesk.ui.forms.ending import closed, closing_fields
from cocdesk.ui.forms.fields import SPEAKING
from cocdesk.ui.forms.telling import about_options
from tests.model.cases import policies
from tests.ui.forms.situations import asked, recorded, said, situation

PACKS = sorted(policies())


@pytest.mark.parametrize("pack", PACKS)
def test_hearing_shows_the_packs_order_and_how_to_speak(pack):
    form = act_form("heard", situation(pack))
    assert form.hint == policies()[pack].hearing.sentence
    assert len(form.offer) == len(policies()[pack].talk)


@pytest.mark.parametrize("pack", PACKS)
def test_hearing_too_soon_is_said_only_where_the_pack_hears_later(pack):
    order = policies()[pack].hearing.order
    has_step = any("heard" in step.done_by for step in policies()[pack].steps)
    answered = situation(pack, e.Consented(answer="no-objection", whom="reporter"))
    sentence = said(act_form("heard", answered), "remarked")
    assert bool(sentence) is (has_step and order != "before-or-during-meeting")


@pytest.mark.parametrize("pack", PACKS)
def test_the_talk_has_its_preparation_beside_it(pack):
    form = act_form("talked", situation(pack))
    assert len(form.offer) == len(policies()[pack].talk)
    assert {"manner", "apologised", "understood", "length", "place"} <= set(asked(form))


@pytest.mark.parametrize(("typed", "minutes"), [("20", 20), ("about 45 min", 45), ("", 0), ("99999999", 1440), ("٢٠", 20)])
def test_the_length_of_a_talk_is_read_from_what_was_typed(typed, minutes):
    assert recorded("talked", situation("spec"), length=typed).length == minutes


def test_a_talk_held_alone_is_said_quietly():
    form = act_form("talked", situation("spec"))
    assert "two people" in said(form, "alone", by=("Ana",))
    assert said(form, "alone", by=("Ana", "Bo")) == ""


@pytest.mark.parametrize("pack", PACKS)
def test_the_message_to_the_person_reported_is_put_together_from_its_parts(pack):
    now = situation(pack, e.Decided(sanction="none"), appeal="the foundation")
    form = act_form("told:reported", now)
    given = {"behaviour": "You joked.", "impact": "People left.", "change": "Please stop.", "consequences": "A warning."}
    shown = said(form, "preview", **given)
    positions = [shown.index(words) for words in given.values()]
    assert positions == sorted(positions)
    body = recorded("told:reported", now, **given)
    assert body.whom == "reported" and body.text == shown and body.impact == "People left."
    appeals = policies()[pack].appeal.place != "absent"
    assert ("the foundation" in shown) is appeals


def test_telling_of_the_complaint_asks_for_none_of_the_four_parts():
    form = act_form("told:reported", situation("spec"))
    assert asked(form)["about"].value == "complaint"
    assert not {"behaviour", "impact", "change", "consequences", "appeal"} & set(asked(form))
    assert said(form, "preview") == ""


def test_the_consequences_can_start_from_what_was_decided():
    decided = e.Decided(sanction="ban", until="2028-01-01", conditions="After a talk.", next_rung="No way back.")
    start = asked(act_form("told:reported", situation("django-events", decided)))["consequences"].start
    assert "2028-01-01" in start and "After a talk." in start and "No way back." in start


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("whom", ["reporter", "affected"])
def test_the_reporter_is_told_what_the_pack_says(pack, whom):
    keys = [key for key, _words in about_options(whom, situation(pack))]
    assert {"receipt", "status", "outcome", "other"} <= set(keys)
    assert "complaint" not in keys
    if "sanctions" in policies()[pack].tell_reporter.what:
        assert "sanctions" in keys


@pytest.mark.parametrize("pack", PACKS)
def test_where_it_is_still_open_who_was_told_everything_they_may_be_told_is_there(pack):
    now = situation(pack)
    offered = {key for key, _words in about_options("other", now)}
    wanted = {key for whom in ("reporter", "affected") for key, _words in about_options(whom, now)}
    assert wanted <= offered


@pytest.mark.parametrize("door", ["receipt", "status", "outcome"])
def test_a_step_opens_the_form_at_what_it_is_about(door):
    form = act_form(f"told:reporter:{door}", situation("spec"))
    assert (asked(form)["whom"].value, asked(form)["about"].value) == ("reporter", door)


def test_before_a_decision_the_first_thing_to_tell_is_the_receipt():
    assert asked(act_form("told:reporter", situation("conference")))["about"].value == "receipt"
    later = situation("conference", e.Decided(sanction="none"))
    assert asked(act_form("told:reporter", later))["about"].value == "outcome"


def test_what_the_reporter_says_to_a_proposal_is_asked_for_and_binds_nobody():
    form = act_form("told:reporter", situation("spec"))
    assert "comment" not in asked(form)
    assert "does not bind" in asked(form, about="proposal")["comment"].hint


@pytest.mark.parametrize("pack", [p for p in PACKS if policies()[p].apology.relay == "brief"])
def test_a_long_apology_is_measured_with_the_packs_examples_and_a_brief_one_is_not(pack):
    form, rules = act_form("apology-offered", situation(pack)), policies()[pack].apology
    long = said(form, "length", answer="relayed", text="so sorry " * 20)
    assert "40 words" in long and (not rules.good_example or rules.good_example in long)
    assert said(form, "length", answer="relayed", text="They are sorry, and will keep away.") == ""
    assert said(form, "length", answer="kept", text="so sorry " * 20) == ""


@pytest.mark.parametrize("pack", PACKS)
def test_a_pressed_apology_offers_a_report_of_its_own(pack):
    form = act_form("apology-offered", situation(pack))
    assert form.then == "open_report"
    assert "open_report" in asked(form, answer="pressed") and "open_report" not in asked(form, answer="relayed")
    assert said(form, "pressing", answer="pressed")
    assert recorded("apology-offered", situation(pack), answer="pressed", open_report=True).answer == "pressed"


@pytest.mark.parametrize("pack", PACKS)
def test_only_the_roles_the_pack_names_announce(pack):
    policy = policies()[pack]
    field = asked(act_form("announced", situation(pack)))["by"]
    titles = {role.id: role.title for role in policy.roles}
    assert [words for _key, words in field.options] == [titles[role] for role in policy.announcement.by]
    assert bool(field.hint) is policy.announcement.only_by


@pytest.mark.parametrize("pack", PACKS)
def test_the_wording_of_an_announcement_has_no_gap_left_in_it(pack):
    start = asked(act_form("announced", situation(pack, contact="the desk")))["text"].start
    assert "{" not in start and "…" in start


def test_an_open_appeal_is_answered_with_who_made_it_still_there():
    now = situation("spec", e.Appealed(by="the person reported", heard_by=("Dee",)))
    shown = asked(act_form("appealed:answered", now))
    assert (shown["by"].value, shown["heard_by"].value) == ("the person reported", ("Dee",))


def test_a_link_names_another_case_and_how():
    body = recorded("linked:retaliation", situation("spec"), other="f" * 32)
    assert body == e.Linked(other="f" * 32, how="retaliation")


@pytest.mark.parametrize("pack", PACKS)
def test_what_was_learned_comes_with_the_packs_word_on_sitting_together(pack):
    form = act_form("evaluated", situation(pack))
    assert asked(form)["debriefed"].hint == policies()[pack].debrief
    assert "rule" not in asked(form) and "rule" in asked(form, found="new-rule")


def test_a_warning_on_the_spot_has_its_seven_fields_all_of_which_may_stay_empty():
    form = act_form("warned", situation("spec"))
    assert len([field for field in form.fields if field.kind not in SPEAKING]) == 7 and form.needs == ()


def test_closing_asks_why_only_where_something_is_open_and_keeps_what_was_left():
    left = (NextStep(id="meet", title="Meet", state="next"),)
    labels = {field.key: field.label for field in closing_fields(left, "", known=True)}
    assert "all the same" in labels["why"] and "standing" in labels
    assert "standing" not in {field.key for field in closing_fields((), "", known=False)}
    body = closed({"outcome": "A talk", "why": "They left.", "standing": "resolved", "shareable": ""}, left)
    assert body == e.Closed(outcome="A talk", why="They left.", open_steps=("meet",), standing="resolved")


@pytest.mark.parametrize("pack", PACKS)
def test_why_somebody_is_named_to_everybody_is_asked_where_it_is_the_exception(pack):
    now, rule = situation(pack), policies()[pack].announcement.anonymous_unless
    field = asked(act_form("announced", now)).get("named_because")
    assert (field is not None) is bool(rule)
    if field is not None:
        assert field.hint == rule and field.more
        assert recorded("announced", now, text="x", named_because="Everybody knows them.").named_because


_PAST = ("was spoken to", "was announced", "was passed on", "was done", "had not agreed", "was decided before")


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("kind", ["heard", "announced", "told:reported", "told:other", "acted", "decided", "notified"])
def test_a_form_says_what_the_procedure_asks_for_and_not_that_something_happened(pack, kind):
    for now in (situation(pack), situation(pack, e.Consented(answer="objection", whom="reporter"))):
        sentence = said(act_form(kind, now), "remarked", sanction="none")
        assert [words for words in _PAST if words in sentence] == []


def test_the_agreement_that_is_missing_is_asked_for_with_the_role_in_a_sentence():
    now = situation("conference", e.Decided(sanction="none"))
    assert "agreement of the Event Lead Organiser first. It is not written down yet." in said(act_form("acted", now), "remarked")
    refused = situation("conference", e.Decided(sanction="none"), e.Agreed(role="event-lead", answer="not-agreed"))
    assert "The answer so far is no." in said(act_form("acted", refused), "remarked")


def test_what_is_told_once_it_is_decided_is_not_asked_of_a_receipt():
    now = situation("conference")
    wanted = now.policy.tell_reporter.sentence
    assert wanted and said(act_form("told:reporter:outcome", now), "asked") == wanted
    assert said(act_form("told:reporter:receipt", now), "asked") == ""


@pytest.mark.parametrize("pack", PACKS)
def test_an_apology_that_is_a_measure_is_spoken_of_in_its_own_form_alone(pack):
    policy = policies()[pack]
    everywhere = policy.apology.stance != "in-matrix"
    for kind in ("planned", "heard", "talked", "acted", "decided", "told:reporter", "told:reported"):
        assert (policy.apology.sentence in act_form(kind, situation(pack)).avoid) == everywhere
    assert policy.apology.sentence in act_form("apology-offered", situation(pack)).avoid


@pytest.mark.parametrize("pack", PACKS)
def test_what_every_announcement_says_is_asked_of_announcements(pack):
    feedback = policies()[pack].feedback
    told = feedback.sentence in act_form("told:reporter", situation(pack)).offer
    assert told == (feedback.offered != "contact-in-announcement")
    assert feedback.sentence in act_form("announced", situation(pack)).offer
