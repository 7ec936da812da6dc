"""One invented event with everything filled in, or nothing, for tests of the papers of the desk."""

from __future__ import annotations

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents.desk_papers import shelf
from cocdesk.model.documents.desk_papers.given import Given
from cocdesk.model.documents.render import render
from cocdesk.model.records.case import Event
from tests.model.policy.shipped_packs import pack

KINDS = [kind.id for kind in shelf.KINDS]
FILLED = {
    "contact": "+49 30 5550142\nconduct@pytide.example",
    "emergency-contacts": "Police: 110\nAmbulance and fire: 112\nVenue security: +49 30 5550177\nCrisis line: 116 111",
    "policy-location": "pytide.example/conduct", "chair": "Ines Ott, +49 170 5550133", "event-lead": "Ines Ott",
    "officer": "Sam Okoro", "coordinator": "Ines Ott", "organizer": "Lee Park", "feedback": "feedback@pytide.example",
    "appeal": "appeals@pytide.example",
}  # fmt: skip


def given(procedure: str, *, filled: bool = True, paper: b.Paper = "A4", exercise: bool = False, **words: str) -> Given:
    event = Event(
        id="e" * 32, name="PyTide 2026", policy=procedure, policy_hash="0" * 64, zone="Europe/Berlin", starts="2026-05-20",
        ends="2026-05-24", settings=FILLED if filled else {}, exercise=exercise,
    )  # fmt: skip
    team = ("Mira Novak", "Tomás Silva") if filled else ()
    return Given(policy=pack(procedure), event=event, team=team, words=words, paper=paper)


def built(kind: str, of: Given) -> b.Document:
    made = shelf.find(kind)
    assert made is not None
    return made.build(of)


def text(kind: str, of: Given) -> str:
    return render(built(kind, of), "txt").decode()
