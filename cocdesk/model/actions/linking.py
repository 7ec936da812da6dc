"""Two cases that belong together: a link stands in both of them, or in neither."""

from __future__ import annotations

from typing import Literal

from cocdesk.model.actions import respond
from cocdesk.model.desk import Desk
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Done

How = Literal["same-issue", "related", "retaliation", "pressed-apology", "same-person", "appeal"]


def link(desk: Desk, case: str, other: str, how: How, words: str = "", *, draft: int | None = None) -> Done[str]:
    """Link two cases in one commit; returns the id of the entry in ``case``. ``other`` is a code name or an id's beginning.

    Raises ``NotFound``, ``NotAllowed``.
    """
    return respond.record(desk, case, e.Linked(other=desk.find_case(other), how=how, words=words), draft=draft)
