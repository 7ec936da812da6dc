"""Who may sit together about a case, and what those who decide still lack."""

from __future__ import annotations

import msgspec
import pytest

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Person
from cocdesk.model.records.report import Report, Witnessed
from cocdesk.model.rules import meeting
from cocdesk.model.rules.remarks import remarks
from cocdesk.model.rules.timeline import fold
from tests.model.cases import entry, journal, opening, policies

SPEC, CONFERENCE, DJANGO = (policies()[name] for name in ("spec", "conference", "django-events"))
PEOPLE = {
    "1" * 32: Person(id="1" * 32, code_name="Heron", name="Žofie Žižková", aliases=("zoZo",), email="zofie@example.org"),
    "2" * 32: Person(id="2" * 32, code_name="Otter", name="Bo Lind"),
    "3" * 32: Person(id="3" * 32, code_name="Finch", name="李小龙"),
}
PARTS = (
    e.PersonAdded(person="1" * 32, role="reporter"),
    e.PersonAdded(person="2" * 32, role="reported"),
    e.PersonAdded(person="3" * 32, role="witness"),
)


def case_of(*bodies: e.AnyBody, witnessed: Witnessed = "private") -> Case:
    report = Report(heard_at="2026-05-24T18:00:00+02:00", what="x", witnessed=witnessed)
    return fold([entry(body, n) for n, body in enumerate((opening(report), *PARTS, *bodies), 1)])


@pytest.mark.parametrize(
    "attendee",
    [
        "Žofie Žižková", "zofie  zizkova", "ZIZKOVA, Zofie", "Žofie Žižková (speaker)", "Heron", "heron", "Zozo",
        "zofie@example.org", "Bo Lind", "Lind Bo", "bo\u00a0lind", "Chair: Bo Lind",
    ],
)  # fmt: skip
def test_the_reporter_and_the_person_reported_are_refused_however_they_are_written(attendee: str) -> None:
    refused = meeting.excluded(["Ana", attendee], case_of(), PEOPLE, SPEC)
    assert refused.endswith("Please take them out of the list of who was there.")
    assert "Žofie" not in refused and "Lind" not in refused


@pytest.mark.parametrize("attendee", ["Ana", "Bo", "Zofia Zizkova", "李小龙", "", "Bob Lindqvist", "Blue Heron"])
def test_others_may_be_in_the_room(attendee: str) -> None:
    assert meeting.excluded([attendee], case_of(), PEOPLE, SPEC) == ""


def test_what_many_people_saw_allows_an_exception_with_its_reason_only() -> None:
    seen = case_of(witnessed="widely")
    without = meeting.excluded(["Bo Lind"], seen, PEOPLE, SPEC)
    assert "write down why" in without
    assert meeting.excluded(["Bo Lind"], seen, PEOPLE, SPEC, " \n") == without
    assert meeting.excluded(["Bo Lind"], seen, PEOPLE, SPEC, "Everybody in the hall saw it.") == ""


def test_what_few_people_saw_allows_no_exception() -> None:
    refused = meeting.excluded(["Bo Lind"], case_of(), PEOPLE, SPEC, "They asked to come.")
    assert "only for what many people saw" in refused


@pytest.mark.parametrize("pack", sorted(policies()))
def test_who_is_refused_is_what_the_procedure_says(pack: str) -> None:
    policy = policies()[pack]
    for name, role in (("Heron", "reporter"), ("Otter", "reported")):
        refused = meeting.excluded([name], case_of(), PEOPLE, policy)
        assert bool(refused) == (role in policy.meeting.excluded)


@pytest.mark.parametrize("pack", sorted(policies()))
def test_an_exception_holds_only_where_the_procedure_knows_it(pack: str) -> None:
    policy = policies()[pack]
    refused = meeting.excluded(["Heron"], case_of(witnessed="widely"), PEOPLE, policy, "Everybody saw it.")
    assert bool(refused) == ("reporter" in policy.meeting.excluded and not policy.meeting.widely_witnessed_exception)


def test_somebody_taken_out_of_the_case_may_meet_again() -> None:
    assert meeting.excluded(["Bo Lind"], case_of(e.PersonRemoved(person="2" * 32, role="reported")), PEOPLE, SPEC) == ""


def test_stepping_back_is_remembered_by_the_first_writing_of_a_name_and_the_further_distance() -> None:
    case = case_of(
        e.Recused(member="Zoë", kind="soft"), e.Recused(member="zoe ", kind="hard"), e.Recused(member="ZOE", kind="soft")
    )
    assert meeting.recused(case) == {"Zoë": "hard"}


def test_a_struck_stepping_back_does_not_count() -> None:
    entries = journal(e.Recused(member="Ana"))
    entries.append(entry(e.Struck(entry=entries[1].id, why="wrong case"), 9))
    assert meeting.recused(fold(entries)) == {}


def test_who_stands_in_is_known_with_whose_place_it_is() -> None:
    case = case_of(e.Substituted(member="Ida", instead_of="Ana"), e.Substituted(member="Kim"))
    assert meeting.substitutes(case) == {"Ida": "Ana", "Kim": ""}


@pytest.mark.parametrize(("count", "fine"), [(1, False), (2, False), (3, True), (4, False), (5, True), (6, False)])
def test_three_or_five_decide_at_the_conference(count: int, fine: bool) -> None:
    missing = meeting.lacking([f"Member {n}" for n in range(count)], case_of(), CONFERENCE)
    assert (missing == ()) == fine
    assert all(sentence.endswith(".") for sentence in missing)


@pytest.mark.parametrize(("count", "fine"), [(0, False), (1, False), (2, True), (3, True), (4, True)])
def test_two_at_least_decide_under_the_third_procedure(count: int, fine: bool) -> None:
    assert (meeting.lacking([f"Member {n}" for n in range(count)], case_of(), DJANGO) == ()) == fine


@pytest.mark.parametrize("pack", ["spec", "imgix", "workshop", "blank"])
def test_where_the_procedure_gives_no_number_nothing_is_missing(pack: str) -> None:
    assert meeting.lacking([], case_of(), policies()[pack]) == ()
    assert meeting.lacking(["Ana"], case_of(), policies()[pack]) == ()


def test_a_name_written_twice_is_one_person() -> None:
    assert meeting.lacking(["Ana", "ANA", " ana"], case_of(), DJANGO)
    assert meeting.people_among(["Zoë", "zoe", "", "Ida"]) == ("Zoë", "Ida")


@pytest.mark.parametrize(("kind", "words"), [("hard", "takes no part in it"), ("soft", "can only be asked")])
def test_who_stepped_back_does_not_count_and_a_substitute_is_the_way_out(kind: str, words: str) -> None:
    case = case_of(e.Recused(member="Ana", kind=kind))  # type: ignore[arg-type]
    missing = meeting.lacking(["ana", "Ida"], case, DJANGO)
    assert words in missing[0]
    assert "At least 2 people" in missing[1] and "substitute" in missing[-1]


def test_an_odd_number_is_asked_for_by_its_own_rule_too() -> None:
    odd: Policy = msgspec.structs.replace(DJANGO, team=msgspec.structs.replace(DJANGO.team, minimum=None, odd=True))
    assert "odd number" in meeting.lacking(["Ana", "Ida"], case_of(), odd)[0]
    assert meeting.lacking(["Ana", "Ida", "Kim"], case_of(), odd) == ()


@pytest.mark.parametrize(
    ("written", "deciders", "away"),
    [
        ("Ida", ("Ida Berg", "Kim"), {"ida berg"}),
        ("Ida Berg", ("Ida", "Kim"), {"ida"}),
        ("berg, ida", ("Ida Berg",), {"ida berg"}),
        ("Ida", ("Ida Berg", "Ida Lund"), set()),
        ("Ida", ("Ida", "Ida Lund"), {"ida"}),
        ("Ida", ("Idana Berg",), set()),
    ],
)
def test_whoever_stepped_back_is_known_by_a_shorter_or_longer_name_that_can_only_be_theirs(
    written: str, deciders: tuple[str, ...], away: set[str]
) -> None:
    case = case_of(e.Recused(member=written), e.Decided(sanction="none", deciders=deciders))
    found = set(meeting.away(case)) & {" ".join(name.casefold().split()) for name in deciders}
    assert found == away
    told = [remark for remark in remarks(case, CONFERENCE, PEOPLE) if remark.row == "F5"]
    assert len(told) == len(away)
    assert any("takes no part" in sentence for sentence in meeting.lacking(deciders, case, CONFERENCE)) is bool(away)
