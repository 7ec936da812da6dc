"""What a report to the public may tell: numbers that are counted and never small, and nothing that points at somebody."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.records import entries as e
from cocdesk.model.records.event_file import EarlierEvent, Publishing
from cocdesk.model.rules import disclosure
from cocdesk.model.rules.disclosure import FEWEST, OUTCOMES, SMALL_EVENT, merged, released, statistics
from cocdesk.model.rules.event_redaction import for_event_audience
from tests.model.documents import an_event
from tests.model.documents import invented_case as invented
from tests.model.policy.shipped_packs import NAMES, pack

POLICIES = {invented.EVENT.policy_hash: an_event.POLICY}
FINAL, FIRST = Publishing(), Publishing(edition="first")
counts = st.dictionaries(st.sampled_from(list(OUTCOMES)), st.integers(0, 40))


def told(*cases: object, wishes: Publishing = FINAL, **more: object) -> disclosure.Released:
    file = an_event.of(*cases, **more)  # type: ignore[arg-type]
    return released(for_event_audience(file, "team", "code-names"), POLICIES, wishes)


@given(counts)
def test_no_number_that_is_told_stands_for_fewer_than_three_and_none_is_lost(counted: dict[disclosure.Outcome, int]) -> None:
    cells = merged(counted)
    assert all(cell.number == 0 or cell.number >= FEWEST for cell in cells)
    if cells:
        assert sum(cell.number for cell in cells) == sum(counted.values())
        assert sorted(column for cell in cells for column in cell.columns) == sorted(OUTCOMES)
    else:
        assert sum(counted.values()) < FEWEST


@given(counts)
def test_numbers_are_put_together_only_where_one_of_them_is_small(counted: dict[disclosure.Outcome, int]) -> None:
    if all(number == 0 or number >= FEWEST for number in counted.values()):
        assert all(len(cell.columns) == 1 for cell in merged(counted))


def test_the_six_published_incidents_give_the_same_counts() -> None:
    counted = statistics([case.case for case in an_event.six()], POLICIES)
    assert counted.total == 6
    assert counted.outcomes == {"no-measure": 1, "warning": 3, "measure": 1, "left": 1, "open": 0}
    report = told(*an_event.six())
    assert (report.size, report.total, report.people) == ("counted", 6, 350)
    assert [(cell.columns, cell.number) for cell in report.outcomes] == [
        (("no-measure", "measure", "left"), 3), (("warning",), 3), (("open",), 0),
    ]  # fmt: skip
    assert set(report.lines) == {line for _behaviour, _place, _sanction, line in an_event.SIX}


def test_several_reports_of_one_thing_are_told_as_one_thing() -> None:
    chain = (an_event.linked(1, 2), an_event.linked(2), an_event.linked(3, 2), *an_event.six()[3:])
    report = told(*chain)
    assert (report.total, report.issues) == (6, 4)
    assert told(*chain, wishes=FIRST).issues == 4
    assert told(an_event.linked(1, 2, how="related"), *an_event.six()[1:]).issues is None, (
        "they belong together and are two things"
    )
    assert told(an_event.linked(1, 99), *an_event.six()[1:]).issues is None, "the other one is of another event"
    assert told(an_event.linked(1, 2, 3), *an_event.six()[1:4]).issues is None, "a number under three is not told"


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=8))
def test_things_are_never_more_than_reports_and_each_link_takes_one_away_at_most(pairs: list[tuple[int, int]]) -> None:
    cases = [an_event.linked(number, *[b for a, b in pairs if a == number]).case for number in range(1, 7)]  # type: ignore[attr-defined]
    assert 6 - len(set(pairs)) <= disclosure.issues(cases) <= 6
    assert disclosure.issues(cases[::-1]) == disclosure.issues(cases)


@pytest.mark.parametrize("attendees", ["20", "", "many", str(SMALL_EVENT - 1)])
def test_a_small_event_or_one_of_unknown_size_tells_no_number_and_no_line(attendees: str) -> None:
    report = told(*an_event.six(), attendees=attendees, earlier=[EarlierEvent(name="", year=2017, reports=9, people=400)])
    assert report.size == "small-event"
    assert (report.total, report.outcomes, report.lines, report.history, report.police) == (None, (), (), (), False)
    assert report.held


def test_whoever_makes_it_may_say_how_many_people_took_part() -> None:
    assert told(*an_event.six(), attendees="", wishes=Publishing(attendees=400)).total == 6
    assert told(*an_event.six(), attendees="400", wishes=Publishing(attendees=40)).total is None


@pytest.mark.parametrize("count", [1, 2])
def test_fewer_than_three_reports_are_told_as_that_and_nothing_more(count: int) -> None:
    report = told(*an_event.six()[:count])
    assert (report.size, report.total, report.outcomes, report.lines) == ("few", None, (), ())


def test_without_a_report_the_size_of_the_event_does_not_matter() -> None:
    assert told(attendees="20").size == told().size == "none"


def test_the_first_version_tells_how_many_came_and_no_outcome_and_no_line() -> None:
    report = told(*an_event.six(), wishes=FIRST)
    assert (report.total, report.outcomes, report.lines, report.history) == (6, (), (), ())


def test_lines_stay_out_where_they_are_not_wanted_or_somebody_said_no() -> None:
    assert told(*an_event.six(), wishes=Publishing(lines=False)).lines == ()
    report = told(*an_event.six(), untold=frozenset({f"{1:032x}"}))
    assert report.total == 6
    assert an_event.SIX[0][3] not in report.lines
    assert len(report.lines) == 5


def test_lines_stand_in_the_order_of_their_letters_not_of_what_happened() -> None:
    assert list(told(*reversed(an_event.six())).lines) == sorted(told(*an_event.six()).lines, key=str.casefold)


def test_a_line_with_a_name_says_somebody_and_one_with_a_day_says_the_month() -> None:
    bodies = an_event.told("x", "y", "warning", "Jonas Feld shouted at Zoë on 24 May 2018 at 22:30")
    odd = an_event.numbered(invented.case_file(an_event.POLICY, bodies), 8)
    (line,) = set(told(*an_event.six(), odd).lines) - {line for *_rest, line in an_event.SIX}
    assert line == "Somebody shouted at somebody on May 2018"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("on 2018-05-24", "on May 2018"), ("2018-05-24T22:30:00+02:00, at the party", "May 2018, at the party"),
        ("the 3rd of May", "the May"), ("May 3rd, in the hall", "May, in the hall"), ("at about 22:30.", "."),
        ("on 24.05.2018", "on [day]"), ("10 pm in the bar", "in the bar"), ("12 people saw it", "12 people saw it"),
        ("in 2018", "in 2018"), ("room 101", "room 101"),
    ],
)  # fmt: skip
def test_days_become_months_and_hours_go(said: str, left: str) -> None:
    assert disclosure.coarse(said) == left


def test_of_the_police_it_is_only_said_that_they_were_called() -> None:
    called = invented.case_file(
        an_event.POLICY,
        [*an_event.told("x", "y", "warning"), (e.SafetyChecked(threat="yes", called=("police",), words="Petra"), 1)],
    )
    report = told(*an_event.six(), an_event.numbered(called, 8))
    assert report.police is True
    assert "Petra" not in repr(report)


def test_earlier_years_are_the_vault_s_and_what_was_typed_and_obey_the_same_rules() -> None:
    settings = {disclosure.EARLIER_SETTING: "2014: 9 of 300; 2015: 4/300, 2016: 1 of 350, 2017: 5 of 400; rubbish"}
    before = [EarlierEvent(name="Small one", year=2017, reports=4, people=60), EarlierEvent(name="None", year=2013, reports=0)]
    years = told(*an_event.six(), earlier=before, **settings).history
    assert [(year.year, year.name, year.reports, year.few) for year in years] == [
        (2014, "", 9, False), (2015, "", 4, False), (2016, "", None, True), (2017, "Small one", None, False),
        (2018, "DjangoCon Europe 2018", 6, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("350", 350), ("about 1,200 people", 1200), ("1’050", 1050), ("1 200", 1200), ("12.500", 12500), ("", None),
        ("many", None), ("9" * 12, None), ("80, 20 of them online", None), ("80, 200 of them online", None), ("80-120", None),
        ("350 (2026)", None), ("60 60", None),
    ],
)  # fmt: skip
def test_the_size_of_an_event_is_read_as_it_was_written(written: str, people: int | None) -> None:
    event = msgspec.structs.replace(invented.EVENT, settings={disclosure.ATTENDEES_SETTING: written})
    assert disclosure.attendees(event) == people


@pytest.mark.parametrize("procedure", NAMES)
def test_every_sanction_of_every_procedure_has_its_column(procedure: str) -> None:
    policy = pack(procedure)
    for sanction in (*policy.sanctions, *policy.further_sanctions):
        case = invented.case_file(policy, an_event.told("x", "y", sanction.id)).case
        column = disclosure.outcome(case, policy)
        assert column == ("warning" if sanction.weight == "warning" else column)
        assert column in ("warning", "measure", "left")


def test_a_case_without_a_decision_is_open_until_it_is_closed() -> None:
    opened = invented.case_file(an_event.POLICY, invented.opening()).case
    closed = invented.case_file(an_event.POLICY, [*invented.opening(), (e.Closed(outcome="x"), 9)]).case
    assert [disclosure.outcome(case, an_event.POLICY) for case in (opened, closed)] == ["open", "no-measure"]
