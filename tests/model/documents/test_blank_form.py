"""The blank form: two pages, its number and nothing else in the code, the procedure's own words."""

from __future__ import annotations

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.documents import blank_form
from cocdesk.model.documents import blocks as b
from cocdesk.model.documents.render import render
from tests.model.documents.invented_case import EVENT
from tests.model.policy.shipped_packs import NAMES, pack


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_form_has_two_pages_under_every_procedure(name: str, paper: b.Paper) -> None:
    from pypdf import PdfReader

    document = blank_form.build(pack(name), EVENT, number="F-7K3Q-9D", paper=paper)
    assert len(PdfReader(io.BytesIO(render(document, "pdf"))).pages) <= 2


@pytest.mark.parametrize("name", NAMES)
def test_safety_comes_first_and_every_core_item_has_room(name: str) -> None:
    policy = pack(name)
    blocks = blank_form.build(policy, EVENT, number="F-7K3Q-9D").blocks
    callouts = [block for block in blocks if isinstance(block, b.Callout)]
    assert callouts[0].title == policy.safety.threat_question
    assert policy.scripts.private in callouts[1].text
    assert policy.donts[0].text in callouts[2].text
    labels = [block.label for block in blocks if isinstance(block, b.Blank)]
    assert labels[: sum(item.core for item in policy.items)] == [item.title for item in policy.items if item.core]


def test_the_code_holds_the_number_and_nothing_else() -> None:
    blocks = blank_form.build(pack("conference"), EVENT, number="F-7K3Q-9D").blocks
    payloads = [block.payload for block in blocks if isinstance(block, b.FormNumber)]
    assert payloads == ["cocdesk:form:v1:F-7K3Q-9D:p1", "cocdesk:form:v1:F-7K3Q-9D:p2"]


@given(seed=st.integers(), count=st.integers(1, 40))
def test_numbers_are_new_and_easy_to_read_aloud(seed: int, count: int) -> None:
    pick = random.Random(seed).choice
    taken = set(blank_form.new_numbers(5, (), random.Random(seed).choice))
    numbers = blank_form.new_numbers(count, taken, pick)
    assert len(set(numbers)) == count
    assert not taken.intersection(numbers)
    assert all(not set("01OIL") & set(number) and len(number) == 9 for number in numbers)
