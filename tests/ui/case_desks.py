"""A real vault with an invented case or two, for tests and pictures of the pages that show them."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cocdesk import places
from cocdesk.model.actions import report, respond, set_up
from cocdesk.model.desk import Desk
from cocdesk.model.laptop import Laptop
from cocdesk.model.policy.read import available
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import Care, OtherGiven, Report, ReportDraft, ReportedGiven, ReporterGiven
from cocdesk.model.vault.vault import Kdf, create, unlock
from tests.model.desks import copied

PASSPHRASE = "heron walks by the long jetty"
CHEAP = Kdf(memory_kib=65536, passes=2, lanes=4)
PACKS = tuple(sorted(available([places.shipped_policies()])))
MARKUP = "<img src='x'><b>not bold</b> & more"


class Clock:
    """A clock that is moved by hand; every look moves it a second, so that entries have an order."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 22, 14, 5, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@functools.cache
def _pattern(pack: str) -> Path:
    """A vault under that pack with its event set up, and the laptop it was made on; made once a run."""
    folder = Path(tempfile.mkdtemp(prefix="cocdesk-pattern-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    vault, _recovery = create(folder / "vault", member="Ana", role="chair", passphrase=PASSPHRASE, kdf=CHEAP)
    desk = Desk(vault, laptop=Laptop(folder / "laptop"), clock=Clock())
    set_up.set_up_event(
        desk, available([places.shipped_policies()])[pack], name="PyTide 2026", zone="Europe/Berlin", starts="2026-05-20",
        ends="2026-05-24", settings={"contact": "the desk by the entrance", "policy-location": "pytide.example/conduct"},
    )  # fmt: skip
    desk.close()
    return folder


@contextmanager
def desk_with(folder: Path, pack: str = "conference") -> Iterator[Desk]:
    """A new vault under that pack, with its event set up."""
    copied(_pattern(pack), folder)
    desk = Desk(unlock(folder / "vault", passphrase=PASSPHRASE), laptop=Laptop(folder / "laptop"), clock=Clock())
    try:
        yield desk
    finally:
        desk.close()


def told_at_the_desk(desk: Desk, **changes: str) -> str:
    """A report somebody told at the desk; returns the case's id."""
    values = {
        "what": "At the party someone kept standing very close to me and went on with remarks after I asked them to stop.",
        "behaviour": "Remarks about looks, repeated after being asked to stop.",
        "place": "Conference party",
        "happened": "Friday, about ten in the evening",
    } | changes
    draft = ReportDraft(
        title=changes.pop("title", "Remarks at the social event"),
        report=Report(
            **{key: value for key, value in values.items() if key != "title"}, channel="in-person", transcribed=True,
            witnessed="private", consent="no-objection", consent_words="That is fine.", threat=False, needs=("quiet",),
            not_offered=("circumstances",),
        ),
        reporter=ReporterGiven(name="Marisol Žižek", email="marisol@mail.example", affected=True),
        reported=(ReportedGiven(name="李小龙", description="tall, green scarf"),),
        others=(OtherGiven(role="witness", description="was at the bar"),),
        care=Care(contacts_given=True, how_can_i_help="Somebody who walks me home."),
    )  # fmt: skip
    return report.take_report(desk, draft).value


def busy(desk: Desk) -> str:
    """A case in the middle of things: assessed, a struck note, a paper that left."""
    case = told_at_the_desk(desk)
    respond.record(desk, case, e.Assessed(risk="low", impact="high", why="One evening, and they are afraid to come back."))
    wrong = respond.record(desk, case, e.Noted(text="Wrong case: this belongs to the other report.")).value
    respond.strike(desk, case, wrong, why="written into the wrong case")
    respond.record(desk, case, e.Noted(text="Spoke with the bar. They saw it and will write it down."))
    left = e.Exported(document="incident-form", audience="team", naming="code-names", how="printed", format="pdf")
    respond.record(desk, case, left)
    return case
