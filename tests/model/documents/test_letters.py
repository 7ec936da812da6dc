"""Letters, notes and announcements: what they say under each procedure, and what they never do."""

from __future__ import annotations

import re
from datetime import UTC
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cocdesk.model.documents import letters
from cocdesk.model.documents.catalogue import kind, kinds, of_case, offered
from cocdesk.model.documents.letter_parts import Filling
from cocdesk.model.documents.render import render
from cocdesk.model.documents.texts import passages
from cocdesk.model.errors import NotAllowed
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Person
from cocdesk.model.records.case_file import Participant
from cocdesk.model.rules.last_look import second_reader
from cocdesk.model.rules.redaction import for_audience
from tests.model.documents import invented_case as invented
from tests.model.documents.the_letters import LETTERS, TOLD, file, leaving, text
from tests.model.policy.shipped_packs import NAMES, pack

GOLDEN = Path(__file__).parent / "golden"
SEEDS = (
    "please contact", "in the meantime, you must", "This was a violation of our policy", "We apologise for this",
    "This is a good time for all attendees", "not welcome on any", "alleged harasser", "We do not expect you to act",
    "sounds like a breach", "convene a meeting", "official employee capacity",
)  # fmt: skip
LOADED = re.compile(r"\b(harass\w*|victim|perpetrator|offender|accused|complainant|culprit|guilty)\b", re.IGNORECASE)
PROMISES = re.compile(r"\b(we promise|guarantee|will never happen|never again)\b", re.IGNORECASE)
OFFERED = [(paper, name) for paper in LETTERS for name in NAMES if offered(kind(paper), pack(name))]
NEVER = (
    "Wren",
    "Linnet",
    "李小龙",
    "He may guess",
    "did not want to stay",
    "afraid",
    "2 to 0",
    "zoe@post.example",
    "crowded room",
)


@pytest.mark.parametrize("paper", [*LETTERS, "case-file"])
def test_it_reads_as_it_was_polished(paper: str) -> None:
    capacities = pack("django-events").employer_capacities[1:3]
    told = text(paper, file("django-events"), fill=Filling(capacities=capacities))
    assert told == (GOLDEN / f"{paper}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("paper", "procedure"), OFFERED)
def test_no_letter_shows_who_reported_judges_promises_or_borrows(paper: str, procedure: str) -> None:
    told = text(paper, file(procedure), procedure=procedure)
    assert [word for word in NEVER if word in told] == []
    assert LOADED.findall(told) == []
    assert PROMISES.findall(told) == []
    assert [words for words in SEEDS if words.casefold() in told.casefold()] == []
    if paper not in ("outcome-letter", "feedback-request"):
        assert "Zoë" not in told and "Žižek" not in told


@pytest.mark.parametrize(("paper", "procedure"), OFFERED)
def test_what_the_record_cannot_say_is_a_gap_one_sees_and_nothing_else_is_left_open(paper: str, procedure: str) -> None:
    made = kind(paper)
    reader = made.audiences[0]
    document = of_case(made, file(procedure), pack(procedure), audience=reader, naming="named")
    told = render(document, "txt").decode()
    assert told.count("[fill in: ") >= len({gap.id for gap in document.gaps if not gap.words})
    assert not re.search(r"\{\w*\}|<\w+>|None|XYZ|TODO", told)
    filled = Filling(words={gap.id: f"Words {number}" for number, gap in enumerate(document.gaps)})
    whole = render(of_case(made, file(procedure), pack(procedure), audience=reader, naming="named", fill=filled), "txt").decode()
    assert "[fill in" not in whole
    for number, gap in enumerate(document.gaps):
        assert f"words {number}" in whole.casefold(), gap.id


@pytest.mark.parametrize(("paper", "procedure"), OFFERED)
def test_with_code_names_only_nobody_is_named(paper: str, procedure: str) -> None:
    for reader in kind(paper).audiences:
        told = text(paper, file(procedure), audience=reader, naming="code-names", procedure=procedure)
        real = ("Jonas", "Feld", "Acme", "B-1187", "Zoë", "Mira", "Novak", "Silva", "Petra")
        assert [name for name in real if name in told] == []


@pytest.mark.parametrize("procedure", NAMES)
def test_the_action_letter_has_its_four_parts_and_a_place_to_turn_to(procedure: str) -> None:
    told = text("action-letter", file(procedure), procedure=procedure)
    parts = ["What was done", "What it does", "What has to change", "What follows\n-", "Where you can turn to"]
    assert [told.index(part) for part in parts] == sorted(told.index(part) for part in parts)
    assert "Hello Jonas Feld," in told
    assert "appeals@conf.example" in told
    assert "Sunday 27 May 2018" in told
    assert "no stop when somebody asked" in told
    meanwhile = "The report stands" if pack(procedure).appeal.meanwhile == "report-stands" else "What was decided holds"
    assert meanwhile in told


@pytest.mark.parametrize("procedure", NAMES)
def test_a_letter_takes_nothing_from_the_report_that_nobody_meant_to_tell(procedure: str) -> None:
    bare = invented.case_file(pack(procedure))
    for paper in ("warning-letter", "action-letter", "appeal-answer"):
        told = text(paper, bare, procedure=procedure)
        assert "a remark about women" not in told and "asked him" not in told
        assert "[fill in: " in told


@pytest.mark.parametrize("procedure", NAMES)
def test_saying_sorry_is_kept_away_from_people_wherever_the_procedure_wants_that(procedure: str) -> None:
    told = text("warning-letter", file(procedure), procedure=procedure)
    assert ("That also holds for saying sorry." in told) == (pack(procedure).apology.stance != "in-matrix")
    assert "nobody sent on your behalf" in told


@pytest.mark.parametrize("procedure", NAMES)
def test_the_reporter_hears_of_measures_only_where_the_procedure_tells_them(procedure: str) -> None:
    policy = pack(procedure)
    closed = e.Closed(outcome="done", why="secret reason", shareable="We spoke with the person, and it has ended")
    told = text("outcome-letter", file(procedure, closed), procedure=procedure)
    tells = bool({"decision", "sanctions"} & set(policy.tell_reporter.what))
    title = next(s.title for s in policy.sanctions if s.id == leaving(policy).sanction)
    assert (title in told) == tells
    assert "We spoke with the person, and it has ended." in told
    assert "hank you for telling us" in told
    assert "no coming back next year" not in told and "secret reason" not in told
    assert "Jonas" not in told


@pytest.mark.parametrize("answer", ["upheld", "changed", ""])
def test_the_answer_to_an_appeal_says_what_holds_now(answer: str) -> None:
    later = e.Decided(sanction="keep-distance", until="2018-05-27")
    appealed = e.Appealed(by="Jonas Feld", words="Zoë lied", answer=answer)  # type: ignore[arg-type]
    told = text("appeal-answer", file("django-events", appealed, later))
    assert "lied" not in told
    said = {"upheld": "The decision stands.", "changed": "The decision changes.", "": "[fill in: whether the decision stands"}
    assert said[answer] in told
    assert ("Leave the event" in told) == (answer == "upheld")


def test_the_employer_gets_ticks_for_what_was_chosen_and_boxes_for_the_rest() -> None:
    policy = pack("django-events")
    told = text("employer-report", file("django-events"), fill=Filling(capacities=(policy.employer_capacities[2],)))
    assert told.count("[x] ") == 1 and told.count("[ ] ") == len(policy.employer_capacities) - 1
    assert "[x] Looking after a sponsor" in told
    assert "advise nothing" in told


@pytest.mark.parametrize("procedure", NAMES)
def test_no_report_to_an_employer_where_the_procedure_knows_none(procedure: str) -> None:
    policy, made = pack(procedure), kind("employer-report")
    assert offered(made, policy) == bool(policy.employer_capacities)
    if not policy.employer_capacities:
        with pytest.raises(NotAllowed):
            of_case(made, file(procedure), policy, audience="employer", naming="named")


def with_description(procedure: str, *bodies: e.CaseBody) -> str:
    of = invented.case_file(pack(procedure), [*invented.opening(), *((body, 30) for body in bodies)])
    tall = replace(invented.REPORTED, description="tall, red scarf, sat near Zoë")
    people = tuple(replace(p, person=tall) if p.role == "reported" else p for p in of.participants)
    return text("venue-note", replace(of, participants=people), procedure=procedure)


@pytest.mark.parametrize("procedure", NAMES)
def test_the_venue_learns_whom_to_recognise_only_once_it_was_decided_and_never_why(procedure: str) -> None:
    settled = with_description(procedure, leaving(pack(procedure)))
    assert "Jonas Feld" in settled and "tall, red scarf, sat near somebody" in settled
    assert "Sunday 27 May 2018" in settled
    open_case = with_description(procedure)
    assert "Jonas" not in open_case and "scarf" not in open_case
    assert "stop nobody" in open_case
    for told in (settled, open_case):
        assert "remark" not in told and "Conference party" not in told


def test_what_goes_to_another_team_is_information_that_ends() -> None:
    told = text("team-request", file("django-events"))
    assert "This is information, not an instruction." in told
    assert "Please destroy this by Sunday 27 May 2018." in told
    later = text("team-request", invented.case_file(pack("django-events")))
    assert "Please destroy this by 23 August 2018." in later
    assert "remark" not in told.replace("remarks that made others uneasy", "")


@pytest.mark.parametrize("procedure", NAMES)
def test_an_announcement_is_spoken_by_whom_the_procedure_names_and_fills_its_template(procedure: str) -> None:
    policy = pack(procedure)
    of = file(procedure)
    event = replace(of.event, settings={"contact": "the desk", "policy-location": "the wall", "feedback": "the box"})
    told = text(
        "announcement", replace(of, event=event), procedure=procedure, fill=Filling(words={"thing": "a slide hurt people"})
    )
    for role in policy.roles:
        if role.id in policy.announcement.by:
            assert role.title in told
    assert told.count("a slide hurt people") == 3, "aloud, posted, mailed"
    assert told.count("the wall") == 3
    assert "quiet-lantern" not in told, "the public needs no code name"
    assert ("the box" in told) == (policy.feedback.offered == "always")
    assert "[fill in" not in told


def test_what_was_announced_already_is_not_told_otherwise_afterwards() -> None:
    told = text(
        "announcement", file("django-events", e.Announced(text="Somebody said something hurtful at dinner. It is dealt with"))
    )
    assert told.count("It is dealt with.") == 3
    assert "We want you to know" not in told


def test_the_mail_of_an_announcement_holds_only_what_is_mailed() -> None:
    made = of_case(kind("announcement"), file("django-events"), pack("django-events"), audience="public", naming="code-names")
    mail = message_from_bytes(render(made, "eml"), policy=SMTP)
    words = mail.get_content()
    assert mail["X-Unsent"] == "1"
    assert "Before you speak" not in words and "To read aloud" not in words
    assert words.count("We want you to know") == 1
    assert ("Subject", made.mail.subject if made.mail else "") in passages(made)


@pytest.mark.parametrize("paper", LETTERS)
def test_a_subject_says_nothing_to_those_who_read_over_a_shoulder(paper: str) -> None:
    document = of_case(kind(paper), file("spec"), pack("spec"), audience=kind(paper).audiences[0], naming="named")
    assert document.mail is not None and document.mail.to == ()
    assert not re.search(r"warn|decid|report|Jonas|Zoë|lantern", document.mail.subject, re.IGNORECASE)


SEEN = for_audience(file("spec"), "reported", "named")


@settings(max_examples=20)
@given(words=st.text(max_size=40))
def test_no_header_can_be_put_in_through_what_is_typed(words: str) -> None:
    fill = Filling(words={"behaviour": f"{words}\r\nBcc: all@conf.example\n\n{words}", "contact": f"\nTo: {words}"})
    document = letters.action(SEEN, pack("spec"), fill=fill)
    mail = message_from_bytes(render(document, "eml"), policy=SMTP)
    assert mail["Bcc"] is None and mail["To"] is None


def test_where_several_are_reported_none_of_them_learns_who_the_others_are() -> None:
    of = file("django-events", e.Decided(sanction="warning", conditions="an apology from Otto Berg is not asked"))
    other = Person(id="d4" * 16, code_name="Plover", name="Otto Berg")
    both = replace(of, participants=(*of.participants, Participant(person=other, role="reported", shown="Otto Berg")))
    told = text("action-letter", both)
    assert "Jonas" not in told and "Otto" not in told and "Berg" not in told
    assert "\nHello,\n" in told


def test_a_part_of_the_file_says_that_it_is_one() -> None:
    for reader in kind("case-file").audiences:
        told = text("case-file", file("django-events"), audience=reader)
        assert ("A part of the file" in told) == (reader not in ("team", "chair", "officer"))
        assert ("History" in told) == (reader in ("team", "chair", "officer"))


def test_the_whole_file_lists_what_is_kept_with_it_and_what_left() -> None:
    kept = e.AttachmentAdded(attachment="a" * 32, name="slide.png", media_type="image/png", size=3, sha256="5ca1ab1e" * 8)
    left = e.Exported(
        document="incident-form", audience="officer", naming="named", how="printed", format="pdf", purpose="to file it",
        sha256="0ddba11" * 9,
    )  # fmt: skip
    told = text("case-file", file("django-events", kept, left))
    assert "slide.png" in told and "5ca1ab1e5ca1ab1e" in told
    assert "Incident form for the safety officer" in told and "to file it" in told
    outside = text("case-file", file("django-events", kept, left), audience="reporter")
    assert "slide.png" not in outside and "officer" not in outside


@pytest.mark.parametrize("procedure", NAMES)
def test_letters_to_those_reported_employers_other_teams_and_everyone_want_a_second_reader(procedure: str) -> None:
    policy = pack(procedure)
    wanting = {made.id for made in kinds() if second_reader(made.id, policy)}
    letters_out = {"warning-letter", "action-letter", "appeal-answer", "team-request", "announcement"}
    asked = letters_out | ({"employer-report"} if policy.employer_capacities else set())
    assert wanting == (asked if procedure != "blank" else set()), "a page to begin with asks for nothing"
    assert wanting <= {made.id for made in kinds() if made.fills}


def test_nobody_is_asked_for_a_second_reader_where_the_procedure_wants_none() -> None:
    assert not [made.id for made in kinds() if second_reader(made.id, replace(pack("spec"), papers=None))]


def test_every_letter_is_dated_where_the_event_is() -> None:
    of = replace(file("spec"), made_at=invented.START.replace(hour=23).astimezone(UTC))
    assert "Saturday 26 May 2018" in text("warning-letter", of, procedure="spec")


def test_the_person_reported_reads_only_what_was_meant_for_them() -> None:
    to_reporter = e.Told(whom="reporter", about="outcome", text="We told her that he leaves", behaviour="what she felt")
    assert "what she felt" not in text("action-letter", file("django-events", to_reporter))
    assert TOLD.change in text("action-letter", file("django-events", to_reporter)).lower()
