"""The sheet for the talk: everything one needs, and nothing from which the person reported could tell who reported."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from cocdesk.model.documents.catalogue import kind, of_case
from cocdesk.model.documents.render import render
from cocdesk.model.records import entries as e
from cocdesk.model.records.case_file import CaseFile, Naming
from tests.model.documents import invented_case as invented
from tests.model.policy.shipped_packs import NAMES, pack

GOLDEN = Path(__file__).parent / "golden"
DECIDED = e.Decided(
    sanction="keep-distance", until="2018-05-27", why="Zoë is afraid of him", next_rung="they leave the event", vote="3 to 0"
)


def file(procedure: str = "django-events", *bodies: e.CaseBody) -> CaseFile:
    return invented.case_file(pack(procedure), [*invented.opening(), *((body, 30) for body in bodies)])


def text(of: CaseFile, naming: Naming = "named", procedure: str = "django-events") -> str:
    return render(of_case(kind("talk-sheet"), of, pack(procedure), audience="team", naming=naming), "txt").decode()


def test_it_reads_as_it_was_polished() -> None:
    assert text(file("django-events", DECIDED)) == (GOLDEN / "talk-sheet.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("procedure", NAMES)
@pytest.mark.parametrize("naming", ["named", "code-names"])
def test_nothing_on_it_tells_who_reported_or_how_it_was_told(procedure: str, naming: Naming) -> None:
    told = text(file(procedure, DECIDED, e.Noted(text="Zoë came back")), naming, procedure)
    for hidden in (
        "Zoë",
        "Žižek",
        "Wren",
        "Linnet",
        "李小龙",
        "He may guess",
        "did not want to stay",
        "afraid",
        "3 to 0",
        "09:30",
    ):
        assert hidden not in told
    assert "Somebody asked him quietly" in told


@pytest.mark.parametrize("procedure", NAMES)
def test_every_procedure_gets_room_two_people_calm_pause_and_no_contact(procedure: str) -> None:
    told, policy = text(file(procedure), procedure=procedure), pack(procedure)
    assert all(guidance.text in told for guidance in policy.talk)
    own = {row for guidance in policy.talk for row in guidance.rows}
    for row, words in (("J1", "nobody sees or hears you"), ("J2", "Go in twos"), ("J8", "keep away from the person affected")):
        assert (words in told) is (row not in own)
    assert policy.apology.sentence in told


def test_the_message_has_its_four_parts_in_order() -> None:
    told = text(file("django-events", DECIDED))
    places = [told.index(part) for part in ("1. The behaviour", "2. The impact", "3. What must change", "4. The consequences")]
    assert places == sorted(places)
    assert "Keep away from the person affected, until Sunday 27 May 2018." in told
    assert "If it happens again: they leave the event." in told


def test_the_place_to_appeal_is_the_one_the_team_filled_in() -> None:
    given = file()
    settings = {**given.event.settings, "appeal": "appeals@conf.example"}
    named = msgspec.structs.replace(given, event=msgspec.structs.replace(given.event, settings=settings))
    assert "please write to appeals@conf.example" in text(named)
    assert "No place to appeal is written down" in text(given)


def test_there_is_room_for_length_and_reaction() -> None:
    told = text(file())
    for words in ("From – until", "blamed others", "Said sorry without being asked"):
        assert words in told


def test_an_exercise_says_so() -> None:
    given = file()
    practice = msgspec.structs.replace(given, event=msgspec.structs.replace(given.event, exercise=True))
    assert "EXERCISE" in text(practice)
