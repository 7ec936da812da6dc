"""Text as it may enter the vault, and as it is compared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.records.report import Report, ReportDraft
from cocdesk.model.rules.text import clean, clean_record, first_words, fold, searchable

ANY = st.text(st.characters(), max_size=80)


@given(ANY)
def test_cleaned_text_can_be_stored_and_stays_as_it_is(text: str) -> None:
    once = clean(text)
    once.encode()
    assert clean(once) == once
    assert all(c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs") for c in once)


@given(st.text(st.characters(max_codepoint=127), max_size=80))
def test_plain_text_is_searched_for_by_its_letters_and_digits(text: str) -> None:
    assert searchable(text) == " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def test_control_characters_are_shown_and_not_swallowed() -> None:
    assert clean("a\x00b\x1b[31m\r\nc\ud800\td") == "a�b�[31m\nc�\td"


def test_markup_emoji_and_right_to_left_text_stay_as_typed() -> None:
    text = "<img src=x> 😀 محمد & <font color=red>"
    assert clean(text) == text


def test_every_text_of_a_record_is_cleaned() -> None:
    draft = ReportDraft(quick="a\x00", report=Report(place="b\x00", not_offered=("c\x00",)))
    assert clean_record(draft) == ReportDraft(quick="a�", report=Report(place="b�", not_offered=("c�",)))


@pytest.mark.parametrize(
    ("typed", "written"),
    [("Zizek", "Žižek"), ("lukasz", "Łukasz"), ("soren", "Søren"), ("strasse", "Straße"), ("NGUYEN", "Nguyễn"), ("isik", "Işık")],
)
def test_accents_and_strokes_do_not_hide_a_name(typed: str, written: str) -> None:
    assert fold(typed) == fold(written)


def test_every_chinese_character_can_be_searched_for() -> None:
    assert fold("李小龙 said") == "李 小 龙 said"


@given(ANY)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("हिन्दी नाम", "हनद नम"),
        ("李小龙 said", "李 小 龙 said"),
        ("O'Brien_2 #42\ue000x", "o brien 2 42 x"),
        ("a\u19b0b", "a \u19b0 b"),
    ],
)
def test_the_index_is_given_whole_words_of_letters_and_digits(text: str, words: str) -> None:
    assert searchable(text) == words


@given(ANY)
def test_making_a_text_searchable_twice_changes_nothing(text: str) -> None:
    assert searchable(searchable(text)) == searchable(text)


@given(ANY, st.integers(10, 60))
def test_the_first_words_fit_on_a_line(text: str, limit: int) -> None:
    line = first_words(text, limit)
    assert len(line) <= limit
    assert "\n" not in line
