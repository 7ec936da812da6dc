"""``cocdesk take-in``: a form filled in on screen, or a picture of one on paper, becomes an unfinished report or a case."""

from __future__ import annotations

import argparse

from cocdesk.commands.seal import place
from cocdesk.commands.terminal import file_bytes, opened, say, say_json
from cocdesk.model.actions import take_in
from cocdesk.model.actions.report import take_report
from cocdesk.model.desk import Desk
from cocdesk.model.documents import filled_form, form_code
from cocdesk.model.errors import NotAllowed
from cocdesk.model.queries import case_view
from cocdesk.model.rules.from_form import typed_number
from cocdesk.words import _


def run(args: argparse.Namespace) -> int:
    """Read it whole, then keep all of it or nothing."""
    raw, file = file_bytes(args.file, max(filled_form.LARGEST, take_in.LARGEST_PICTURE))
    if not filled_form.looks_like(raw):
        take_in.picture_type(raw, file)
        return _pictures(args, (raw,), file)
    read = filled_form.read_form(raw, file)  # what is wrong with the file is told before the passphrase is asked for
    return _pictures(args, read.pictures, file, read.number, read.problems) if read.pictures else _form(args, read, file)


def _form(args: argparse.Namespace, read: filled_form.FormRead, file: str) -> int:
    if args.number:
        raise NotAllowed(_("A form filled in on screen carries its number itself."), kept=_("Nothing was taken in."))
    with opened(args) as desk:
        with place(desk, args) as there:
            taken = take_in.take_in_answers(there, read, name=file).value
        if args.report and taken.draft is not None:
            there = desk.at(taken.draft)
            draft = case_view.draft(there, taken.draft)
            assert draft is not None
            done = take_report(there, draft, number=taken.draft)
            found = (*taken.problems, *(problem.sentence for problem in done.problems))
            taken = take_in.TakenIn(case=done.value, number=taken.number, known=taken.known, problems=found)
        code_name = _code_name(desk, taken)
    if taken.known and taken.case and not args.report:
        said = _("This form is a case already: {code_name}").format(code_name=code_name)
    elif taken.case:
        said = code_name
    elif taken.known:
        said = _("This form waits already, as unfinished report {number}. It was not taken in twice.").format(number=taken.draft)
    else:
        said = _("Unfinished report {number}. Look at it in the window, and file it there.").format(number=taken.draft)
    return _tell(args, taken, code_name, said, taken.problems)


def _pictures(
    args: argparse.Namespace, pictures: tuple[bytes, ...], file: str, found: str = "", problems: tuple[str, ...] = ()
) -> int:  # fmt: skip
    if args.report:
        raise NotAllowed(
            _("A picture has to be typed in before it can be filed."), kept=_("Nothing was taken in."),
            do=_("Take it in without --report, and type it in beside the picture in the window."),
        )  # fmt: skip
    number = typed_number(args.number)
    if args.number and not number:
        raise NotAllowed(
            _("“{number}” is not a number of our forms.").format(number=args.number), kept=_("Nothing was taken in."),
            do=_("It has six letters or digits, such as F-7K3Q-9D."),
        )  # fmt: skip
    number = number or found or form_code.number_on(pictures[0])
    with opened(args) as desk:
        with place(desk, args) as there:
            taken = take_in.take_in_pictures(there, pictures, number=number, name=file, problems=problems).value
        code_name = _code_name(desk, taken)
    if taken.case:
        said = _("The picture is kept with the case: {code_name}").format(code_name=code_name)
    elif taken.known:
        said = _("The picture is kept beside unfinished report {number}.").format(number=taken.draft)
    else:
        said = _("Unfinished report {number}. Type it in beside the picture, in the window.").format(number=taken.draft)
    unread = () if number else (_("No number of our forms can be read on it. If the paper has one, give it with --number."),)
    return _tell(args, taken, code_name, said, (*taken.problems, *unread))


def _code_name(desk: Desk, taken: take_in.TakenIn) -> str:
    return desk.at(taken.case).case(taken.case).code_name if taken.case else ""


def _tell(args: argparse.Namespace, taken: take_in.TakenIn, code_name: str, said: str, problems: tuple[str, ...]) -> int:
    if args.json:
        say_json({"draft": taken.draft, "case": taken.case, "code_name": code_name, "form_number": taken.number,
                  "known": taken.known, "problems": list(problems)})  # fmt: skip
        return 0
    say(said)
    for sentence in problems:
        say("  " + sentence)
    return 0
