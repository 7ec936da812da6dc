"""The three letters: friendly, for one person, without a word on what was reported (P1–P3)."""

from __future__ import annotations

import pytest

from cocdesk.model.documents import catalogue
from cocdesk.model.documents.desk_papers.registration import OUTCOMES
from cocdesk.model.documents.render import render
from cocdesk.model.errors import NotAllowed
from tests.model.documents.desk_papers.desk import built, given, text
from tests.model.policy.shipped_packs import NAMES, pack

LETTER = "registration-letter"


@pytest.mark.parametrize("procedure", NAMES)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_letter_says_nothing_of_a_report(outcome: str, procedure: str) -> None:
    told = text(LETTER, given(procedure, outcome=outcome, name="Jonas Feld")).lower()
    assert "hello jonas feld," in told
    for word in ("report", "incident", "banned", "not welcome", "police", "violat"):
        assert word not in told


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("cancelled", "You get back the whole price"), ("cancelled", "appeals@pytide.example"),
        ("cancelled", "mistaken you for somebody else"),
        ("not-comfortable", "whole price of the ticket back"), ("not-comfortable", "let us know by 1 May"),
        ("may-attend", "a short word with you on the first day"), ("may-attend", "the desk at nine"),
    ],
)  # fmt: skip
def test_each_letter_says_what_follows_and_whom_to_write_to(outcome: str, words: str) -> None:
    assert words in text(LETTER, given("django-events", outcome=outcome, answer_by="1 May", meet="the desk at nine"))


def test_nobody_is_asked_to_stay_away_where_nothing_was_chosen() -> None:
    assert text(LETTER, given("spec")) == text(LETTER, given("spec", outcome="may-attend"))


def test_the_outcomes_of_a_procedure_are_letters_here() -> None:
    for name in NAMES:
        screening = pack(name).screening
        assert screening is None or {outcome.id for outcome in screening.outcomes} <= set(OUTCOMES)


def test_the_draft_goes_to_one_address_and_no_line_break_gets_into_its_head() -> None:
    name = "Jonas\nBcc: all@post.example"
    draft = render(built(LETTER, given("spec", name=name, email="jonas@post.example")), "eml")
    head = draft.partition(b"\r\n\r\n")[0]
    assert b"jonas@post.example" in head
    assert not any(line.startswith(b"Bcc") for line in head.splitlines())


def test_a_letter_nobody_offers_is_refused() -> None:
    with pytest.raises(NotAllowed, match="not offered"):
        catalogue.of_desk(catalogue.kind(LETTER), given("spec", outcome="shame"))


def test_no_choice_a_person_reads_says_banned() -> None:
    asks = catalogue.kind(LETTER).asks
    assert not [words for ask in asks for _key, words in ask.choices if "ban" in words.lower()]
    assert "banned" not in text("reminder-card", given("django-events")).lower()
