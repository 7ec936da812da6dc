"""Documents with invented names, for the tests of every renderer."""

from __future__ import annotations

from typing import Any, Literal

from cocdesk.model.documents.blocks import (
    Beside,
    Blank,
    Block,
    Bullets,
    Callout,
    Cards,
    Checks,
    Choice,
    Document,
    Facts,
    FormNumber,
    Heading,
    KeepTogether,
    MatrixPicture,
    PageBreak,
    Table,
    Text,
)

PAYLOAD = "cocdesk:form:v1:PF-7Q2KM4XA:3f9a1c22"

NAMES = {
    "Slovene": "Ana Žižek",
    "Vietnamese": "Nguyễn Thị Hồng",
    "Greek": "Ελένη",
    "Cyrillic": "Жанна",
    "Georgian": "ნინო",
    "Chinese": "李小龙",
    "Japanese": "ひらがな",
    "Korean": "한국어",
    "Arabic": "محمد علي",
    "Hebrew": "שלום",
    "Hindi": "हिन्दी क्षत्रिय",
    "Thai": "ไทย",
    "Bengali": "বাংলা",
    "Tamil": "தமிழ்",
    "Amharic": "አበበ",
    "Armenian": "Ընկեր",
    "Emoji": "😀",
}

CAPTIONS: tuple[tuple[Literal["low", "high"], Literal["low", "high"], str], ...] = (
    ("low", "low", "A quiet word"),
    ("low", "high", "A warning in writing"),
    ("high", "low", "A warning, and an eye on it"),
    ("high", "high", "Asked to leave"),
)


def made_of(*blocks: Block, **more: Any) -> Document:
    """A document of these blocks."""
    return Document(kind="sample", title=more.pop("title", "Case Amber Heron"), blocks=blocks, **more)


def everything() -> Document:
    """One of each block."""
    return made_of(
        Heading(text="Incident report", level=1),
        FormNumber(number="PF-7Q2K-M4XA", payload=PAYLOAD),
        Facts(rows=(("Code name", "Amber Heron"), ("Where", ""), ("Said", "one\ntwo"))),
        Heading(text="What happened"),
        Text(text="First paragraph.\nSecond paragraph."),
        Bullets(items=("apples", "pears")),
        Bullets(items=("first", "second"), numbered=True),
        Checks(items=(("look after the person affected", True), ("meet", False))),
        Table(header=("When", "What"), rows=(("14:00", "told"), ("15:00", "a long entry " * 8)), widths=(1, 3)),
        Blank(label="Your name", hint="may stay empty"),
        Choice(label="May we write?", options=("Yes", "No"), chosen=("No",)),
        MatrixPicture(captions=CAPTIONS, cell=("high", "low")),
        Callout(title="To say", text="Thank you."),
        Beside(left=(Text(text="on the left"),), right=(Blank(label="on the right"),)),
        Table(header=("By hand", "too"), rows=(("", ""),) * 2, tall=True),
        PageBreak(),
        Cards(
            cards=((Text(text="a card"), Blank(label="Whom")), (Text(text="another card"),), (Text(text="a third"),)), fill=True
        ),
        PageBreak(),
        KeepTogether(blocks=(Text(text="together"), Text(text="always", tone="muted"))),
        footer="Code of Conduct team",
        notice="For the team only.",
    )
