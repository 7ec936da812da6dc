"""A report being taken: what is missing (said gently), what cannot be, and what the report becomes."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.case import Case, Problem
from cocdesk.model.records.report import Report, ReportDraft
from cocdesk.model.rules.clockwork import parse_moment
from cocdesk.model.rules.masking import Names, mask
from cocdesk.model.rules.text import clean, first_words, one_line
from cocdesk.words import _

AHEAD = timedelta(hours=24)
OLDEST_YEAR = 1990
NOBODY = Names()


def account(draft: ReportDraft) -> str:
    """The account of a draft: what was sorted, and what was only written down at first."""
    what = draft.report.what.strip()
    quick = draft.quick.strip()
    if not what or quick.startswith(what):
        return quick or what
    return what if not quick or quick in what else f"{what}\n\n{quick}"


def filed_report(draft: ReportDraft) -> Report:
    """The report as it is filed: quick capture becomes the account, care and consent stay where they belong."""
    return msgspec.structs.replace(draft.report, what=account(draft))


def title_of(draft: ReportDraft, names: Names = NOBODY) -> str:
    """A short neutral title on one line, without ``names``: the one given, else the beginning of the behaviour, else "Report".

    Lists, windows and file dialogs show titles, so names of persons give way to code names before a text is cut.
    """
    given, behaviour = (one_line(mask(clean(text), names)) for text in (draft.title, draft.report.behaviour))
    return given or first_words(behaviour, 70) or _("Report, not yet sorted")


def problems(draft: ReportDraft, policy: Policy, now: datetime, zone_name: str = "UTC") -> tuple[Problem, ...]:
    """What to say on the last step. Gaps never stop a report; only a report without any words does, and an impossible time."""
    found: list[Problem] = []
    if not account(draft) and not draft.report.behaviour.strip():
        found.append(
            Problem(field="what", sentence=_("Nothing is written down yet. A few words are enough to save a report."), stops=True)
        )
    found += time_problems(draft.report, now, zone_name)
    given = _given(draft)
    for item in policy.items:
        if item.core and item.field not in given and item.field not in draft.report.not_offered:
            sentence = _("“{title}” is still open. It can be added later.").format(title=item.title)
            found.append(Problem(field=item.field, sentence=sentence, title=item.title))
    return tuple(found)


def time_problems(report: Report, now: datetime, zone_name: str) -> list[Problem]:
    """What cannot be or hardly can be about the times of a report, whether it is filed or corrected."""
    found: list[Problem] = []
    if not report.heard_at:
        return found
    heard = parse_moment(report.heard_at, zone_name)
    if heard is None:
        sentence = _("The time of the report is not a time that can be read, such as 2018-05-24 18:30.")
        found.append(Problem(field="heard_at", sentence=sentence, stops=True))
    elif heard > now + AHEAD or heard.year < OLDEST_YEAR:
        sentence = _("The time of the report lies in the future or too far back. Please check the date.")
        found.append(Problem(field="heard_at", sentence=sentence, stops=True))
    else:
        happened = parse_moment(report.happened, zone_name)
        if happened is not None and happened > heard:
            sentence = _("It is said to have happened after it was reported. Please check both times.")
            found.append(Problem(field="happened", sentence=sentence))
    return found


def form_to_complete(case: Case, policy: Policy) -> str:
    """What the form an officer keeps still leaves open (F16), in a sentence; empty when it is complete, or nobody keeps one.

    Asked and not offered is an answer; that nobody else is written down is one too.
    """
    keeper = next((up.to for up in policy.reports_up if up.kind == "officer-file"), "")
    here = {"reported"} if any(part.role == "reported" for part in case.parts) else set()
    report = msgspec.to_builtins(case.report)
    done = {"others", *here, *case.report.not_offered, *(key for key, value in report.items() if value not in ("", [], None))}
    missing = [item.title for item in policy.items if item.core and item.field not in done]
    if not keeper or not missing:
        return ""
    said = _("The report form goes to the {keeper} complete. Still open in it: {items}. “Not offered” is an answer too.")
    return said.format(keeper=keeper, items="; ".join(missing))


def _given(draft: ReportDraft) -> set[str]:
    """The fields that hold something."""
    report = msgspec.to_builtins(filed_report(draft))
    given = {key for key, value in report.items() if value not in ("", [], None)}
    if draft.reported:
        given.add("reported")
    if draft.others:
        given.add("others")
    return given


def is_empty(draft: ReportDraft) -> bool:
    """Whether nothing was typed or chosen that would be worth keeping."""
    report = msgspec.structs.replace(draft.report, heard_at="", received_by="", channel=None, transcribed=None)
    return msgspec.structs.replace(draft, event="", step="", report=report) == ReportDraft()
