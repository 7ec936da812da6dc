"""Each touch of the guided report, without a window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk import places
from cocdesk.model.policy.read import available
from cocdesk.model.records.report import OtherGiven, Report, ReportDraft, ReportedGiven
from cocdesk.ui.wizard import changes
from cocdesk.ui.wizard.guidance import words_for

PACKS = available([places.shipped_policies()])
KEYS = [key for key, _words in changes.STEPS]


def test_every_touch_gives_a_new_draft_and_leaves_the_old_one():
    draft = ReportDraft()
    assert changes.with_report(draft, place="Hall").report.place == "Hall"
    assert draft == ReportDraft()


def test_not_offered_goes_away_when_an_answer_comes():
    draft = changes.mark_not_offered(ReportDraft(), "place", True)
    assert draft.report.not_offered == ("place",)
    assert changes.with_report(draft, place="Hall").report.not_offered == ()


def test_marking_not_offered_never_throws_typed_text_away():
    draft = ReportDraft(report=Report(behaviour="stood very close"))
    assert changes.mark_not_offered(draft, "behaviour", True).report.behaviour == "stood very close"


def test_an_answer_of_a_few_can_be_given_marked_and_taken_back():
    draft = changes.with_answer(ReportDraft(), "ongoing", "yes")
    assert changes.answer_of(draft, "ongoing") == "yes"
    draft = changes.with_answer(draft, "ongoing", "not_offered")
    assert (draft.report.ongoing, changes.answer_of(draft, "ongoing")) == (None, "not_offered")
    assert changes.with_answer(draft, "ongoing", "") == ReportDraft()


@pytest.mark.parametrize(("key", "kept"), [("yes", True), ("no", False), ("unknown", None), ("", None)])
def test_the_answer_to_danger_is_shown_as_it_was_given(key, kept):
    draft = changes.with_threat(ReportDraft(), key)
    assert draft.report.threat is kept
    assert changes.threat_of(draft) == key


def test_a_spoken_report_is_known_to_be_written_down_by_the_receiver():
    assert changes.with_channel(ReportDraft(), "in-person").report.transcribed is True
    assert changes.with_channel(ReportDraft(), "email").report.transcribed is False
    assert changes.with_channel(ReportDraft(), None).report.transcribed is None


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_an_offer_can_be_made_wanted_and_taken_back(pack):
    for offer in PACKS[pack].care:
        wanted = changes.with_offer(ReportDraft(), offer, "wanted")
        assert changes.offer_state(wanted, offer) == "wanted"
        assert (offer.need in wanted.report.needs) == bool(offer.need)
        assert wanted.care.contacts_given == changes.gives_contacts(offer)
        assert changes.offer_state(changes.with_offer(wanted, offer, "offered"), offer) == "offered"
        assert changes.with_offer(wanted, offer, "not_offered") == ReportDraft()


def test_nobody_changes_place_while_somebody_is_typed():
    draft = changes.with_reported(ReportDraft(), 1, name="Robin")
    assert draft.reported == (ReportedGiven(), ReportedGiven(name="Robin"))
    assert changes.with_reported(draft, 1, name="").reported == ()


def test_a_part_alone_is_not_yet_a_person():
    assert changes.with_all_others(ReportDraft(), [OtherGiven(role="support")]).others == ()


def test_a_reporter_without_a_word_is_nobody():
    draft = changes.with_reporter(ReportDraft(), name="Ada")
    assert changes.with_reporter(draft, name="").reporter is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_taking_the_first_words_as_account_loses_no_word(quick, what):
    draft = changes.with_quick_as_account(ReportDraft(quick=quick, report=Report(what=what)))
    assert draft.quick == quick
    assert quick.strip() in draft.report.what
    assert what.strip() in draft.report.what
    assert changes.with_quick_as_account(draft) == draft


@given(st.sampled_from(["behaviour", "place", "ongoing", "contact_wish", "reported", "threat"]), st.booleans())
def test_marks_never_pile_up(field, on):
    draft = changes.mark_not_offered(changes.mark_not_offered(ReportDraft(), field, True), field, on)
    assert draft.report.not_offered == ((field,) if on else ())


def test_an_offer_the_procedure_lost_is_noticed():
    draft = changes.with_care(ReportDraft(), offered=("tea",))
    assert changes.changed_procedure(draft, PACKS["spec"])
    assert not changes.changed_procedure(ReportDraft(), PACKS["spec"])


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_every_item_of_a_pack_has_a_door(pack):
    assert {changes.step_of(item.field) for item in PACKS[pack].items} <= set(KEYS)
    assert [item.core for item in (*changes.core_items(PACKS[pack]), *changes.more_items(PACKS[pack]))] == sorted(
        [item.core for item in PACKS[pack].items], reverse=True
    )


@pytest.mark.parametrize("pack", sorted(PACKS))
@pytest.mark.parametrize("step", KEYS)
def test_what_not_to_do_stands_beside_every_step(pack, step):
    words = words_for(step, PACKS[pack])
    assert words.avoid == tuple(piece.text for piece in PACKS[pack].donts)
    assert words.title
    assert all((*words.say, *words.do, *words.offer))


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_what_to_do_while_listening_stands_apart_from_what_is_offered(pack):
    policy, words = PACKS[pack], words_for("write", PACKS[pack])
    assert words.do[0] == policy.intake.private_place and words.offer == ()
    assert {piece.text for piece in policy.dos if "B14" in piece.rows} <= set(words.do)


def test_every_step_that_was_touched_is_told():
    draft = ReportDraft(quick="x", title="y", anonymous=True, report=Report(threat=False, consent="objection"))
    assert changes.touched(draft) == {"write", "safety", "people", "consent", "check"}
    assert changes.touched(ReportDraft()) == frozenset()
