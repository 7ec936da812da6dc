"""``cocdesk policies``: the procedures a team can choose from, and in what they differ."""

from __future__ import annotations

import argparse
from typing import Any

from cocdesk.commands.terminal import say, say_json
from cocdesk.model.actions.opening import offered_policies, packs
from cocdesk.model.policy.pack import Policy
from cocdesk.words import _


def run(args: argparse.Namespace) -> int:
    """List them."""
    offered = offered_policies(packs())
    if args.json:
        say_json({"policies": [as_json(policy) for policy in offered]})
        return 0
    for policy in offered:
        say(f"{policy.id}  {policy.version}  {policy.title}")
        say("  " + policy.about)
        deadlines = [f"{clock.title} ({clock.within})" for clock in policy.clocks if clock.within]
        keep = [f"{rule.outcome}: {rule.keep}" for rule in policy.retention.rules]
        for label, values in (
            (_("roles"), [role.title for role in policy.roles]),
            (_("deadlines"), deadlines),
            (_("sanctions"), [sanction.id for sanction in policy.sanctions]),
            (_("further measures"), [sanction.id for sanction in policy.further_sanctions]),
            (_("left to the team"), [setting.id for setting in policy.settings if setting.chooses]),
            (_("kept"), keep or [_("settled by the team")]),
            (_("documents owed"), list(policy.owed)),
        ):
            say(f"  {label}: {', '.join(values) or '–'}")
        say()
    return 0


def as_json(policy: Policy) -> dict[str, Any]:
    """A procedure as the contract names its parts."""
    return {
        "id": policy.id,
        "version": policy.version,
        "title": policy.title,
        "roles": [{"id": role.id, "title": role.title, "does": list(role.does)} for role in policy.roles],
        "deadlines": [
            {"id": c.id, "title": c.title, "starts": c.starts, "phase": c.phase, "within": c.within, "weight": c.weight}
            for c in policy.clocks
            if c.chosen is None
        ],
        "hearing": policy.hearing.order,
        "sanctions": [{"id": sanction.id, "title": sanction.title} for sanction in policy.sanctions],
        "further_sanctions": [{"id": sanction.id, "title": sanction.title} for sanction in policy.further_sanctions],
        "choices": [
            {"id": s.id, "title": s.title, "chooses": s.chooses, "options": list(s.options)} for s in policy.settings if s.chooses
        ],
        "agree": list(policy.agrees),
        "announce": list(policy.announcement.by),
        "retention": [{"class": rule.outcome, "keep": rule.keep} for rule in policy.retention.rules],
        "owed": list(policy.owed),
    }
