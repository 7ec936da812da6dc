"""Which versions of a report to the public have left the vault, and when the others are due."""

from __future__ import annotations

from datetime import UTC, datetime

from cocdesk.model.desk import Desk
from cocdesk.model.documents import transparency
from cocdesk.model.records import entries as e
from cocdesk.model.records.event_file import Edition
from cocdesk.model.rules import editions


def standing(desk: Desk, event: str = "") -> str:
    """Where both versions of an event's report stand, in a sentence each. Raises ``NotFound``."""
    about = desk.event(event)
    left: dict[Edition, datetime] = {}
    for entry in desk.entries_of(about.id):
        body = entry.body
        if not isinstance(body, e.EventExported) or (body.document, body.audience) != (transparency.KIND, "public"):
            continue
        if body.edition:
            left[body.edition] = datetime.fromtimestamp(entry.made / 1000, UTC)
    return editions.told(about, left, desk.now())
