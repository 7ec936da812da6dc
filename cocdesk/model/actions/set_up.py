"""Setting up the desk of an event: which procedure, which contacts, which places."""

from __future__ import annotations

import msgspec

from cocdesk.model.desk import Desk
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Change, Done, Event
from cocdesk.words import _


def set_up_event(
    desk: Desk,
    policy: Policy,
    *,
    name: str,
    zone: str = "UTC",
    starts: str = "",
    ends: str = "",
    settings: dict[str, str] | None = None,
    exercise: bool = False,
) -> Done[str]:
    """A new event under a procedure, kept in the vault with it; returns the event's id."""
    with desk.transaction() as record:
        event = record.new_id()
        hashed = desk.keep_policy(policy)
        filled = {setting.id: setting.default for setting in policy.settings if setting.default} | (settings or {})
        body = e.EventSetUp(
            name=name.strip() or _("Our event"), policy=policy.id, policy_hash=hashed, zone=zone, starts=starts, ends=ends,
            settings=filled, exercise=exercise,
        )  # fmt: skip
        record.add(event, body)
    return Done(value=event, change=Change(topics=frozenset({"event"})))


def change_event(desk: Desk, event: Event) -> Done[str]:
    """New values for an event's set-up; the procedure stays the one it was set up with."""
    plain = msgspec.to_builtins(event)
    del plain["id"]
    with desk.transaction() as record:
        record.add(event.id, msgspec.convert(plain, e.EventSetUp))
    return Done(value=event.id, change=Change(topics=frozenset({"event"})))
