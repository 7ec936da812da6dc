"""``cocdesk members``: who can open the vault, and changing it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cocdesk.commands.new_vault import check_sheet, write_sheet
from cocdesk.commands.terminal import opened, passphrase, say, say_aside, say_json, table
from cocdesk.model.actions import members
from cocdesk.model.desk import Desk
from cocdesk.model.errors import NotAllowed
from cocdesk.words import _


def run(args: argparse.Namespace) -> int:
    """List, or do what was asked. Everything that can be refused is refused before the vault is touched."""
    wanted: str = args.act or "list"
    needs_name = wanted in ("add", "remove", "role", "reset")
    if needs_name and not args.name:
        sentence = _("Please say who: “cocdesk members VAULT {act} NAME”.")
        raise NotAllowed(sentence.format(act=wanted), kept=_("Nothing was changed."))
    if wanted in ("remove", "recovery"):
        check_sheet(args.recovery_sheet, Path(args.vault))
    with opened(args) as desk:
        return {
            "list": _list, "add": _add, "remove": _remove, "passphrase": _passphrase, "recovery": _recovery, "role": _role,
            "reset": _reset,
        }[wanted](args, desk)  # fmt: skip


def _list(args: argparse.Namespace, desk: Desk) -> int:
    found = members.listed(desk)
    if args.json:
        rows = [{"name": m.name, "role": m.role, "slot": m.slot, "you": m.slot == desk.member} for m in found]
        say_json({"members": rows, "recovery_sheet": True, "generation": desk.vault.generation})
        return 0
    table([(m.name, m.role) for m in found])
    say(_("And whoever holds the recovery sheet."))
    return 0


def _add(args: argparse.Namespace, desk: Desk) -> int:
    words = passphrase(_new(args), new=True)
    made = members.add(desk, name=args.name, role=args.role or "responder", passphrase=words).value
    return _told(args, desk, _("{name} can open the vault now.").format(name=made.name))


def _remove(args: argparse.Namespace, desk: Desk) -> int:
    removed = members.remove(desk, member=args.name).value
    _hand_out(args, desk, removed.recovery_key)
    if removed.no_copy:
        say_aside(removed.no_copy)
    say_aside(_("Whoever could open the vault before may have kept a copy."))
    return _told(args, desk, _("The vault has a new key, which {name} does not have.").format(name=args.name))


def _passphrase(args: argparse.Namespace, desk: Desk) -> int:
    members.change_passphrase(desk, old=passphrase(args), new=passphrase(_new(args), new=True))
    return _told(args, desk, _("Your passphrase is changed."))


def _recovery(args: argparse.Namespace, desk: Desk) -> int:
    _hand_out(args, desk, members.new_sheet(desk).value)
    return _told(args, desk, _("There is a new recovery sheet; the old one opens this vault no more."))


def _role(args: argparse.Namespace, desk: Desk) -> int:
    made = members.change_role(desk, member=args.name, role=args.role or "responder").value
    return _told(args, desk, _("{name} has the part “{role}” now.").format(name=made.name, role=made.role))


def _reset(args: argparse.Namespace, desk: Desk) -> int:
    made = members.set_anew(desk, member=args.name, passphrase=passphrase(_new(args), new=True)).value
    return _told(args, desk, _("{name} has a new passphrase.").format(name=made.name))


def _new(args: argparse.Namespace) -> argparse.Namespace:
    """Where the new passphrase comes from: never from the file or variable that holds the present one."""
    if args.new_passphrase_file or sys.stdin.isatty():
        return argparse.Namespace(passphrase_file=args.new_passphrase_file, prompt=_("New passphrase: "), only_named=True)
    raise NotAllowed(
        _("No new passphrase was given, and there is no terminal to ask on."),
        kept=_("Nothing was changed."),
        do=_("Name a file with --new-passphrase-file."),
    )


def _hand_out(args: argparse.Namespace, desk: Desk, key: str) -> None:
    if args.recovery_sheet is not None:
        write_sheet(desk, key, args.recovery_sheet)
        say_aside(_("Print “{file}”, keep the paper safe, and delete the file.").format(file=args.recovery_sheet.name))
        return
    # Past stdout, which may be full or kept in a file; this is shown once and is nowhere else.
    print(_("Write this recovery key down now; it is shown only once, and kept nowhere:"), file=sys.stderr)
    print(f"\n    {key}\n", file=sys.stderr)


def _told(args: argparse.Namespace, desk: Desk, sentence: str) -> int:
    if args.json:
        return _list(args, desk)
    say(sentence)
    return 0
