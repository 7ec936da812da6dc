"""What attendees are told: the procedure's own words where it has some, and its time of keeping in any case (Q1, O9)."""

from __future__ import annotations

import pytest

from tests.model.documents.desk_papers.desk import given, text
from tests.model.policy.shipped_packs import NAMES, pack

KIND = "attendee-notice"


@pytest.mark.parametrize("procedure", NAMES)
def test_it_says_what_is_kept_how_long_who_reads_it_and_where_to_complain(procedure: str) -> None:
    told = text(KIND, given(procedure))
    headings = ("When you tell us", "What we write down", "How long we keep it", "Who reads it", "If you are not content")
    assert all(heading in told for heading in headings)
    assert all(guidance.text in told for guidance in pack(procedure).attendee_information)


@pytest.mark.parametrize(
    ("procedure", "words"),
    [
        ("spec", "without an end date. Every 2 years we look"), ("imgix", "without an end date. Every 2 years we look"),
        ("django-events", "Where it ended with a warning, we keep it for 2 years."),
        ("django-events", "Everything else we keep without an end date."),
        ("conference", "Reports are not handed to the team of the next conference."), ("blank", "We keep it for a year."),
    ],
)  # fmt: skip
def test_the_time_is_that_of_the_procedure(procedure: str, words: str) -> None:
    assert words in text(KIND, given(procedure))


def test_a_time_the_team_has_not_settled_is_a_line_to_fill_in_and_else_the_chosen_one() -> None:
    of = given("workshop")
    assert "To be filled in by the team" in text(KIND, of)
    of.event.settings["retention"] = "6 months"
    try:
        assert "We keep it for 6 months." in text(KIND, of)
    finally:
        del of.event.settings["retention"]


@pytest.mark.parametrize(("procedure", "words"), [
    ("django-events", "only if the person it happened to asks"), ("workshop", "only when we are asked to"),
    ("django-events", "within 12 hours"), ("django-events", "At most 3 people"),
    ("django-events", "we come back to you and tell you what we decided and did"), ("conference", "Safety and Diversity Officer"),
    ("django-events", "Django Software Foundation"),
])  # fmt: skip
def test_what_differs_between_procedures_differs_here(procedure: str, words: str) -> None:
    assert words in text(KIND, given(procedure))


def test_where_no_place_for_complaints_is_filled_in_the_organisers_are_named() -> None:
    assert "go to the organisers" in text(KIND, given("spec", filled=False))
    assert "appeals@pytide.example" in text(KIND, given("spec"))
