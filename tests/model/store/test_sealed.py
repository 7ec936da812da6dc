"""Numbers and names of sealed files: no other file gives the same, and no other name is taken for one."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.rules import code_names
from cocdesk.model.store import sealed
from cocdesk.model.vault import keyfile, rooms

A, B, C = "0123456789abcdef", "fedcba9876543210", "00112233445566aa"
WRAP = "ab" * 80


def file(number: int = 1, name: str = "a" * 32, **wraps: str) -> keyfile.SealedFile:
    return keyfile.SealedFile(file=f"sealed-{name}.db", number=number, generation=1, wraps=wraps or {A: WRAP})


@pytest.mark.parametrize(
    ("files", "fine"),
    [
        ((), True),
        ((file(),), True),
        ((file(), file(2, "b" * 32)), True),
        ((file(), file(1, "b" * 32)), False),
        ((file(), file(2)), False),
        ((file(**{A: WRAP, B: WRAP}),), True),
        ((file(**{C: WRAP}),), False),
        ((file(**{A: WRAP, C: WRAP}),), False),
        ((keyfile.SealedFile(file="sealed-" + "a" * 32 + ".db", number=1, generation=1, wraps={}),), False),
        (tuple(file(number, f"{number:032x}") for number in range(1, keyfile.MOST_SEALED + 1)), True),
        (tuple(file(number, f"{number:032x}") for number in range(1, keyfile.MOST_SEALED + 2)), False),
    ],
)
def test_key_files_name_each_sealed_file_once_and_only_for_those_with_a_way_in(
    files: tuple[keyfile.SealedFile, ...], fine: bool
) -> None:
    assert keyfile._sealed_consistent(files, {A, B}) is fine


@pytest.mark.parametrize(
    ("name", "fine"),
    [
        ("sealed-" + "a" * 32 + ".db", True), ("sealed-" + "0f" * 16 + ".db", True), ("sealed-" + "A" * 32 + ".db", False),
        ("sealed-" + "a" * 31 + ".db", False), ("sealed-" + "a" * 33 + ".db", False), ("sealed-" + "g" * 32 + ".db", False),
        ("../sealed-" + "a" * 32 + ".db", False), ("sealed-" + "a" * 32 + ".db-journal", False), ("cases-0001.db", False),
        ("sealed-.db", False), ("", False), ("sealed-" + "a" * 15 + "/" + "a" * 16 + ".db", False), ("keys-A.json", False),
    ],
)  # fmt: skip
def test_only_a_name_this_program_gives_is_ever_swept(name: str, fine: bool) -> None:
    assert rooms.is_sealed(name) is fine


@given(st.integers(1, 2**17), st.integers(1, 2**17))
def test_the_numbers_of_two_sealed_files_and_of_the_vault_never_meet(one: int, other: int) -> None:
    first, second = sealed.first_number(one), sealed.first_number(other)
    assert all(sealed.is_number(number) for number in (first, first + 2**12 - 1, second))
    assert one == other or abs(first - second) >= 2**12
    assert first << 32 < 2**63, "the search index keeps it in the upper half of a number"
    assert first < 2**31, "a window's signal carries it"


@pytest.mark.parametrize("value", [0, 1, 2**24 - 1, 2**30, True, False, None, "1", 2.0**25, "a" * 32, (), object()])
def test_nothing_else_is_taken_for_such_a_number(value: object) -> None:
    assert not sealed.is_number(value)


@pytest.mark.parametrize("seed", range(12))
def test_code_names_of_sealed_cases_can_never_be_those_of_open_ones(seed: int) -> None:
    pick = random.Random(seed).choice
    assert code_names.case_name(pick, set(), "-284").endswith("-284")
    assert code_names.person_name(pick, set(), "-284").endswith("-284")
    taken = {code_names.person_name(pick, set()) for _one in range(400)}
    assert code_names.person_name(pick, taken, "-284") not in taken
