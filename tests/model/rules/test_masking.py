"""Names out of texts, read by somebody who wants to find one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.records.case import Person
from cocdesk.model.rules.masking import mask, names_of


def hide(text: str, **identity: object) -> str:
    return mask(text, names_of([Person(id="1", code_name="Heron", **identity)]))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Ana López", "Ana's bag, and LOPEZ’s coat", "Heron's bag, and Heron’s coat"),
        ("Ana López", "we met Ana\n  López there", "we met Heron there"),
        ("Ana López", "López, Ana said so", "Heron said so"),
        ("Ana López", "anaLopez and ana_lopez and ana.lopez", "Heron and Heron and Heron"),
        ("Ana López", "Ananas and Banana", "Ananas and Banana"),
        ("Ana López", "IMG_ana_2.jpg", "IMG_Heron_2.jpg"),
        ("Žižek", "ZIZEK spoke, Zizek left, Žižeks Tasche", "Heron spoke, Heron left, Heron Tasche"),
        ("O'Brien", "OBRIEN, O’Brien and O Brien", "Heron, Heron and Heron"),
        ("Anna-Maria Berg", "Anna Maria, Annamaria, anna‑\nmaria", "Heron, Heron, Heron"),
        ("Jürgen Müller", "Juergen Mueller wrote", "Heron wrote"),
        ("Mueller", "Müller wrote", "Heron wrote"),
        ("Bo", "Bo and BO spoke to bo", "Heron and Heron spoke to Heron"),
        ("An", "An ate an apple", "Heron ate an apple"),
        ("Will Stone", "Will said they will", "Heron said they will"),
        ("李小龙", "昨天李小龙说", "昨天Heron说"),
        ("李小龙", "小龙说", "Heron说"),
        ("山田太郎", "山田さんと太郎", "HeronさんとHeron"),
        ("김민수", "민수가 왔다", "Heron가 왔다"),
        ("محمد علي", "قال محـمد ومحمد", "قال Heron وHeron"),
        ("Иван", "видели Ивана", "видели Heron"),
        ("Ana", "A\u200bna and A\u00adna", "Heron and Heron"),
        ("Ana", "A\u0301na", "Heron"),
    ],
)
def test_a_name_is_found_however_it_is_written(name: str, text: str, left: str) -> None:
    assert hide(text, name=name) == left


def test_addresses_go_whole_even_with_a_tag_or_another_provider() -> None:
    text = "write to ana.l@post.example, ana.l+conf@post.example or ana.l@work.example."
    assert hide(text, email="ana.l@post.example") == "write to Heron, Heron or Heron."


def test_a_mailbox_name_that_is_an_everyday_word_hides_only_the_address() -> None:
    assert hide("info for info@lopez.example", email="info@lopez.example") == "info for Heron"


@pytest.mark.parametrize("written", ["+49 170 5550199", "0170/5550199", "0170 555 01 99", "(0170) 555-0199"])
def test_a_number_is_found_however_it_is_grouped(written: str) -> None:
    assert hide(f"call {written} today", phone="+49 (170) 5550199") == "call Heron today"


def test_a_badge_is_found_and_a_short_one_only_where_it_says_so() -> None:
    assert hide("badge B-1187, b1187", badge="B-1187") == "badge Heron, Heron"
    assert hide("7 people saw badge 7 and #7", badge="7") == "7 people saw Heron and Heron"


def test_aliases_and_free_contacts_are_names_too() -> None:
    assert hide("it was Foxy", aliases=("Foxy",)) == "it was Heron"
    assert hide("reach them at foxy@den.example", contact="mail foxy@den.example or 0170 5550199") == "reach them at Heron"


def test_somebody_else_with_the_same_first_name_keeps_theirs_where_it_stands_in_full() -> None:
    names = names_of(
        [Person(id="1", code_name="Wren", name="Ana López")], standing=[Person(id="2", code_name="Kite", name="Ana Kim")]
    )
    assert mask("Ana Kim shouted at Ana López. Ana left.", names) == "Ana Kim shouted at Wren. Wren left."


def test_two_sentences_about_one_person_stay_two() -> None:
    assert hide("We met Ana. Ana left.", name="Ana") == "We met Heron. Heron left."


LETTERS = st.text(st.sampled_from("abdefgilmnorstuvzéößžłçñ"), min_size=3, max_size=9).map(str.capitalize)
NEIGHBOURS = st.sampled_from([" ", "\n", "(", "“", "_", "-", "/", ".", ", ", "@", "’s ", "7"])


@given(
    given_name=LETTERS,
    family=LETTERS,
    before=NEIGHBOURS,
    after=NEIGHBOURS,
    how=st.sampled_from([str, str.upper, str.lower, str.title]),
)
def test_no_name_survives_between_whatever_stands_around_it(
    given_name: str, family: str, before: str, after: str, how: type[str]
) -> None:
    whole = how(f"{given_name}  {family}")
    left = mask(f"x{before}{whole}{after}y", names_of([Person(id="1", code_name="#", name=f"{given_name} {family}")]))
    if "will" not in (given_name.lower(), family.lower()):
        assert given_name.casefold() not in left.casefold()
        assert family.casefold() not in left.casefold()


@given(text=st.text(max_size=60))
def test_text_without_the_name_stays_as_it_is(text: str) -> None:
    assert mask(text, names_of([Person(id="1", code_name="Heron", name="Quxzyv")])) == text


def test_a_long_text_is_read_once() -> None:
    text = "Ana met somebody. " * 5_000
    assert "Ana" not in hide(text, name="Ana López")
