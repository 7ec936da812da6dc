"""What is written into the journal of an event itself."""

from __future__ import annotations

from typing import Literal

from cocdesk.model.records.body import Body


class EventSetUp(Body, frozen=True, kw_only=True, tag="event-set-up"):
    """The event and what the team filled in for it: lives in the event's own journal. The newest one counts."""

    name: str
    policy: str
    policy_hash: str
    zone: str = "UTC"
    starts: str = ""
    ends: str = ""
    settings: dict[str, str] = {}
    exercise: bool = False


class FormsPrinted(Body, frozen=True, kw_only=True, tag="forms-printed"):
    """Blank forms left the desk under these numbers."""

    numbers: tuple[str, ...]
    how: Literal["printed", "saved", "copied"]
    paper: str = "A4"


class EventExported(Body, frozen=True, kw_only=True, tag="event-exported"):
    """A paper or file about a whole event left the vault; ``cases`` are the ids of those it tells of."""

    document: str
    audience: str
    naming: Literal["named", "code-names"]
    how: Literal["printed", "saved", "copied"]
    format: str
    cases: tuple[str, ...] = ()
    edition: Literal["", "first", "final"] = ""
    purpose: str = ""
    recipient: str = ""
    sha256: str = ""


EventBody = EventSetUp | FormsPrinted | EventExported
