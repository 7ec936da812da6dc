"""What each part may do, decided in one place and the same for every window and command."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.actions.opening import packs
from cocdesk.model.rules import team

ROLES = ("chair", "responder", "reader", "officer", "representative")
PACKS = packs()


@pytest.mark.parametrize(
    ("role", "writes"),
    [("chair", True), ("responder", True), ("officer", True), ("reader", False), ("Reader", False), ("recovery", False)],
)
def test_only_readers_and_the_sheet_add_nothing(role, writes):
    assert team.may_write(role) is writes
    assert (team.why_not_write(role) == "") is writes


@pytest.mark.parametrize(
    ("role", "others", "manages"),
    [
        ("chair", ("responder", "reader"), True),
        ("responder", ("chair",), False),
        ("responder", ("reader",), True),
        ("reader", ("reader", "responder"), False),
        ("reader", ("chair",), False),
        ("recovery", ("chair", "reader"), True),
        ("CHAIR", ("chair",), True),
    ],
)
def test_where_somebody_has_the_chair_only_the_chair_changes_who_can_open_it(role, others, manages):
    assert team.may_manage(role, (role, *others)) is manages


@given(st.lists(st.sampled_from(ROLES), min_size=1, max_size=8))
def test_in_every_team_with_a_writer_somebody_may_manage_and_no_reader_ever(roles):
    managing = [role for role in roles if team.may_manage(role, roles)]
    assert bool(managing) == any(team.may_write(role) for role in roles)
    assert "reader" not in managing
    assert managing == ["chair"] * roles.count("chair") or "chair" not in roles


@given(st.sampled_from((*ROLES, "recovery")), st.lists(st.sampled_from(ROLES), min_size=1, max_size=6))
def test_what_is_shown_of_a_part_is_what_it_may_do(role, others):
    said = team.may(role, (role, *others))
    assert ("changes who can open" in said) == team.may_manage(role, (role, *others))
    assert ("May record" in said) == team.may_write(role)


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_every_procedure_offers_the_three_parts_and_its_own_once_each(pack):
    parts = team.parts(PACKS[pack])
    ids = [part.id for part in parts]
    assert ids[:3] == ["chair", "responder", "reader"]
    assert len(set(ids)) == len(ids)
    assert {role.id for role in PACKS[pack].roles} <= set(ids)
    assert all(part.title and part.may for part in parts)


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_a_part_nobody_knows_is_called_by_its_own_word(pack):
    assert team.title("night-watch", PACKS[pack]) == "night-watch"
    assert team.title("reader", PACKS[pack])
    assert "sheet" in team.title("recovery", PACKS[pack])


@given(st.lists(st.sampled_from((*ROLES, "Chair", "recovery")), min_size=1, max_size=8))
def test_a_case_is_erased_only_by_the_chair_where_somebody_has_it_and_else_by_whoever_may_write(roles):
    erasing = [role for role in roles if team.may_erase(role, roles)]
    if team.has_chair(roles):
        assert erasing and {role.casefold() for role in erasing} == {"chair"}
    else:
        assert erasing == [role for role in roles if team.may_write(role)]


def test_why_not_erase_names_the_chair_or_says_who_may():
    assert "by the chair: Ana, Bo" in team.why_not_erase(["Ana", "Bo"])
    assert "may record" in team.why_not_erase([])
    sealed = team.why_not_erase(["Ana"], kept_away=True)
    assert "sealed away from the chair" in sealed and "Ana" in sealed and "until it is unsealed" in sealed


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_only_parts_of_the_procedure_and_of_every_vault_are_known(pack):
    for part in team.parts(PACKS[pack]):
        assert team.known_part(f" {part.id.upper()} ", PACKS[pack]) == part.id
    for word in ("raeder", "bananas", "recovery", "Recovery", "", " "):
        assert team.known_part(word, PACKS[pack]) == ""


@pytest.mark.parametrize("pack", sorted(PACKS))
@given(word=st.text(max_size=12))
def test_a_word_is_either_refused_or_a_part_that_is_offered(pack, word):
    assert team.known_part(word, PACKS[pack]) in {"", *(part.id for part in team.parts(PACKS[pack]))}


def test_why_not_names_the_chair_or_says_who_may():
    assert "Ana, Bo" in team.why_not_manage(["Ana", "Bo"])
    assert "may record" in team.why_not_manage([])


def test_a_removal_says_what_a_former_member_may_still_have():
    said = " ".join(team.what_stays_with("Bo"))
    for words in ("may have kept a copy", "beyond its reach", "with their name", "recovery sheet"):
        assert words in said


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_handing_over_names_the_next_chair_and_what_no_team_may_forget(pack):
    said = team.handing_over(PACKS[pack], "Bo", leaves=False)
    assert any("Bo" in sentence for sentence in said)
    assert any("recovery sheet" in sentence for sentence in said)
    own = PACKS[pack].retention.access_change
    assert not own or said[0] == own
    assert len(team.handing_over(PACKS[pack], "Bo", leaves=True)) == len(said) + 1


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_a_part_no_procedure_knows_may_only_read(pack):
    known = [PACKS[pack]]
    for part in team.parts(PACKS[pack]):
        assert team.counts_as(part.id, known) == team.counts_as(f" {part.id.upper()}", known) == part.id
    for word in ("raeder", "lead organiser", "recovery sheet", "", "chairs", "Reader "):
        counted = team.counts_as(word, known)
        assert not team.may_write(counted) and not team.may_erase(counted, (counted,))
        assert not team.may_manage(counted, (counted,))
    assert "“raeder”" in team.no_such_part("raeder")


def test_a_part_of_any_procedure_of_the_vault_counts_and_before_the_first_every_word_does():
    assert team.counts_as("event-lead", [PACKS["spec"], PACKS["conference"]]) == "event-lead"
    assert team.counts_as("event-lead", [PACKS["spec"]]) == "reader"
    assert team.counts_as("event-lead", []) == "event-lead"
    assert team.counts_as("recovery", [PACKS["spec"]]) == "recovery"


@given(st.text(max_size=20))
def test_whatever_word_was_stored_only_known_parts_write(word):
    writes = team.may_write(team.counts_as(word, PACKS.values()))
    assert writes == any(team.known_part(word, pack) not in ("", "reader") for pack in PACKS.values())
