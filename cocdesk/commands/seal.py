"""``cocdesk seal`` and ``cocdesk unseal``: a case in a file of its own, and back; and the place a sealed report goes to."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from cocdesk.commands.terminal import opened, say, say_aside, say_json
from cocdesk.model.actions import sealing
from cocdesk.model.desk import Desk
from cocdesk.model.queries import sealing as asked
from cocdesk.words import _


@contextmanager
def place(desk: Desk, args: argparse.Namespace) -> Iterator[Desk]:
    """Where a report goes: a sealed file of its own with ``--sealed-from``, which is gone again when nothing came into it."""
    if not args.sealed_from:
        yield desk
        return
    room = sealing.new_room(desk, sealing.all_but(desk, args.sealed_from, sheet=args.sheet_opens))
    try:
        yield room
    finally:
        sealing.give_up(room)


def seal(args: argparse.Namespace) -> int:
    """Move a case into a file of its own; of one that is sealed already, change who can open it."""
    with opened(args) as desk:
        case = desk.find_case(args.case)
        holders = sealing.all_but(desk, args.sealed_from, sheet=args.sheet_opens)
        pointing: tuple[str, ...] = ()
        if desk.at(case).room is not None:
            sealing.change_holders(desk.at(case), case, holders)
        else:
            pointing = sealing.seal_case(desk, case, holders).value.pointing
        code_name, found = desk.at(case).case(case).code_name, asked.sealing(desk.at(case))
    assert found is not None
    if args.json:
        say_json({"case": case, "code_name": code_name, "holders": list(found.holders), "sheet": found.sheet,
                  "pointing": list(pointing)})  # fmt: skip
        return 0
    say(f"{code_name}: {found.sentence}")
    for line in asked.beyond(pointing):
        say_aside(line)
    return 0


def unseal(args: argparse.Namespace) -> int:
    """Put it back where everybody of the team can read it."""
    with opened(args) as desk:
        case = desk.find_case(args.case)
        sealing.unseal_case(desk.at(case), case)
        code_name = desk.case(case).code_name
    if args.json:
        say_json({"case": case, "code_name": code_name})
    else:
        say(_("{case}: everybody of the team can read it now.").format(case=code_name))
    return 0
