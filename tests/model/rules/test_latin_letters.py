"""Names of one script written in another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.rules.latin_letters import in_latin, is_latin, sound, spellings
from cocdesk.model.rules.text import fold


@pytest.mark.parametrize(
    ("name", "latin"),
    [("Жуков", "zhukov"), ("Хрущёв", "khrushchev"), ("Щукина", "shchukina"), ("Ђорђевић", "djordjevic"),
     ("Γιώργος", "giorgos"), ("Ευαγγελία", "evangelia"), ("Ψυχή", "psychi"), ("Ana", "ana")],
)  # fmt: skip
def test_cyrillic_and_greek_are_written_in_latin_letters(name: str, latin: str) -> None:
    assert in_latin(fold(name)) == latin


@pytest.mark.parametrize(
    ("one", "other"),
    [("Юлия", "Julia"), ("Юлия", "Yulia"), ("Сергей", "Sergey"), ("Алексей", "Alexei"), ("Дмитрий", "Dmitry"),
     ("Шевченко", "Schevchenko"), ("Цветаева", "Tsvetaeva"), ("Жуков", "Zukov")],
)  # fmt: skip
def test_the_ways_to_write_one_name_sound_the_same(one: str, other: str) -> None:
    assert sound(in_latin(fold(one))) == sound(fold(other))


@given(st.text(max_size=20))
def test_sounding_and_spelling_take_any_text(text: str) -> None:
    folded = fold(text)
    assert in_latin(in_latin(folded)) == in_latin(folded)
    assert sound(folded) == sound(folded)
    assert spellings(text)[0] == text
    assert is_latin("") and not is_latin("ж")
