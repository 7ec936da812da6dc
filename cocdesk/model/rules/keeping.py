"""How long a case is kept, by the policy's retention rules (O1–O4)."""

from __future__ import annotations

from datetime import datetime

from cocdesk.model.policy.pack import Policy, RetentionRule
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case
from cocdesk.model.rules.clockwork import add_period
from cocdesk.words import _


def rule_for(case: Case, policy: Policy) -> RetentionRule | None:
    """The retention rule a case falls under: "warnings only" when nothing weightier than a warning was decided.

    None when the procedure says nothing of it; the team then settles it at event set-up.
    """
    weights = {s.id: s.weight for s in policy.sanctions}
    decided = [h.body.sanction for h in case.happenings if isinstance(h.body, e.Decided)]
    measures = [weights.get(sanction, "measure") for sanction in decided if sanction != "none"]
    only_warnings = bool(measures) and all(weight == "warning" for weight in measures)
    by_outcome = {rule.outcome: rule for rule in policy.retention.rules}
    if only_warnings and "warnings-only" in by_outcome:
        return by_outcome["warnings-only"]
    return by_outcome.get("all") or by_outcome.get("all-others")


def purge_date(case: Case, policy: Policy) -> tuple[datetime | None, str]:
    """When a case is due to be forgotten, and the rule in words; None for a record kept without end or not yet closed."""
    rule = rule_for(case, policy)
    if rule is None:
        return None, _("This procedure does not say how long a record is kept. The team settles it at event set-up.")
    if rule.keep in ("indefinite", "not-passed-on"):
        return None, rule.sentence
    if case.closed_at is None:
        return None, _("{rule} The time starts when the case is closed.").format(rule=rule.sentence)
    return add_period(case.closed_at, rule.keep), rule.sentence
