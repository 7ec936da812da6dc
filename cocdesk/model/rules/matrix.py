"""Impact and risk of further harm: where answers place a case, and what a team may answer there (F6–F8)."""

from __future__ import annotations

from collections.abc import Mapping

from cocdesk.model.policy.pack import Cell, Level, Matrix

CELLS: tuple[tuple[Level, Level], ...] = (("low", "high"), ("high", "high"), ("low", "low"), ("high", "low"))
"""(risk, impact) in reading order: impact runs up, risk runs right."""


def suggested(matrix: Matrix, answers: Mapping[str, str]) -> tuple[Level | None, Level | None]:
    """(risk, impact) the answers suggest; None on an axis without any answer. One "yes" is enough for "high".

    It is a suggestion: a person places the case.
    """

    def level(axis: str) -> Level | None:
        given = [answers.get(question.id) for question in matrix.questions if question.axis == axis]
        if "yes" in given:
            return "high"
        return "low" if "no" in given else None

    return level("risk"), level("impact")


def cell(matrix: Matrix, risk: str, impact: str) -> Cell:
    """The cell of a placed case."""
    return next(c for c in matrix.cells if (c.risk, c.impact) == (risk, impact))
