"""``cocdesk event``: what the team filled in for its event, and filling it in."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from msgspec.structs import replace

from cocdesk.commands.terminal import opened, say, say_json
from cocdesk.model.actions.set_up import change_event
from cocdesk.model.errors import NotAllowed
from cocdesk.model.policy.pack import Policy, Setting
from cocdesk.words import _


def run(args: argparse.Namespace) -> int:
    """Change what ``--set`` names, all of it or nothing; then say what stands there."""
    with opened(args) as desk:
        event = desk.event()
        policy = desk.policy(event.policy_hash)
        given = settings(args.set, policy)
        if given:
            kept = {**event.settings, **given}
            event = replace(event, settings={key: value for key, value in kept.items() if value})
            change_event(desk, event)
    if args.json:
        listed = [
            {"key": s.id, "title": s.title, "value": event.settings.get(s.id, ""), "options": list(s.options)}
            for s in policy.settings
        ]  # fmt: skip
        say_json({"event": event.name, "policy": policy.id, "zone": event.zone, "starts": event.starts, "ends": event.ends,
                  "settings": listed})  # fmt: skip
        return 0
    say(f"{event.name}  ({policy.title})")
    for setting in policy.settings:
        say(f"  {setting.id} = {event.settings.get(setting.id, '') or '–'}")
        say("      " + setting.title + (f" ({' | '.join(setting.options)})" if setting.options else ""))
    return 0


def settings(given: Sequence[str], policy: Policy) -> dict[str, str]:
    """What ``--set key=value`` says, by key; nothing after the equals sign takes a value away. Raises ``NotAllowed``."""
    known = {setting.id: setting for setting in policy.settings}
    found: dict[str, str] = {}
    for text in given:
        key, equals, value = (part.strip() for part in text.partition("="))
        if not equals:
            example = _('Write it as --set contact="the front desk".')
            raise _refused(_("“{text}” has no equals sign.").format(text=text), example)
        if key not in known:
            raise _refused(
                _("This procedure asks for nothing called “{key}”.").format(key=key),
                _("It asks for: {keys}.").format(keys=", ".join(known)),
            )
        found[key] = _value(known[key], value)
    return found


def _value(setting: Setting, value: str) -> str:
    if value and setting.options and value not in (*setting.options, *setting.values):
        raise _refused(
            _("“{value}” is not an answer to “{key}”.").format(value=value, key=setting.id),
            _("These are: {options}.").format(options="; ".join(setting.options)),
        )
    return value


def _refused(sentence: str, do: str) -> NotAllowed:
    return NotAllowed(sentence, kept=_("Nothing was changed."), do=do)
