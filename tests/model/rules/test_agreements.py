"""The ledger: every answer stays, the newest counts, and what is not plain covers nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case
from cocdesk.model.records.report import Report
from cocdesk.model.rules.agreements import Agreement, deciding, ledger, recipient, things
from cocdesk.model.rules.timeline import fold
from tests.model.cases import entry, opening, policies

DJANGO = policies()["django-events"]
ANSWERS = st.sampled_from(("agreed", "refused", "withdrawn"))


def case_of(*bodies: e.CaseBody, report: Report | None = None) -> Case:
    return fold([entry(body, number) for number, body in enumerate((opening(report), *bodies), start=1)])


def said(answer: str, what: str = "identity", to_whom: str = "venue", whom: str = "reporter", words: str = "") -> e.Consented:
    return e.Consented(answer=answer, whom=whom, what=what, to_whom=to_whom, words=words)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("what", "meant"),
    [
        ("identity", {"identity"}), ("Their name", {"identity"}), ("the reporter’s name", {"identity"}),
        ("  NAME. ", {"identity"}),
        ("details", {"details"}), ("What happened", {"details"}), ("everything", {"identity", "details"}),
        ("their first name only", set()), ("", set()), ("anything but my name", set()),
    ],
)  # fmt: skip
def test_only_plain_words_are_understood(what: str, meant: set[str]) -> None:
    assert things(what) == meant


@pytest.mark.parametrize(
    ("to_whom", "meant"),
    [
        ("dsf", "dsf"), ("Django Software Foundation", "dsf"), ("Django Software Foundation, Code of Conduct committee", "dsf"),
        ("the venue", "venue"), ("Their employer", "employer"), ("Conference Chair", "chair"), ("everybody", "anyone"),
        ("person reported", "reported"), ("Conference staff", "staff"), ("my sister", "my sister"), ("", ""),
    ],
)  # fmt: skip
def test_a_recipient_is_known_by_the_procedures_names(to_whom: str, meant: str) -> None:
    assert recipient(to_whom, DJANGO) == meant


def test_who_receives_the_officers_file_is_the_officer() -> None:
    assert recipient("Safety and Diversity Officer", policies()["conference"]) == "officer"


def test_every_answer_stays_with_who_when_and_in_which_words() -> None:
    lines = ledger(case_of(said("agreed", words="yes, them"), said("withdrawn", words="not any more")))
    assert [(line.whom, line.to, line.words) for line in lines] == [
        ("reporter", "venue", "yes, them"), ("reporter", "venue", "not any more")
    ]  # fmt: skip
    assert [line.counts for line in lines] == [False, True]
    assert lines[0].ended_at == lines[1].at
    assert lines[1].ended_at is None


def test_a_new_yes_leaves_the_history_of_the_no() -> None:
    lines = ledger(case_of(said("agreed"), said("refused"), said("agreed")))
    assert [line.counts for line in lines] == [False, False, True]
    assert lines[0].ended_at is not None
    assert lines[2].ended_at is None


def test_the_report_itself_answers_twice() -> None:
    case = case_of(report=Report(what="x", consent="objection", consent_words="please do not", share_identity=True))
    lines = ledger(case)
    assert [(line.source, line.answer, line.to) for line in lines] == [
        ("pause", "objection", ""), ("report", "agreed", "outside")
    ]  # fmt: skip
    assert lines[0].words == "please do not"


def test_an_answer_kept_twice_by_the_report_is_one_line() -> None:
    report = Report(what="x", consent="no-objection", consent_words="go ahead")
    lines = ledger(case_of(e.Consented(answer="no-objection", whom="reporter", words="go ahead"), report=report))
    assert [line.answer for line in lines] == ["no-objection"]


def test_a_correction_of_the_report_is_a_new_answer() -> None:
    case = case_of(e.Amended(changes={"share_identity": False}), report=Report(what="x", share_identity=True))
    lines = ledger(case)
    assert [line.answer for line in lines] == ["agreed", "refused"]
    assert lines[0].ended_at is not None


def test_a_struck_answer_was_never_given() -> None:
    wrong = entry(said("agreed"), 2)
    case = fold([entry(opening(), 1), wrong, entry(e.Struck(entry=wrong.id, why="wrong case"), 3)])
    assert ledger(case) == ()


def test_taking_back_in_general_ends_every_single_agreement() -> None:
    lines = ledger(case_of(said("agreed"), said("agreed", to_whom="dsf"), said("withdrawn", what="", to_whom="")))
    assert all(line.ended_at is not None for line in lines[:2])


def test_taking_back_one_thing_leaves_the_others() -> None:
    lines = ledger(case_of(said("agreed"), said("agreed", what="details"), said("withdrawn")))
    assert [line.ended_at is not None for line in lines] == [True, False, False]


def test_a_general_yes_does_not_undo_a_no_to_one_recipient() -> None:
    case = case_of(said("refused"), said("agreed", to_whom="outside the team"))
    asked = frozenset({"reporter"})
    refused = deciding(ledger(case), "identity", asked, "venue")
    assert refused is not None and refused.no
    agreed = deciding(ledger(case), "identity", asked, "dsf")
    assert agreed is not None and not agreed.no


def test_an_agreement_without_a_recipient_reaches_nobody_and_a_no_everybody() -> None:
    asked = frozenset({"reporter"})
    assert deciding(ledger(case_of(said("agreed", to_whom=""))), "identity", asked, "venue") is None
    refused = deciding(ledger(case_of(said("refused", to_whom=""))), "identity", asked, "venue")
    assert refused is not None and refused.no


@pytest.mark.parametrize("to", ["employer", "reported", "public", "police"])
def test_a_general_leave_does_not_reach_those_whom_it_may_be_dangerous_to_tell(to: str) -> None:
    lines = ledger(case_of(report=Report(what="x", share_identity=True)))
    assert deciding(lines, "identity", frozenset({"reporter"}), to) is None


@given(given_answers=st.lists(st.tuples(ANSWERS, st.sampled_from(("identity", "details"))), min_size=1, max_size=8))
def test_the_newest_answer_about_a_thing_wins(given_answers: list[tuple[str, str]]) -> None:
    case = case_of(*(said(answer, what) for answer, what in given_answers))
    for what in ("identity", "details"):
        own = [answer for answer, about in given_answers if about == what]
        found = deciding(ledger(case), what, frozenset({"reporter"}), "venue")  # type: ignore[arg-type]
        assert (found.answer if found is not None else None) == (own[-1] if own else None)


@given(given_answers=st.lists(st.tuples(ANSWERS, st.sampled_from(("identity", "details", "my hat"))), max_size=8))
def test_one_line_of_each_kind_counts_and_none_that_stands_was_taken_back_later(given_answers: list[tuple[str, str]]) -> None:
    lines = ledger(case_of(*(said(answer, what) for answer, what in given_answers)))
    assert len(lines) == len(given_answers)
    for what in {about for _answer, about in given_answers}:
        of_kind = [line for line in lines if line.what == what]
        assert [line.counts for line in of_kind] == [False] * (len(of_kind) - 1) + [True]
        assert not of_kind[-1].no or not _standing(of_kind)


def _standing(lines: list[Agreement]) -> list[Agreement]:
    return [line for line in lines if line.answer == "agreed" and line.ended_at is None]


@given(order=st.permutations(range(6)))
def test_the_ledger_is_the_same_in_whatever_order_the_entries_arrive(order: list[int]) -> None:
    bodies = (said("agreed"), said("refused", "details"), said("withdrawn"), said("agreed", "details", "dsf"), said("agreed"))
    journal = [entry(body, number) for number, body in enumerate((opening(), *bodies), start=1)]
    assert ledger(fold([journal[place] for place in order])) == ledger(fold(journal))
