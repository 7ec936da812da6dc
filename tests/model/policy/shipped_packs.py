"""The packs that lie in the resources: whatever folder is put there is tested, with no code for it."""

from __future__ import annotations

from pathlib import Path

from cocdesk.model.policy.pack import Policy
from cocdesk.model.policy.read import read_pack_text

POLICIES = Path(__file__).resolve().parents[3] / "resources" / "policies"
NAMES = sorted(file.parent.name for file in POLICIES.glob("*/pack.toml"))
TEXTS = {name: (POLICIES / name / "pack.toml").read_text(encoding="utf-8") for name in NAMES}


def pack(name: str) -> Policy:
    """The pack of one folder, read afresh."""
    return read_pack_text(TEXTS[name], f"{name}/pack.toml")
