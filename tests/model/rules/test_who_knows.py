"""Who knows is read from the entries: nobody twice, nobody of the case by name, and a word when it is too many."""

from __future__ import annotations

import pytest

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Person
from cocdesk.model.records.report import Report
from cocdesk.model.rules.timeline import fold
from cocdesk.model.rules.who_knows import Knower, names_in, warning, who_knows
from tests.model.cases import entry, opening, policies

DJANGO = policies()["django-events"]
WREN = Person(id="1" * 32, code_name="Wren", name="Zoë Žižek")
HERON = Person(id="2" * 32, code_name="Heron", name="Jonas Feld")
PEOPLE = {WREN.id: WREN, HERON.id: HERON}
PARTS = (e.PersonAdded(person=WREN.id, role="reporter"), e.PersonAdded(person=HERON.id, role="reported"))


def case_of(*bodies: e.CaseBody) -> Case:
    first = opening(Report(what="x", received_by="Ana"))
    return fold([entry(body, number) for number, body in enumerate((first, *PARTS, *bodies), start=1)])


def knowing(*bodies: e.CaseBody) -> dict[str, Knower]:
    return {knower.who: knower for knower in who_knows(case_of(*bodies), DJANGO, PEOPLE, {"a" * 16: "Ana"})}


def test_who_took_the_report_wrote_and_told_it_knows() -> None:
    known = knowing()
    assert set(known) == {"Ana", "Wren"}
    assert known["Ana"].what == ("wrote in the case", "took the report")
    assert known["Ana"].in_team and not known["Wren"].in_team


@pytest.mark.parametrize(
    ("body", "who", "what", "in_team"),
    [
        (e.Met(attendees=("Kim", "Ana")), "Kim", "was at the meeting", True),
        (e.Heard(by="Kim and Sam"), "Sam", "heard the person reported", True),
        (e.Heard(by="Kim"), "Heron", "was told that there is a report", False),
        (e.Talked(by=("Kim",)), "Kim", "talked with the person reported", True),
        (e.Decided(sanction="none", deciders=("Kim",)), "Kim", "decided", True),
        (e.Agreed(role="chair"), "Conference Chair", "was asked to agree", True),
        (e.Acted(who="Lee"), "Lee", "carried it out", False),
        (e.Told(whom="reported", by="Kim"), "Heron", "was told", False),
        (e.Told(whom="witness"), "witness", "was told", False),
        (e.Notified(to="Venue"), "Venue", "was sent the incident", False),
        (e.Announced(by="Kim"), "everyone at the event", "heard the announcement", False),
        (e.Knows(who="the bar", what="saw it", since="Friday"), "the bar", "saw it", False),
        (e.SupportGiven(friend="Lou"), "Lou", "fetched to be with them", False),
        (e.SafetyChecked(threat="no", called=("police",)), "police called", "was called", False),
        (e.RolledOut(system="badges", owner="Max"), "Max", "carries out a measure", False),
        (e.Substituted(member="Ren"), "Ren", "stands in for somebody", True),
        (e.Appealed(heard_by=("Uma",)), "Uma", "heard the appeal", False),
        (
            e.Exported(document="x", audience="dsf", naming="named", how="saved", format="pdf"),
            "the umbrella organisation", "got a paper with names", False,
        ),
        (
            e.Exported(document="x", audience="dsf", naming="code-names", how="saved", format="pdf", recipient="board"),
            "board", "got a paper with code names", False,
        ),
    ],
)  # fmt: skip
def test_each_entry_says_who_learned_of_it(body: e.CaseBody, who: str, what: str, in_team: bool) -> None:
    case = case_of(body)
    known = {knower.who: knower for knower in who_knows(case, DJANGO, PEOPLE)}
    assert what in known[who].what
    assert known[who].in_team is in_team
    assert known[who].entry == case.happenings[-1].entry


def test_nobody_stands_there_twice_and_the_first_time_counts() -> None:
    case = case_of(e.Met(attendees=("Zoë",)), e.Met(attendees=("ZOE",)), e.Decided(sanction="none", deciders=("zoe",)))
    found = [knower for knower in who_knows(case, DJANGO, PEOPLE) if knower.who == "Zoë"]
    assert len(found) == 1
    assert found[0].what == ("was at the meeting", "decided")
    assert found[0].since == case.happenings[3].at


def test_persons_of_the_case_appear_by_code_name_only() -> None:
    known = who_knows(case_of(e.Heard(), e.Told(whom="reporter")), DJANGO, PEOPLE)
    assert not {"Zoë Žižek", "Jonas Feld"} & {knower.who for knower in known}


def test_a_struck_entry_tells_of_nobody() -> None:
    wrong = entry(e.Met(attendees=("Kim",)), 2)
    case = fold([entry(opening(), 1), wrong, entry(e.Struck(entry=wrong.id, why="wrong case"), 3)])
    assert "Kim" not in {knower.who for knower in who_knows(case, DJANGO, {})}


@pytest.mark.parametrize("text", ["", "the team", "We met quietly behind the stage with some others"])
def test_a_sentence_or_a_group_is_no_name(text: str) -> None:
    case = case_of(e.Acted(who=text))
    assert {knower.who for knower in who_knows(case, DJANGO, PEOPLE)} == {"Ana", "Wren"}


def test_names_are_told_apart() -> None:
    assert names_in("Ana, Kim und Sam; Lou & Max / 李小龙.") == ("Ana", "Kim", "Sam", "Lou", "Max", "李小龙")


@pytest.mark.parametrize("pack", sorted(policies()))
def test_too_many_of_the_team_are_said_where_the_pack_names_a_number(pack: str) -> None:
    policy = policies()[pack]
    for count in range(1, 8):
        known = who_knows(case_of(e.Met(attendees=tuple(f"Name{place}" for place in range(count - 1)))), policy, PEOPLE)
        most = policy.team.know_at_most
        assert bool(warning(known, policy)) is (most is not None and count > most)


@pytest.mark.parametrize("written", ["ana kos", "Ana  Kos", "Ana-Kos", "ÁNA KÓS"])
def test_one_person_written_in_two_ways_counts_once(written: str) -> None:
    known = knowing(e.Met(attendees=("Ana Kos", "Bo")), e.Decided(sanction="none", deciders=(written, "bo.")))
    assert sum(knower.in_team for knower in known.values()) == 3


@pytest.mark.parametrize(("written", "count"), [("Ana", 2), ("kos, ana", 2), ("Ana Kos", 2), ("Ann", 3)])
def test_a_member_by_their_first_name_is_the_same_person_unless_it_may_mean_two(written: str, count: int) -> None:
    case = case_of(e.Met(attendees=(written, "Bo")))
    known = who_knows(case, DJANGO, PEOPLE, {"a" * 16: "Ana Kos"})
    assert sum(knower.in_team for knower in known) == count
    two = who_knows(case, DJANGO, PEOPLE, {"a" * 16: "Ana Kos", "b" * 16: "Ana Lind"})
    assert {"Ana Kos", "Bo"} <= {knower.who for knower in two}


@pytest.mark.parametrize("written", ["Jonas Feld", "jonas  FELD"])
def test_somebody_of_the_case_written_by_name_stands_there_by_code_name(written: str) -> None:
    known = knowing(e.Knows(who=written, what="was asked at the bar"))
    assert "was asked at the bar" in known["Heron"].what and not any("eld" in who for who in known)
