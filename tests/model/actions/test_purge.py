"""A purge: what goes, what stays, and that an independent reader finds nothing of the case in any page of any file."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from cocdesk.model import proof
from cocdesk.model.actions import attach, drafts, linking, members, purge, report, respond, safety
from cocdesk.model.desk import Desk
from cocdesk.model.errors import KnownError, NotAllowed, NotFound, VaultDamaged
from cocdesk.model.laptop import Laptop
from cocdesk.model.queries import checks
from cocdesk.model.queries.case_list import ids, rows
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import ActDraft
from cocdesk.model.records.report import ReportDraft, ReportedGiven
from cocdesk.model.store import cases, entries, persons, purging
from cocdesk.model.vault import backup, ways_in
from cocdesk.model.vault.vault import unlock
from tests import sqlcipher_pages
from tests.model.desks import FAST, MEMBER, Watch, open_vault

WORD = "ZZPURGEDqwkfhx"


@pytest.fixture
def two(desk):
    """A case full of a word nobody else says, and one that stays; one person is named in both."""
    goes = report.take_report(
        desk, ReportDraft(quick=f"{WORD} in the foyer", title=f"about {WORD}", reported=(ReportedGiven(name=f"Nora {WORD}"),))
    ).value
    stays = report.take_report(desk, ReportDraft(quick="by the lifts", reported=(ReportedGiven(name="Otto Bleibt"),))).value
    shared = desk.case(stays).parts[0].person
    respond.record(desk, goes, e.PersonAdded(person=shared, role="witness"))
    attach.attach(desk, goes, name=f"{WORD}.png", data=f"picture {WORD}".encode() * 30_000)
    respond.record(desk, stays, e.Noted(text="a note that stays"))
    respond.record(desk, goes, e.Noted(text=f"the last thing said was {WORD}"))
    drafts.save_act(desk, goes, ActDraft(act="noted", title="A note", values={"text": WORD}), number=None)
    return goes, stays


@pytest.fixture
def keys_ever(monkeypatch):
    """Every key that any database was ever opened under, scratch files too."""
    return sqlcipher_pages.keys_used(monkeypatch)


def pages_with_the_word(desk, keys):
    """Pages that hold the word, in every file of the folder, under each of these keys."""
    found = []
    for key in dict.fromkeys(keys):
        pages = list(sqlcipher_pages.vault_pages(desk.folder, key))
        for spelled in (WORD, WORD.lower()):
            found += sqlcipher_pages.pages_with(iter(pages), spelled.encode())
    return found


def words_in_the_indexes(desk):
    """What the search indexes hold, read by SQLite's own window into them."""
    found = set()
    for index in ("case_search", "note_search"):
        desk.db.run(f"CREATE VIRTUAL TABLE temp.held USING fts5vocab('main', '{index}', 'row')")
        found |= {term for (term,) in desk.db.all("SELECT term FROM temp.held")}
        desk.db.run("DROP TABLE temp.held")
    return found


def test_nothing_of_a_purged_case_is_in_any_page_and_the_other_case_is_whole(desk, keys_ever, two):
    goes, stays = two
    old_key = bytes(desk.vault.key_for_copies())
    assert pages_with_the_word(desk, [old_key]), "the reader can find the word at all"
    assert WORD.lower() in words_in_the_indexes(desk)
    before = desk.entries_of(stays)
    safety.keep_copy(desk, "daily")
    done = purge.purge(desk, goes)
    keys = [old_key, bytes(desk.vault.key_for_copies()), *keys_ever]
    assert len(set(keys)) >= 3, "the old key, the new one, and that of the scratch file"
    assert pages_with_the_word(desk, keys) == []
    assert not {word for word in words_in_the_indexes(desk) if word.startswith(WORD.lower()[:6])}
    assert not any(page.authentic for page in sqlcipher_pages.vault_pages(desk.folder, old_key))
    assert desk.entries_of(stays) == before
    assert [row.id for row in rows(desk, ids(desk, "all")).values()] == [stays]
    assert [person.name for person in persons.every(desk.db)] == ["Otto Bleibt"], "who is named elsewhere stays"
    assert done.value.persons == 1
    assert cases.search(desk.db, WORD) == set()
    assert cases.search(desk.db, "note that stays")
    for table in ("attachment", "attachment_chunk", "draft", "purge_permit"):
        assert desk.db.value(f"SELECT count(*) FROM {table}") == 0
    with pytest.raises(NotFound):
        desk.case(goes)


def test_older_copies_go_and_the_fresh_one_is_without_the_case(desk, two):
    goes, _stays = two
    for _day in range(3):
        safety.keep_copy(desk, "daily")
    assert purge.purge(desk, goes).value.copies_forgotten == 3
    (only,) = backup.kept(desk.folder)
    with backup.opened(desk.vault, backup.look(only)) as copy:
        assert copy.execute("SELECT count(*) FROM tombstone").fetchone() == (1,)
        assert copy.execute("SELECT count(*) FROM case_row").fetchone() == (1,)


def test_copies_left_by_a_stop_after_the_purge_go_at_the_next_opening(desk, two, tmp_path, monkeypatch):
    goes, _stays = two
    safety.keep_copy(desk, "daily")
    monkeypatch.setattr(backup, "forget_older", lambda _vault: 0)
    purge.purge(desk, goes)
    half = desk.folder / backup.FOLDER / "20260101T000000Z-aa.0f.db.tmp"
    half.write_bytes(b"half a copy")
    assert len(backup.kept(desk.folder)) == 2
    desk.close()
    again = open_vault(desk.folder, tmp_path / "laptop", Watch())
    assert [backup.look(path).header.generation for path in backup.kept(again.folder)] == [2]
    assert not half.exists()
    again.close()


def test_the_stone_that_stays_says_no_name_and_verify_understands_the_gap(desk, two):
    goes, stays = two
    count = len(desk.entries_of(goes))
    stone = purge.purge(desk, goes).value.stone
    assert purging.stones(desk.db) == (stone,)
    assert (stone.case, stone.by, stone.policy) == (goes, desk.member, "django-events 1.0")
    assert stone.entries == count + 1, "the case's entries, and the one that said who the person is"
    assert [check.name for check in checks.vault_checks(desk) if not check.ok] == []
    respond.record(desk, stays, e.Noted(text="life goes on"))
    assert proof.of_journal(desk).none


def test_no_number_of_a_purged_entry_is_given_again_and_the_laptop_is_not_alarmed(desk, two, tmp_path):
    goes, stays = two
    last = max(entry.number for entry in desk.entries_of(goes))
    purge.purge(desk, goes)
    desk.close()
    again = open_vault(desk.folder, tmp_path / "laptop", Watch())
    assert again.notices() == ()
    respond.record(again, stays, e.Noted(text="after"))
    assert again.entries_of(stays)[-1].number == last + 1
    assert [check.name for check in checks.vault_checks(again) if not check.ok] == []
    again.close()


def test_a_loss_that_is_passed_off_as_a_purge_is_noticed(desk, two):
    goes, stays = two
    stone = purge.purge(desk, goes).value.stone
    row = entries.row_of(desk.db, stays)
    with desk.db.transaction():
        forged = replace(
            stone, case=stays, numbers=purging.numbers(desk.db, (row,)), entries=len(desk.entries_of(stays)),
        )  # fmt: skip
        purging.remove(desk.db, row, (), forged)
    faults = proof.of_journal(desk)
    assert faults.gaps == 0
    assert faults.purges == 1
    assert "purges" in [check.name for check in checks.vault_checks(desk) if not check.ok]


def test_a_vault_that_is_not_whole_is_not_purged(desk, two):
    goes, stays = two
    row = entries.row_of(desk.db, stays)
    desk.db.run("DROP TRIGGER entry_is_never_changed")
    desk.db.run("UPDATE entry SET body = replace(body, 'lifts', 'stairs') WHERE subject = ?", (row,))
    with pytest.raises(VaultDamaged):
        purge.purge(desk, goes)
    assert desk.vault.generation == 1
    assert desk.case(goes)


def test_an_entry_is_removed_by_a_purge_and_by_nothing_else(desk, two):
    from sqlcipher3 import dbapi2

    with pytest.raises(dbapi2.IntegrityError, match="never removed"):
        desk.db.run("DELETE FROM entry")
    with pytest.raises(dbapi2.IntegrityError, match="never changed"):
        desk.db.run("UPDATE entry SET kind = 'noted'")


BO = "seven other words in one row"


def as_bo(desk, tmp_path):
    """Bo sits down in place of whoever sat here."""
    desk.close()
    return Desk(unlock(desk.folder, passphrase=BO, member="Bo"), laptop=Laptop(tmp_path / "laptop"), clock=Watch())


def test_where_somebody_has_the_chair_nobody_else_erases_a_case_and_is_told_who_may(desk, two, tmp_path):
    goes, _stays = two
    members.add(desk, name="Bo", role="responder", passphrase=BO, kdf=FAST)
    bo = as_bo(desk, tmp_path)
    assert MEMBER in purge.why_not(bo)
    with pytest.raises(NotAllowed, match=f"by the chair: {MEMBER}"):
        purge.purge(bo, goes)
    assert bo.vault.generation == 1 and bo.case(goes)
    bo.close()


@pytest.mark.parametrize("role", ["responder", "reader"])
def test_where_nobody_has_the_chair_whoever_may_record_erases_a_case_and_a_reader_never(desk, two, tmp_path, role):
    goes, _stays = two
    members.add(desk, name="Bo", role=role, passphrase=BO, kdf=FAST)
    # As a vault that was made without a chair.
    ways_in.change_role(desk.vault, member=MEMBER, role="responder")
    bo = as_bo(desk, tmp_path)
    if role == "responder":
        assert purge.why_not(bo) == "" and purge.purge(bo, goes).value.stone.by == bo.member
    else:
        with pytest.raises(NotAllowed):
            purge.purge(bo, goes)
        assert purge.why_not(bo) and bo.case(goes)
    bo.close()


def test_a_case_that_is_not_there_is_not_purged(desk):
    with pytest.raises(NotFound):
        purge.purge(desk, "0" * 32)
    assert desk.vault.generation == 1


def test_a_purge_stands_though_no_fresh_copy_can_be_made(desk, two, monkeypatch):
    goes, _stays = two

    def full(_desk, _why):
        raise KnownError("The disk is full.")

    monkeypatch.setattr(purge, "keep_copy", full)
    assert purge.purge(desk, goes).value.no_copy == "The disk is full."
    assert len(purging.stones(desk.db)) == 1


def test_a_link_from_another_case_outlives_the_purge_and_the_case_still_opens(desk, two):
    goes, stays = two
    linking.link(desk, stays, desk.case(goes).code_name, "same-issue", "seen together")
    purge.purge(desk, goes)
    from cocdesk.model.queries.case_view import case_view

    assert case_view(desk, stays).timeline
    assert [check.name for check in checks.vault_checks(desk) if not check.ok] == []
