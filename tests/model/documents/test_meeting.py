"""Agenda before a meeting and minutes after it: complete, without the names of the people it is about."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from cocdesk.model.documents.catalogue import kind, of_case
from cocdesk.model.documents.phrases import answered
from cocdesk.model.documents.render import render
from cocdesk.model.records import entries as e
from cocdesk.model.records.case_file import Naming
from tests.model.documents import invented_case as invented
from tests.model.documents import the_party
from tests.model.policy.shipped_packs import NAMES, pack

GOLDEN = Path(__file__).parent / "golden"
MET = e.Met(at="2018-05-25T10:00:00+02:00", ended="2018-05-25T10:40:00+02:00", attendees=("Mira Novak", "Tomás Silva"))
Bodies = list[tuple[e.CaseBody, int]]


def text(bodies: Bodies, naming: Naming = "named", procedure: str = "django-events") -> str:
    policy = pack(procedure)
    document = of_case(kind("meeting"), invented.case_file(policy, bodies), policy, audience="team", naming=naming)
    return render(document, "txt").decode()


def after(*bodies: e.CaseBody) -> str:
    return text([*invented.opening(), (MET, 50), *((body, 60) for body in bodies)])


@pytest.mark.parametrize(("name", "bodies"), [("agenda", invented.opening()), ("minutes", the_party.course())])
def test_it_reads_as_it_was_polished(name: str, bodies: Bodies) -> None:
    assert text(bodies) == (GOLDEN / f"meeting-{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("procedure", NAMES)
def test_the_agenda_asks_the_questions_of_the_procedure_and_says_who_stays_outside(procedure: str) -> None:
    told, policy = text(invented.opening(), procedure=procedure), pack(procedure)
    assert all(question.rstrip("?") in told for question in policy.meeting.questions)
    assert policy.meeting.with_whom in told
    if "reporter" in policy.meeting.excluded:
        assert "- Reporter: Wren" in told
    assert ("Before anything is done, this role has to agree" in told) is bool(policy.agrees)


@pytest.mark.parametrize("procedure", NAMES)
def test_the_minutes_stand_under_the_questions_that_were_asked(procedure: str) -> None:
    answers = ("First answer.", "Second answer.", "Third answer.", "Fourth answer.")
    policy, event = pack(procedure), invented.EVENT
    met = e.Met(**dict(zip(("what_happened", "doing_anything", "who", "when"), answers, strict=True)))
    rows = answered(met, policy, event)
    assert rows[: len(policy.meeting.questions)] == tuple(zip(policy.meeting.questions, answers, strict=False))
    assert [answer for _question, answer in rows] == list(answers)


def test_of_a_procedure_with_one_question_nothing_is_left_open_that_nobody_asked() -> None:
    own = pack("spec")
    short = replace(own, meeting=replace(own.meeting, questions=("What will we do?",)))
    assert answered(MET, short, invented.EVENT) == (("What will we do?", ""),)
    more = answered(e.Met(what_happened="A talk.", who="Mira"), short, invented.EVENT)
    assert more == (("What will we do?", "A talk."), ("Who does it", "Mira"))


def test_before_the_assessment_the_questions_of_the_matrix_are_on_the_table() -> None:
    assert "Not yet assessed" in text(invented.opening())


def test_who_stepped_back_stands_there_without_a_reason() -> None:
    told = text([*invented.opening(), (e.Recused(member="Ines Ott", kind="hard", by="Mira Novak"), 5)])
    assert "Ines Ott takes no part in this case at all" in told
    assert "by Mira" not in told


def test_the_minutes_hold_votes_safety_and_what_was_decided_against_a_rule() -> None:
    told = after(
        e.Decided(
            sanction="warning", deciders=("Mira Novak", "Tomás Silva"), vote="two for, none against", safe_enough="yes",
            who="Tomás Silva", until="2018-05-27", despite="nobody else could come", next_rung="leaving the event",
        )
    )  # fmt: skip
    for words in ("two for, none against", "Does it give the safety needed? yes", "nobody else could come", "leaving the event",
                  "Until: Sunday 27 May 2018", "Decided: A warning"):  # fmt: skip
        assert words in told


def test_an_exception_stands_with_its_reason() -> None:
    bodies: Bodies = [*invented.opening(), (e.Met(attendees=("Mira Novak",), exception="the whole hall saw the talk"), 50)]
    assert "the whole hall saw the talk" in text(bodies)


def test_each_of_two_meetings_keeps_its_own_decisions() -> None:
    told = after(e.Decided(sanction="warning"), MET, e.Decided(sanction="leave-event"))
    assert told.index("Meeting 1") < told.index("Decided: A warning") < told.index("Meeting 2") < told.index("Decided: Leave")


def test_what_one_decided_alone_before_the_meeting_is_in_the_minutes() -> None:
    told = text([*invented.opening(), (e.Decided(sanction="leave-event", urgent=True), 10), (MET, 50)])
    assert told.index("Decided before the meeting") < told.index("decided by one alone")


def test_minutes_of_ten_thousand_words_are_all_there() -> None:
    minutes = "\n".join(f"Point {number}. " + "We spoke about the room and the time. " * 5 for number in range(250))
    file = invented.case_file(pack("django-events"), [*invented.opening(), (e.Met(minutes=minutes), 50)])
    document = of_case(kind("meeting"), file, pack("django-events"), audience="team", naming="named")
    told = render(document, "txt").decode()
    assert len(minutes.split()) > 10_000
    assert all(f"Point {number}." in told for number in range(250))
    assert len(render(document, "pdf")) > len(told)


def test_with_code_names_only_the_team_is_lettered_too() -> None:
    told = text(the_party.course(), "code-names")
    assert "Mira" not in told
    assert "Team member A" in told


def test_the_agenda_says_first_what_those_who_are_left_lack_to_decide() -> None:
    assert "At least 3 people decide here; of those named, 2 can." in text(invented.opening(), procedure="conference")
    away = (e.Recused(member="tomas silva", kind="hard"), 5)
    assert "of those named, 1 can" in text([*invented.opening(), away], procedure="conference")
    stand_in = [(e.Substituted(member=name, instead_of="Tomás Silva"), 6) for name in ("Kim", "Lee")]
    assert "Look at this first" not in text([*invented.opening(), away, *stand_in], procedure="conference")
