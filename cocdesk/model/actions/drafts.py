"""Half-written acts and papers of a case: kept in the vault while somebody types, and gone the moment the act is recorded."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from cocdesk.model.desk import Desk
from cocdesk.model.records.case import ActDraft, Change, Done
from cocdesk.model.rules.text import clean, clean_record
from cocdesk.model.store import drafts

PREFIX = "act:"
PAPER = "paper:"


def save_act(desk: Desk, case: str, draft: ActDraft, *, number: int | None) -> Done[int]:
    """Keep what was typed so far in a dialog of a case; returns the draft's number. It is no entry, and nobody else sees it."""
    body = msgspec.json.encode(clean_record(draft))
    saved = desk.keep_draft(number, kind=f"{PREFIX}{draft.act}", subject=case, body=body)
    return Done(value=saved, change=Change(topics=frozenset({"drafts"})))


def save_paper(desk: Desk, case: str, kind: str, words: Mapping[str, str], *, number: int | None) -> Done[int]:
    """Keep what was typed into a paper that has not left, by field; ``case`` is empty for one about none. Returns its number."""
    body = msgspec.json.encode({clean(key): clean(text) for key, text in words.items()})
    saved = desk.keep_draft(number, kind=f"{PAPER}{kind}", subject=case, body=body)
    return Done(value=saved, change=Change(topics=frozenset({"drafts"})))


def put_away(desk: Desk, number: int) -> Done[None]:
    """Throw a half-written act away; asked for by a person, never done by itself."""
    with desk.db.transaction():
        drafts.remove(desk.db, number)
    return Done(value=None, change=Change(topics=frozenset({"drafts"})))
