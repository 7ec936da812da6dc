"""One small vault with two members and two cases, made once, for the tests of the promises in docs/security.md."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from cocdesk.model.actions import attach, members, report, respond, safety
from cocdesk.model.actions.opening import create_desk, packs, prepare_new
from cocdesk.model.desk import Desk
from cocdesk.model.laptop import Laptop
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import ReportDraft, ReportedGiven
from cocdesk.model.vault import vault as vaults
from tests.model.desks import FAST, PASSPHRASE, Watch, copied

BO = "seven other words in one row"


@dataclass(frozen=True)
class Made:
    """A vault with Ann (chair) and Bo, its sheet, its cases, and where this laptop's memory lies."""

    folder: Path
    laptop: Path
    sheet: str
    cases: tuple[str, ...]

    def sit(self, member: str = "Ann", clock: Watch | None = None) -> Desk:
        """Unlock it and sit down."""
        words = PASSPHRASE if member == "Ann" else BO
        return Desk(
            vaults.unlock(self.folder, passphrase=words, member=member), laptop=Laptop(self.laptop), clock=clock or Watch()
        )

    def sit_by_sheet(self) -> Desk:
        """The same with the recovery sheet, which takes no time."""
        return Desk(vaults.unlock_with_recovery(self.folder, self.sheet), laptop=Laptop(self.laptop), clock=Watch())

    @property
    def database(self) -> Path:
        return next(self.folder.glob("cases-*.db"))


@pytest.fixture(scope="session")
def _pattern(tmp_path_factory: pytest.TempPathFactory) -> Made:
    place = tmp_path_factory.mktemp("promises")
    new = prepare_new(member="Ann", role="chair", passphrase=PASSPHRASE, kdf=FAST)
    desk, sheet = create_desk(place / "vault", new, packs()["conference"], event="PyTide 2026", clock=Watch())
    members.add(desk, name="Bo", role="responder", passphrase=BO, kdf=FAST)
    cases = []
    for number in range(2):
        draft = ReportDraft(quick=f"case {number} in the foyer", reported=(ReportedGiven(name=f"Person {number}"),))
        cases.append(report.take_report(desk, draft).value)
        respond.record(desk, cases[-1], e.Noted(text=f"first note {number}"))
        respond.record(desk, cases[-1], e.Noted(text=f"second note {number}"))
    attach.attach(desk, cases[0], name="picture.png", data=b"\x89PNG\r\n\x1a\n" + bytes(9000))
    safety.keep_copy(desk, "daily")
    desk.close()
    return Made(folder=place / "vault", laptop=place / "laptop", sheet=sheet, cases=tuple(cases))


@pytest.fixture
def made(_pattern: Made, tmp_path: Path) -> Made:
    """A copy of it, to be opened or harmed."""
    return Made(
        folder=copied(_pattern.folder, tmp_path / "vault"), laptop=tmp_path / "laptop", sheet=_pattern.sheet, cases=_pattern.cases
    )
