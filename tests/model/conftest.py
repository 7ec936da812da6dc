"""Desks for the tests of actions, queries and store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cocdesk.model.desk import Desk
from tests.model.desks import Watch, copied, make_vault, open_vault


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh vault under the procedure with the umbrella e-mail; never opened itself, only copied."""
    return make_vault(tmp_path_factory.mktemp("template") / "vault", "django-events")


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def desk(template: Path, tmp_path: Path, watch: Watch) -> Iterator[Desk]:
    """An open desk at a vault of its own."""
    opened = open_vault(copied(template, tmp_path / "vault"), tmp_path / "laptop", watch)
    yield opened
    opened.close()
