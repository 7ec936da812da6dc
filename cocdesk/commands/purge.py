"""``cocdesk purge``: one case erased for good, once its code name was typed."""

from __future__ import annotations

import argparse
import sys

from cocdesk.commands.terminal import moment, opened, say, say_aside, say_json
from cocdesk.model.actions import purge
from cocdesk.model.errors import NotAllowed
from cocdesk.words import _


def run(args: argparse.Namespace) -> int:
    """Erase it from the vault and its safety copies, and say what stays and what is beyond reach."""
    with opened(args) as desk:
        case = desk.find_case(args.case)
        desk = desk.at(case)
        if sentence := purge.why_not(desk):
            raise NotAllowed(sentence, kept=_("Nothing was changed."))
        _require_name(args, desk.case(case).code_name)
        done = purge.purge(desk, case).value
        at, kept = moment(desk.now()), desk.vault.generation
    if args.json:
        say_json({"case": case, "at": at, "entries": done.stone.entries, "persons": done.persons, "generation": kept,
                  "copies_forgotten": done.copies_forgotten, "problems": [done.no_copy] if done.no_copy else []})  # fmt: skip
        return 0
    say(_("The case is erased from this vault: {entries} entries are gone, and a mark without names stays.").format(
        entries=done.stone.entries
    ))  # fmt: skip
    say_aside(_("Purging removes the text from this vault and its safety copies. Erasing cannot reach prints, exports,"
                " mails, other people’s laptops or copies made outside the program."))  # fmt: skip
    if done.no_copy:
        say_aside(done.no_copy)
    return 0


def _require_name(args: argparse.Namespace, code_name: str) -> None:
    """Raise NotAllowed unless the code name was given once more; on a terminal it is asked for."""
    typed: str = args.confirm
    if not typed and sys.stdin.isatty():
        say_aside(_("To erase it for good, type its code name ({name}):").format(name=code_name))
        typed = sys.stdin.readline()
    if typed.strip().casefold() != code_name.casefold():
        raise NotAllowed(
            _("The code name of the case was not typed, so nothing was erased."),
            kept=_("Nothing was changed."),
            do=_("Say “--confirm {name}” if it is to go for good.").format(name=code_name),
        )
