"""``cocdesk documents`` and ``cocdesk document``: the catalogue, and one paper or mail out of it."""

from __future__ import annotations

import argparse
import signal
import sys
from functools import partial
from pathlib import Path

from cocdesk.commands.terminal import first_line, opened, say, say_aside, say_bytes, say_json
from cocdesk.model.actions import every_case
from cocdesk.model.actions import print as printing
from cocdesk.model.desk import Desk
from cocdesk.model.documents import catalogue as kinds
from cocdesk.model.documents.notes_outside import EMPLOYER
from cocdesk.model.errors import NotAllowed
from cocdesk.model.queries import outgoing, papers
from cocdesk.model.records.event_file import MOST_PEOPLE, Publishing
from cocdesk.model.rules import editions, last_look
from cocdesk.model.rules.text import fold
from cocdesk.words import _, ngettext

_ENDINGS = {f".{format_}": format_ for format_ in ("pdf", "eml", "txt", "csv", "xlsx", "png")}


def catalogue(args: argparse.Namespace) -> int:
    """Every document there is, and which of them the vault's procedure owes."""
    with opened(args) as desk:
        policy = desk.policy(desk.event().policy_hash)
    owed = policy.owed
    if args.json:
        listed = [
            {"id": kind.id, "title": kind.title, "about": kind.about, "formats": list(kind.formats),
             "audiences": list(kind.audiences), "for_whom": kind.for_whom,
             "second_reader": last_look.second_reader(kind.id, policy),
             "needs_case": kind.needs_case, "of_event": kind.of_event, "owed": kind.id in owed}
            for kind in kinds.kinds()
        ]  # fmt: skip
        say_json({"documents": listed})
        return 0
    for kind in kinds.kinds():
        say(f"{kind.id}  {kind.title}" + (_("  (owed by this procedure)") if kind.id in owed else ""))
        say("  " + kind.about)
        if kind.for_whom:
            say("  " + kind.for_whom)
        say("  " + _("formats: {formats}; for: {readers}").format(
            formats=", ".join(kind.formats), readers=", ".join(kind.audiences) or _("no reader to choose")
        ))  # fmt: skip
    return 0


def run(args: argparse.Namespace) -> int:
    """Make one document; that it leaves the vault is written down first."""
    kind = kinds.kind(args.kind)
    if args.all:
        return _of_every_case(args, kind)
    out = Path(args.out)
    by_name = _ENDINGS.get(out.suffix.lower(), "")
    format_ = args.format or (by_name if by_name in kind.formats else kind.formats[0])
    with opened(args) as desk:
        case = desk.find_case(args.case) if args.case else None
        desk = desk.at(case)
        policy = desk.policy(desk.case(case).policy_hash) if case else None
        paper = printing.make(
            desk, kind.id, case=case, audience=args.audience or "", naming=args.naming or "", format=format_, paper=args.paper,
            count=args.count, event=args.event, wishes=_wishes(args, desk) if kind.of_event else None, words=_words(args),
            capacities=_capacities(args, policy.employer_capacities if policy else ()), fillable=args.fillable,
            person=_person(desk, kind, case or "", args.audience or "", args.person, rests=args.outcome in kind.case_for),
        )  # fmt: skip
        _refuse_unknown_fields(kind, paper, args)
        paper = _locked(args, paper)
        if not args.names_checked:
            _refuse_names(desk, paper, case or "", out.name if args.out != "-" else "")
        second = last_look.second_reader(kind.id, policy)
        known = policy.employer_capacities if policy and kind.id == EMPLOYER else ()
        noted = _noted(args, second=second, known=known, chosen=paper.capacities)
        whom = papers.whom(desk, kind.id, case, paper.audience) if case and not paper.person else ()
        if args.out == "-":
            printing.log_export(desk, paper, how="saved", **noted)
        else:
            printing.save(desk, paper, out, overwrite=False, **noted)
    if args.out == "-":
        say_bytes(paper.data)
    else:
        say(_("Saved: {name}").format(name=out.name))
        say(kinds.caution(kind.id, paper.audience, paper.naming))
        read = bool(args.second_reader.strip())
        _remind(paper, last_look.asked(second=second, read=read, known=known, chosen=paper.capacities), whom)
    return 0


def _of_every_case(args: argparse.Namespace, kind: kinds.Kind) -> int:
    """One paper for each case of an event; Ctrl+C ends it after the paper in hand."""
    if args.case or args.out == "-" or not kind.needs_case:
        raise NotAllowed(
            _("--all makes a paper about every case, into a folder."),
            kept=_("Nothing was made."), do=_("Name the folder with --out, and no case."),
        )  # fmt: skip
    stop: list[int] = []
    before = signal.signal(signal.SIGINT, lambda _number, _frame: stop.append(1))
    try:
        with opened(args) as desk:
            made = every_case.save_all(
                desk, kind.id, Path(args.out), audience=args.audience or "", naming=args.naming or "", event=args.event,
                format=args.format or kind.formats[0], paper=args.paper, finish=partial(_locked, args),
                look=None if args.names_checked else partial(_refuse_names_in, desk), stop=lambda: bool(stop),
                progress=_progress, **_noted(args),
            )  # fmt: skip
    finally:
        signal.signal(signal.SIGINT, before)
    say_aside("")
    say(ngettext("{count} paper saved.", "{count} papers saved.", made.saved).format(count=made.saved))
    if made.left_out:
        say(_("Not saved, for it cannot be made, names people its reader may not know, or nobody agreed: {cases}.").format(
            cases=", ".join(made.left_out)
        ))  # fmt: skip
    if made.stopped:
        say(_("Stopped as you asked. What was saved stays, and is written down."))
    say(kinds.caution(kind.id, args.audience or "", args.naming or kind.usual_naming(args.audience or kind.audiences[0])))
    return 130 if made.stopped else 0


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done}/{total}", end="", file=sys.stderr, flush=True)
    elif done == total or done % 100 == 0:
        say_aside(f"{done}/{total}")


def _noted(
    args: argparse.Namespace, *, second: bool = False, known: tuple[str, ...] = (), chosen: tuple[str, ...] = ()
) -> dict[str, str]:  # fmt: skip
    """What is written down with the paper that leaves."""
    by = args.second_reader.strip()
    looked = last_look.noted(second=second, read=bool(by), by=by, known=known, chosen=chosen)
    purpose = " ".join(part for part in (args.purpose.strip(), looked) if part)
    return {"purpose": purpose, "recipient": args.recipient, "because": args.because}


def _locked(args: argparse.Namespace, paper: printing.Paper) -> printing.Paper:
    return printing.with_password(paper, first_line(Path(args.password_file))) if args.password_file else paper


def _capacities(args: argparse.Namespace, known: tuple[str, ...]) -> tuple[str, ...]:
    """The capacities meant by number (from 1) or by words. Raises ``NotAllowed`` with those that exist."""
    chosen = []
    for given in args.capacity:
        wanted = given.strip().casefold()
        fits = [title for number, title in enumerate(known, 1) if wanted in (str(number), title.casefold())]
        if not fits:
            listed = "; ".join(f"{number} {title}" for number, title in enumerate(known, 1))
            raise NotAllowed(
                _("The procedure names no such capacity."), kept=_("Nothing was made."),
                do=_("Choose one of: {list}.").format(list=listed or "–"),
            )  # fmt: skip
        chosen += fits
    return tuple(title for title in known if title in chosen)


def _person(desk: Desk, kind: kinds.Kind, case: str, audience: str, given: str, *, rests: bool) -> str:
    """The id of the one a paper is for, said by code name, name or id; empty for nobody. Raises ``NotAllowed``."""
    if not given.strip():
        return ""
    people = papers.whom(desk, kind.id, case, audience, rests=rests) if case else ()
    wanted = fold(given.strip())
    fits = [id for id, words in people if wanted in (id, *(fold(word) for word in words.split(" · ")))]
    if len(fits) == 1:
        return fits[0]
    raise NotAllowed(
        _("There is nobody to choose for this paper, or not this person."), kept=_("Nothing was made."),
        do=_("Choose one of: {list}.").format(list="; ".join(words for _id, words in people) or "–"),
    )  # fmt: skip


def _remind(paper: printing.Paper, asked: tuple[str, ...], whom: tuple[tuple[str, str], ...]) -> None:
    """What is still to be done with a letter before it goes."""
    if whom:
        several = _("Several people have this part, and each stays a code name. Say which one it is with --person: {list}.")
        say(several.format(
            list="; ".join(words for _id, words in whom)
        ))  # fmt: skip
    open_gaps = [gap for gap in paper.document.gaps if not gap.words]
    if open_gaps:
        say(_("Still to fill in (here, or with --field KEY=TEXT): {gaps}.").format(
            gaps="; ".join(f"{gap.id}: {gap.label}" for gap in open_gaps)
        ))  # fmt: skip
    for sentence in asked:
        say(sentence)


def _words(args: argparse.Namespace) -> dict[str, str]:
    """What was typed for a paper that asks for something: ``--field name=…``, and ``--outcome`` for the choice of a letter."""
    words = {"outcome": args.outcome} if args.outcome else {}
    for given in args.field:
        key, between, text = given.partition("=")
        if not between:
            raise NotAllowed(
                _("A field is given as KEY=TEXT."), kept=_("Nothing was made."), do=_("For example: --field ticket=K7Q2")
            )
        words[key.strip()] = text
    return words


def _refuse_unknown_fields(kind: kinds.Kind, paper: printing.Paper, args: argparse.Namespace) -> None:
    """Raise ``NotAllowed`` for a typed field the paper has no place for: its words would be lost without anybody knowing."""
    known = [*(ask.id for ask in kind.asks), *(gap.id for gap in paper.document.gaps), *(["outcome"] if kind.asks else [])]
    unknown = [key for key in _words(args) if key not in known]
    if unknown:
        raise NotAllowed(
            _("This paper has no field “{key}”.").format(key=unknown[0]),
            kept=_("Nothing was made."), do=_("It has: {known}.").format(known=", ".join(dict.fromkeys(known)) or _("none")),
        )  # fmt: skip


def _wishes(args: argparse.Namespace, desk: Desk) -> Publishing:
    if args.attendees is not None and not 0 <= args.attendees <= MOST_PEOPLE:
        raise NotAllowed(_("That is no number of people."), kept=_("Nothing was made."))
    edition = args.edition or editions.usual(desk.event(args.event), desk.now())
    return Publishing(edition=edition, attendees=args.attendees, lines=not args.no_lines)


def _refuse_names_in(desk: Desk, paper: printing.Paper) -> None:
    _refuse_names(desk, paper, paper.case or "", paper.file_name)


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
