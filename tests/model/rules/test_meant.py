"""Names in a record file become the ids they stand for; a word nobody has is refused, or stays as it was written."""

from __future__ import annotations

import pytest

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Person
from cocdesk.model.rules import acting, record_file
from cocdesk.model.rules.completing import keys
from cocdesk.model.rules.meant import part_of, role_of
from cocdesk.model.rules.telling import tell
from cocdesk.model.rules.timeline import fold
from tests.model.cases import journal, policies

CONFERENCE = policies()["conference"]
ADA, BO, CY = (
    Person(id=number * 32, code_name=code_name, name=name, aliases=aliases)
    for number, code_name, name, aliases in (
        ("1", "Heron", "Ada Quill", ()),
        ("2", "Otter", "Bo Lind", ("Bo L.",)),
        ("3", "Wren", "Cy Ash", ()),
    )
)
PEOPLE = (("affected", ADA), ("reporter", ADA), ("reported", BO), ("witness", CY))


@pytest.mark.parametrize("written", ["event-lead", "Event Lead Organiser", "event lead", "the EVENT LEAD organiser"])
def test_a_role_is_known_by_its_id_and_by_its_title(written: str) -> None:
    assert role_of(written, CONFERENCE) == "event-lead"
    body = record_file.meant(e.Agreed(role=written), CONFERENCE, PEOPLE)
    assert body == e.Agreed(role="event-lead") and record_file.problem(body, CONFERENCE) == ("", "")


def test_a_role_nobody_knows_is_refused_with_those_there_are() -> None:
    body = record_file.meant(e.Agreed(role="bananas"), CONFERENCE, PEOPLE)
    key, sentence = record_file.problem(body, CONFERENCE)
    assert key == "role" and all(role.id in sentence and role.title in sentence for role in CONFERENCE.roles)
    assert acting.refusal(fold(journal()), e.Agreed(role="bananas"), CONFERENCE) == "This procedure has no role of that name."


def test_a_title_written_down_earlier_counts_like_its_id() -> None:
    case = fold(journal(e.Agreed(role="Event Lead Organiser")))
    assert "agreed:event-lead" in {key for _place, key in keys(case, CONFERENCE)}


@pytest.mark.parametrize(
    ("written", "part"),
    [("Ada Quill", "reporter"), ("otter", "reported"), ("bo l.", "reported"), ("the reporter", "reporter"),
     ("Person affected", "affected"), ("Cy Ash", "witness"), ("the venue manager", ""), ("", "")],
)  # fmt: skip
def test_somebody_of_the_case_is_known_by_name_code_name_and_part(written: str, part: str) -> None:
    assert part_of(written, PEOPLE) == part


def test_a_name_of_two_people_means_neither() -> None:
    namesake = Person(id="4" * 32, code_name="Finch", name="Bo Lind")
    assert part_of("Bo Lind", (*PEOPLE, ("witness", namesake))) == ""


def test_who_was_told_who_answered_and_who_was_warned_are_looked_for() -> None:
    told, answered, warned, venue = (
        record_file.meant(body, CONFERENCE, PEOPLE)
        for body in (
            e.Told(whom="Bo Lind"),
            e.Consented(answer="agreed", whom="Ada Quill"),
            e.Warned(person="bo lind"),
            e.Told(whom="Venue"),
        )
    )
    assert (told, answered) == (e.Told(whom="reported"), e.Consented(answer="agreed", whom="reporter"))
    assert (warned, venue) == (e.Warned(person=BO.id), e.Told(whom="Venue"))
    assert record_file.meant(e.Told(whom="Wren", channel="By e-mail"), CONFERENCE, PEOPLE) == e.Told(
        whom="witness", channel="email"
    )
    assert record_file.meant(e.Told(whom="the team"), CONFERENCE, PEOPLE) == e.Told(whom="team")


def test_a_part_that_several_people_have_is_said_to_be_shared() -> None:
    before, after = e.Told(whom="Bo Lind"), e.Told(whom="reported")
    assert record_file.shared(before, after, PEOPLE) == ""
    two = (*PEOPLE, ("reported", Person(id="5" * 32, code_name="Finch", name="Di Mol")))
    assert "“person reported”" in record_file.shared(before, after, two)
    assert record_file.shared(after, after, two) == ""


def test_the_history_says_who_else_was_told() -> None:
    assert tell(e.Told(whom="the venue manager", text="Somebody leaves."), CONFERENCE, {}).startswith("The venue manager · ")
    assert "pigeon" in tell(e.Told(whom="reporter", channel="pigeon"), CONFERENCE, {})
