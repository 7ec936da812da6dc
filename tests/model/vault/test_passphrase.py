"""A passphrase is judged in one sentence, and the same for every keyboard."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from cocdesk.model.vault import passphrase
from cocdesk.model.vault.left_out import LEFT_OUT
from cocdesk.model.vault.passphrase import SUGGESTED_WORDS


@pytest.mark.parametrize(
    "text", ["six little words in one row", "fourteen chars", "多语言的密码短语也应该可以使用吧", "ключ из нескольких слов"]
)
def test_a_long_passphrase_of_ones_own_will_do(text):
    assert passphrase.problem(text) == ""


@pytest.mark.parametrize("text", ["", "short", "thirteen char", "ﬁ" * 6])
def test_a_short_one_is_answered_with_the_number_of_characters(text):
    assert "14" in passphrase.problem(text)


@pytest.mark.parametrize(
    "text",
    ["Correct Horse Battery Staple", "Password-Password", "aaaaaaaaaaaaaaaaaa", "abababababababab", "Code of Conduct Team"],
)
def test_one_that_everybody_tries_is_refused(text):
    assert "first that others would try" in passphrase.problem(text)


def test_a_character_that_cannot_be_stored_is_answered_not_raised():
    assert passphrase.problem("six little words \ud800 here") != ""


def test_the_same_characters_typed_in_two_ways_are_one_passphrase():
    assert passphrase.normalise("cafe\u0301 \ufb01nal") == passphrase.normalise("caf\u00e9 final")


def test_six_words_are_suggested_from_the_list(monkeypatch):
    monkeypatch.setattr(passphrase, "_words", lambda: [f"word{n}" for n in range(7776)])
    first, second = passphrase.suggest(), passphrase.suggest()
    assert len(first.split()) == 6
    assert first != second
    assert passphrase.problem(first) == ""


def test_the_words_suggested_leave_out_the_harsh_ones_and_are_as_many_as_the_documentation_says():
    words = passphrase._words()
    assert len(words) == len(set(words)) == 7776 - len(LEFT_OUT) == 7432
    assert SUGGESTED_WORDS * math.log2(len(words)) > 77.1
    assert not LEFT_OUT & set(words) and {"strangle", "bazooka", "depravity", "humiliate", "graveyard", "drool"} <= LEFT_OUT
    told = (Path(__file__).parents[3] / "docs" / "security.md").read_text(encoding="utf-8")
    assert "7,432 words" in told and "77.1 bits" in told


def test_nothing_is_suggested_without_the_list(monkeypatch):
    monkeypatch.setattr(passphrase, "_words", list)
    assert passphrase.suggest() == ""
