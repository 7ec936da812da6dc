"""What people really type: markup, books, crowds, unknown letters and days that are none. Every paper is made, nothing lost."""

from __future__ import annotations

import tracemalloc
from functools import cache

import pytest
from msgspec.structs import replace

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents.blocks import Document
from cocdesk.model.documents.catalogue import kind
from cocdesk.model.documents.letter_parts import Filling
from cocdesk.model.documents.render import render
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Person
from cocdesk.model.records.case_file import CaseFile, Participant
from tests.model.documents import an_event, the_letters
from tests.model.documents import invented_case as invented
from tests.model.documents.desk_papers.desk import given
from tests.model.documents.every_kind import KINDS, made
from tests.model.documents.test_every_pdf import told
from tests.model.policy.shipped_packs import pack

POLICY = pack("django-events")
MARKUP = (
    "</para><b>bold</b>&lt;script&gt;alert(1)</script>", "{name} %s %(x)s ${PATH} {{7*7}}", "(a) \\ endobj stream %PDF",
    "*bold* _it_ # Heading | cell | [link](http://x.example)", "=1+1", "\x00\x1b[31mred\x1b[0m",
)  # fmt: skip
ABSURD = (
    "0000-00-00", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "2018-02-31", "31.31.2018", "99999-01-01", "-1",
    "yesterday, the day before the day after", "24:61", "٢٠١٨-٠٥-٢٤",
)  # fmt: skip
CASE_KINDS = [kind.id for kind in KINDS if kind.needs_case]


def about(file: CaseFile, paper: str, **fill: str) -> Document:
    wanted = kind(paper)
    if not wanted.fills:
        return made(wanted, case=file)
    from cocdesk.model.documents.catalogue import of_case

    reader = wanted.audiences[0]
    return of_case(wanted, file, POLICY, audience=reader, naming=wanted.usual_naming(reader), fill=Filling(words=fill))


@cache
def marked() -> CaseFile:
    """A case in which everything that can be typed is markup."""
    said = " ".join(MARKUP[:5])
    report = replace(invented.PARTY, behaviour=said, what=said, place=said, circumstances=said, happened=said, impact=said)
    bodies = [
        *invented.opening(report),
        (replace(the_letters.TOLD, behaviour=said, change=said), 20),
        (e.Announced(text=said), 30),
    ]
    return invented.case_file(POLICY, bodies)


@pytest.mark.parametrize("paper", CASE_KINDS)
def test_markup_stays_the_letters_it_is_written_in(paper: str) -> None:
    document = about(marked(), paper, behaviour=MARKUP[0], thing=MARKUP[1])
    text = render(document, "txt").decode()
    for words in MARKUP[:2]:
        assert words in text or words.split()[0] not in text, "whole, or not at all"
    pages = " ".join(told(render(document, "pdf")))
    assert ("{{7*7}}" in pages) is ("{{7*7}}" in text)
    assert ("<script>" in pages) is False or "</script>" in text


@pytest.mark.parametrize("wanted", [one for one in KINDS if one.for_the_desk], ids=lambda one: one.id)
@pytest.mark.parametrize("words", MARKUP)
def test_markup_in_what_the_desk_filled_in_is_printed_as_it_stands(wanted: object, words: str) -> None:
    desk = given("django-events", name=words, ticket=words, meet=words)
    event = replace(desk.event, name=f"Event {words}", settings=dict.fromkeys(desk.event.settings, words))
    from dataclasses import replace as swap

    assert render(made(wanted, desk=swap(desk, event=event)), "txt").decode()  # type: ignore[arg-type]


def test_an_account_of_fifty_pages_is_all_there() -> None:
    account = "\n".join(" ".join(f"word{page:02}x{number:03}" for number in range(320)) for page in range(60))
    file = invented.case_file(POLICY, invented.opening(replace(invented.PARTY, what=account)))
    document = about(file, "case-file")
    data = render(document, "pdf")
    pages = told(data)
    assert len(pages) > 50
    assert len(data) < 2_000_000
    found = " ".join(pages)
    assert all(f"word{page:02}x{number:03}" in found for page in range(60) for number in (0, 160, 319))
    assert account.replace("\n", "\n\n") in render(document, "txt").decode()


def test_pages_cost_little_memory_each() -> None:
    def peak(lines: int) -> int:
        document = Document(kind="x", title="x", blocks=(b.Text(text="\n".join(f"line {n}" for n in range(lines))),))
        tracemalloc.start()
        try:
            render(document, "pdf")
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    few, many = peak(100), peak(500)
    assert many - few < 400 * 10_000


def test_three_hundred_people_are_all_named_and_all_masked() -> None:
    people = tuple(
        Participant(
            person=Person(id=f"{number:032x}", code_name=f"Bird{number}", name=f"Quilla Vostok{number:03}"), role="witness",
            shown=f"Quilla Vostok{number:03}",
        )
        for number in range(300)
    )  # fmt: skip
    said = "Seen by " + ", ".join(part.person.name for part in people)
    file = invented.case_file(POLICY, invented.opening(replace(invented.PARTY, circumstances=said)), people)
    named = " ".join(told(render(about(file, "incident-form"), "pdf")))
    assert all(part.person.name in named for part in people)
    masked = render(about(file, "dsf-email"), "txt").decode()
    assert "Vostok" not in masked and "Quilla" not in masked


@pytest.mark.parametrize(
    "letters", ["\U0010fffd\ue000\U000e0001", "\u0378\uffff", "🏳️‍🌈👩🏽‍💻", "𒀀𓀀𐤀", "a\u0301\u0302\u0303" * 20]
)
def test_letters_no_typeface_has_are_boxes_and_the_words_around_them_stay(letters: str) -> None:
    report = replace(invented.PARTY, behaviour=f"before {letters} after", place=letters)
    file = invented.case_file(POLICY, invented.opening(report))
    pages = " ".join(told(render(about(file, "case-file"), "pdf")))
    assert "before" in pages and "after" in pages


@pytest.mark.parametrize("day", ABSURD)
def test_a_day_that_is_none_is_told_as_it_was_typed_on_every_paper(day: str) -> None:
    decided = replace(the_letters.leaving(POLICY), since=day, until=day, by=day, review=day)
    bodies: list[tuple[e.CaseBody, int]] = [
        *invented.opening(replace(invented.PARTY, happened=day)), (decided, 20), (e.Met(at=day, ended=day, when=day), 21),
        (e.Heard(at=day), 22), (e.Talked(at=day), 23), (e.Acted(sanction="leave-event", at=day), 24),
        (e.Planned(text="a plan", until=day, check_on=day), 25), (e.Notified(to="dsf", at=day), 26), (the_letters.TOLD, 27),
        (e.Appealed(at=day, answer="upheld"), 28),
    ]  # fmt: skip
    file = invented.case_file(POLICY, bodies)
    shown = [paper for paper in CASE_KINDS if day in render(about(file, paper), "txt").decode()]
    moved = day[:4] in ("9999", "0001")
    assert moved or {"incident-form", "case-file", "action-letter"} <= set(shown)


def test_papers_of_an_event_with_markup_and_absurd_days_are_made_too() -> None:
    event = an_event.of(marked(), starts="0000-00-00")
    event = replace(event, event=replace(event.event, starts="9999-99-99", ends="never", name=f"<b>{MARKUP[1]}"))
    for wanted in KINDS:
        if wanted.of_event:
            for format in wanted.formats:
                assert render(made(wanted, event=event), format)
