"""``cocdesk report``: file a report from a TOML or JSON file."""

from __future__ import annotations

import argparse

from cocdesk.commands.seal import place
from cocdesk.commands.terminal import file_bytes, opened, say, say_aside, say_json
from cocdesk.commands.word_hints import hint_lines
from cocdesk.model.actions.report import take_report
from cocdesk.model.errors import FileRefused
from cocdesk.model.rules import given_file, report_file
from cocdesk.words import _


def run(args: argparse.Namespace) -> int:
    """Read strictly, then file all of it or nothing."""
    raw, file = file_bytes(args.source, given_file.LARGEST_FILE)
    data = given_file.parse(raw, file)
    report_file.read(data, file)  # a slip in the file is told before the passphrase is asked for
    with opened(args) as desk:
        event = desk.event(str(data.get("event", "")))
        draft = report_file.read(data, file, event.zone)
        with place(desk, args) as there:
            try:
                done = take_report(there, draft)
            except FileRefused as refused:
                raise FileRefused(file, refused.key, refused.expected) from refused
        case = there.case(done.value)
        hints = hint_lines(desk.policy(case.policy_hash), draft) if args.hints else ()
    if args.json:
        problems = [{"field": problem.field, "sentence": problem.sentence} for problem in done.problems]
        say_json({"case": case.id, "code_name": case.code_name, "problems": problems})
    else:
        say(case.code_name)
        for problem in done.problems:
            say(_("  still open: {sentence}").format(sentence=problem.sentence))
    for line in hints:
        say_aside(line)
    return 0
