"""Half-written acts of a case: kept in the vault while somebody types, and gone the moment the act is recorded."""

from __future__ import annotations

import msgspec

from cocdesk.model.desk import Desk
from cocdesk.model.records.case import ActDraft, Change, Done
from cocdesk.model.rules.text import clean_record
from cocdesk.model.store import drafts

PREFIX = "act:"


def save_act(desk: Desk, case: str, draft: ActDraft, *, number: int | None) -> Done[int]:
    """Keep what was typed so far in a dialog of a case; returns the draft's number. It is no entry, and nobody else sees it."""
    body = msgspec.json.encode(clean_record(draft))
    saved = desk.keep_draft(number, kind=f"{PREFIX}{draft.act}", subject=case, body=body)
    return Done(value=saved, change=Change(topics=frozenset({"drafts"})))


def put_away(desk: Desk, number: int) -> Done[None]:
    """Throw a half-written act away; asked for by a person, never done by itself."""
    with desk.db.transaction():
        drafts.remove(desk.db, number)
    return Done(value=None, change=Change(topics=frozenset({"drafts"})))
