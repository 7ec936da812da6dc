"""A report as a file: the keys of the command line's contract, in and out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from cocdesk.model.records.case import Case, Person, Role
from cocdesk.model.records.report import Line, OtherGiven, Report, ReportDraft, ReportedGiven, ReporterGiven
from cocdesk.model.rules import given_file
from cocdesk.model.rules.clockwork import zone

_OTHERS: tuple[Role, ...] = ("witness", "support", "affected", "other")


class ReportFile(Report, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a report file may say; every key may be left out."""

    event: Line = ""
    title: Line = ""
    form_number: Line = ""
    reporter: ReporterGiven | None = None
    reported: tuple[ReportedGiven, ...] = ()
    others: tuple[OtherGiven, ...] = ()


class Amendment(ReportFile, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What may be corrected later: the same keys, and why."""

    why: Line = ""


def read(data: dict[str, Any], file: str, zone_name: str = "UTC") -> ReportDraft:
    """The draft a report file tells. Raises ``FileRefused`` with the file, the key and what was expected."""
    return draft(given_file.convert(data, ReportFile, file, zone_name=zone_name), zone_name)


def draft(given: ReportFile, zone_name: str = "UTC") -> ReportDraft:
    """The draft of a read file; a time without offset is the event's."""
    report = Report(**{name: getattr(given, name) for name in Report.__struct_fields__})
    return ReportDraft(
        event=given.event,
        title=given.title,
        report=msgspec.structs.replace(report, heard_at=with_offset(report.heard_at, zone_name)),
        reporter=given.reporter,
        anonymous=given.reporter is None,
        reported=given.reported,
        others=given.others,
        form_number=given.form_number,
    )


def with_offset(moment: str, zone_name: str) -> str:
    """An ISO 8601 moment with its offset, whatever else it is as it stands."""
    try:
        found = datetime.fromisoformat(moment.strip())
    except ValueError:
        return moment
    return moment if found.tzinfo is not None else found.replace(tzinfo=zone(zone_name)).isoformat()


def written(case: Case, persons: Mapping[str, Person], event: str) -> dict[str, Any]:
    """The keys of the report file that would tell this case again, as plain values."""
    roles: dict[str, set[str]] = {}
    for part in case.parts:
        roles.setdefault(part.person, set()).add(part.role)
    plain: dict[str, Any] = {"event": event, **msgspec.json.decode(msgspec.json.encode(case.report))}
    if case.form_number:
        plain["form_number"] = case.form_number
    reporter = next((persons[p.person] for p in case.parts if p.role == "reporter" and p.person in persons), None)
    if reporter is not None:
        plain["reporter"] = _filled(reporter, "name", "email", "phone") | {"affected": "affected" in roles[reporter.id]}
    for key, wanted, fields in (
        ("reported", ("reported",), ("name", "description", "email", "affiliation", "badge")),
        ("others", _OTHERS, ("name", "contact", "description")),
    ):
        rows = []
        for part in case.parts:
            own = part.role == "affected" and reporter is not None and part.person == reporter.id
            if part.role in wanted and part.person in persons and not own:
                role = {"role": part.role} if key == "others" else {}
                rows.append(_filled(persons[part.person], *fields) | role)
        if rows:
            plain[key] = rows
    return plain


def _filled(person: Person, *fields: str) -> dict[str, Any]:
    return {field: getattr(person, field) for field in fields if getattr(person, field)}
