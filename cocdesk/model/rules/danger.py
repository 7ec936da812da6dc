"""What a procedure says about danger, with the case each sentence is for: read alone, neither must be taken for the other."""

from __future__ import annotations

from cocdesk.model.policy.parts import Safety
from cocdesk.words import _


def both_ways(safety: Safety) -> tuple[str, str]:
    """What to do if someone is in danger, and what if everyone is safe."""
    return (
        _("If someone is in danger: {what}").format(what=safety.threat_do),
        _("If everyone is safe: {what}").format(what=safety.otherwise_do),
    )
