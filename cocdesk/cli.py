"""The terminal's door: which command is wanted, and every fault told as one sentence (docs/command-line.md)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from cocdesk import __version__
from cocdesk.model.errors import KnownError
from cocdesk.words import _

STAGES = ("open", "assessed", "met", "decided", "action-taken", "informed", "closed")
AUDIENCES = (
    "team", "chair", "officer", "dsf", "reporter", "reported", "employer", "venue", "registration", "public", "other-team",
)  # fmt: skip
ACTIONS = (
    "amend", "note", "support", "safety", "consent", "recuse", "substitute", "link", "meet", "assess", "hear", "talk", "decide",
    "agree", "act", "plan", "roll-out", "tell", "apology", "knows", "warn", "appeal", "announce", "notify", "acknowledge",
    "check-transcription", "paper", "retitle", "strike", "evaluate", "close", "reopen", "attach", "person",
)  # fmt: skip
Commands = Any
"""argparse keeps the type of its subcommands to itself."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns 0 done, 1 a fault a person can act on, 2 used wrongly."""
    from cocdesk.model.vault.process import harden

    try:
        args = _parser().parse_args(argv)
    except SystemExit as left:
        return int(left.code or 0)
    if argv is None:
        harden()  # first thing of a process of our own; a caller inside another program keeps its own limits
    try:
        status = _run(args)
        _flush()
        return status
    except KnownError as error:
        return _fault(str(error))
    except KeyboardInterrupt:
        return _fault(_("Stopped. Everything saved before is still there."))
    except BrokenPipeError:
        # Whoever read our output has gone; Python must not complain about it at its end.
        _terminal().forget_stdout()
        return 1
    except Exception as error:  # noqa: BLE001 - the last wall: no traceback, for it could show what people wrote
        return _fault(
            _(
                "Something in the program itself went wrong ({kind} in {place}). Nothing is half saved. "
                "Look with “cocdesk cases” or “cocdesk show” what stands, before you try again."
            ).format(kind=type(error).__name__, place=_place(error))
        )


def _flush() -> None:
    with _terminal().told():
        sys.stdout.flush()


def _terminal() -> Any:
    """Loaded only once there is something to say with it."""
    return import_module("cocdesk.commands.terminal")


def _run(args: argparse.Namespace) -> int:
    if args.command is None:
        run: Callable[..., int] = import_module("cocdesk.app").main
        return int(run([args.window] if args.window else []) or 0)
    module, function = args.command
    do: Callable[[argparse.Namespace], int] = getattr(import_module(f"cocdesk.commands.{module}"), function)
    return do(args)


def _fault(sentence: str) -> int:
    plain = "".join(c if c.isprintable() else " " for c in sentence)
    encoding = sys.stderr.encoding or "utf-8"
    print(plain.encode(encoding, "replace").decode(encoding), file=sys.stderr)
    return 1


def _place(error: BaseException) -> str:
    """Module and line of the fault, from our own code only."""
    place, trace = "?", error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if name.startswith("cocdesk"):
            place = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cocdesk",
        description=_("The desk of a Code of Conduct team. Without a command the window opens."),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"cocdesk {__version__}")
    parser.add_argument("--window", metavar="FOLDER", help=_("open the window with this vault chosen"))
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(title=_("commands"), metavar="COMMAND")
    for add in (_add_machine, _add_init, _add_cases, _add_sealing, _add_record, _add_documents, _add_keeping):
        add(commands)
    return parser


def _add_machine(commands: Commands) -> None:
    doctor = _command(commands, "doctor", _("check this computer"), ("health", "doctor"))
    _json(doctor)
    demo = _command(commands, "demo", _("practice vaults with invented cases, papers and pictures"), ("demo", "run"))
    demo.add_argument("--into", required=True, type=Path, metavar="DIR")
    demo.add_argument("--open", action="store_true", help=_("open the window afterwards, where there is a display"))
    _json(_command(commands, "policies", _("the procedures a team can choose from"), ("policies", "run")))
    _json(_vault(_command(commands, "verify", _("check that a vault is whole"), ("health", "verify"))))


def _add_init(commands: Commands) -> None:
    init = _vault(_command(commands, "init", _("make a new vault"), ("new_vault", "run")), member=False)
    init.add_argument("--policy", required=True, metavar="ID")
    init.add_argument("--event", required=True, metavar="NAME")
    init.add_argument("--member", required=True, metavar="NAME")
    init.add_argument("--role", default="", metavar="ROLE", help=_("what the member does in the team"))
    init.add_argument("--zone", default="UTC", metavar="ZONE", help=_("time zone of the event, such as Europe/Berlin"))
    init.add_argument("--starts", default="", metavar="DAY", help=_("first day, such as 2026-11-20"))
    init.add_argument("--ends", default="", metavar="DAY", help=_("last day"))
    init.add_argument("--recovery-sheet", type=Path, metavar="FILE", help=_("where the recovery sheet is written, a PDF"))
    _settings(init)
    _json(init)
    event = _vault(_command(commands, "event", _("what the team filled in for its event, and changing it"), ("event", "run")))
    _settings(event)
    _json(event)


def _add_cases(commands: Commands) -> None:
    report = _vault(_command(commands, "report", _("file a report"), ("report", "run")))
    report.add_argument("--from", dest="source", required=True, metavar="FILE", help=_("TOML or JSON; - reads standard input"))
    _sealed(report)
    _hints(report)
    _json(report)
    take_in = _vault(
        _command(commands, "take-in", _("take a filled form (PDF), or a picture of one, back in"), ("take_in", "run"))
    )
    take_in.add_argument(
        "file", metavar="FILE", help=_("a form filled in on screen (PDF), or a photo or scan (PNG, JPEG); - reads standard input")
    )
    take_in.add_argument("--number", default="", metavar="F-…", help=_("of the form on the picture, where it cannot be read"))
    take_in.add_argument(
        "--report", action="store_true", help=_("file it at once, instead of leaving it as an unfinished report")
    )
    _sealed(take_in)
    _json(take_in)
    cases = _vault(_command(commands, "cases", _("list the cases"), ("cases", "run")))
    cases.add_argument("--search", metavar="TEXT")
    cases.add_argument("--stage", choices=STAGES)
    cases.add_argument("--overdue", action="store_true")
    _json(cases)
    show = _vault(_command(commands, "show", _("one case"), ("cases", "show")))
    show.add_argument("case", metavar="CASE", help=_("a code name, or the beginning of an id"))
    _json(show)


def _add_sealing(commands: Commands) -> None:
    about = _("keep a case from some of the team, in a file of its own; or change from whom")
    seal = _vault(_command(commands, "seal", about, ("seal", "seal")))
    seal.add_argument("case", metavar="CASE")
    _sealed(seal, required=True)
    _json(seal)
    unseal = _vault(_command(commands, "unseal", _("let everybody of the team read a sealed case again"), ("seal", "unseal")))
    unseal.add_argument("case", metavar="CASE")
    _json(unseal)


def _add_record(commands: Commands) -> None:
    record = _vault(_command(commands, "record", _("an act of the procedure in a case"), ("record", "run")))
    record.add_argument("case", metavar="CASE")
    record.add_argument("action", metavar="ACTION", choices=ACTIONS, help=", ".join(ACTIONS))
    record.add_argument("--from", dest="source", required=True, metavar="FILE", help=_("TOML or JSON; - reads standard input"))
    _hints(record)
    _json(record)
    record.__class__ = _WithKeys


def _add_documents(commands: Commands) -> None:
    _json(_vault(_command(commands, "documents", _("the documents there are"), ("documents", "catalogue"))))
    document = _vault(_command(commands, "document", _("make one document"), ("documents", "run")))
    document.add_argument("kind", metavar="KIND")
    document.add_argument("case", metavar="CASE", nargs="?")
    document.add_argument("--for", dest="audience", choices=AUDIENCES)
    document.add_argument("--format", choices=("pdf", "eml", "txt", "csv", "xlsx", "png"))
    document.add_argument("--out", required=True, metavar="FILE", help=_("- writes to standard output"))
    document.add_argument("--naming", choices=("named", "code-names"))
    document.add_argument("--paper", choices=("A4", "Letter"), default="A4")
    document.add_argument("--count", type=int, default=1, metavar="N", help=_("how many blank forms"))
    document.add_argument("--fillable", action="store_true", help=_("a blank form to fill in on screen (PDF)"))
    document.add_argument("--event", default="", metavar="NAME", help=_("for papers about a whole event; default: the newest"))
    edition = _("of the transparency report; usual: what the day asks for")
    document.add_argument("--edition", choices=("first", "final"), help=edition)
    document.add_argument("--attendees", type=int, metavar="N", help=_("how many people took part, for the transparency report"))
    document.add_argument("--no-lines", action="store_true", help=_("leave the sentences written for passing on out of it"))
    document.add_argument("--outcome", default="", metavar="X", help=_("which letter: not-comfortable, may-attend, cancelled"))
    document.add_argument(
        "--field", action="append", default=[], metavar="KEY=TEXT", help=_("what a letter asks for, such as name=…")
    )
    capacity = _("of a report to an employer, by its number or words; may be given again")
    document.add_argument("--capacity", action="append", default=[], metavar="N", help=capacity)
    document.add_argument("--person", default="", metavar="WHO", help=_("which one, where several people have the part"))
    document.add_argument("--second-reader", default="", metavar="NAME", help=_("who else has read it; noted in the case"))
    document.add_argument("--password-file", metavar="FILE", help=_("its first line opens the PDF; asked of whoever gets it"))
    document.add_argument("--all", action="store_true", help=_("about every case of the event, into the folder --out"))
    document.add_argument("--purpose", default="", metavar="TEXT", help=_("noted in the case"))
    document.add_argument("--recipient", default="", metavar="TEXT", help=_("noted in the case"))
    why = _("why it goes although somebody has not agreed; noted in the case")
    document.add_argument("--because", default="", metavar="TEXT", help=why)
    checked = _("make it although it names people its reader may not know")
    document.add_argument("--names-checked", action="store_true", help=checked)


def _add_keeping(commands: Commands) -> None:
    members = _vault(_command(commands, "members", _("who can open the vault, and changing it"), ("members", "run")))
    acts = ("add", "remove", "passphrase", "recovery", "role", "reset")
    members.add_argument("act", nargs="?", choices=acts, metavar="ACT", help=", ".join(acts))
    members.add_argument("name", nargs="?", metavar="NAME")
    members.add_argument("--role", default="", metavar="ROLE", help=_("chair, responder, reader, or a part of the procedure"))
    members.add_argument("--new-passphrase-file", metavar="FILE", help=_("its first line is the new passphrase"))
    members.add_argument("--recovery-sheet", type=Path, metavar="FILE", help=_("where the new recovery sheet is written, a PDF"))
    _json(members)
    backup = _vault(_command(commands, "backup", _("a safety copy of a vault, in one file"), ("safety", "backup")))
    backup.add_argument("file", metavar="FILE")
    _json(backup)
    erases = _("erase one case for good, from the vault and its safety copies; where there is a chair, only the chair may")
    purge = _vault(_command(commands, "purge", erases, ("purge", "run")))
    purge.add_argument("case", metavar="CASE", help=_("a code name, or the beginning of an id"))
    purge.add_argument("--confirm", default="", metavar="CODE-NAME", help=_("the case’s code name, typed once more"))
    _json(purge)
    restore = _command(commands, "restore", _("make a vault out of a safety copy"), ("safety", "restore"))
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("vault", metavar="VAULT", help=_("a folder that is new or empty"))
    _json(restore)


class _WithKeys(argparse.ArgumentParser):
    """A help text that ends in the keys of every act, read from the entries only when somebody asks."""

    def format_help(self) -> str:
        self.formatter_class = argparse.RawDescriptionHelpFormatter
        self.epilog = import_module("cocdesk.commands.record").help_text().replace("%", "%%")
        return super().format_help()


def _command(commands: Commands, name: str, about: str, target: tuple[str, str]) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
    parser.set_defaults(command=target)
    return parser


def _vault(parser: argparse.ArgumentParser, *, member: bool = True) -> argparse.ArgumentParser:
    parser.add_argument("vault", metavar="VAULT", help=_("the vault’s folder"))
    parser.add_argument("--passphrase-file", metavar="FILE", help=_("its first line is the passphrase"))
    if member:
        parser.add_argument("--as", dest="member", metavar="NAME", help=_("which member; needed when there are several"))
    return parser


def _sealed(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    away = _("who of the team must not see it, not even with other tools; may be given again")
    parser.add_argument("--sealed-from", action="append", default=[], required=required, metavar="NAME", help=away)
    parser.add_argument("--sheet-opens", action="store_true", help=_("the recovery sheet may open it as well"))


def _hints(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--hints", action="store_true", help=_("say on standard error which words deserve a second look"))


def _settings(parser: argparse.ArgumentParser) -> None:
    what = _("something the procedure leaves to the team; may be said several times")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help=what)


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("one JSON document on standard output, and nothing else"))
