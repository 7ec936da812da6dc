"""``cocdesk documents`` and ``cocdesk document``: the catalogue, and one paper or mail out of it."""

from __future__ import annotations

import argparse
from pathlib import Path

from cocdesk.commands.terminal import opened, say, say_bytes, say_json
from cocdesk.model.actions import print as printing
from cocdesk.model.desk import Desk
from cocdesk.model.documents import catalogue as kinds
from cocdesk.model.errors import NotAllowed
from cocdesk.model.queries import outgoing
from cocdesk.words import _, ngettext

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
        if not args.names_checked:
            _refuse_names(desk, paper, case or "", out.name if args.out != "-" else "")
        noted = {"purpose": args.purpose, "recipient": args.recipient, "because": args.because}
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


def _refuse_names(desk: Desk, paper: printing.Paper, case: str, file_name: str) -> None:
    """Raise ``NotAllowed`` when what goes to somebody outside the team names people its reader may not know."""
    if not paper.audience or paper.audience in outgoing.TEAM:
        return
    names = outgoing.known_names(desk, case)
    found = outgoing.look(paper.document, names, paper.named)
    named = found.named if found.sure else outgoing.look(file_name, names).named
    sure = [one for one in named if one.sure]
    if not sure:
        return
    count, where = len(sure), found.places() or _("file name")
    raise NotAllowed(
        ngettext(
            "It names {count} person its reader may not know: {who} (in: {where}).",
            "It names {count} people its reader may not know: {who} (in: {where}).",
            count,
        ).format(count=count, who=outgoing.listed(sure), where=where),
        kept=_("Nothing left the desk."),
        do=_("Look at it in the window, change the words in the case, or say --names-checked once you have read it."),
    )
