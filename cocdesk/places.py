"""Where files live: in a checkout, in a wheel, in a frozen bundle, and in the person's own folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def resources() -> Path:
    """The folder of everything the program ships beside its code."""
    bundle = getattr(sys, "_MEIPASS", None)
    candidates = [Path(bundle, "cocdesk", "resources")] if bundle else []
    here = Path(__file__).resolve().parent
    candidates += [here / "resources", here.parent / "resources"]
    return next((folder for folder in candidates if folder.is_dir()), candidates[-1])


def shipped_policies() -> Path:
    """The folder of the packs that come with the program."""
    return resources() / "policies"


def own_policies() -> Path:
    """Where a team puts its own packs."""
    return config() / "policies"


def wording() -> tuple[Path, ...]:
    """Where the wording coach looks for its word lists: a team's own first, then those that come with the program."""
    return config() / "wording", resources() / "wording"


def thumbnails() -> Path:
    """The folder of the small pictures that show how each kind of paper looks."""
    return resources() / "thumbnails"


def translations() -> Path:
    """The folder of the program's translations."""
    return resources() / "translations"


def config() -> Path:
    """The person's settings folder of this program; ``COCDESK_CONFIG`` points elsewhere, for a portable stick or a test."""
    chosen = os.environ.get("COCDESK_CONFIG")
    if chosen:
        return Path(chosen)
    from platformdirs import user_config_path

    return user_config_path("cocdesk", appauthor=False)


def state() -> Path:
    """Where this laptop keeps what it knows about vaults (ids and counts only)."""
    return config() / "laptop"
