"""``cocdesk cases`` and ``cocdesk show``: the list, and one case."""

from __future__ import annotations

import argparse
from typing import Any

from cocdesk.commands import agreements, read_out
from cocdesk.commands.record import steps_as_json
from cocdesk.commands.terminal import moment, opened, say, say_json, table
from cocdesk.model.desk import Desk
from cocdesk.model.queries import case_list
from cocdesk.model.queries.case_view import CaseView, case_view
from cocdesk.model.queries.sealing import mark
from cocdesk.model.records.case import CaseRow
from cocdesk.model.rules import report_file
from cocdesk.model.rules.clockwork import due_words
from cocdesk.words import _


def run(args: argparse.Namespace) -> int:
    """The cases, newest change first, narrowed by search, stage and overdue."""
    with opened(args) as desk:
        numbers = case_list.ids(desk, "overdue" if args.overdue else "all", search=args.search or "")
        found: list[CaseRow] = []
        for start in range(0, len(numbers), 500):
            piece = numbers[start : start + 500]
            rows = case_list.rows(desk, piece)
            found += [rows[number] for number in piece]
        found = [row for row in found if args.stage in (None, row.stage)]
        zones = _zones(desk, found)
        now = desk.now()
        listed = [as_json(row, desk, zones[row.id]) for row in found]
    if args.json:
        say_json({"cases": listed})
    elif not found:
        say(_("There are no such cases."))
    else:
        head = (_("code name"), _("stage"), _("risk/impact"), _("due"), _("next step"), _("title"))
        lines = [
            (row.code_name, row.stage, f"{row.risk or '–'}/{row.impact or '–'}",
             due_words(row.deadline, now, zones[row.id]),
             row.next_step_title or "–", row.title + (f"  [{mark(row.sealed)}]" if row.sealed else ""))
            for row in found
        ]  # fmt: skip
        table([head, *lines])
    return 0


def _zones(desk: Desk, rows: list[CaseRow]) -> dict[str, str]:
    """Case → the time zone of its event. Two events may share a name; then the case itself is asked which is its own."""
    by_id = {event.id: event for event in desk.events()}
    named: dict[str, set[str]] = {}
    for event in by_id.values():
        named.setdefault(event.name, set()).add(event.zone)

    def zone_of(row: CaseRow) -> str:
        zones = named.get(row.event, {"UTC"})
        return next(iter(zones)) if len(zones) == 1 else by_id[desk.at(row.id).case(row.id).event].zone

    return {row.id: zone_of(row) for row in rows}


def as_json(row: CaseRow, desk: Desk, zone_name: str) -> dict[str, Any]:
    """A row of the list as the contract names its parts."""
    return {
        "id": row.id,
        "code_name": row.code_name,
        "title": row.title,
        "event": row.event,
        "stage": row.stage,
        "risk": row.risk or None,
        "impact": row.impact or None,
        "received_at": moment(row.received_at, zone_name),
        "deadline": moment(row.deadline, zone_name),
        "overdue": row.overdue(desk.now()),
        "next_step": row.next_step or None,
        "sealed": row.sealed,
    }


def show(args: argparse.Namespace) -> int:
    """One case, whole."""
    with opened(args) as desk:
        case = desk.find_case(args.case)
        desk = desk.at(case)
        view = case_view(desk, case)
        number = next(n for n in case_list.ids(desk, "all") if case_list.rows(desk, [n])[n].id == case)
        row = case_list.rows(desk, [number])[number]
        document = as_json(row, desk, view.event.zone) | _details(view)
        if args.json:
            say_json(document)
        else:
            read_out.read_out(view, _due(row, desk, view.event.zone))
    return 0


def _due(row: CaseRow, desk: Desk, zone_name: str) -> str:
    """When it is due, as a clause: "due in 2 h", "overdue by 3 h", or that nothing is."""
    if row.deadline is None or row.stage == "closed":
        return _("nothing is due")
    words = due_words(row.deadline, desk.now(), zone_name)
    return words if row.overdue(desk.now()) else _("due {when}").format(when=words)


def _details(view: CaseView) -> dict[str, Any]:
    zone = view.event.zone
    return {
        "report": report_file.written(view.case, {p.person.id: p.person for p in view.people}, view.event.name),
        "people": [
            {"id": p.person.id, "code_name": p.person.code_name, "name": p.person.name, "role": p.role} for p in view.people
        ],
        "next_steps": steps_as_json(view),
        "timeline": [
            {"at": moment(line.at, zone), "by": line.by, "kind": line.kind, "text": line.text, "struck": line.struck,
             "entry": line.entry}
            for line in view.timeline
        ],
        "holders": list(view.sealed.holders) if view.sealed else [],
        "remarks": [{"sentence": remark.sentence, "entry": remark.entry, "row": remark.row} for remark in view.remarks],
        "linked": [{"id": there.id, "code_name": there.code_name, "how": there.how} for there in view.linked],
        **agreements.as_json(view),
        "purge_on": moment(view.purge_on, zone),
        "purge_why": view.purge_why,
    }  # fmt: skip
