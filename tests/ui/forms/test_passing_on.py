"""The form of one disclosure: coded where it can be, in one's own words where it must."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cocdesk.model.records import entries as e
from cocdesk.model.rules.timeline import fold
from cocdesk.ui.forms.passing_on import BACK, form
from cocdesk.ui.forms.situation import Situation
from tests.model.cases import EVENT, START, entry, journal, policies

VALUES = {"whom": "reporter", "what": "identity", "to_whom": "venue", "answer": "agreed", "words": "yes"}


def now(pack: str = "django-events", *bodies: e.CaseBody, whom: str = "disclosure") -> Situation:
    case = fold(journal(*bodies))
    moment = datetime.fromtimestamp(START / 1000, UTC)
    return Situation(case=case, policy=policies()[pack], event=EVENT, member="Ana", now=moment, whom=whom)


@pytest.mark.parametrize("pack", sorted(policies()))
def test_whom_the_procedure_reports_to_stands_first(pack: str) -> None:
    readers = next(field for field in form(now(pack)).fields if field.key == "to_whom").options
    ups = [up.to for up in policies()[pack].reports_up]
    assert [title for _to, title in readers][: len(ups)] == ups
    assert len({to for to, _title in readers}) == len(readers)


def test_a_coded_answer_is_written_down_as_it_is() -> None:
    made = form(now()).make(VALUES)
    assert made == e.Consented(answer="agreed", whom="reporter", what="identity", to_whom="venue", words="yes")


def test_own_words_take_the_place_of_what_has_no_code() -> None:
    made = form(now()).make(VALUES | {"what": "other", "what_else": " my hat ", "to_whom": "", "to_else": "my sister"})
    assert isinstance(made, e.Consented)
    assert (made.what, made.to_whom) == ("my hat", "my sister")


def test_taking_back_says_the_same_again_with_another_answer() -> None:
    agreed = e.Consented(answer="agreed", whom="affected", what="their name", to_whom="the venue")
    wanted = entry(agreed, 2).id
    shown = form(now("django-events", agreed, whom=BACK + wanted))
    assert "the venue: their name" in shown.hint
    assert shown.make({"words": "no"}) == e.Consented(
        answer="withdrawn", whom="affected", what="their name", to_whom="the venue", words="no"
    )  # fmt: skip


def test_an_agreement_that_is_not_there_cannot_be_taken_back() -> None:
    assert form(now(whom=BACK + "0" * 64)).title == form(now()).title
