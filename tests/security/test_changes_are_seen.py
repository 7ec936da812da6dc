"""Promises 6 and 24: damage and tampering are noticed and said, and a safety copy makes a whole vault again."""

from __future__ import annotations

import shutil

import pytest

from cocdesk.model.actions import respond, safety
from cocdesk.model.errors import KnownError, VaultDamaged
from cocdesk.model.queries import checks
from cocdesk.model.records import entries as e
from cocdesk.model.vault import backup
from cocdesk.model.vault.connection import PAGE
from tests.model.desks import PASSPHRASE
from tests.soak import flips


def wrong(desk):
    """What verify says is not well."""
    return {check.name for check in checks.vault_checks(desk) if not check.ok}


def noticed(made):
    """What is said of the vault: the sentence that it does not open, or what verify finds."""
    try:
        desk = made.sit_by_sheet()
    except KnownError as error:
        return str(error)
    try:
        return ", ".join(sorted(wrong(desk)))
    finally:
        desk.close()


def test_promise_06_flipped_bytes_are_found_and_never_crash_it(made, tmp_path):
    (tmp_path / "words").write_text(PASSPHRASE)
    (tmp_path / "work").mkdir()
    outcome = flips.run(made.folder, tmp_path / "words", tmp_path / "work", 6)
    assert outcome.flips == 6
    assert outcome.missed == outcome.crashed == []


def _cut_pages(made, data):
    return data[: -10 * PAGE]


def _cut_half_a_page(made, data):
    return data[: -PAGE // 2]


def _swap_pages(made, data):
    return data[: 4 * PAGE] + data[5 * PAGE : 6 * PAGE] + data[4 * PAGE : 5 * PAGE] + data[6 * PAGE :]


def _zero_a_page(made, data):
    return data[: 7 * PAGE] + bytes(PAGE) + data[8 * PAGE :]


def _append_garbage(made, data):
    return data + b"\x17" * PAGE


def _nothing(made, data):
    return b""


def _lost_header(made, data):
    return bytes(PAGE) + data[PAGE:]


def _plain_text(made, data):
    return b"SQLite format 3\0" + data[16:]


@pytest.mark.parametrize(
    "harm", [_cut_pages, _cut_half_a_page, _swap_pages, _zero_a_page, _append_garbage, _nothing, _lost_header,
             _plain_text],
    ids=lambda harm: harm.__name__,
)  # fmt: skip
def test_promise_06_a_harmed_database_is_never_taken_for_a_whole_or_a_new_one(made, harm):
    made.database.write_bytes(harm(made, made.database.read_bytes()))
    assert noticed(made)


def test_promise_06_an_older_page_put_back_is_noticed_though_the_cipher_finds_it_whole(made):
    old = made.database.read_bytes()
    desk = made.sit()
    for number in range(30):
        respond.record(desk, made.cases[0], e.Noted(text=f"note {number} " + "x" * 400))
    desk.close()
    new = made.database.read_bytes()
    changed = [start for start in range(PAGE, len(old), PAGE) if old[start : start + PAGE] != new[start : start + PAGE]]
    assert len(changed) > 3
    for start in changed[:4]:
        made.database.write_bytes(new[:start] + old[start : start + PAGE] + new[start + PAGE :])
        assert noticed(made), f"page {start // PAGE + 1}"


def test_promise_06_a_journal_that_is_missing_after_a_crash_is_noticed(made):
    desk = made.sit()
    for _again in range(12):
        respond.record(desk, made.cases[0], e.Noted(text="note " * 1500))
    connection = desk.vault.connection
    connection.execute("PRAGMA cache_size=1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DROP TRIGGER entry_is_never_changed")
    connection.execute("UPDATE entry SET body = replace(body, 'note', 'nota')")
    half = made.database.read_bytes()
    connection.execute("ROLLBACK")
    desk.close()
    made.database.write_bytes(half)
    assert not list(made.folder.glob("*-journal"))
    assert noticed(made)


def test_promise_06_a_safety_copy_makes_it_whole_again(made, tmp_path):
    (copy,) = backup.kept(made.folder)
    made.database.write_bytes(b"gone")
    assert noticed(made)
    safety.restore(copy, tmp_path / "restored")
    shutil.rmtree(made.folder)
    shutil.move(tmp_path / "restored", made.folder)
    assert noticed(made) == ""


TAMPERED = {
    "an entry's words changed": ("UPDATE entry SET body = replace(body, 'first', 'other')", {"entries"}),
    "an entry given to another case": ("UPDATE entry SET subject = (SELECT max(id) FROM subject)", {"entries"}),
    "an entry given to another author": (
        "INSERT INTO author(slot, name, role, verify_key) VALUES (x'0011223344556677', 'Mal', 'chair', zeroblob(32));"
        "UPDATE entry SET author = (SELECT id FROM author WHERE name = 'Mal') WHERE seq = 6",
        {"entries", "signatures"},
    ),
    "an entry dated otherwise": ("UPDATE entry SET made = made - 1000 WHERE kind = 'noted'", {"entries"}),
    "an entry taken away": ("DELETE FROM entry WHERE seq = (SELECT min(seq) FROM entry WHERE kind = 'noted')", {"numbers"}),
    "two entries in each other's place": (
        "UPDATE entry SET number = -number; UPDATE entry SET number = CASE number WHEN -6 THEN 5 WHEN -5 THEN 6 ELSE -number END",
        {"entries", "chains"},
    ),
    "an entry without its signature": ("UPDATE entry SET signature = zeroblob(64) WHERE kind = 'noted'", {"signatures"}),
    "another key for a member who left": ("UPDATE author SET verify_key = zeroblob(32)", set()),
    "another procedure": ("UPDATE policy_pack SET body = replace(body, 'warning', 'warnung')", None),
    "a list that shows something else": ("UPDATE case_row SET stage = 'closed'", {"lists"}),
    "a search that finds something else": ("DELETE FROM case_search WHERE rowid = (SELECT min(id) FROM case_row)", {"search"}),
    "an attachment changed": ("UPDATE attachment_chunk SET bytes = zeroblob(length(bytes))", {"attachments"}),
    "an attachment taken away": ("DELETE FROM attachment_chunk", {"attachments"}),
    "a stone nobody signed": (
        "INSERT INTO tombstone SELECT x'00112233445566778899aabbccddeeff', 1, 'x 1', min(id), 0, zeroblob(64) FROM author",
        {"purges"},
    ),
    "a permit to purge left lying": ("INSERT INTO purge_permit SELECT min(id) FROM subject", {"purges"}),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERED)
def test_promise_24_who_has_the_key_and_changes_a_row_by_hand_is_found_out(made, what):
    statements, expected = TAMPERED[what]
    desk = made.sit_by_sheet()
    connection = desk.vault.connection
    connection.execute("DROP TRIGGER entry_is_never_changed")
    connection.execute("DROP TRIGGER entry_is_never_removed")
    connection.execute("PRAGMA foreign_keys=OFF")
    for statement in statements.split(";"):
        connection.execute(statement)
    found = wrong(desk)
    desk.close()
    if expected is None:
        assert found, what
    else:
        assert expected <= found


def test_promise_24_an_older_copy_of_everything_put_back_is_said_at_the_next_opening(made, tmp_path):
    desk = made.sit()
    respond.record(desk, made.cases[0], e.Noted(text="before the copy"))
    desk.close()
    shutil.copytree(made.folder, tmp_path / "older")
    desk = made.sit()
    respond.record(desk, made.cases[0], e.Noted(text="after the copy"))
    desk.close()
    shutil.rmtree(made.folder)
    shutil.move(tmp_path / "older", made.folder)
    desk = made.sit()
    assert "older than when this laptop last used it" in " ".join(desk.notices())
    assert "newest" in wrong(desk)
    desk.close()


def test_promise_24_a_row_changed_by_hand_is_not_shown_as_if_it_were_the_record(made):
    desk = made.sit_by_sheet()
    desk.vault.connection.execute("DROP TRIGGER entry_is_never_changed")
    desk.vault.connection.execute("UPDATE entry SET body = replace(body, 'foyer', 'cellar')")
    with pytest.raises(VaultDamaged, match="not what was written"):
        desk.case(made.cases[0])
    desk.close()
