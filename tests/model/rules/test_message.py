"""The message in four parts, and the measure of an apology that is passed on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.records.entries import Told
from cocdesk.model.rules.message import LONGEST_APOLOGY, message, too_long, word_count
from tests.model.cases import policies

PARTS = ("behaviour", "impact", "change", "consequences", "appeal")
words = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20)


def test_nothing_said_makes_no_message():
    assert message(Told(whom="reported", appeal="  "), policies()["spec"]) == ""


@given(st.dictionaries(st.sampled_from(PARTS), words))
def test_every_part_that_is_there_stands_in_its_place_and_no_other_has_a_title(parts):
    text = message(Told(whom="reported", **parts), policies()["blank"])
    titles = [line for line in text.splitlines() if line.endswith(":")]
    assert len(titles) == len(parts)
    assert [line for line in text.splitlines() if line and not line.endswith(":")][: len(parts)] == [
        parts[key] for key in PARTS if key in parts
    ]


def test_what_holds_meanwhile_is_said_only_with_a_place_of_appeal():
    policy = policies()["spec"]
    assert "stands" in message(Told(whom="reported", change="Stop.", appeal="the board"), policy)
    assert "stands" not in message(Told(whom="reported", change="Stop."), policy)


@given(st.lists(words, max_size=60))
def test_an_apology_is_too_long_only_above_the_measure(apology):
    text = " ".join(apology)
    said = too_long(text, policies()["spec"].apology)
    assert bool(said) is (word_count(text) > LONGEST_APOLOGY)
    assert not said or str(word_count(text)) in said[0]
