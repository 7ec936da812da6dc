"""Code names say nothing and are not given twice."""

from __future__ import annotations

import random

from cocdesk.model.rules.code_names import case_name, person_name


def test_a_thousand_cases_have_a_thousand_names() -> None:
    chance = random.Random(7)
    taken: set[str] = set()
    for _n in range(1000):
        taken.add(case_name(chance.choice, taken))
    assert len(taken) == 1000
    assert all(name.replace("-", "").isascii() and name == name.lower() for name in taken)


def test_persons_are_numbered_when_the_words_are_used_up() -> None:
    chance = random.Random(7)
    taken: set[str] = set()
    for _n in range(400):
        taken.add(person_name(chance.choice, taken))
    assert len(taken) == 400


def test_a_stubborn_chance_still_finds_a_name() -> None:
    taken = {case_name(lambda words: words[0], ())}
    assert case_name(lambda words: words[0], taken).endswith("-2")
