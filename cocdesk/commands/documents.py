"""``cocdesk documents`` and ``cocdesk document``: the catalogue, and one paper or mail out of it."""

from __future__ import annotations

import argparse
from pathlib import Path

from cocdesk.commands.terminal import opened, say, say_bytes, say_json
from cocdesk.model.actions import print as printing
from cocdesk.model.documents import catalogue as kinds
from cocdesk.words import _

_ENDINGS = {".pdf": "pdf", ".eml": "eml", ".txt": "txt"}


def catalogue(args: argparse.Namespace) -> int:
    """Every document there is, and which of them the vault's procedure owes."""
    with opened(args) as desk:
        owed = desk.policy(desk.event().policy_hash).owed
    if args.json:
        listed = [
            {"id": kind.id, "title": kind.title, "about": kind.about, "formats": list(kind.formats),
             "audiences": list(kind.audiences),
             "needs_case": kind.needs_case, "owed": kind.id in owed}
            for kind in kinds.kinds()
        ]  # fmt: skip
        say_json({"documents": listed})
        return 0
    for kind in kinds.kinds():
        say(f"{kind.id}  {kind.title}" + (_("  (owed by this procedure)") if kind.id in owed else ""))
        say("  " + kind.about)
        say("  " + _("formats: {formats}; for: {readers}").format(
            formats=", ".join(kind.formats), readers=", ".join(kind.audiences) or "–"
        ))  # fmt: skip
    return 0


def run(args: argparse.Namespace) -> int:
    """Make one document; that it leaves the vault is written down first."""
    kind = kinds.kind(args.kind)
    out = Path(args.out)
    by_name = _ENDINGS.get(out.suffix.lower(), "")
    format_ = args.format or (by_name if by_name in kind.formats else kind.formats[0])
    with opened(args) as desk:
        case = desk.find_case(args.case) if args.case else None
        paper = printing.make(
            desk, kind.id, case=case, audience=args.audience or "", naming=args.naming or "", format=format_, paper=args.paper,
            count=args.count,
        )  # fmt: skip
        noted = {"purpose": args.purpose, "recipient": args.recipient}
        if args.out == "-":
            printing.log_export(desk, paper, how="saved", **noted)
        else:
            printing.save(desk, paper, out, **noted)
    if args.out == "-":
        say_bytes(paper.data)
    else:
        say(_("Saved: {name}").format(name=out.name))
        say(kinds.caution(kind.id, paper.audience, paper.naming))
    return 0
