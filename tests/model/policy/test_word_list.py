"""Word lists are data with a checker of their own: every mistake is answered with file, key and what was expected."""

from __future__ import annotations

import pytest

from cocdesk import places
from cocdesk.model.errors import WordsRefused
from cocdesk.model.policy.word_list import MOST_WAYS, find, read_words, ways

GOOD = """
schema = 1
language = "en"
[[rules]]
id = "one"
kind = "judgement"
places = ["note"]
sentence = "Why."
source = "X29"
phrases = ["creep"]
"""
MORE = GOOD.partition("[[rules]]")[2]


def refused(text):
    with pytest.raises(WordsRefused) as caught:
        read_words(text if isinstance(text, bytes) else text.encode(), "en.toml")
    return caught.value


def test_a_list_is_read():
    assert read_words(GOOD.encode(), "en.toml").rules[0].phrases == ("creep",)


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("schema = ", "", "TOML"),
        (b"\xff\xfe", "", "UTF-8"),
        (GOOD.replace('language = "en"', ""), "", "language"),
        (GOOD.replace('kind = "judgement"', 'kind = "rude"'), "rules → 1 → kind", "rude"),
        (GOOD.replace('places = ["note"]', 'places = ["wall"]'), "rules → 1 → places → 1", "wall"),
        (GOOD.replace('phrases = ["creep"]', 'phrases = [3]'), "rules → 1 → phrases → 1", "int"),
        (GOOD + "colour = 3\n", "rules → 1", "colour"),
        (GOOD.replace('phrases = ["creep"]', ""), "rules → “one” → phrases", "at least one"),
        (GOOD.replace('["creep"]', '["(a b|c)"]'), "rules → “one” → phrases", "not written as a phrase"),
        (GOOD.replace('["creep"]', '["^ x"]'), "rules → “one” → phrases", "not written as a phrase"),
        (GOOD + 'finds = "email"\n', "rules → “one” → finds", "either"),
        (GOOD + "[[rules]]" + MORE, "rules → “one” → id", "already"),
        (GOOD.replace("[[rules]]", '[[day_parts]]\nbefore = 9\nuse = "x"\n[[day_parts]]\nbefore = 5\nuse = "y"\n[[rules]]', 1),
         "day_parts", "go up"),
        ("#" * 300_000, "", "larger"),
        (GOOD + "x = " + "[" * 5_000, "", "nested"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_key(text, key, expected):
    error = refused(text)
    assert error.key == key
    assert expected in error.expected
    assert "en.toml" in str(error)


@pytest.mark.parametrize(
    ("phrase", "read"),
    [
        ("creep", {("creep",)}),
        ("are you really? sure", {("are", "you", "sure"), ("are", "you", "really", "sure")}),
        ("(we|i) promise", {("we", "promise"), ("i", "promise")}),
        ("victim(|s)", {("victim",), ("victims",)}),
        ("harass* #", {("harass*", "#")}),
        ("#-year-old", {("#-year-old",)}),
        ("works at ^", {("works", "at", "^")}),
    ],
)
def test_a_phrase_is_read_in_every_way_it_says(phrase, read):
    assert set(ways(phrase)) == read


@pytest.mark.parametrize("phrase", ["((a))", "a)", "(a|b", "a b*c d", "a?", "^", "(a|b|c|d|e|f|g|h)" + " (a|b|c|d|e|f|g|h)" * 3])
def test_what_is_no_phrase_is_refused(phrase):
    with pytest.raises(ValueError, match=r"."):
        tuple(ways(phrase))


def test_the_most_ways_are_enough_for_every_shipped_phrase():
    words = find("en", places.wording())
    assert words is not None
    for rule in words.rules:
        for phrase in (*rule.phrases, *rule.swaps, *rule.but_not, *rule.unless):
            assert 0 < len(tuple(ways(phrase))) <= MOST_WAYS


def test_a_language_without_a_list_has_none():
    assert find("xx", places.wording()) is None
