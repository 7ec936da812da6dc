"""How long a case is kept, and how that is said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cocdesk.model.records import entries as e
from cocdesk.model.rules.keeping import purge_date
from cocdesk.model.rules.timeline import fold
from tests.model.cases import journal, policies

CLOSED = e.Closed(outcome="done")


@pytest.mark.parametrize("pack", sorted(policies()))
def test_every_procedure_says_something_about_keeping(pack: str) -> None:
    _when, why = purge_date(fold(journal(CLOSED)), policies()[pack])
    assert why.endswith((".", "?"))


def test_a_case_that_ended_with_a_warning_is_kept_two_years_under_the_events_procedure() -> None:
    case = fold(journal(e.Decided(sanction="warning"), CLOSED))
    when, _why = purge_date(case, policies()["django-events"])
    assert when is not None
    assert case.closed_at is not None
    assert timedelta(days=729) < when - case.closed_at < timedelta(days=732)


def test_a_warning_together_with_a_ban_is_more_than_a_warning() -> None:
    ban = next(s.id for s in policies()["django-events"].sanctions if s.row == "H10")
    case = fold(journal(e.Decided(sanction="warning"), e.Decided(sanction=ban), CLOSED))
    assert purge_date(case, policies()["django-events"])[0] is None


def test_a_warning_with_a_removal_that_was_only_carried_out_is_more_than_a_warning_too() -> None:
    bodies = (e.Decided(sanction="warning"), e.Acted(sanction="leave-event", urgent=True))
    case = fold(journal(*bodies, e.Closed(outcome="done")))
    assert purge_date(case, policies()["django-events"])[0] is None


def test_an_open_case_has_no_date_yet_and_says_when_the_time_starts() -> None:
    when, why = purge_date(fold(journal(e.Decided(sanction="warning"))), policies()["django-events"])
    assert when is None
    assert "closed" in why


def test_where_the_procedure_is_silent_the_team_settles_it() -> None:
    when, why = purge_date(fold(journal(CLOSED)), policies()["workshop"])
    assert when is None
    assert "event set-up" in why
