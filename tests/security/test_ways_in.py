"""Promises 7, 11 and 25: no way in without a key, none to what was purged, and one left when a passphrase is lost."""

from __future__ import annotations

import io
import itertools
import json
import re

import pytest

from cocdesk.model.actions import members, purge, respond
from cocdesk.model.documents import recovery_sheet
from cocdesk.model.documents.render import render
from cocdesk.model.errors import KnownError, NotFound, VaultDamaged, WrongPassphrase
from cocdesk.model.queries import checks
from cocdesk.model.records import entries as e
from cocdesk.model.vault import backup, recovery, slots, ways_in
from cocdesk.model.vault import vault as vaults
from tests import sqlcipher_pages
from tests.model.desks import FAST, PASSPHRASE
from tests.model.documents.invented_case import START
from tests.security.conftest import BO

KEY = bytes(range(16))
PRINTED = recovery.encode(KEY)


def test_promise_07_a_removed_member_comes_in_by_no_door_that_is_left(made):
    before = {path.name: path.read_bytes() for path in made.folder.iterdir() if path.is_file()}
    old_sheet = made.sheet
    desk = made.sit()
    respond.record(desk, made.cases[0], e.Noted(text="while Bo was there"))
    members.remove(desk, member="Bo")
    desk.close()
    with pytest.raises(NotFound):
        made.sit("Bo")
    with pytest.raises(WrongPassphrase, match="older sheet"):
        vaults.unlock_with_recovery(made.folder, old_sheet)
    assert all(backup.look(path).header.generation == 2 for path in backup.kept(made.folder))
    # The old key files put back beside the new database: what they name is not there any more.
    for name in ("keys-A.json", "keys-B.json"):
        (made.folder / name).write_bytes(before[name])
    with pytest.raises(KnownError):
        made.sit("Bo")
    # And renamed to what they name: the key they hold does not open it.
    made.database.rename(made.folder / "cases-0001.db")
    with pytest.raises(VaultDamaged):
        made.sit("Bo")


def test_promise_07_entries_of_somebody_who_left_stay_signed_by_them(made):
    desk = made.sit("Bo")
    respond.record(desk, made.cases[0], e.Noted(text="Bo was here"))
    desk.close()
    desk = made.sit()
    members.remove(desk, member="Bo")
    assert [check.name for check in checks.vault_checks(desk) if not check.ok] == []
    assert "Bo" in desk.members().values()
    desk.close()


def test_promise_07_every_way_in_is_named_before_any_passphrase(made):
    told = vaults.describe(made.folder)
    assert {member.name for member in told.members} == {"Ann", "Bo"}
    keys = json.loads((made.folder / "keys-A.json").read_bytes())["body"]
    assert set(keys["wraps"]) == {member.slot for member in told.members} | {keys["recovery"]["slot"]}, "and the sheet; no more"


def test_promise_11_a_purged_case_opens_under_no_key_there_ever_was(made, monkeypatch):
    keys = sqlcipher_pages.keys_used(monkeypatch)
    desk = made.sit()
    members.remove(desk, member="Bo")
    purge.purge(desk, made.cases[0])
    found = {
        word: sqlcipher_pages.pages_with(sqlcipher_pages.vault_pages(made.folder, key), word.encode())
        for key in dict.fromkeys(keys)
        for word in ("case 0 in the foyer", "first note 0", "Person 0", "foyer")
    }
    pages = list(sqlcipher_pages.vault_pages(made.folder, bytes(desk.vault.key_for_copies())))
    assert len(set(keys)) >= 4
    assert {word: numbers for word, numbers in found.items() if numbers and word != "foyer"} == {}
    assert sqlcipher_pages.pages_with(iter(pages), b"case 1 in the foyer"), "the other case is there, and can be found"
    desk.close()


def test_promise_25_the_sheet_typed_from_the_printed_paper_gives_a_new_passphrase(made):
    from pypdf import PdfReader

    document = recovery_sheet.build(vault_name="vault", recovery_key=made.sheet, made_at=START)
    words = PdfReader(io.BytesIO(render(document, "pdf"))).pages[0].extract_text()
    typed = re.search(r"(?:[0-9A-Z]{5}[\s–-]+){5}[0-9A-Z]{4}", words)
    assert typed is not None
    opened = vaults.unlock_with_recovery(made.folder, typed[0].lower())
    slot, _private = slots.new_member(
        vault=opened.vault_id, name="Ann", role="chair", passphrase="nine quite different words in a long row", kdf=FAST
    )
    ways_in.put_in_place(opened, member="Ann", slot=slot)
    opened.close()
    with pytest.raises(WrongPassphrase):
        vaults.unlock(made.folder, passphrase=PASSPHRASE, member="Ann")
    vaults.unlock(made.folder, passphrase="nine quite different words in a long row", member="Ann").close()
    vaults.unlock(made.folder, passphrase=BO, member="Bo").close()


@pytest.mark.parametrize("place", range(recovery.LENGTH))
def test_promise_25_every_wrong_character_and_every_swap_with_another_is_caught(place):
    spelled = [PRINTED[:place] + other + PRINTED[place + 1 :] for other in recovery.ALPHABET if other != PRINTED[place]]
    for other in range(place):
        swapped = list(PRINTED)
        swapped[place], swapped[other] = swapped[other], swapped[place]
        if "".join(swapped) != PRINTED:
            spelled.append("".join(swapped))
    assert [text for text in spelled if recovery.decode(text) is not None] == []
    assert recovery.decode(PRINTED) == KEY


@pytest.mark.parametrize(("drop", "twice"), [*itertools.product((0, 7, 28), (False, True))])
def test_promise_25_a_character_left_out_or_doubled_is_caught(drop, twice):
    text = PRINTED[: drop + 1] + PRINTED[drop:] if twice else PRINTED[:drop] + PRINTED[drop + 1 :]
    assert recovery.decode(text) is None
