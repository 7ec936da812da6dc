"""``cocdesk doctor`` and ``cocdesk verify``: is this computer fit, is this vault whole."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec

from cocdesk.commands.terminal import opened, say, say_json
from cocdesk.model.errors import VaultDamaged
from cocdesk.model.queries import checks
from cocdesk.words import _


def doctor(args: argparse.Namespace) -> int:
    """Look at this computer."""
    return _tell(args, checks.computer_checks())


def verify(args: argparse.Namespace) -> int:
    """Look at a vault; nothing in it is changed, but a damaged key file is repaired from its twin as at every opening."""
    found = [checks.key_files(Path(args.vault))]
    try:
        with opened(args, only_look=True) as desk:
            found += checks.vault_checks(desk)
    except VaultDamaged as damaged:
        found.append(checks.Check(name="database-opens", ok=False, detail=str(damaged)))
    return _tell(args, found)


def _tell(args: argparse.Namespace, found: Sequence[checks.Check]) -> int:
    ok = all(check.ok for check in found)
    if args.json:
        say_json({"ok": ok, "checks": [msgspec.structs.asdict(check) for check in found]})
    else:
        for check in found:
            say(f"{_('fine') if check.ok else _('LOOK')}  {check.name}: {check.detail}")
        say(_("All is well.") if ok else _("Please look at the lines marked LOOK."))
    return 0 if ok else 1
