"""``cocdesk backup`` and ``cocdesk restore``: a safety copy in one file, and a vault made out of one."""

from __future__ import annotations

import argparse
from pathlib import Path

from cocdesk.commands.terminal import opened, say, say_json
from cocdesk.model.actions import safety
from cocdesk.model.rules.clockwork import moment_words
from cocdesk.model.vault.backup import Backup
from cocdesk.words import _


def backup(args: argparse.Namespace) -> int:
    """Write a safety copy; it is read back before this says so."""
    with opened(args) as desk:
        made = safety.back_up(desk, Path(args.file)).value
    sentence = _("The safety copy “{file}” is whole. It opens with today’s passphrases.")
    return _told(args, made, sentence.format(file=made.path.name))


def restore(args: argparse.Namespace) -> int:
    """Make a vault folder out of a safety copy; a vault that is there is never written over."""
    found = safety.restore(Path(args.file), Path(args.vault))
    sentence = _("The vault of {when} (UTC) is restored. It opens with the passphrases of that day.")
    return _told(args, found, sentence.format(when=moment_words(found.made)))


def _told(args: argparse.Namespace, found: Backup, sentence: str) -> int:
    if args.json:
        head = found.header
        say_json({"file": found.path.name, "vault": head.vault, "made": head.made, "generation": head.generation,
                  "members": [member.name for member in found.members]})  # fmt: skip
        return 0
    say(sentence)
    say(_("Who can open it: {names}.").format(names=", ".join(member.name for member in found.members)))
    return 0
