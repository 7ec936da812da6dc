"""A rule that was not kept is said, with its row and its entry; one that was kept is not."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Entry, Person, Remark
from cocdesk.model.records.report import Report, Witnessed
from cocdesk.model.rules.order import acts_alone, is_moment, span
from cocdesk.model.rules.procedure import current_step, next_steps, response_due
from cocdesk.model.rules.remarks import remarks
from cocdesk.model.rules.timeline import fold, moment_of
from tests.model.cases import EVENT, entry, opening, policies

PACKS = sorted(policies())
DJANGO, CONFERENCE, WORKSHOP, SPEC = (policies()[name] for name in ("django-events", "conference", "workshop", "spec"))
PEOPLE = {
    "1" * 32: Person(id="1" * 32, code_name="Heron", name="Ada Quill"),
    "2" * 32: Person(id="2" * 32, code_name="Otter", name="Bo Lind"),
}
PARTS = (e.PersonAdded(person="1" * 32, role="reporter"), e.PersonAdded(person="2" * 32, role="reported"))
TEAM = ("Ana", "Ida", "Kim")
YES = e.Consented(answer="no-objection", whom="reporter")
MET = e.Met(attendees=TEAM)
DECIDED = e.Decided(sanction="none", deciders=TEAM)


def case_of(*bodies: e.AnyBody, witnessed: Witnessed = "private", parts: tuple[e.AnyBody, ...] = PARTS) -> Case:
    report = Report(heard_at="2026-05-24T18:00:00+02:00", what="x", witnessed=witnessed)
    return fold([entry(body, n) for n, body in enumerate((opening(report), *parts, *bodies), 1)])


def of(policy: Policy, *bodies: e.AnyBody, witnessed: Witnessed = "private") -> tuple[Remark, ...]:
    return remarks(case_of(*bodies, witnessed=witnessed), policy, PEOPLE, event=EVENT)


def rows(policy: Policy, *bodies: e.AnyBody, witnessed: Witnessed = "private") -> set[str]:
    return {remark.row for remark in of(policy, *bodies, witnessed=witnessed)}


@pytest.mark.parametrize("pack", PACKS)
def test_a_fresh_report_breaks_no_rule(pack: str) -> None:
    assert of(policies()[pack]) == ()


KEPT: dict[str, tuple[e.AnyBody, ...]] = {
    "spec": (YES, e.Heard(), MET, DECIDED),
    "imgix": (YES, e.Heard(), MET, DECIDED),
    "django-events": (YES, e.Heard(), MET, DECIDED),
    "conference": (e.Assessed(risk="low", impact="low"), MET, DECIDED, e.Agreed(role="event-lead"), e.Talked(), e.Acted()),
    "workshop": (MET, e.Heard(), DECIDED),
    "blank": (DECIDED,),
}


@pytest.mark.parametrize("pack", PACKS)
def test_going_the_way_of_the_procedure_breaks_none(pack: str) -> None:
    assert of(policies()[pack], *KEPT[pack]) == ()


@pytest.mark.parametrize("pack", [pack for pack in PACKS if len(KEPT[pack]) > 2])
def test_going_it_backwards_is_said_and_the_entry_named(pack: str) -> None:
    case = case_of(*reversed(KEPT[pack]))
    found = remarks(case, policies()[pack], PEOPLE, event=EVENT)
    assert found
    entries = {happening.entry for happening in case.happenings}
    assert all(remark.entry in entries and remark.row and remark.sentence.endswith(".") for remark in found)


@pytest.mark.parametrize(
    ("policy", "bodies", "row", "words"),
    [
        (DJANGO, (YES, e.Heard(), DECIDED), "F1", "before the team met"),
        (DJANGO, (YES, MET, DECIDED), "G3", "before the person reported was heard"),
        (WORKSHOP, (e.Heard(), MET, DECIDED), "F15", "spoken to before the team met"),
        (CONFERENCE, (e.Assessed(risk="low", impact="low"), MET, e.Heard(), DECIDED), "F11", "before it was agreed"),
        (CONFERENCE, (e.Assessed(risk="low", impact="low"), MET, DECIDED, e.Acted()), "F11", "had not agreed yet"),
        (
            CONFERENCE,
            (e.Assessed(risk="low", impact="low"), MET, DECIDED, e.Agreed(role="event-lead", answer="not-agreed"), e.Acted()),
            "F11",
            "did not agree",
        ),
        (CONFERENCE, (MET, DECIDED), "F6", "matrix"),
        (DJANGO, (YES, e.Acted()), "F9", "done before it was decided"),
        (DJANGO, (MET,), "D2", "answer after the pause"),
    ],
)
def test_the_order_of_the_procedure(policy: Policy, bodies: tuple[e.AnyBody, ...], row: str, words: str) -> None:
    assert any(remark.row == row and words in remark.sentence for remark in of(policy, *bodies))


def test_hearing_may_go_on_during_the_meeting_where_the_procedure_says_so() -> None:
    assert of(DJANGO, YES, MET, e.Heard(), DECIDED) == ()


def test_a_meeting_written_up_afterwards_counts_from_its_own_time() -> None:
    late = e.Met(at="2026-05-24T18:02:00+02:00", attendees=TEAM)
    assert "F1" not in rows(DJANGO, YES, e.Heard(), DECIDED, late)
    assert "F1" in rows(DJANGO, YES, e.Heard(), DECIDED, e.Met(attendees=TEAM))


@pytest.mark.parametrize(
    ("deciders", "told"), [(("Ana",), True), (("Ana", "Ida"), True), (TEAM, False), (("Ana", "Ida", "Kim", "Lee"), True)]
)
def test_deciding_without_the_numbers_of_the_pack(deciders: tuple[str, ...], told: bool) -> None:
    found = rows(CONFERENCE, e.Assessed(risk="low", impact="low"), MET, e.Decided(sanction="none", deciders=deciders))
    assert ("A3" in found) == told


def test_without_names_those_of_the_last_meeting_decided() -> None:
    assert "X8" in rows(DJANGO, YES, e.Heard(), e.Met(attendees=("Ana",)), e.Decided(sanction="none"))
    assert "X8" not in rows(DJANGO, YES, e.Heard(), MET, e.Decided(sanction="none"))


def test_why_it_was_decided_all_the_same_is_acknowledged_and_the_rule_still_shown() -> None:
    found = of(DJANGO, YES, e.Heard(), MET, e.Decided(sanction="none", deciders=("Ana",), despite="Nobody else was awake."))
    assert [remark.row for remark in found] == ["X8"]
    assert "wrote down why" in found[0].sentence and "awake" not in found[0].sentence


@pytest.mark.parametrize("before", [True, False])
def test_a_member_who_stepped_back_before_or_after_voting_is_said(before: bool) -> None:
    gone = e.Recused(member="ANA")
    met, decided = e.Met(attendees=("Ida", "Kim")), e.Decided(sanction="none", deciders=TEAM)
    bodies = (YES, e.Heard(), gone, met, decided) if before else (YES, e.Heard(), met, decided, gone)
    found = [remark for remark in of(DJANGO, *bodies) if remark.row == "F5"]
    assert len(found) == 1
    assert ("later" in found[0].sentence) == (not before)


@pytest.mark.parametrize(("kind", "told"), [("hard", True), ("soft", False)])
def test_who_can_still_be_asked_may_be_in_the_room(kind: str, told: bool) -> None:
    gone = e.Recused(member="Ana", kind=kind)  # type: ignore[arg-type]
    assert ("F5" in rows(DJANGO, YES, e.Heard(), gone, MET)) == told


def test_somebody_who_stepped_back_cannot_stand_in() -> None:
    assert "X7" in rows(DJANGO, e.Recused(member="Ana"), e.Substituted(member="Ana", instead_of="Ida"))


@pytest.mark.parametrize("role", ["reporter", "reported"])
def test_somebody_who_turns_out_to_be_of_the_case_was_at_the_meeting(role: str) -> None:
    met = e.Met(attendees=("Ana", "Ada Quill" if role == "reporter" else "Bo Lind"))
    found = [remark for remark in of(DJANGO, YES, e.Heard(), met) if remark.row == "F3"]
    assert len(found) == 1 and "Quill" not in found[0].sentence and "Lind" not in found[0].sentence


def test_an_exception_with_its_reason_is_no_broken_rule_where_many_people_saw_it() -> None:
    met = e.Met(attendees=(*TEAM, "Bo Lind"), exception="The whole hall saw it.")
    assert rows(DJANGO, e.Heard(), met, witnessed="widely") == set()
    assert rows(DJANGO, YES, e.Heard(), met) == {"F4"}


def test_a_decider_who_is_of_the_case_is_said() -> None:
    assert "F3" in rows(DJANGO, YES, e.Heard(), MET, e.Decided(sanction="none", deciders=("Ana", "bo lind")))


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("answer", ["", "no", "unknown", "yes"])
def test_a_grant_is_asked_back_only_if_it_was_given_on_that_condition(pack: str, answer: str) -> None:
    asked = [s.id for s in policies()[pack].sanctions if s.needs_grant_condition]
    for sanction in asked:
        found = rows(policies()[pack], e.Decided(sanction=sanction, grant_condition=answer))  # type: ignore[arg-type]
        assert ("A15" in found) == (answer != "yes")


def test_an_answer_that_it_is_not_safe_enough_stands_until_something_else_is_decided() -> None:
    weak = e.Decided(sanction="warning", deciders=TEAM, safe_enough="no")
    assert "F14" in rows(DJANGO, YES, e.Heard(), MET, weak)
    assert "F14" not in rows(DJANGO, YES, e.Heard(), MET, weak, e.Decided(sanction="leave-event", deciders=TEAM))


@pytest.mark.parametrize(
    ("stands", "sanction", "told"), [("no", "warning", True), ("no", "none", False), ("yes", "warning", False)]
)
def test_a_measure_on_a_report_that_does_not_stand_is_asked_about(stands: str, sanction: str, told: bool) -> None:
    decided = e.Decided(sanction=sanction, stands=stands, deciders=TEAM)  # type: ignore[arg-type]
    assert any("does not stand" in remark.sentence for remark in of(WORKSHOP, MET, e.Heard(), decided)) is told


@pytest.mark.parametrize("pack", [pack for pack in PACKS if not policies()[pack].meeting.excluded])
def test_where_the_procedure_does_not_say_who_stays_out_the_person_reported_in_the_room_is_still_said(pack: str) -> None:
    found = [r for r in of(policies()[pack], e.Met(attendees=("Ana", "Bo Lind", "Ada Quill"))) if r.row == "F3"]
    assert len(found) == 1 and "Otter" in found[0].sentence and "Lind" not in found[0].sentence


def with_urgent(policy: Policy) -> Policy:
    from cocdesk.model.policy.pack import Urgent

    return msgspec.structs.replace(policy, urgent=Urgent(sentence="x", report_within="PT1H"))


def test_what_could_not_wait_needs_no_meeting_first_and_is_told_the_team_in_time() -> None:
    policy = with_urgent(DJANGO)
    alone = e.Acted(urgent=True, at="2026-05-24T18:05:00+02:00")
    assert rows(policy, YES, alone) == set()
    late = remarks(case_of(YES, alone), policy, PEOPLE, event=EVENT, now=moment_of(entry(YES, 500)))
    assert {remark.row for remark in late} == {"X9"}
    told = e.Told(whom="team", about="urgent-action", at="2026-05-24T18:06:00+02:00")
    assert remarks(case_of(YES, alone, told), policy, PEOPLE, event=EVENT, now=moment_of(entry(YES, 500))) == ()


def test_those_who_decided_do_not_hear_the_appeal_where_the_pack_says_so() -> None:
    policy = msgspec.structs.replace(DJANGO, appeal=msgspec.structs.replace(DJANGO.appeal, by_others=True, within="P7D"))
    bodies = (YES, e.Heard(), MET, DECIDED)
    assert "X57" in rows(policy, *bodies, e.Appealed(heard_by=("ida",), answer="upheld"))
    assert "X57" not in rows(policy, *bodies, e.Appealed(heard_by=("Lee",), answer="upheld"))
    late = (*bodies, e.Told(whom="reported"), e.Appealed(at="2026-07-01T12:00:00+02:00"))
    assert any("after the time" in remark.sentence for remark in of(policy, *late))


@pytest.mark.parametrize("pack", PACKS)
def test_a_pressed_apology_wants_a_linked_report_where_the_procedure_says_so(pack: str) -> None:
    policy = policies()[pack]
    pressed = e.ApologyOffered(answer="pressed")
    assert ("I4" in rows(policy, pressed)) == bool(policy.apology.pressing)
    assert "I4" not in rows(policy, pressed, e.Linked(other="9" * 32, how="pressed-apology"))
    assert "I4" not in rows(policy, e.ApologyOffered(answer="discouraged"))


@pytest.mark.parametrize(
    ("by", "told"),
    [("", True), ("coordinator", True), ("the staff", True), ("Organizer", False), ("delegate", False), ("Kim", False)],
)
def test_only_the_roles_of_the_pack_announce(by: str, told: bool) -> None:
    assert ("L9" in rows(WORKSHOP, MET, e.Heard(), DECIDED, e.Announced(by=by))) == told
    assert "L9" not in rows(CONFERENCE, e.Announced(by=by))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (e.Told(whom="reporter", about="receipt", at="2026-05-23T10:00:00+02:00"), True),
        (e.Told(whom="reporter", about="receipt", at="2027-05-24T10:00:00+02:00"), True),
        (e.Told(whom="reporter", about="receipt", at="2026-05-24T18:01:00+02:00"), False),
        (e.Told(whom="reporter", about="receipt", at="2026-05-24"), False),
        (e.Told(whom="reporter", about="receipt", at="2026-05-24T18:01:00"), False),
        (e.Told(whom="reporter", about="receipt", at="on the stairs"), False),
        (e.Warned(behaviour="x", at="2026-05-24T12:00:00+02:00"), False),
        (e.Planned(text="x", until="2026-05-01"), True),
    ],
)
def test_a_time_that_cannot_be_is_asked_about(body: e.AnyBody, told: bool) -> None:
    assert ("E1" in rows(DJANGO, body)) == told


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("2026-06-02", "2026-06-01", True),
        ("2026-06-01", "2026-06-01", False),
        ("2026-06-01", "", False),
        ("2026-06-01", "the end of the event", False),
        ("2026-10-25T02:30:00+02:00", "2026-10-25T02:15:00+01:00", False),
        ("2026-10-25T02:30:00+01:00", "2026-10-25T02:45:00+02:00", True),
    ],
)
def test_an_end_before_its_beginning_is_asked_about_also_in_the_night_the_clocks_change(
    since: str, until: str, told: bool
) -> None:
    decided = e.Decided(sanction="leave-event", deciders=TEAM, since=since, until=until)
    assert ("E1" in rows(DJANGO, YES, e.Heard(), MET, decided)) == told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-02-31 10:00", "No calendar"),
        ("2026-05-24 9:5", "No calendar"),
        ("2026-03-29 02:30", "put forward"),
        ("2026-10-25 02:30", ""),
        ("2026-05-24 18:30, about", ""),
        ("on the stairs", ""),
    ],
)
def test_a_time_that_no_calendar_or_no_clock_has_is_kept_and_asked_about(text: str, words: str) -> None:
    found = of(DJANGO, e.Planned(text="x", check_on=text))
    assert any(words in remark.sentence for remark in found) if words else not found


@pytest.mark.parametrize("written", ["2026-10-25 02:30", "2026-10-25T02:30:00"])
def test_an_hour_that_comes_twice_accuses_nobody(written: str) -> None:
    early, late = "2026-10-25T02:45:00+02:00", "2026-10-25T02:15:00+01:00"
    for since, until in ((written, late), (early, written)):
        decided = e.Decided(sanction="leave-event", deciders=TEAM, since=since, until=until)
        assert "E1" not in rows(DJANGO, YES, e.Heard(), MET, decided)


def test_a_meeting_that_ended_before_it_began_is_asked_about() -> None:
    met = e.Met(at="2026-05-24T18:02:00+02:00", ended="2026-05-24T17:00:00+02:00", attendees=TEAM)
    assert "F1" in rows(DJANGO, YES, e.Heard(), met)


def test_a_struck_entry_breaks_no_rule_any_more() -> None:
    entries = [entry(body, n) for n, body in enumerate((opening(), *PARTS, e.Acted()), 1)]
    assert remarks(fold(entries), DJANGO, PEOPLE)
    entries.append(entry(e.Struck(entry=entries[-1].id, why="another case"), 9))
    assert remarks(fold(entries), DJANGO, PEOPLE) == ()


def test_ten_thousand_words_of_minutes_are_kept_and_break_nothing() -> None:
    met = e.Met(attendees=TEAM, minutes="word " * 10_000)
    assert of(DJANGO, YES, e.Heard(), met) == ()


@pytest.mark.parametrize("text", ["", "later", "2026-13-01", "Thursday 22:00"])
def test_words_are_no_moment(text: str) -> None:
    assert not is_moment(text)
    now = moment_of(entry(YES, 1))
    assert span(text, now) == (now, now)


ACTS: list[e.AnyBody] = [
    YES, MET, DECIDED, e.Heard(), e.Acted(), e.Acted(urgent=True), e.Assessed(risk="low", impact="high"),
    e.Agreed(role="event-lead"),
    e.Agreed(role="event-lead", answer="not-agreed"), e.Told(whom="reporter"), e.Told(whom="reported", about="complaint"),
    e.Talked(by=("Ana",)), e.Recused(member="Ana"), e.Substituted(member="Lee"), e.Appealed(heard_by=("Ana",), answer="changed"),
    e.Announced(by="Ana"), e.ApologyOffered(answer="pressed"), e.Linked(other="9" * 32), e.Evaluated(), e.Closed(outcome="x"),
    e.Reopened(why="x"), e.Decided(sanction="warning", deciders=("Ana", "Bo Lind"), urgent=True), e.Met(attendees=("Ada Quill",)),
    e.RolledOut(system="badge", done=True), e.Knows(who="Lee"), e.Warned(behaviour="x"),
]  # fmt: skip
PLACED = st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from("ab"), st.integers(2, 30)), max_size=10)


def two_laptops(placed: list[tuple[e.AnyBody, str, int]]) -> list[Entry]:
    """The opening, and entries of two laptops whose clocks overlap."""
    first = [entry(body, n, device="a" * 32) for n, body in enumerate((opening(), *PARTS), 1)]
    return first + [entry(body, 10 + n, device=device * 32, minute=minute) for n, (body, device, minute) in enumerate(placed)]


@pytest.mark.parametrize("pack", PACKS)
@given(placed=PLACED, data=st.data())
def test_what_two_laptops_wrote_is_remarked_on_alike_in_any_order_of_arrival(
    pack: str, placed: list[tuple[e.AnyBody, str, int]], data: st.DataObject
) -> None:
    entries = two_laptops(placed)
    mixed = data.draw(st.permutations(entries))
    policy = policies()[pack]
    assert fold(mixed) == fold(entries)
    assert remarks(fold(mixed), policy, PEOPLE, event=EVENT) == remarks(fold(entries), policy, PEOPLE, event=EVENT)


@pytest.mark.parametrize("pack", PACKS)
@given(placed=PLACED)
def test_no_order_of_entries_breaks_a_rule_in_silence(pack: str, placed: list[tuple[e.AnyBody, str, int]]) -> None:
    policy = policies()[pack]
    case = fold(two_laptops(placed))
    found = {remark.row for remark in remarks(case, policy, PEOPLE, event=EVENT)}
    bodies = [happening.body for happening in case.happenings]
    acts = [n for n, body in enumerate(bodies) if isinstance(body, e.Acted) and not body.urgent]
    agreed: dict[str, str] = {}
    for n, body in enumerate(bodies):
        if isinstance(body, e.Agreed):
            agreed[body.role] = body.answer
        if n in acts and any(agreed.get(role) != "agreed" for role in policy.agrees):
            assert "F11" in found
    if policy.meeting.excluded and any(isinstance(body, e.Met) and "Ada Quill" in body.attendees for body in bodies):
        assert "F3" in found
    if any(isinstance(b, e.Recused) for b in bodies) and any(isinstance(b, e.Met) and "Ana" in b.attendees for b in bodies):
        assert "F5" in found
    away = {body.member for body in bodies if isinstance(body, e.Recused)}
    for n, body in enumerate(bodies):
        # Acting alone is no broken rule where the procedure knows it.
        if not isinstance(body, e.Decided) or (body.urgent and acts_alone(policy)):
            continue
        deciding = set(body.deciders) - away
        if policy.team.minimum and len(deciding) < policy.team.minimum:
            assert {"X8", "A3"} & found
        if away & set(body.deciders):
            assert "F5" in found
        wants = next((step.after for step in policy.steps if step.done_by[0] == "decided"), ())
        calm = not any(getattr(one, "urgent", False) for one in bodies)
        if "meet" in wants and calm and not any(isinstance(one, e.Met) for one in bodies[:n]):
            assert "F1" in found
    stages = [body for body in bodies if isinstance(body, (e.Closed, e.Reopened))]
    turned = any(type(a) is type(b) for a, b in pairwise(stages))
    if turned or (stages and isinstance(stages[0], e.Reopened)):
        assert case.faults


@pytest.mark.parametrize("pack", PACKS)
@given(placed=PLACED)
def test_whatever_two_laptops_wrote_there_is_a_next_step_or_the_case_is_closed(
    pack: str, placed: list[tuple[e.AnyBody, str, int]]
) -> None:
    case = fold(two_laptops(placed))
    step = current_step(next_steps(case, policies()[pack], EVENT))
    assert (step is None) == (case.stage == "closed")


@pytest.mark.parametrize("heard", ["2026-10-24T20:00:00+02:00", "2026-03-28T20:00:00+01:00"])
def test_half_a_day_is_twelve_hours_also_in_the_night_the_clocks_change(heard: str) -> None:
    case = fold([entry(opening(Report(heard_at=heard, what="x")), 1)])
    during = msgspec.structs.replace(EVENT, starts=heard[:10], ends=heard[:8] + "31")
    due = response_due(case, DJANGO, during)
    assert due is not None and due - case.received_at == timedelta(hours=12)
