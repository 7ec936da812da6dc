"""What is about to leave, compared with everybody in the vault."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocdesk.model.actions import print as printing
from cocdesk.model.actions import respond
from cocdesk.model.documents import blocks as b
from cocdesk.model.queries import outgoing
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Person
from cocdesk.model.rules.name_index import NameIndex
from tests.ui.case_desks import desk_with, told_at_the_desk

HERON = Person(id="1", code_name="Heron", name="Ana López")
WREN = Person(id="2", code_name="Wren", name="Catherine Berg")
KNOWN = NameIndex([HERON, WREN])


def paper(*texts: str) -> b.Document:
    blocks = (b.Heading(text="What happened"), *(b.Text(text=text) for text in texts))
    return b.Document(kind="x", title="Incident", blocks=blocks)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Nobody is named", ""),
        ("Ana spoke", "This names 1 person: Heron."),
        ("Ana spoke with Catherine", "This names 2 people: Heron, Wren."),
        ("then Cathrine spoke", "1 person may be named here: Wren."),
        ("then Cathrine spoke with Ana", "This names 2 people: Heron, Wren."),
    ],
)
def test_who_is_named_is_said_by_code_name_and_the_surest_first(text: str, sentence: str) -> None:
    found = outgoing.look(text, KNOWN)
    assert found.sentence() == sentence
    assert "Ana" not in found.sentence()


def test_a_paper_says_under_which_headings_somebody_is_named() -> None:
    found = outgoing.look(paper("Ana came", "Ana came", "Nobody came"), KNOWN)
    assert found.places() == "What happened"
    assert [(one.code_name, one.times, one.sure) for one in found.named] == [("Heron", 1, True)]


def test_who_may_be_named_is_no_finding() -> None:
    found = outgoing.look(paper("Ana came", "Catherine too"), KNOWN, {"1"})
    assert [one.code_name for one in found.named] == ["Wren"]
    assert [passage.text for passage in found.open_passages] == ["Catherine too"]
    assert len(found.passages) == 2


def test_code_names_stand_in_a_paper_for_whoever_may_not_be_named() -> None:
    spared = outgoing.with_code_names(paper("Ana López told Catherine Berg"), KNOWN, {"1"})
    assert [block.text for block in spared.blocks if isinstance(block, b.Text)] == ["Ana López told Wren"]
    assert not outgoing.look(spared, KNOWN, {"1"}).named


def test_many_people_are_counted_not_listed_to_the_end() -> None:
    people = [outgoing.Named(person=str(n), code_name=f"C{n}", times=1, sure=True) for n in range(9)]
    assert outgoing.listed(people) == "C0, C1, C2, C3, C4, C5 and 3 more"


def test_people_of_other_cases_are_found_and_those_a_reader_knows_are_not(tmp_path: Path) -> None:
    with desk_with(tmp_path) as desk:
        case = told_at_the_desk(desk, behaviour="They stood very close. Oriol Ferran saw it, and 李小龙 laughed at Marisol.")
        other = told_at_the_desk(desk, title="Another")
        respond.add_person(desk, other, "witness", e.Identified(code_name="", name="Oriol Ferran"))
        oriol = next(one.code_name for one in outgoing.known_names(desk).persons if one.name == "Oriol Ferran")

        made = printing.make(desk, "dsf-email", case=case, audience="dsf", naming="code-names", format="txt")
        known, allowed = outgoing.known_names(desk, case), outgoing.may_be_named(desk, case, "dsf", "code-names")
        found = outgoing.look(made.document, known, allowed)
        assert [one.code_name for one in found.named] == [oriol]

        spared = printing.rewritten(made, outgoing.with_code_names(made.document, outgoing.known_names(desk, case), made.named))
        assert "Oriol" not in spared.data.decode() and oriol in spared.data.decode()

        roles = {part.person: part.role for part in desk.case(case).parts}
        team = outgoing.may_be_named(desk, case, "team", "named")
        assert {roles[person] for person in team} == {"reporter", "affected", "reported", "witness"} & set(roles.values())
        assert {roles[person] for person in outgoing.may_be_named(desk, case, "dsf", "named")} == {"reported"}
        assert outgoing.may_be_named(desk, case, "dsf", "code-names") == frozenset()
        told_reported = {roles[person] for person in outgoing.may_be_named_to(desk, case, "reported")}
        assert told_reported == {"reported"}
        assert outgoing.may_be_named_to(desk, case, "public") == frozenset()
        respond.add_person(desk, case, "reported", e.Identified(code_name="", name="Bert Sommer"))
        both = outgoing.check_told(desk, case, e.Told(whom="reported", channel="email", text="李小龙 and Bert Sommer leave."))
        assert "2 people" in both, "neither learns of the other without somebody looking"
        said = outgoing.check_told(desk, case, e.Told(whom="reported", channel="phone", text="Marisol Žižek told us."))
        assert "1 person" in said and "strike the entry" in said, "a name said aloud is told of too"
        assert outgoing.check_told(desk, case, e.Told(whom="team", text="Marisol Žižek told us.")) == ""


@pytest.mark.parametrize(
    ("name", "says"),
    [("merlin-hat-dsf-email.eml", False), ("ana-lopez.pdf", True), ("Berg, Catherine.eml", True), ("summary.pdf", False)],
)
def test_the_name_of_a_file_is_looked_at_like_any_text(name: str, says: bool) -> None:
    assert outgoing.look(Path(name).stem, KNOWN).sure is says
