"""Two people reported in one case: a paper is about one of them, names no other, and guesses nothing of what concerns whom."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from cocdesk.model.documents.catalogue import kind, of_case, one_of
from cocdesk.model.documents.render import render
from cocdesk.model.errors import NotAllowed
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Part, Person
from cocdesk.model.records.case_file import Audience, CaseFile, Naming, Participant
from tests.model.documents import invented_case as invented
from tests.model.documents.the_letters import file, text
from tests.model.policy.shipped_packs import NAMES, pack

ALF = invented.REPORTED
BERT = Person(id="d4" * 16, code_name="Plover", name="Otto Berg", email="otto@post.example", description="a green hat")
ABOUT_ONE: tuple[tuple[str, Audience], ...] = (
    ("warning-letter", "reported"), ("action-letter", "reported"), ("appeal-answer", "reported"), ("employer-report", "employer"),
    ("venue-note", "venue"), ("team-request", "other-team"), ("case-file", "reported"), ("talk-sheet", "team"),
)  # fmt: skip
DECIDED = (
    "Leave the event", "27 May", "no coming back", "no stop when", "evening events", "Mira and Tomás talk",
    "remark about women",
)  # fmt: skip


def both(*more: e.CaseBody, procedure: str = "django-events") -> CaseFile:
    """A warning, a measure, words told and a plan, in a case with two people reported."""
    plan = e.Planned(text="Mira and Tomás talk with him every evening")
    of = file(procedure, plan, *more)
    case: Case = replace(of.case, parts=(*of.case.parts, Part(person=BERT.id, role="reported")))
    shown = Participant(person=BERT, role="reported", shown=BERT.name)
    return replace(of, case=case, participants=(*of.participants, shown))


def told(paper: str, reader: Audience, person: str = "", *, naming: Naming = "named", of: CaseFile | None = None) -> str:
    made = of_case(kind(paper), of or both(), pack("django-events"), audience=reader, naming=naming, person=person)
    return render(made, "txt").decode()


@pytest.mark.parametrize(("paper", "reader"), ABOUT_ONE)
@pytest.mark.parametrize(("person", "other"), [(ALF, BERT), (BERT, ALF)])
def test_a_paper_about_one_never_names_the_other(paper: str, reader: Audience, person: Person, other: Person) -> None:
    words = told(paper, reader, person.id)
    assert [name for name in (*other.name.split(), other.code_name, other.email) if name and name in words] == []
    if paper != "appeal-answer":
        assert person.name in words


@pytest.mark.parametrize(("paper", "reader"), ABOUT_ONE)
@pytest.mark.parametrize("person", [ALF.id, BERT.id, ""])
def test_what_was_decided_or_told_stays_a_gap_since_nothing_says_whom_it_concerns(
    paper: str, reader: Audience, person: str
) -> None:
    words = told(paper, reader, person)
    assert [said for said in DECIDED if said in words] == []
    if kind(paper).fills:
        assert "[fill in: " in words


@pytest.mark.parametrize(("paper", "reader"), ABOUT_ONE)
def test_until_one_is_chosen_nobody_is_named(paper: str, reader: Audience) -> None:
    words = told(paper, reader)
    assert [name for person in (ALF, BERT) for name in person.name.split() if name in words] == []
    assert {part.person.id for part in one_of(kind(paper), both(), reader)} == {ALF.id, BERT.id}
    assert one_of(kind(paper), file("django-events"), reader) == ()


@pytest.mark.parametrize(("paper", "reader"), ABOUT_ONE)
@pytest.mark.parametrize("person", [ALF.id, ""])
def test_with_code_names_only_nobody_is_named_either(paper: str, reader: Audience, person: str) -> None:
    words = told(paper, reader, person, naming="code-names")
    assert [name for someone in (ALF, BERT) for name in someone.name.split() if name in words] == []


def test_the_door_learns_whom_only_once_somebody_chose_and_never_of_the_other() -> None:
    chosen = told("venue-note", "venue", BERT.id)
    assert "Otto Berg" in chosen and "a green hat" in chosen
    assert "do not let this person in" not in chosen and "[fill in: what the people at the venue are to do" in chosen
    calm = replace(both(), case=replace(both().case, happenings=()))
    assert "Nobody has to be kept away" in told("venue-note", "venue", BERT.id, of=calm)


def test_the_papers_of_the_reporter_and_of_everybody_ask_for_nobody() -> None:
    for paper, reader in (("outcome-letter", "reporter"), ("announcement", "public"), ("feedback-request", "public")):
        assert one_of(kind(paper), both(), reader) == ()


def test_somebody_who_is_none_of_them_is_refused() -> None:
    for of, person in ((both(), invented.REPORTER.id), (file("django-events"), ALF.id)):
        with pytest.raises(NotAllowed):
            told("warning-letter", "reported", person, of=of)


def test_two_reporters_do_not_learn_of_each_other() -> None:
    of = file("django-events")
    friend = Participant(person=BERT, role="reporter", shown=BERT.name)
    two = replace(of, participants=(*of.participants, friend))
    own = told("case-file", "reporter", BERT.id, of=two)
    assert "Otto Berg" in own and "Zoë" not in own
    assert "Otto" not in told("outcome-letter", "reporter", invented.REPORTER.id, of=two)


@pytest.mark.parametrize("procedure", NAMES)
@pytest.mark.parametrize("paper", ["venue-note", "team-request", "action-letter", "announcement", "talk-sheet", "outcome-letter"])
def test_a_decision_that_an_appeal_took_back_goes_out_in_no_paper(paper: str, procedure: str) -> None:
    policy = pack(procedure)
    of = file(procedure, e.Appealed(answer="changed"), e.Decided(sanction="none"))
    bare = replace(of, case=replace(of.case, happenings=tuple(h for h in of.case.happenings if not isinstance(h.body, e.Told))))
    words = text(paper, bare, procedure=procedure)
    away = next(s for s in policy.sanctions if s.keeps_out)
    assert away.title not in words and "do not let this person in" not in words and "asked somebody to leave" not in words


def test_a_measure_whose_time_is_over_goes_out_no_more() -> None:
    over = invented.case_file(
        pack("django-events"), [*invented.opening(), (e.Decided(sanction="leave-event", until="2018-05-20"), 9)]
    )
    assert "do not let this person in" not in text("venue-note", over)
    assert "Leave the event" not in text("team-request", over)


TEAM_ONLY = ("Sam Ortiz", "quietly by the stairs", "Pat Lee")
FOR_THEM = ("a word with the chair", "no coming back next year", "2019-01-05", "5 January 2019")


def measured(procedure: str) -> CaseFile:
    away = next(s.id for s in pack(procedure).sanctions if s.keeps_out)
    bodies: tuple[e.CaseBody, ...] = (
        e.Decided(
            sanction=away, who="Sam Ortiz", conditions="a word with the chair", next_rung="no coming back next year",
            review="2019-01-05", why="afraid",
        ),
        e.Acted(sanction=away, who="Pat Lee", words="quietly by the stairs"),
        e.Closed(outcome="Sent home", shareable="It has ended"),
    )  # fmt: skip
    return invented.case_file(pack(procedure), [*invented.opening(), *((body, 30 + n) for n, body in enumerate(bodies))])


@pytest.mark.parametrize("procedure", NAMES)
def test_the_reporter_s_file_tells_no_more_than_the_procedure_tells_reporters(procedure: str) -> None:
    policy = pack(procedure)
    words = text("case-file", measured(procedure), audience="reporter", procedure=procedure)
    assert [said for said in (*TEAM_ONLY, *FOR_THEM) if said in words] == []
    title = next(s.title for s in policy.sanctions if s.keeps_out)
    tells = bool({"decision", "sanctions"} & set(policy.tell_reporter.what))
    assert (title in words) == tells
    assert ("Sent home" in words) == tells
    assert "It has ended" in words


@pytest.mark.parametrize("procedure", NAMES)
def test_the_file_of_the_person_reported_names_nobody_who_carried_it_out(procedure: str) -> None:
    words = text("case-file", measured(procedure), audience="reported", naming="named", procedure=procedure)
    assert [said for said in TEAM_ONLY if said in words] == []
    assert "a word with the chair" in words, "how they come back is theirs to know"
