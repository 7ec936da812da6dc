"""All the words of a paper, read and changed without losing any."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents.texts import passages, with_texts

EVERY = b.Document(
    kind="incident-form",
    title="title!",
    notice="notice!",
    footer="footer!",
    mail=b.Mail(to=(("The desk", "desk@mail.example"),), subject="subject!"),
    blocks=(
        b.Heading(text="What happened!"),
        b.Text(text="text!"),
        b.Bullets(items=("one!", "two!")),
        b.Checks(items=(("done!", True), ("open!", False))),
        b.Facts(rows=(("Where", "party!"),)),
        b.KeepTogether(blocks=(b.Heading(text="Inside!"), b.Callout(text="callout!", title="call!"))),
        b.Table(header=("When",), rows=(("cell!",),)),
        b.Choice(label="Answer", options=("yes!", "no!"), chosen=("yes!",)),
        b.MatrixPicture(captions=(("low", "high", "caption!"),), cell=("low", "high")),
        b.Beside(left=(b.Text(text="left!"),), right=(b.Text(text="right!"),)),
        b.Cards(cards=((b.Text(text="card!"),), (b.Bullets(items=("other card!",)),)), fill=True),
        b.Blank(label="By hand", hint="a hint"),
        b.FormNumber(number="7", payload="7"),
        b.PageBreak(),
    ),
)


def told(document: b.Document) -> list[str]:
    return [text for _where, text in passages(document) if text]


def strings(value: object) -> set[str]:
    """Every string in it, however deep, without the words of the program."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, tuple):
        return {text for inner in value for text in strings(inner)}
    if is_dataclass(value):
        coded = ("kind", "paper", "language", "tone", "cell", "to", "payload", "number")
        kept = (f.name for f in fields(value) if f.name not in coded)
        return {text for name in kept for text in strings(getattr(value, name))}
    return set()


def test_nothing_a_paper_says_is_passed_over() -> None:
    assert {text for text in strings(EVERY) if text.endswith("!")} <= set(told(EVERY))


def test_every_text_stands_after_its_heading_or_label() -> None:
    where = {text: under for under, text in passages(EVERY)}
    assert (where["text!"], where["party!"], where["callout!"]) == ("What happened!", "Where", "Inside!")
    assert where["cell!"] == "Inside!"


def test_every_text_of_people_is_changed_and_ticks_stay_ticked() -> None:
    changed = with_texts(EVERY, lambda text: text.replace("!", "?"))
    assert not [text for text in told(changed) if "!" in text]
    assert [text.replace("?", "!") for text in told(changed)] == told(EVERY)
    choice = next(block for block in changed.blocks if isinstance(block, b.Choice))
    assert choice.chosen == ("yes?",)
    assert changed.mail is not None and changed.mail.to == (("The desk", "desk@mail.example"),)


@given(st.lists(st.text(), max_size=5))
def test_changing_nothing_changes_nothing(texts: list[str]) -> None:
    document = b.Document(kind="x", title="t", blocks=tuple(b.Text(text=text) for text in texts))
    assert with_texts(document, lambda text: text) == document
