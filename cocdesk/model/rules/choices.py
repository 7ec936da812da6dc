"""What a procedure leaves open and the team settles for its event: the pack's own value first, else the team's choice."""

from __future__ import annotations

from cocdesk.model.policy.left_open import NO, is_period, said
from cocdesk.model.policy.pack import Choice, Period, Policy, Setting
from cocdesk.model.records.case import Event
from cocdesk.model.rules.clockwork import period_parts
from cocdesk.words import _, ngettext


def chosen(policy: Policy, event: Event | None, key: Choice) -> str:
    """What holds here: a period in ISO 8601, "yes", "no" or another value of the pack; empty when neither settled it.

    The procedure's own word comes first: what it says is no longer the team's to choose.
    """
    return said(policy, key) or of_the_team(policy, event, key)


def period(policy: Policy, event: Event | None, key: Choice) -> Period | None:
    """The period that was chosen; None when there is none, also where the team chose another answer such as "no"."""
    value = chosen(policy, event, key)
    return value if is_period(value) else None


def agreed(policy: Policy, event: Event | None, key: Choice) -> bool:
    """Whether something was chosen, and it was not "no"."""
    return chosen(policy, event, key) not in ("", NO)


def agreed_to(key: Choice | None, policy: Policy, event: Event | None) -> bool:
    """Whether a part of the procedure that hangs on a choice is asked for; never without a choice to hang on."""
    return key is not None and agreed(policy, event, key)


def of_the_team(policy: Policy, event: Event | None, key: Choice) -> str:
    """What the team chose at event set-up, as the value behind the words; empty when it has not, or chose freely in its own."""
    setting = setting_for(policy, key)
    if setting is None:
        return ""
    words = event.settings.get(setting.id, "") if event is not None else setting.default
    return value_of(setting, words)


def setting_for(policy: Policy, key: Choice) -> Setting | None:
    """The setting by which the team settles something; None when the pack offers none."""
    return next((setting for setting in policy.settings if setting.chooses == key), None)


def value_of(setting: Setting, words: str) -> str:
    """The value behind an option's words; a value written out as such is one too. Empty for anything else."""
    if words in setting.options:
        at = setting.options.index(words)
        return setting.values[at] if at < len(setting.values) else words
    return words if words in setting.values else ""


def open_choices(policy: Policy, event: Event | None) -> tuple[Setting, ...]:
    """What is still to be settled by the team, in the order of the pack."""
    return tuple(s for s in policy.settings if s.chooses is not None and not chosen(policy, event, s.chooses))


def period_words(period: str) -> str:
    """A period as people say it: "a day", "12 hours", "2 years"; other words come back as they are."""
    parts = period_parts(period)
    if parts is None:
        return period
    said = {
        "years": ngettext("a year", "{n} years", parts["years"]),
        "months": ngettext("a month", "{n} months", parts["months"]),
        "weeks": ngettext("a week", "{n} weeks", parts["weeks"]),
        "days": ngettext("a day", "{n} days", parts["days"]),
        "hours": ngettext("an hour", "{n} hours", parts["hours"]),
        "minutes": ngettext("a minute", "{n} minutes", parts["minutes"]),
    }
    return _(" and ").join(said[name].format(n=count) for name, count in parts.items() if count)
