"""The list: its filters, its counts, its order, and what is found in it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.rules.text import searchable
from cocdesk.model.store import cases
from cocdesk.model.store.cases import Filter
from tests.model.store.memory import MINUTE, fresh, put

STAGES = ["open", "assessed", "met", "decided", "action-taken", "informed", "closed"]


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [("all", [4, 3, 2, 1]), ("open", [3, 2, 1]), ("closed", [4]), ("mine", [2, 1]), ("overdue", [1])],
)
def test_each_chip_shows_its_cases_the_newest_change_first(wanted: Filter, shown: list[int]) -> None:
    db = fresh()
    db.run("INSERT INTO author(slot, name, role, verify_key) VALUES(x'bb', 'Bo', 'responder', x'00')")
    numbers = {
        put(db, 1, deadline=5 * MINUTE): 1,
        put(db, 2, deadline=50 * MINUTE): 2,
        put(db, 3, handler=2): 3,
        put(db, 4, stage="closed", deadline=1): 4,
    }
    assert [numbers[row] for row in cases.ids(db, wanted, 10 * MINUTE, 1)] == shown
    assert cases.counts(db, 10 * MINUTE, 1)[wanted] == len(shown)


@given(st.lists(st.tuples(st.sampled_from(STAGES), st.one_of(st.none(), st.integers(0, 20))), max_size=12))
def test_counts_and_lists_never_disagree(rows: list[tuple[str, int | None]]) -> None:
    db = fresh()
    for number, (stage, due) in enumerate(rows, 1):
        put(db, number, stage=stage, deadline=None if due is None else due * MINUTE)
    counts = cases.counts(db, 10 * MINUTE, 1)
    for wanted in ("all", "open", "closed", "mine", "overdue"):
        assert counts[wanted] == len(cases.ids(db, wanted, 10 * MINUTE, 1))
    assert counts["open"] + counts["closed"] == counts["all"] == len(rows)


def test_a_change_brings_a_case_to_the_top() -> None:
    db = fresh()
    first, second = put(db, 1), put(db, 2)
    assert list(cases.ids(db, "all", 0, 1)) == [second, first]
    put(db, 1, updated=9 * MINUTE)
    assert list(cases.ids(db, "all", 0, 1)) == [first, second]


WRITTEN = [
    ("Zoë Žižek spoke loudly", ["zoe", "ZIZEK", "žiž", "loud spoke"], ["speak", "izek"]),
    ("Łukasz Søren Đorđe", ["lukasz", "soren", "dorde", "luk sor"], ["ukasz"]),
    ("Straße und Æther", ["strasse", "aether", "str"], ["asse"]),
    ("李小龙 beim Essen", ["李", "小龙", "龙 essen", "李小龙"], ["王"]),
    ("محمد علي", ["محمد", "علي", "مح"], ["حمد"]),
    ("हिन्दी नाम", ["हिन्दी", "नाम"], ["तमिल"]),
    ("Nguyễn Thị Hồng", ["nguyen", "thi hong"], ["guyen"]),
    ("O'Brien-McDonald", ["o'brien", "brien", "mcdonald", "O’Brien"], ["rien"]),
    ("form F-7K3Q-9D, badge #42", ["F-7K3Q", "7k3q-9d", "42"], ["24"]),
    ("mia+conf@example.org", ["mia@", "example.org", "mia+conf"], ["mia@conf.net"]),
    ("한국어 김민준", ["한국", "김민준"], ["민준"]),
    ("émigré naïve façade", ["emigre", "NAIVE", "facade"], ["migre"]),
]


@pytest.mark.parametrize(("text", "typed"), [(text, typed) for text, found, _missed in WRITTEN for typed in found])
def test_the_beginning_of_any_word_finds_it(text: str, typed: str) -> None:
    db = fresh()
    row = put(db, 1, text)
    put(db, 2, "something else entirely")
    assert cases.search(db, typed) == {row}


@pytest.mark.parametrize(("text", "typed"), [(text, typed) for text, _found, missed in WRITTEN for typed in missed])
def test_other_words_do_not(text: str, typed: str) -> None:
    db = fresh()
    put(db, 1, text)
    assert cases.search(db, typed) == set()


@given(st.text(st.characters(), max_size=30), st.sampled_from(["", "a\u19b0b", "\u1cf2", "x\U00011f04y", "\ue000a", "\x00"]))
def test_whatever_is_typed_is_text_and_never_a_command(typed: str, strange: str) -> None:
    db = fresh()
    put(db, 1, "a word")
    cases.add_searched_note(db, 2, 1, "a note")
    assert cases.search(db, typed + strange) <= {2}


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12))
def test_whatever_letters_are_written_can_be_typed_again_and_found(text: str) -> None:
    db = fresh()
    row = put(db, 1, text)
    put(db, 2)
    cases.add_searched_note(db, row + 5, 1, f"zz {text}")
    known = [c for c in searchable(text) if c != " " and unicodedata.ucd_3_2_0.category(c)[0] in "LN"]
    if len(known) == len(searchable(text).replace(" ", "")) > 0:
        assert row in cases.search(db, text)
        assert row + 5 in cases.search(db, f"zz {text}")


def test_a_whole_account_pasted_into_the_search_is_no_fault() -> None:
    db = fresh()
    assert cases.search(db, " ".join(f"word{number}" for number in range(5000))) == set()


@pytest.mark.parametrize(
    ("note", "typed", "found"),
    [
        ("李小龙站在门口", "小龙", True),
        ("ハラスメントの報告", "報告", True),
        ("उसने हिन्दी में कहा", "हिन्दी", True),
        ("उसने हिन्दी में कहा", "हद", False),
        ("she said a thing at gate b", "a thing", True),
        ("spoke to O'Brien", "o'brien", True),
        ("spoke to nobody", "s", False),
        ("gate 4", "4", True),
    ],
)
def test_notes_are_found_in_every_script_and_beside_one_letter_words(note: str, typed: str, found: bool) -> None:
    db = fresh()
    row = put(db, 1, "x")
    cases.add_searched_note(db, row, 7, note)
    assert cases.search(db, typed) == ({row} if found else set())


def test_every_case_that_fits_is_found_however_many_there_are() -> None:
    db = fresh()
    for number in range(1, 2400):
        put(db, number, "remark at the party")
    assert len(cases.search(db, "remark")) == 2399


def test_a_changed_text_is_found_by_its_new_words_only() -> None:
    db = fresh()
    row = put(db, 1, "hall")
    put(db, 1, "garden")
    assert (cases.search(db, "garden"), cases.search(db, "hall")) == ({row}, set())


def test_notes_lead_to_their_case() -> None:
    db = fresh()
    row = put(db, 1, "x")
    cases.add_searched_note(db, row, 7, "spoke near the Fountain")
    assert cases.search(db, "fount") == {row}
    assert cases.search(db, "f") == set()


def test_tidying_the_indexes_changes_nothing_that_is_found() -> None:
    db = fresh()
    rows = {put(db, number, f"word{number} common") for number in range(1, 60)}
    cases.tidy(db)
    assert cases.search(db, "common") == rows
    assert len(cases.search(db, "word17")) == 1


def test_the_matrix_counts_all_and_open_cases_of_each_cell() -> None:
    db = fresh()
    put(db, 1, risk="high", impact="low")
    put(db, 2, risk="high", impact="low", stage="closed")
    inside = put(db, 3, risk="low", impact="high")
    put(db, 4)
    assert cases.matrix(db) == {("high", "low"): (2, 1), ("low", "high"): (1, 1), ("", ""): (1, 1)}
    assert list(cases.in_cell(db, "low", "high")) == [inside]


def test_a_row_comes_back_as_it_was_put() -> None:
    db = fresh()
    number = put(db, 5, title="Remarks", place="Boat", deadline=7 * MINUTE, risk="low", impact="high")
    row = cases.rows(db, [number])[number]
    assert (row.id, row.code_name, row.title, row.place) == (f"{5:032x}", "quiet-5", "Remarks", "Boat")
    assert row.deadline is not None
    assert (row.deadline.timestamp(), row.received_at.timestamp()) == (420, 300)


@pytest.mark.parametrize(("prefix", "count"), [("0000", 2), (f"{1:032x}", 1), ("ffff", 0), ("00_0", 0), ("%", 0)])
def test_a_case_is_found_by_the_beginning_of_its_id(prefix: str, count: int) -> None:
    db = fresh()
    put(db, 1)
    put(db, 2)
    assert len(cases.by_id_prefix(db, prefix)) == count


def test_a_case_is_found_by_its_code_name() -> None:
    db = fresh()
    row = put(db, 3)
    assert cases.by_code_name(db, "quiet-3") == row
    assert cases.by_code_name(db, "quiet-4") is None
    assert cases.code_names(db) == {"quiet-3"}
