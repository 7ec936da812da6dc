"""What a procedure leaves open, and what the team made of it for its event."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from cocdesk.model.policy.left_open import TIMED, fits
from cocdesk.model.policy.pack import Choice, Setting
from cocdesk.model.records import entries as e
from cocdesk.model.rules import choices
from cocdesk.model.rules.keeping import purge_date
from tests.model.cases import policies
from tests.model.rules.walking import case_of, event_with, everything_chosen

POLICIES = policies()
OPTIONS = [
    (name, setting, words, value)
    for name, policy in POLICIES.items()
    for setting in policy.settings
    if setting.chooses
    for words, value in zip(setting.options, setting.values, strict=True)
]


@pytest.mark.parametrize(("name", "setting", "words", "value"), OPTIONS, ids=[f"{o[0]}-{o[1].id}-{o[3]}" for o in OPTIONS])
def test_the_words_a_team_picks_mean_something_to_the_program(name: str, setting: Setting, words: str, value: str) -> None:
    assert setting.chooses is not None
    policy = POLICIES[name]
    event = event_with(policy, **{setting.id: words})
    assert choices.of_the_team(policy, event, setting.chooses) == value
    assert choices.of_the_team(policy, event_with(policy, **{setting.id: value}), setting.chooses) == value
    assert fits(setting.chooses, value)
    if setting.chooses in TIMED:
        assert (choices.period(policy, event, setting.chooses) is None) == (value == "no")
        assert choices.agreed(policy, event, setting.chooses) == (value != "no")


@pytest.mark.parametrize("name", sorted(POLICIES))
@pytest.mark.parametrize("key", get_args(Choice))
def test_nothing_is_chosen_before_anybody_chose(key: Choice, name: str) -> None:
    policy = POLICIES[name]
    own = choices.chosen(policy, None, key)
    assert choices.chosen(policy, event_with(policy), key) == own
    nonsense = {setting.id: "whatever" for setting in policy.settings}
    assert choices.chosen(policy, event_with(policy, **nonsense), key) == own


def test_the_procedures_own_word_comes_before_the_teams() -> None:
    policy = POLICIES["django-events"]
    assert choices.chosen(policy, event_with(policy, transparency="No"), "transparency") == "publish"
    assert choices.chosen(policy, None, "tell_reporter") == "after-action"


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_what_is_still_open_shrinks_to_nothing_as_it_is_settled(name: str) -> None:
    policy = POLICIES[name]
    assert choices.open_choices(policy, event_with(policy, **everything_chosen(policy))) == ()
    before = {setting.id for setting in choices.open_choices(policy, event_with(policy))}
    assert before <= {setting.id for setting in policy.settings if setting.options}


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("P1D", "a day"), ("PT12H", "12 hours"), ("P2Y", "2 years"), ("P1Y6M", "a year and 6 months"), ("PT1H", "an hour"),
        ("P7D", "7 days"), ("not-passed-on", "not-passed-on"),
    ],
)  # fmt: skip
def test_a_period_is_told_as_people_say_it(period: str, words: str) -> None:
    assert choices.period_words(period) == words


CLOSED = e.Closed(outcome="done")


@pytest.mark.parametrize(
    ("name", "words", "days"),
    [
        ("workshop", "1 year", 365), ("workshop", "Not handed on to the next team", None), ("workshop", "", None),
        ("conference", "After two weeks", 14), ("conference", "We destroy it ourselves", None), ("conference", "", None),
        ("spec", "1 year", None),
    ],
)  # fmt: skip
def test_a_retention_the_team_chose_becomes_a_date(name: str, words: str, days: int | None) -> None:
    policy, case = POLICIES[name], case_of(CLOSED)
    when, why = purge_date(case, policy, event_with(policy, retention=words))
    assert case.closed_at is not None
    assert when == (None if days is None else case.closed_at + timedelta(days=days))
    assert (f"The team chose for this event: {words}." in why) == (days is not None or (name == "workshop" and bool(words)))


def test_a_team_that_destroys_sooner_still_hands_nothing_on() -> None:
    policy = POLICIES["conference"]
    _when, why = purge_date(case_of(), policy, event_with(policy, retention="After a month"))
    assert why.startswith(policy.retention.rules[0].sentence)
    assert why.endswith("The time starts when the case is closed.")


def test_a_last_warning_keeps_the_two_years_of_a_warning() -> None:
    policy = POLICIES["django-events"]
    case = case_of(e.Decided(sanction="final-warning"), CLOSED)
    assert purge_date(case, policy)[0] is not None
    assert purge_date(case_of(e.Decided(sanction="suspension"), CLOSED), policy)[0] is None
