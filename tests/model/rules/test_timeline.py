"""The fold: what a case is, given its entries."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.records import entries as e
from cocdesk.model.records.report import Report
from cocdesk.model.rules.timeline import STEPS, fold, fold_person, heads
from tests.model.cases import entry, journal, opening

BODIES = st.one_of(
    st.builds(e.Noted, text=st.text(max_size=20)),
    st.builds(e.Assessed, risk=st.sampled_from(["low", "high"]), impact=st.sampled_from(["low", "high"])),
    st.just(e.Met()),
    st.just(e.Decided(sanction="none")),
    st.just(e.Acted()),
    st.just(e.Told(whom="reporter")),
    st.just(e.Closed(outcome="done")),
    st.just(e.Reopened(why="new report")),
    st.builds(e.Amended, changes=st.fixed_dictionaries({"place": st.text(max_size=10)})),
    st.builds(e.PersonAdded, person=st.sampled_from(["1" * 32, "2" * 32]), role=st.sampled_from(["reported", "witness"])),
)


def test_a_case_begins_open_with_what_was_reported() -> None:
    case = fold(journal())
    assert (case.stage, case.title, case.report.place, case.entries) == ("open", "Remark at the party", "Party", 1)


def test_without_an_opening_there_is_no_case() -> None:
    with pytest.raises(ValueError, match="opens"):
        fold([entry(e.Noted(text="alone"), 1)])


def test_the_time_of_the_report_counts_and_not_the_time_of_filing() -> None:
    case = fold([entry(opening(Report(heard_at="2026-05-23T09:00:00+02:00", what="x")), 1)])
    assert case.received_at.isoformat() == "2026-05-23T07:00:00+00:00"
    assert case.filed_at > case.received_at


def test_a_later_entry_corrects_an_earlier_one() -> None:
    case = fold(journal(e.Amended(changes={"place": "Hall", "ongoing": "no"})))
    assert (case.report.place, case.report.ongoing, case.report.what) == ("Hall", "no", "A remark.")


def test_an_amendment_can_take_a_value_away() -> None:
    case = fold(journal(e.Amended(changes={"ongoing": "no"}), e.Amended(changes={"ongoing": None, "place": ""})))
    assert (case.report.ongoing, case.report.place) == (None, "")


def test_an_amendment_of_the_wrong_shape_is_kept_and_shown_as_a_fault() -> None:
    case = fold(journal(e.Amended(changes={"ongoing": "perhaps"})))
    assert case.report.ongoing is None
    assert len(case.faults) == 1


def test_a_struck_entry_does_not_count_and_is_named() -> None:
    entries = journal(e.Assessed(risk="high", impact="high"))
    entries.append(entry(e.Struck(entry=entries[1].id, why="wrong case"), 9))
    case = fold(entries)
    assert (case.risk, case.stage) == (None, "open")
    assert case.struck == {entries[1].id}


def test_striking_a_strike_brings_the_entry_back() -> None:
    entries = journal(e.Assessed(risk="high", impact="low"))
    entries.append(entry(e.Struck(entry=entries[1].id, why="wrong"), 8))
    entries.append(entry(e.Struck(entry=entries[2].id, why="it was right"), 9))
    assert fold(entries).risk == "high"


def test_the_opening_report_cannot_be_struck() -> None:
    entries = journal()
    entries.append(entry(e.Struck(entry=entries[0].id, why="?"), 2))
    assert fold(entries).title == "Remark at the party"


def test_the_stage_goes_forward_and_closing_ends_it() -> None:
    bodies = [e.Assessed(risk="low", impact="low"), e.Met(), e.Decided(sanction="none"), e.Acted(), e.Told(whom="reporter")]
    stages = [fold(journal(*bodies[:count])).stage for count in range(len(bodies) + 1)]
    assert stages == ["open", "assessed", "met", "decided", "action-taken", "informed"]
    assert fold(journal(*bodies, e.Closed(outcome="done"))).stage == "closed"


def test_a_reopened_case_stands_where_it_stood() -> None:
    case = fold(journal(e.Met(), e.Closed(outcome="done"), e.Reopened(why="more was told")))
    assert (case.stage, case.closed_at) == ("met", None)


@pytest.mark.parametrize(
    "bodies",
    [
        (e.Closed(outcome="a"), e.Closed(outcome="b")),
        (e.Reopened(why="never closed"),),
        (e.Closed(outcome="a"), e.Decided(sanction="none")),
        (opening(title="again"),),
    ],
)
def test_a_broken_rule_is_shown_and_never_dropped_silently(bodies: tuple[e.AnyBody, ...]) -> None:
    assert fold(journal(*bodies)).faults


def test_a_person_put_in_by_mistake_can_be_taken_out() -> None:
    added = e.PersonAdded(person="1" * 32, role="witness")
    assert fold(journal(added)).parts
    assert not fold(journal(added, e.PersonRemoved(person="1" * 32, role="witness"))).parts


def test_two_laptops_that_did_not_see_each_other_leave_two_heads() -> None:
    first = entry(opening(), 1)
    here = entry(e.Noted(text="here"), 2, parents=[first.id])
    there = entry(e.Noted(text="there"), 1, device="b" * 32, minute=2, parents=[first.id])
    assert set(heads([first, here, there])) == {here.id, there.id}
    both = entry(e.Noted(text="seen both"), 3, parents=[here.id, there.id])
    assert heads([first, here, there, both]) == (both.id,)


@given(st.lists(BODIES, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(bodies: list[e.AnyBody], chance: random.Random) -> None:
    entries = journal(*bodies)
    shuffled = entries.copy()
    chance.shuffle(shuffled)
    assert fold(shuffled) == fold(entries)


@given(st.lists(BODIES, max_size=12))
def test_every_entry_is_counted_and_none_is_lost(bodies: list[e.AnyBody]) -> None:
    case = fold(journal(*bodies))
    assert case.entries == len(bodies) + 1
    assert case.stage in STEPS
    assert len(case.happenings) == case.entries


def test_the_newest_identification_counts() -> None:
    person = fold_person([entry(e.Identified(code_name="Heron", name=name), n) for n, name in enumerate(("Ana", "Ana Žižek"), 1)])
    assert person is not None
    assert (person.name, person.code_name) == ("Ana Žižek", "Heron")


def test_nobody_is_known_without_an_identification() -> None:
    assert fold_person([]) is None


@pytest.mark.parametrize(
    ("body", "stage"),
    [
        (e.Told(whom="reporter", about="receipt"), "decided"),
        (e.Told(whom="reporter", about="status"), "decided"),
        (e.Told(whom="reporter"), "informed"),
        (e.Told(whom="reported", about="sanctions"), "informed"),
        (e.Talked(by=("Ana",)), "informed"),
        (e.Planned(text="x"), "decided"),
        (e.Evaluated(), "decided"),
    ],
)
def test_only_what_came_of_it_informs_anybody(body: e.AnyBody, stage: str) -> None:
    assert fold(journal(e.Decided(sanction="none"), body)).stage == stage


@pytest.mark.parametrize(
    ("bodies", "stage"),
    [
        ((e.Talked(by=("Ana",)),), "decided"),
        ((e.Told(whom="reported"),), "decided"),
        ((e.Talked(by=("Ana",)), e.Acted()), "informed"),
        ((e.Acted(), e.Told(whom="reported")), "informed"),
        ((e.Acted(),), "action-taken"),
        ((e.Told(whom="reported"), e.Closed(outcome="x"), e.Reopened(why="y")), "decided"),
    ],
)
def test_what_was_decided_is_carried_out_before_the_case_counts_as_told(bodies: tuple[e.AnyBody, ...], stage: str) -> None:
    assert fold(journal(e.Decided(sanction="verbal-warning"), *bodies)).stage == stage


def test_a_measure_decided_after_the_telling_is_still_to_be_carried_out() -> None:
    told = (e.Decided(sanction="none"), e.Told(whom="reported"))
    assert fold(journal(*told)).stage == "informed"
    assert fold(journal(*told, e.Decided(sanction="verbal-warning"))).stage == "decided"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (e.Decided(sanction="none"), True),
        (e.Talked(), True),
        (e.Met(), True),
        (e.Told(whom="reporter"), False),
        (e.Evaluated(), False),
        (e.Linked(other="9" * 32), False),
        (e.Appealed(), False),
    ],
)
def test_what_carries_a_case_on_after_its_closing_is_a_fault(body: e.AnyBody, fault: bool) -> None:
    case = fold(journal(e.Closed(outcome="x"), body))
    assert case.stage == "closed"
    assert bool(case.faults) == fault
