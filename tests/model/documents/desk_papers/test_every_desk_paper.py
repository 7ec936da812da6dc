"""Every paper of the desk under every procedure: whole, neutral, on as many pages as it has to do with."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from cocdesk.model.documents.render.pdf import pdf
from cocdesk.model.documents.render.preview import page_count
from cocdesk.model.rules.danger import both_ways
from tests.model.documents.desk_papers.desk import FILLED, KINDS, built, given, text
from tests.model.policy.shipped_packs import NAMES, pack

GOLDEN = Path(__file__).parents[1] / "golden"
LOADED = re.compile(r"\b(harasser|victim|perpetrator|offender|accused|alleged|complainant|culprit|banned|ban)\b", re.IGNORECASE)
PAGES = {"briefing": 2, "role-play": 2, "review-log": 2}
WITH_TEAM = ("flyer", "briefing")
WITH_NUMBERS = ("flyer", "briefing", "poster", "emergency-card")


@pytest.mark.parametrize("procedure", NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_neutral_and_nothing_is_left_to_be_filled_in_by_a_program(kind: str, procedure: str) -> None:
    for filled in (True, False):
        told = text(kind, given(procedure, filled=filled))
        assert LOADED.findall(told) == []
        assert re.findall(r"[{}]|\bNone\b", told) == []
        assert f"version {pack(procedure).version}" in told


@pytest.mark.parametrize("procedure", NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_it_has_to_do_with_its_pages_on_every_paper(kind: str, procedure: str) -> None:
    # Letter is the shorter sheet; under two procedures the longer one is looked at as well.
    for paper in ("Letter", "A4") if procedure in ("django-events", "workshop") else ("Letter",):
        document = built(kind, given(procedure, paper=paper))  # type: ignore[arg-type]
        assert page_count(pdf(document)) == PAGES.get(kind, 1), paper


@pytest.mark.parametrize("kind", KINDS)
def test_names_of_the_team_stand_only_on_papers_for_those_who_help(kind: str) -> None:
    told = text(kind, given("django-events"))
    assert ("Mira Novak" in told) is (kind in WITH_TEAM)
    assert ("+49 30 5550177" in told) is (kind in WITH_NUMBERS)


@pytest.mark.parametrize("kind", KINDS)
def test_an_exercise_says_so(kind: str) -> None:
    assert "EXERCISE" in text(kind, given("conference", exercise=True))
    assert ("EXERCISE" in text(kind, given("conference"))) is (kind == "role-play")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "registration-letter"])
def test_it_reads_as_it_was_polished(kind: str) -> None:
    assert text(kind, given("django-events")) == (GOLDEN / f"{kind}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("outcome", ["cancelled", "not-comfortable", "may-attend"])
def test_a_letter_reads_as_it_was_polished(outcome: str) -> None:
    told = text("registration-letter", given("django-events", outcome=outcome, name="Jonas Feld", ticket="K7Q2"))
    assert told == (GOLDEN / f"registration-letter-{outcome}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("procedure", NAMES)
def test_the_flyer_has_who_takes_over_numbers_steps_and_cautions(procedure: str) -> None:
    policy, told = pack(procedure), text("flyer", given(procedure))
    assert policy.safety.threat_question in told
    assert all(dont.text in told for dont in policy.donts[:5])
    assert all(line in told for line in FILLED["contact"].splitlines() + FILLED["emergency-contacts"].splitlines())
    assert told.count("[ ] ") >= 6
    for setting in policy.settings:
        if setting.group == "roles":
            assert f"{setting.title}: {FILLED[setting.id]}" in told


@pytest.mark.parametrize("kind", WITH_NUMBERS)
def test_what_nobody_filled_in_is_a_line_to_write_on(kind: str) -> None:
    told = text(kind, given("workshop", filled=False))
    assert "Crisis line: ____" in told


@pytest.mark.parametrize("procedure", NAMES)
def test_the_briefing_holds_every_sentence_of_the_procedure_for_the_first_talk(procedure: str) -> None:
    policy, told = pack(procedure), text("briefing", given(procedure))
    for guidance in (*policy.dos, *policy.donts, *policy.framing, *policy.banished):
        assert guidance.text in told
    for sentence in (
        policy.scripts.opening, policy.scripts.private, policy.scripts.widely_witnessed, policy.scripts.pause,
        policy.intake.private_place, policy.intake.transcribe, policy.intake.confidential,
        *both_ways(policy.safety), *(offer.say for offer in policy.care),
    ):  # fmt: skip
        assert sentence in told


@pytest.mark.parametrize("procedure", NAMES)
def test_role_play_practises_what_the_procedure_says_and_nothing_it_does_not(procedure: str) -> None:
    policy, told = pack(procedure), text("role-play", given(procedure))
    assert policy.scripts.private in told
    assert policy.safety.otherwise_do in told
    assert all(dont.text in told for dont in policy.donts if {"D3", "D4", "D5", "D6"} & set(dont.rows))
    assert "Three of you" in told


def test_a_slip_has_the_seven_things_to_note() -> None:
    told = text("warning-slip", given("spec"))
    for asked in ("To whom", "When I said it", "By whom", "had happened", "done or said", "around it", "part of it"):
        assert asked in told


def test_the_log_has_a_line_of_counts_for_talks_and_for_pictures() -> None:
    told = text("review-log", given("spec"))
    assert told.count("Counts:") == 2
    assert "write down no names" in told


@pytest.mark.parametrize(("kind", "words", "least"), [("emergency-card", "Numbers for you", 6), ("warning-slip", "By whom", 2),
                                                      ("reminder-card", "a short word", 4)])  # fmt: skip
def test_a_sheet_of_cards_is_filled_while_its_text_says_it_once(kind: str, words: str, least: int) -> None:
    import pypdfium2

    document = built(kind, given("django-events"))
    file = pypdfium2.PdfDocument(pdf(document))
    assert file[0].get_textpage().get_text_range().count(words) >= least
    file.close()
    assert text(kind, given("django-events")).count(words) == 1


@pytest.mark.parametrize("lines", [1, 40, 400])
def test_numbers_without_end_lose_nothing(lines: int) -> None:
    many = "\n".join(f"Number{line}: {line}" for line in range(lines))
    import pypdfium2

    of = given("spec")
    event = msgspec.structs.replace(of.event, settings={"emergency-contacts": many})
    document = built("emergency-card", replace(of, event=event))

    file = pypdfium2.PdfDocument(pdf(document))
    found = " ".join(page.get_textpage().get_text_range() for page in file)
    file.close()
    assert all(f"Number{line}:" in found for line in range(lines))
