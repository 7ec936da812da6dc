"""``cocdesk init``: a new vault with its first event, and the recovery key in safe hands before anything is done with it."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cocdesk.commands.event import settings
from cocdesk.commands.terminal import passphrase, say, say_json
from cocdesk.model.actions.opening import create_desk, packs, prepare_new
from cocdesk.model.actions.print import FileThere, recovery_paper, refuse_in_vault, write
from cocdesk.model.desk import Desk
from cocdesk.model.documents import recovery_sheet
from cocdesk.model.errors import KnownError, NotAllowed, NotFound
from cocdesk.model.policy.pack import Policy
from cocdesk.words import _

EVERYWHERE = {"chair", "responder"}
"""Parts that say what a member may do in a vault, under any procedure."""


def run(args: argparse.Namespace) -> int:
    """Everything that can be refused is refused before the vault is made."""
    policy = _policy(args.policy)
    _check_event(args)
    given = settings(args.set, policy)
    sheet: Path | None = args.recovery_sheet
    folder = Path(args.vault)
    check_sheet(sheet, folder)
    role = _role(args.role, policy)
    was_there = folder.exists()
    new = prepare_new(member=args.member, role=role, passphrase=passphrase(args, new=True))
    desk, key = create_desk(
        folder, new, policy, event=args.event, zone=args.zone, starts=args.starts, ends=args.ends, settings=given
    )  # fmt: skip
    try:
        if sheet is not None:
            write_sheet(desk, key, sheet)
    except BaseException:
        # A vault whose recovery key nobody got, and which holds no cases yet, is better not there.
        desk.vault.abandon()
        if not was_there:
            with suppress(OSError):
                folder.rmdir()
        raise
    desk.close()
    _tell(args, policy, key, sheet)
    return 0


def write_sheet(desk: Desk, key: str, path: Path) -> None:
    """The recovery sheet as a PDF only its owner can read."""
    event = desk.event()
    document = recovery_sheet.build(
        vault_name=desk.folder.resolve().name, recovery_key=key, made_at=desk.now(), event=event.name, zone=event.zone,
        members=[member.name for member in desk.vault.members], exercise=event.exercise,
    )  # fmt: skip
    refuse_in_vault(path, desk.folder)
    write(path, recovery_paper(document).data)


def _tell(args: argparse.Namespace, policy: Policy, key: str, sheet: Path | None) -> None:
    name = Path(args.vault).resolve().name
    if sheet is None:
        # First, and past stdout, which may be full or kept in a file; this is shown once and is nowhere else.
        print(_("Write this recovery key down now; it is shown only once, and kept nowhere:"), file=sys.stderr)
        print(f"\n    {key}\n", file=sys.stderr)
    if args.json:
        say_json({"vault": name, "policy": policy.id, "event": args.event, "recovery_sheet": str(sheet) if sheet else None})
    else:
        say(_("The vault “{name}” is ready.").format(name=name))
    if sheet is not None and not args.json:
        say(_("The recovery sheet is in “{file}”. Print it, keep the paper safe, and delete the file.").format(file=sheet.name))


def _policy(wanted: str) -> Policy:
    known = packs()
    if wanted not in known:
        names = ", ".join(policy.id for policy in known.values() if policy.offered)
        raise NotFound(
            _("There is no procedure of that name."),
            kept=_("Nothing was made."),
            do=_("These exist: {names}.").format(names=names),
        )
    return known[wanted]


def _role(wanted: str, policy: Policy) -> str:
    """The part of the first member: one of the procedure, or of every vault; the first of the team when none is named."""
    in_team = [role.id for role in policy.roles if role.in_team]
    if not wanted:
        return in_team[0]
    known = {role.id for role in policy.roles} | EVERYWHERE
    if wanted not in known:
        raise NotFound(
            _("This procedure does not know the part “{role}”.").format(role=wanted),
            kept=_("Nothing was made."),
            do=_("Its parts are: {names}.").format(names=", ".join(in_team)),
        )
    return wanted


def _check_event(args: argparse.Namespace) -> None:
    try:
        ZoneInfo(args.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise NotAllowed(
            _("That time zone is not known here."), kept=_("Nothing was made."), do=_("Use a name such as Europe/Berlin or UTC.")
        ) from fault
    for day in (args.starts, args.ends):
        try:
            date.fromisoformat(day or "2000-01-01")
        except ValueError as fault:
            raise NotAllowed(
                _("The first or last day is not a day that exists."), kept=_("Nothing was made."), do=_("Write it as 2026-11-20.")
            ) from fault
    if args.starts and args.ends and args.ends < args.starts:
        raise NotAllowed(_("The event ends before it starts."), kept=_("Nothing was made."), do=_("Please check both days."))


def check_sheet(sheet: Path | None, vault: Path) -> None:
    """Refuse a place that cannot take the recovery sheet.

    The key must never be lost silently: it goes to a file that can be written, or to a person who reads it now.
    """
    if sheet is None:
        if not sys.stderr.isatty():
            raise NotAllowed(
                _("There is nobody here to read the recovery key, so it would be lost."),
                kept=_("Nothing was made."),
                do=_("Say where its sheet goes, with --recovery-sheet FILE."),
            )
        return
    refuse_in_vault(sheet, vault)
    if sheet.exists():
        raise FileThere(
            _("There is a file at the place of the recovery sheet already."),
            kept=_("It was left as it is, and no vault was made."),
            do=_("Choose another name; it may be the sheet of another vault."),
        )
    try:
        sheet.touch(mode=0o600)
        sheet.unlink()
    except OSError as fault:
        raise KnownError(
            _("The recovery sheet cannot be written there."),
            kept=_("No vault was made."),
            do=_("Choose a folder that takes files."),
        ) from fault
