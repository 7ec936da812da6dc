"""What stands in a vault, in a form that two versions of the program can be held against each other by."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from cocdesk.model.actions.attach import attachment_data
from cocdesk.model.desk import Desk
from cocdesk.model.queries.case_list import ids, rows
from cocdesk.model.queries.case_view import case_view, waiting_drafts
from cocdesk.model.records.report import ReportDraft


def told(desk: Desk) -> dict[str, Any]:
    """What this member sees: each case with its stage, its entries by their numbers (which are sums of what they say), people
    and files; and what waits to be finished.
    """
    cases = {}
    for row in rows(desk, ids(desk, "all")).values():
        view = case_view(desk.at(row.id), row.id)
        files = (attachment_data(desk.at(row.id), one.attachment) for one in view.case.attachments)
        cases[row.code_name] = {
            "title": row.title,
            "stage": row.stage,
            "entries": [line.entry for line in view.timeline],
            "people": sorted(one.person.name or one.person.description for one in view.people),
            "files": [hashlib.sha256(data).hexdigest() for data in files],
        }
    drafts = [msgspec.json.decode(row.body, type=ReportDraft).quick for row in waiting_drafts(desk)]
    members = sorted(one.name for one in desk.vault.members)
    return {"event": desk.event().name, "members": members, "cases": cases, "drafts": drafts}
