"""A report being taken: gaps are said gently, and next to nothing stops it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Person
from cocdesk.model.records.report import OtherGiven, Report, ReportDraft, ReportedGiven
from cocdesk.model.rules.intake import account, filed_report, form_to_complete, is_empty, problems, title_of
from cocdesk.model.rules.masking import names_of
from cocdesk.model.rules.timeline import fold
from tests.model.cases import entry, journal, opening, policies

NOW = datetime(2026, 5, 24, 12, 0, tzinfo=UTC)
POLICY = policies()["conference"]


def stopping(draft: ReportDraft) -> list[str]:
    return [problem.field for problem in problems(draft, POLICY, NOW, "Europe/Berlin") if problem.stops]


def test_a_few_words_are_enough() -> None:
    assert stopping(ReportDraft(quick="He followed me to the lift.")) == []
    assert stopping(ReportDraft(report=Report(behaviour="Followed somebody."))) == []


@pytest.mark.parametrize("draft", [ReportDraft(), ReportDraft(quick="  \n "), ReportDraft(reported=(ReportedGiven(name="A"),))])
def test_a_report_without_any_words_is_not_filed(draft: ReportDraft) -> None:
    assert stopping(draft) == ["what"]


def test_gaps_are_named_in_the_words_of_the_procedure_and_stop_nothing() -> None:
    found = problems(ReportDraft(quick="x"), POLICY, NOW)
    assert {problem.field for problem in found} == {"reported", "behaviour", "happened", "circumstances", "others"}
    assert all("can be added later" in problem.sentence for problem in found)


def test_what_was_asked_and_not_offered_is_no_gap() -> None:
    draft = ReportDraft(quick="x", report=Report(not_offered=("circumstances", "happened")), others=(OtherGiven(name="B"),))
    assert {problem.field for problem in problems(draft, POLICY, NOW)} == {"reported", "behaviour"}


@pytest.mark.parametrize("heard", ["yesterday", "2026-06-01T10:00", "1970-01-01T00:00", "2026-02-30"])
def test_an_impossible_time_of_report_is_asked_about(heard: str) -> None:
    assert stopping(ReportDraft(quick="x", report=Report(heard_at=heard))) == ["heard_at"]


def test_a_time_of_behaviour_after_the_report_is_asked_about_and_stops_nothing() -> None:
    draft = ReportDraft(quick="x", report=Report(heard_at="2026-05-24T10:00", happened="2026-05-24T11:00"))
    assert "happened" in {
        problem.field for problem in problems(draft, POLICY, NOW) if "after it was reported" in problem.sentence
    }
    assert stopping(draft) == []


def test_the_first_words_become_the_account() -> None:
    assert filed_report(ReportDraft(quick="As told.")).what == "As told."


def test_a_sorted_account_and_the_first_words_are_both_kept() -> None:
    draft = ReportDraft(quick="First words.", report=Report(what="The account."))
    assert account(draft) == "The account.\n\nFirst words."
    assert account(replace(draft, quick="The account. And more.")) == "The account. And more."


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_typed_word_is_lost_between_quick_capture_and_account(quick: str, what: str) -> None:
    told = account(ReportDraft(quick=quick, report=Report(what=what)))
    assert quick.strip() in told
    assert what.strip() in told


def test_the_title_never_comes_from_the_reporters_own_words() -> None:
    assert title_of(ReportDraft(quick="Ana told me that Bob …")) == "Report, not yet sorted"
    assert title_of(ReportDraft(report=Report(behaviour="Repeated remarks about clothes"))) == "Repeated remarks about clothes"
    assert title_of(ReportDraft(title="Remarks", report=Report(behaviour="x"))) == "Remarks"


def test_a_title_is_one_line_without_the_names_it_is_given() -> None:
    names = names_of([Person(id="1", code_name="Heron", name="Peter Smith")])
    assert title_of(ReportDraft(title="Peter\n Smith\tshouted"), names) == "Heron shouted"
    long = Report(behaviour="He shouted across the whole of the hall at everybody near the desk, Peter Smith did")
    assert "Pet" not in title_of(ReportDraft(report=long), names)


def test_a_draft_in_which_nothing_was_typed_is_empty() -> None:
    assert is_empty(ReportDraft(event="e", step="care", report=Report(heard_at="2026-05-24T10:00", channel="in-person")))
    assert not is_empty(ReportDraft(quick="x"))
    assert not is_empty(ReportDraft(report=Report(threat=True)))


@pytest.mark.parametrize("pack", sorted(policies()))
def test_a_form_an_officer_keeps_is_told_of_until_every_core_question_has_an_answer(pack: str) -> None:
    policy = policies()[pack]
    kept = any(up.kind == "officer-file" for up in policy.reports_up)
    bare = fold([entry(opening(Report(what="x")), 1)])
    said = form_to_complete(bare, policy)
    assert bool(said) is kept
    core = [item for item in policy.items if item.core and item.field != "others"]
    assert not kept or all(item.title in said for item in core)
    asked = Report(what="x", not_offered=tuple(item.field for item in core))
    assert form_to_complete(fold([entry(opening(asked), 1)]), policy) == ""


def test_a_known_person_reported_answers_the_question_who() -> None:
    known = fold(journal(e.PersonAdded(person="1" * 32, role="reported")))
    title = next(item.title for item in POLICY.items if item.field == "reported")
    assert title in form_to_complete(fold(journal()), POLICY) and title not in form_to_complete(known, POLICY)
