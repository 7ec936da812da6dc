"""The register of an event (N8): one line for each case, for the few who may have it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.documents.event_paper import event_paper
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.case_file import Redacted
from cocdesk.model.records.event_file import Publishing, RedactedEvent
from cocdesk.model.rules import register as rules
from cocdesk.words import N_, _

KIND = "register"
_TITLES: dict[str, str] = {
    "reporter": N_("Reporter"), "handlers": N_("Taken and handled by"), "when-where": N_("When and where"),
    "brief": N_("In brief"), "action": N_("Action taken"), "who-knows": N_("Who knows"), "reported-up": N_("Sent on"),
}  # fmt: skip
_WIDTHS: dict[str, float] = {
    "reporter": 1.4, "handlers": 1.05, "when-where": 1.25, "brief": 1.9, "action": 1.1, "who-knows": 1.25, "reported-up": 1.5
}  # fmt: skip


def build(
    file: RedactedEvent, policies: Mapping[str, Policy], *, paper: b.Paper = "A4", wishes: Publishing | None = None
) -> b.Document:
    """The register as one table: the case's code name first, then the columns of the event's procedure."""
    policy = policies[file.event.policy_hash]
    wanted = rules.columns(policy)
    blocks: tuple[b.Block, ...] = (
        b.Table(
            header=(_("Case"), *(_(_TITLES[column]) for column in wanted)),
            rows=tuple(_row(case, policies[case.case.policy_hash], file, wanted) for case in file.cases),
            widths=(0.9, *(_WIDTHS[column] for column in wanted)),
        ),
    )
    if not file.cases:
        blocks = (b.Text(text=_("No case of this event is in the vault so far.")),)
    return event_paper(
        KIND, _("Register of incidents, {event}"), blocks, file, policy, paper=paper, landscape=True, notice=_notice(file, policy)
    )


def _notice(file: RedactedEvent, policy: Policy) -> str:
    """Who alone may see it, in the procedure's words where it has them."""
    shared = policy.register.shared_with if policy.register is not None and file.naming == "named" else ""
    inside = _("It holds names.") if file.naming == "named" else _("Code names stand for people.")
    return " ".join(words for words in (shared or phrases.reader(file.audience), inside, phrases.care()) if words)


def _row(case: Redacted, policy: Policy, file: RedactedEvent, wanted: tuple[str, ...]) -> tuple[str, ...]:
    cells: dict[str, Callable[[], str]] = {
        "reporter": lambda: rules.reporters(case),
        "handlers": lambda: rules.handlers(case),
        "when-where": lambda: _when_where(case),
        "brief": lambda: rules.brief(case),
        "action": lambda: rules.action(case, policy),
        "who-knows": lambda: rules.knowers(case, policy, file.members),
        "reported-up": lambda: rules.reported_up(case, policy),
    }
    return (case.case.code_name, *(cells[column]().strip() or "–" for column in wanted))


def _when_where(case: Redacted) -> str:
    report = case.case.report
    happened = phrases.when_words(report.happened, case.event)
    when = happened or _("reported {moment}").format(moment=phrases.when_words(case.case.received_at.isoformat(), case.event))
    return "\n".join(words for words in (when, report.place.strip()) if words)
