"""``cocdesk take-in``: a form that was filled in on screen becomes an unfinished report, or a case at once."""

from __future__ import annotations

import argparse

from cocdesk.commands.seal import place
from cocdesk.commands.terminal import file_bytes, opened, say, say_json
from cocdesk.model.actions import take_in
from cocdesk.model.actions.report import take_report
from cocdesk.model.documents import filled_form
from cocdesk.model.queries import case_view
from cocdesk.words import _


def run(args: argparse.Namespace) -> int:
    """Read it whole, then keep all of it or nothing."""
    raw, file = file_bytes(args.file, filled_form.LARGEST)
    filled_form.read_form(raw, file)  # what is wrong with the file is told before the passphrase is asked for
    code_name = ""
    with opened(args) as desk:
        with place(desk, args) as there:
            taken = take_in.take_in_form(there, raw, name=file).value
        problems = list(taken.problems)
        if args.report and taken.draft is not None:
            there = desk.at(taken.draft)
            draft = case_view.draft(there, taken.draft)
            assert draft is not None
            done = take_report(there, draft, number=taken.draft)
            taken = take_in.TakenIn(case=done.value, number=taken.number, known=taken.known)
            problems += [problem.sentence for problem in done.problems]
        if taken.case:
            code_name = desk.at(taken.case).case(taken.case).code_name
    if args.json:
        say_json({"draft": taken.draft, "case": taken.case, "code_name": code_name, "form_number": taken.number,
                  "known": taken.known, "problems": problems})  # fmt: skip
        return 0
    if taken.known and taken.case and not args.report:
        say(_("This form is a case already: {code_name}").format(code_name=code_name))
    elif taken.case:
        say(code_name)
    elif taken.known:
        say(_("This form waits already, as unfinished report {number}. It was not taken in twice.").format(number=taken.draft))
    else:
        say(_("Unfinished report {number}. Look at it in the window, and file it there.").format(number=taken.draft))
    for sentence in problems:
        say("  " + sentence)
    return 0
