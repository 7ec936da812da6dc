"""The recovery key must survive being printed, read and typed by tired people."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.vault import recovery

KEY = bytes(range(7, 23))
keys = st.binary(min_size=16, max_size=16)


@given(keys)
def test_a_key_comes_back_from_its_printed_form(key):
    assert recovery.decode(recovery.group(recovery.encode(key))) == key


@given(keys, st.sampled_from(["", " ", "-", " - ", "\u2013", "\u00a0"]), st.integers(1, 9))
def test_case_and_separators_do_not_matter(key, separator, size):
    text = recovery.encode(key).lower()
    typed = separator.join(text[start : start + size] for start in range(0, len(text), size))
    assert recovery.decode(typed) == key


def test_letters_that_look_like_digits_are_read_as_digits():
    text = recovery.encode(bytes(16))
    assert set(text) == {"0"}
    assert recovery.decode(text.replace("0", "O")) == bytes(16)
    one = next(recovery.encode(bytes([n] * 16)) for n in range(256) if "1" in recovery.encode(bytes([n] * 16)))
    assert recovery.decode(one.replace("1", "l")) == recovery.decode(one.replace("1", "I")) == recovery.decode(one)


def test_every_single_wrong_character_is_noticed():
    text = recovery.encode(KEY)
    wrong = [text[:n] + c + text[n + 1 :] for n in range(len(text)) for c in recovery.ALPHABET if c != text[n]]
    assert len(wrong) == 29 * 31
    assert [typed for typed in wrong if recovery.decode(typed) is not None] == []


def test_every_swap_of_two_characters_is_noticed():
    text = recovery.encode(KEY)
    for first, second in itertools.combinations(range(len(text)), 2):
        typed = list(text)
        typed[first], typed[second] = typed[second], typed[first]
        assert text[first] == text[second] or recovery.decode("".join(typed)) is None


@given(keys, st.lists(st.tuples(st.integers(0, 28), st.sampled_from(recovery.ALPHABET)), min_size=1, max_size=3))
def test_up_to_three_wrong_characters_are_noticed(key, slips):
    text = recovery.encode(key)
    typed = list(text)
    for place, character in slips:
        typed[place] = character
    assert "".join(typed) == text or recovery.decode("".join(typed)) is None


@pytest.mark.parametrize("typed", ["", "A", recovery.encode(KEY)[:-1], recovery.encode(KEY) + "0", "U" * 29, "é" * 29, "\0" * 29])
def test_what_is_no_key_at_all_is_no_key(typed):
    assert recovery.decode(typed) is None


@given(st.lists(st.integers(0, 0x10FFFF)).map(lambda codes: "".join(map(chr, codes))))
def test_no_text_breaks_the_reader(typed):
    found = recovery.decode(typed)
    assert found is None or len(found) == 16


def test_the_printed_form_has_five_groups_of_five_and_one_of_four():
    assert [len(part) for part in recovery.group(recovery.encode(KEY)).split("-")] == [5, 5, 5, 5, 5, 4]


def test_only_sixteen_bytes_make_a_key():
    with pytest.raises(ValueError, match="16 bytes"):
        recovery.encode(b"short")
