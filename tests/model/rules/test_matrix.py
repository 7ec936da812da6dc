"""Where answers place a case, under every procedure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.rules.matrix import CELLS, cell, suggested
from tests.model.cases import policies

PACKS = sorted(policies())


@pytest.mark.parametrize("pack", PACKS)
def test_all_four_cells_have_a_response(pack: str) -> None:
    matrix = policies()[pack].matrix
    assert all(cell(matrix, risk, impact).response for risk, impact in CELLS)


@pytest.mark.parametrize("pack", PACKS)
def test_one_yes_is_enough_for_high_and_no_answer_places_nothing(pack: str) -> None:
    matrix = policies()[pack].matrix
    assert suggested(matrix, {}) == (None, None)
    for question in matrix.questions:
        others = {q.id: "no" for q in matrix.questions}
        risk, impact = suggested(matrix, others | {question.id: "yes"})
        assert (risk if question.axis == "risk" else impact) == "high"
        assert (impact if question.axis == "risk" else risk) == "low"


@given(st.data())
def test_unknown_answers_weigh_nothing(data: st.DataObject) -> None:
    matrix = policies()["conference"].matrix
    answers = {q.id: data.draw(st.sampled_from(["yes", "no", "unknown"])) for q in matrix.questions}
    known = {key: value for key, value in answers.items() if value != "unknown"}
    assert suggested(matrix, answers) == suggested(matrix, known)
