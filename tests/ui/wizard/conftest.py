"""A real vault at a real desk under any pack, and the page on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cocdesk import places
from cocdesk.model.actions import set_up
from cocdesk.model.desk import Desk
from cocdesk.model.laptop import Laptop
from cocdesk.model.policy.read import available
from cocdesk.model.vault.vault import Kdf, create, unlock
from cocdesk.ui.session import Session
from cocdesk.ui.wizard.report_wizard import ReportWizard
from tests.model.desks import copied

PASSPHRASE = "heron walks by the long jetty"
PACKS = available([places.shipped_policies()])
Seat = Callable[..., Session]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A vault with an event under a pack, made once and copied for every test: making one takes much longer than opening it."""
    made: dict[str, Path] = {}

    def prepare(pack: str) -> Path:
        if pack not in made:
            folder = tmp_path_factory.mktemp("prepared") / "vault"
            vault, _sheet = create(
                folder, member="Ana", role="chair", passphrase=PASSPHRASE, kdf=Kdf(memory_kib=65536, passes=2, lanes=4)
            )
            desk = Desk(vault, laptop=Laptop(folder.parent / "laptop"))
            numbers = {"emergency-contacts": "Police 110\nVenue security 030 123"}
            set_up.set_up_event(desk, PACKS[pack], name="Our event", zone="Europe/Berlin", settings=numbers)
            desk.close()
            made[pack] = folder
        return made[pack]

    return prepare


@pytest.fixture
def seat(tmp_path: Path, prepared: Callable[[str], Path]) -> Iterator[Seat]:
    """Sit down at a new vault under a pack; locked again at the end."""
    made: list[Session] = []

    def sit(pack: str = "django-events") -> Session:
        folder = copied(prepared(pack), tmp_path / f"vault-{len(made)}")
        session = Session()
        session.sit(Desk(unlock(folder, passphrase=PASSPHRASE), laptop=Laptop(tmp_path / "laptop")))
        made.append(session)
        return session

    yield sit
    for session in made:
        session.lock()


@pytest.fixture
def wizard(qtbot, themed, seat) -> ReportWizard:
    """The page with a new report, shown."""
    return opened(qtbot, seat())


def opened(qtbot, session: Session) -> ReportWizard:
    """A page with a new report in a window of the smallest size."""
    page = ReportWizard(session)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.start()
    return page
