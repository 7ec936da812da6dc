"""How long a case is kept: by the policy's retention rules (O1–O4), and by what the team chose where they leave it open."""

from __future__ import annotations

from datetime import datetime

from cocdesk.model.policy.pack import Policy, RetentionRule
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Event
from cocdesk.model.rules import choices
from cocdesk.model.rules.clockwork import add_period
from cocdesk.words import _

INDEFINITE, NOT_PASSED_ON = "indefinite", "not-passed-on"


def rule_for(case: Case, policy: Policy, event: Event | None = None) -> RetentionRule | None:
    """The retention rule a case falls under: "warnings only" when nothing weightier than a warning was decided.

    Where the procedure says nothing, or only that nothing is handed on, the team's choice for its event completes it. None
    when neither has settled it.
    """
    said = _said(case, policy)
    words = _chosen_words(policy, event)
    if not words or (said is not None and said.keep != NOT_PASSED_ON):
        return said
    keep = choices.of_the_team(policy, event, "retention")
    theirs = _("The team chose for this event: {choice}.").format(choice=words.rstrip("."))
    if said is None:
        return RetentionRule(outcome="all", keep=keep, sentence=theirs)
    if keep == NOT_PASSED_ON:
        return said
    return RetentionRule(outcome=said.outcome, keep=keep, sentence=f"{said.sentence} {theirs}", rows=said.rows)


def _said(case: Case, policy: Policy) -> RetentionRule | None:
    weights = {s.id: s.weight for s in (*policy.sanctions, *policy.further_sanctions)}
    decided = [h.body.sanction for h in case.happenings if isinstance(h.body, e.Decided)]
    done = [h.body.sanction for h in case.happenings if isinstance(h.body, e.Acted) and h.body.sanction]
    measures = [weights.get(sanction, "measure") for sanction in (*decided, *done) if sanction != "none"]
    only_warnings = bool(measures) and all(weight == "warning" for weight in measures)
    by_outcome = {rule.outcome: rule for rule in policy.retention.rules}
    if only_warnings and "warnings-only" in by_outcome:
        return by_outcome["warnings-only"]
    return by_outcome.get("all") or by_outcome.get("all-others")


def _chosen_words(policy: Policy, event: Event | None) -> str:
    """How the team said how long records are kept, in the words of the set-up; empty when it has not."""
    setting = choices.setting_for(policy, "retention")
    if setting is None or event is None or not choices.of_the_team(policy, event, "retention"):
        return ""
    words = event.settings.get(setting.id, "")
    return words if words in setting.options else choices.period_words(words)


def purge_date(case: Case, policy: Policy, event: Event | None = None) -> tuple[datetime | None, str]:
    """When a case is due to be forgotten, and the rule in words; None for a record kept without end or not yet closed."""
    rule = rule_for(case, policy, event)
    if rule is None:
        return None, _("This procedure does not say how long a record is kept. The team settles it at event set-up.")
    if rule.keep in (INDEFINITE, NOT_PASSED_ON):
        return None, rule.sentence
    if case.closed_at is None:
        return None, _("{rule} The time starts when the case is closed.").format(rule=rule.sentence)
    return add_period(case.closed_at, rule.keep), rule.sentence
