"""A measure takes hold in several places at once: the whole list is written down in one commit, or nothing of it."""

from __future__ import annotations

from collections.abc import Sequence

from cocdesk.model.actions import respond
from cocdesk.model.desk import Desk
from cocdesk.model.errors import NotAllowed
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Change, Done
from cocdesk.model.store import drafts
from cocdesk.words import _


def roll_out(desk: Desk, case: str, places: Sequence[e.RolledOut], *, draft: int | None = None) -> Done[tuple[str, ...]]:
    """Write down how far each place is (X17); returns the entries' ids. Raises ``NotAllowed`` for none, or when it may not be."""
    if not places:
        raise NotAllowed(_("Nothing is different from what stands there."), kept=_("Nothing was recorded."))
    state = desk.case(case)
    for place in places:
        respond.may(desk, state, place)
    with desk.transaction() as recorder:
        written = tuple(recorder.add(case, place).id for place in places)
        if draft is not None:
            drafts.remove(desk.db, draft)
    return Done(value=written, change=Change(topics=frozenset({"cases"}), cases=(case,)))
