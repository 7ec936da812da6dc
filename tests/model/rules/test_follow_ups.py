"""What a case waits for, by time: what brings it up, and what makes it go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.policy.pack import Policy, ReportsUp
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Event, FollowUp
from cocdesk.model.records.report import Report
from cocdesk.model.rules.follow_up_words import told
from cocdesk.model.rules.follow_ups import follow_ups, shown, waiting, when
from cocdesk.model.rules.timeline import fold
from tests.model.cases import EVENT, START, entry, opening, policies
from tests.model.rules.test_timeline import BODIES

PACKS = sorted(policies())
MINUTE = 1
DAY = 24 * 60
NOW = datetime.fromtimestamp(START / 1000, UTC) + timedelta(hours=1)
REPORT = Report(heard_at="2026-05-24T12:00:00+02:00", what="x", threat=False, witnessed="private")


def case_of(*bodies: e.AnyBody | tuple[int, e.AnyBody]) -> Case:
    """A case of entries a minute apart, or at the minute given."""
    made = [(n, body) if not isinstance(body, tuple) else body for n, body in enumerate(bodies, 2)]
    return fold([entry(opening(REPORT), 1), *(entry(body, n, minute=at) for n, (at, body) in enumerate(made, 2))])


def pack(name: str = "blank", **changes: object) -> Policy:
    """A procedure with some of its parts put otherwise: ``tell_reporter__status_after`` is a field of a part."""
    policy = policies()[name]
    for key, value in changes.items():
        part, _mark, field = key.partition("__")
        policy = msgspec.structs.replace(
            policy, **{part: msgspec.structs.replace(getattr(policy, part), **{field: value}) if field else value}
        )
    return policy


def found(case: Case, policy: Policy | None = None, now: datetime = NOW, event: Event = EVENT) -> dict[str, FollowUp]:
    """The follow-ups that are no steps, by the first word of their id."""
    policy = policy or pack()
    steps = {step.id for step in policy.steps}
    return {one.id.split("-")[0]: one for one in follow_ups(case, policy, event, now) if one.id not in steps}


def measure(policy: Policy | None = None) -> str:
    return (policy or pack()).sanctions[-1].id


@pytest.mark.parametrize("name", PACKS)
@given(bodies=st.lists(BODIES, max_size=8), days=st.integers(-400, 4000))
def test_no_order_of_entries_and_no_moment_makes_the_list_fail(name: str, bodies: list[e.AnyBody], days: int) -> None:
    case, policy = case_of(*bodies), policies()[name]
    lines = follow_ups(case, policy, EVENT, NOW + timedelta(days=days))
    assert [one.due is None for one in lines] == sorted(one.due is None for one in lines)
    dues = [one.due for one in lines if one.due]
    assert dues == sorted(dues)
    ids = [one.id for one in waiting(case, policy, EVENT)]
    assert len(ids) == len(set(ids))
    assert all(one.title and one.act and one.case == case.id for one in lines)


@pytest.mark.parametrize("name", PACKS)
@given(bodies=st.lists(BODIES, max_size=8))
def test_every_open_case_waits_for_something(name: str, bodies: list[e.AnyBody]) -> None:
    case = case_of(*bodies)
    assert case.stage == "closed" or follow_ups(case, policies()[name], EVENT, NOW)


@pytest.mark.parametrize("name", PACKS)
def test_the_next_steps_stand_in_the_list_with_their_clause_and_who_may_do_them(name: str) -> None:
    policy = policies()[name]
    first = follow_ups(case_of(), policy, EVENT, NOW)[0]
    step = next(step for step in policy.steps if step.id == first.id)
    assert (first.title, first.clause, first.act) == (step.title, step.clause, step.done_by[0])
    assert len(first.who) == len(step.who)


@given(text=st.text(max_size=30))
def test_free_words_are_never_an_error(text: str) -> None:
    body = e.Decided(sanction=measure(), horizon="later", by=text, until=text, review=text)
    follow_ups(case_of(body, e.Planned(text="x", check_on=text)), pack(), EVENT, NOW)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("2026-05-25", "2026-05-25T21:59:00+00:00"),
        ("2026-05-25 18:00", "2026-05-25T16:00:00+00:00"),
        ("2026-05-25T18:00:00+00:00", "2026-05-25T18:00:00+00:00"),
        ("end of the event", "2026-05-24T21:59:00+00:00"),
        ("  2026-05-25  ", "2026-05-25T21:59:00+00:00"),
        # The night the clocks go back, and the one they go forward.
        ("2026-10-25", "2026-10-25T22:59:00+00:00"),
        ("2026-03-29", "2026-03-29T21:59:00+00:00"),
        ("2026-03-29 02:30", "2026-03-29T01:30:00+00:00"),
        ("2026-10-25 02:30", "2026-10-25T00:30:00+00:00"),
        ("at the next break", None),
        ("18:00", None),
        ("", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("2026-02-30", None),
    ],
)
def test_a_written_time_is_read_in_the_zone_of_the_event(text: str, due: str | None) -> None:
    at = when(text, EVENT)
    assert (at.due.isoformat() if at else None) == due


@given(
    moment=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),
    zone=st.sampled_from(["UTC", "Asia/Kolkata", "America/St_Johns"]),
)
def test_a_day_begins_before_it_ends_in_every_zone(moment: datetime, zone: str) -> None:
    event = Event(id="e" * 32, name="x", policy="blank", policy_hash="", zone=zone)
    at = when(moment.date().isoformat(), event)
    assert at is not None
    assert timedelta(hours=22) < at.due - at.day < timedelta(hours=26)


LATER = e.Decided(sanction="x", horizon="later", by="2026-05-26", who="Sam")


def test_what_was_decided_for_later_waits_until_it_is_done() -> None:
    decided = msgspec.structs.replace(LATER, sanction=measure())
    one = found(case_of(decided))["later"]
    assert (one.act, one.who, one.due) == ("acted", ("Sam",), datetime(2026, 5, 26, 21, 59, tzinfo=UTC))
    assert "later" in found(case_of(decided, e.Acted(sanction="other-thing")))
    assert "later" not in found(case_of(decided, e.Acted(sanction=measure())))
    assert "later" not in found(case_of(decided, e.Acted()))


def test_an_action_that_names_nothing_settles_no_one_of_two() -> None:
    first, second = (e.Decided(sanction=s.id, horizon="later") for s in pack().sanctions[:2])
    lines = waiting(case_of(first, second, e.Acted()), pack(), EVENT)
    assert sum(one.kind == "later" for one in lines) == 2


def test_the_newest_decision_of_a_measure_counts() -> None:
    again = e.Decided(sanction=measure(), horizon="now")
    assert "later" not in found(case_of(e.Decided(sanction=measure(), horizon="later"), again))


def test_words_instead_of_a_day_stand_beside_it_and_no_time_is_made_up() -> None:
    one = found(case_of(e.Decided(sanction=measure(), horizon="later", by="when the venue answers")))["later"]
    assert one.due is None
    assert one.why == "By: when the venue answers"


@pytest.mark.parametrize(("days", "there"), [(0, False), (15, False), (17, True), (29, True), (40, True)])
def test_the_end_of_a_measure_comes_up_two_weeks_before(days: int, there: bool) -> None:
    case = case_of(e.Decided(sanction=measure(), until="2026-06-23"))
    assert ("ends" in found(case, now=NOW + timedelta(days=days))) == there


@pytest.mark.parametrize("body", [e.Noted(text="lifted"), e.Acted(), e.Evaluated(), e.Decided(sanction="none")])
@pytest.mark.parametrize("closed", [False, True])
def test_the_end_of_a_measure_and_its_review_go_when_somebody_wrote_something_on_that_day(body: e.AnyBody, closed: bool) -> None:
    decided = e.Decided(sanction=measure(), until="2026-05-26", review="2026-05-26")
    bodies: list[e.AnyBody | tuple[int, e.AnyBody]] = [decided, *([e.Closed(outcome="x")] if closed else [])]
    before, on_the_day = (5, body), (2 * DAY, body)
    if not closed:
        assert {"ends", "review"} <= set(found(case_of(*bodies, before), now=NOW + timedelta(days=1)))
    assert {"ends", "review"} <= set(found(case_of(*bodies), now=NOW + timedelta(days=1)))
    assert not {"ends", "review"} & set(found(case_of(*bodies, on_the_day), now=NOW + timedelta(days=3)))


def test_a_plan_is_looked_at_on_its_day_also_when_the_case_is_closed() -> None:
    plan = e.Planned(text="x", check_on="2026-06-23")
    assert found(case_of(plan, e.Closed(outcome="x")))["plan"].due == datetime(2026, 6, 23, 21, 59, tzinfo=UTC)
    assert "plan" not in found(case_of(plan, (31 * DAY, e.Noted(text="went well"))))
    assert len([one for one in waiting(case_of(plan, plan), pack(), EVENT) if one.kind == "plan"]) == 1


def test_a_closed_case_waits_for_no_words_without_a_day() -> None:
    vague = e.Decided(sanction=measure(), horizon="later", by="soon", until="for good", review="some day")
    assert found(case_of(vague, e.Closed(outcome="x"))) == {}


def test_an_answer_somebody_wanted_to_think_about_waits_until_it_comes() -> None:
    thinking = e.Consented(answer="asked-to-think", whom="reporter")
    assert found(case_of(thinking))["thinking"].act == "consented"
    assert "thinking" not in found(case_of(thinking, e.Consented(answer="no-objection", whom="reporter")))
    other = e.Consented(answer="agreed", whom="reporter", to_whom="venue", what="name")
    assert "thinking" in found(case_of(thinking, other))


KNOWN = e.PersonAdded(person="1" * 32, role="reporter")


def test_the_reporter_gets_a_receipt_and_word_of_how_it_stands_where_the_procedure_says_when() -> None:
    policy = pack(tell_reporter__receipt_within="P1D", tell_reporter__status_after="P7D", steps=policies()["blank"].steps[-2:])
    received = case_of(KNOWN).received_at
    lines = found(case_of(KNOWN), policy)
    assert (lines["receipt"].due, lines["status"].due) == (received + timedelta(days=1), received + timedelta(days=7))
    told_once = (DAY, e.Told(whom="reporter", about="receipt"))
    lines = found(case_of(KNOWN, told_once), policy)
    assert "receipt" not in lines
    assert lines["status"].due == datetime.fromtimestamp(START / 1000, UTC) + timedelta(days=8)
    assert "status" not in found(case_of(KNOWN, told_once, e.Decided(sanction="none")), policy)
    assert not {"receipt", "status"} & set(found(case_of(), policy)), "an anonymous report has nobody to tell"


def test_a_week_is_a_week_of_hours_also_when_the_clocks_change() -> None:
    policy = pack(tell_reporter__status_after="P7D", steps=policies()["blank"].steps[-2:])
    late = Report(heard_at="2026-10-22T12:00:00+02:00", what="x")
    case = fold([entry(opening(late), 1), entry(KNOWN, 2)])
    due = found(case, policy)["status"].due
    assert due is not None
    assert due - case.received_at == timedelta(days=7)


def test_what_the_checklist_asks_for_is_not_asked_for_twice() -> None:
    steps = policies()["blank"].steps
    asking = (*steps, msgspec.structs.replace(steps[0], id="say-it-came", done_by=("told:reporter:receipt",), after=()))
    policy = pack(tell_reporter__receipt_within="P1D", steps=asking)
    assert "receipt" not in found(case_of(KNOWN), policy)


def test_what_was_done_alone_is_told_to_the_team() -> None:
    alone = e.Acted(urgent=True, at="2026-05-24 17:00")
    policy = pack(steps=policies()["blank"].steps[-2:])
    assert found(case_of(alone), policy)["urgent"].act.startswith("told:team")
    for heard in (e.Met(), e.Told(whom="team", about="urgent-action")):
        assert "urgent" not in found(case_of(alone, heard), policy)


def test_an_appeal_waits_for_its_answer_also_after_closing() -> None:
    closed = e.Closed(outcome="x")
    assert found(case_of(e.Appealed(by="x")))["appeal"].act == "appealed"
    assert "appeal" in found(case_of(closed, e.Appealed(by="x")))
    assert "appeal" not in found(case_of(e.Appealed(by="x"), e.Appealed(by="x", answer="upheld")))


def test_the_time_to_appeal_is_shown_until_it_is_over() -> None:
    policy = pack(appeal__within="P7D")
    case = case_of(e.Decided(sanction=measure()), e.Told(whom="reported", at="2026-05-25T10:00:00+02:00"))
    due = datetime(2026, 6, 1, 8, tzinfo=UTC)
    assert found(case, policy)["appeal"].due == due
    assert "appeal" not in found(case, policy, now=due)


def test_an_acknowledgement_is_awaited_from_the_umbrella() -> None:
    up = ReportsUp(kind="umbrella-email", to="the board", acknowledgement_asked=True)
    policy = pack(reports_up=(up,), steps=policies()["blank"].steps[-2:])
    sent = e.Notified(to="the board")
    assert found(case_of(sent), policy)["acknowledgement"].why == "the board"
    assert "acknowledgement" in found(case_of(sent, e.Closed(outcome="x")), policy)
    assert "acknowledgement" not in found(case_of(sent, e.Acknowledged(by="the board")), policy)


def test_a_kind_nobody_knows_any_more_is_told_by_its_name_and_not_an_error() -> None:
    one = waiting(case_of(), pack(), EVENT)[0]
    assert told(msgspec.structs.replace(one, about=("gone",)), "c", pack()).title == "gone"
    assert shown(one, NOW)
