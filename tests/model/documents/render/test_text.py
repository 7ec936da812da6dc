"""Plain text: the same words, in an order that can be read aloud."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.documents.blocks import Text
from cocdesk.model.documents.render.text import body, text
from tests.model.documents.render.samples import everything, made_of

GOLDEN = """\
Incident report
===============

Form number PF-7Q2K-M4XA

Code name: Amber Heron
Where: –
Said:
  one
  two

What happened
-------------

First paragraph.

Second paragraph.

- apples
- pears

1. first
2. second

[x] look after the person affected
[ ] meet

- 14:00 · told
- When: 15:00
  What: a long entry a long entry a long entry a long entry a long entry a long entry a long entry a long entry

Your name: (may stay empty)
________________________________________
May we write?
[ ] Yes
[x] No

- Low risk, low impact: A quiet word
- Low risk, high impact: A warning in writing
- High risk, low impact: A warning, and an eye on it – chosen
- High risk, high impact: Asked to leave

| To say
| Thank you.

on the left

on the right:
________________________________________

- By hand ______ · too ______
- By hand ______ · too ______

a card

Whom:
________________________________________

- - - - - - - - - - - - - - - - - - - -

another card

- - - - - - - - - - - - - - - - - - - -

a third

together

always

For the team only.

Code of Conduct team
"""


def test_every_block_has_a_plain_form() -> None:
    assert text(everything()) == GOLDEN


def test_a_document_without_a_heading_gets_its_title() -> None:
    assert text(made_of(Text(text="words"))).startswith("Case Amber Heron\n================\n\nwords\n")


def test_a_mail_body_does_not_repeat_the_title() -> None:
    assert body(made_of(Text(text="words"))) == "words\n"


def test_an_exercise_says_so_first() -> None:
    assert body(made_of(Text(text="words"), exercise=True)).startswith("EXERCISE")


@given(st.text())
def test_any_text_becomes_encodable_lines(said: str) -> None:
    made = text(made_of(Text(text=said)))
    made.encode("utf-8")
    assert not any(ord(character) < 32 and character != "\n" for character in made)
